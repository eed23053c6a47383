import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { Dialog } from '../look/dialog.tsx'
import { Shape } from '../look/status.tsx'
import { type CellChange, readChange } from './cell-changes.ts'
import { FaultText } from './fault-text.tsx'
import { type GridColumn, useTitle } from './grid-column.ts'
import type { Block, PendingBlock } from './use-block.ts'

interface BlockDialogFacts<Row> {
  readonly block: Block
  readonly pending: PendingBlock
  readonly columns: readonly GridColumn<Row>[]
}

/** A block before it is written: which cells change, and what is wrong with which, to be mended or skipped in place. */
export const BlockDialog = <Row,>({ block, pending, columns }: BlockDialogFacts<Row>) => {
  const { t } = useLingui()
  const { changes } = pending
  const wrong = changes.filter((one) => one.wrong !== null && !one.isSkipped).length
  const count = changes.filter((one) => !one.isSkipped).length
  const [isAll, setAll] = useState(wrong === 0)
  const wasWrong = useWasWrong(changes)
  const skip = (): void => block.change(changes.map((one) => (one.wrong === null ? one : { ...one, isSkipped: true })))
  return (
    <Dialog label={t`Paste a block`} className="block-dialog" onClose={block.close} holds="pasted">
      <h2 className="f16">
        <Plural value={changes.length} one="# cell changes" other="# cells change" />
      </h2>
      <BlockNotes pending={pending} />
      {wasWrong.size > 0 ? <Switch isAll={isAll} onAll={setAll} changes={changes} /> : null}
      <ChangeRows {...{ block, columns }} changes={isAll ? changes : changes.filter((one) => wasWrong.has(one.id))} />
      <footer className="row">
        {wrong > 0 ? (
          <button type="button" className="btn" onClick={skip}>
            <Plural value={wrong} one="Skip the wrong one" other="Skip the # wrong ones" />
          </button>
        ) : null}
        <span className="sp" />
        <button type="button" className="btn quiet" onClick={block.close}>
          <Trans>Change nothing</Trans>
        </button>
        <button
          type="button"
          className="btn pri"
          disabled={wrong > 0 || count === 0 || block.isWriting}
          onClick={() => void block.write(pending)}
        >
          <Plural value={count} one="Write # cell" other="Write # cells" />
        </button>
      </footer>
    </Dialog>
  )
}

/** Cells that are or were wrong: one that is being mended stays where it is. */
function useWasWrong(changes: readonly CellChange[]): ReadonlySet<string> {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const fresh = changes.filter((one) => one.wrong !== null && !seen.has(one.id))
  if (fresh.length > 0) setSeen(new Set([...seen, ...fresh.map((one) => one.id)]))
  return seen
}

const BlockNotes = ({ pending: { readOnly, below, other } }: { readonly pending: PendingBlock }) => (
  <>
    {readOnly > 0 ? (
      <p className="q">
        <Plural
          value={readOnly}
          one="# cell stands over a column that is not edited here and is left out."
          other="# cells stand over columns that are not edited here and are left out."
        />
      </p>
    ) : null}
    {below > 0 ? (
      <p className="t-risk">
        <Plural
          value={below}
          one="# row of the block is below the last row of the list and is left out."
          other="# rows of the block are below the last row of the list and are left out."
        />
      </p>
    ) : null}
    {other.slice(0, 3).map((message) => (
      <p key={message} className="t-late" role="alert">
        {message}
      </p>
    ))}
  </>
)

interface SwitchFacts {
  readonly isAll: boolean
  readonly onAll: (isAll: boolean) => void
  readonly changes: readonly CellChange[]
}

const Switch = ({ isAll, onAll, changes }: SwitchFacts) => {
  const { t } = useLingui()
  const wrong = changes.filter((one) => one.wrong !== null).length
  const button = (value: boolean, name: string) => (
    <button
      type="button"
      className={isAll === value ? 'on' : ''}
      aria-pressed={isAll === value}
      onClick={() => onAll(value)}
    >
      {name}
    </button>
  )
  return (
    <fieldset className="seg sm" aria-label={t`Which cells`}>
      {button(false, t`Wrong (${wrong})`)}
      {button(true, t`All (${changes.length})`)}
    </fieldset>
  )
}

const HEIGHT = 34

interface ChangeRowsFacts<Row> {
  readonly block: Block
  readonly columns: readonly GridColumn<Row>[]
  readonly changes: readonly CellChange[]
}

function ChangeRows<Row>({ block, columns, changes }: ChangeRowsFacts<Row>) {
  const { t } = useLingui()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: changes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => HEIGHT,
    overscan: 6,
  })
  return (
    <div
      ref={scroller}
      className="block-rows"
      role="region"
      aria-label={t`Cells of the block`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keys
      tabIndex={0}
      style={{ height: changes.length * HEIGHT + 2 }}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start }) => {
          const change = changes[index]
          const column = columns.find((one) => one.name === change?.column)
          return change && column ? (
            <div key={change.id} className="block-row" style={{ height: HEIGHT, transform: `translateY(${start}px)` }}>
              <ChangeRow {...{ block, change, column }} />
            </div>
          ) : null
        })}
      </div>
    </div>
  )
}

interface ChangeRowFacts<Row> {
  readonly block: Block
  readonly change: CellChange
  readonly column: GridColumn<Row>
}

const ChangeRow = <Row,>({ block, change, column }: ChangeRowFacts<Row>) => {
  const { t } = useLingui()
  const title = useTitle()(column)
  const replace = (next: CellChange): void =>
    block.change((block.pending?.changes ?? []).map((one) => (one.id === next.id ? next : one)))
  const isWrong = change.wrong !== null
  return (
    <>
      <span className="b ell">{change.name}</span>
      <span className="q ell">{title}</span>
      <span className="r q ell">{change.from === '' ? '–' : change.from}</span>
      <span aria-hidden="true">→</span>
      <input
        className="field"
        aria-label={t`New value of ${title} in ${change.name}`}
        aria-invalid={isWrong && !change.isSkipped}
        disabled={change.isSkipped}
        value={change.to}
        onChange={(event) => replace(readChange(change, event.target.value, block.kindOf(column as GridColumn<never>)))}
      />
      <span className={isWrong && !change.isSkipped ? 't-late ell' : 'q ell'}>
        {isWrong && !change.isSkipped ? <Shape status="late" /> : null} <FaultText wrong={change.wrong} />
      </span>
      <label className="row">
        <input
          type="checkbox"
          checked={change.isSkipped}
          onChange={() => replace({ ...change, isSkipped: !change.isSkipped })}
        />
        <Trans>Skip</Trans>
      </label>
    </>
  )
}
