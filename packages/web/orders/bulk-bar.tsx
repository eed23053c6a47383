import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import type { GridState } from '../grid/grid-state.ts'
import { useKeys } from '../shell/keys.ts'
import { type ChosenLines, LinesDialog } from './lines-dialog.tsx'

export interface BulkFacts {
  /** Keys of the chosen lines, as the records have them. */
  readonly keys: readonly string[]
  readonly state: GridState
  /** Lines that the filter leaves. */
  readonly total: number
  readonly onClear: () => void
}

/** What can be done with the chosen lines, or with all of the filter; `b` changes them. */
export const BulkBar = ({ keys, state, total, onClear }: BulkFacts) => {
  const { t } = useLingui()
  const [isAll, setAll] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const count = isAll ? total : keys.length
  useKeys({ b: () => setOpen(true) }, keys.length > 0)
  if (keys.length === 0) return null
  const { filter, search } = state
  const matching = { ...(filter ? { filter } : {}), ...(search ? { search } : {}) }
  const chosen: ChosenLines = isAll ? { matching } : { lines: [...keys] }
  return (
    <section className="bulk" aria-label={t`Chosen order lines`}>
      <span className="b" role="status">
        {isAll ? (
          <Plural value={count} one="# order line of this filter" other="All # order lines of this filter" />
        ) : (
          <Plural value={count} one="# order line chosen" other="# order lines chosen" />
        )}
      </span>
      {total > keys.length ? (
        <button type="button" className="btn sm quiet" aria-pressed={isAll} onClick={() => setAll(!isAll)}>
          {isAll ? (
            <Plural value={keys.length} one="Only the # chosen" other="Only the # chosen" />
          ) : (
            <Plural value={total} one="All # of this filter" other="All # of this filter" />
          )}
        </button>
      ) : null}
      <span className="sp" />
      <button type="button" className="btn pri" onClick={() => setOpen(true)}>
        <Plural value={count} one="Change # line…" other="Change # lines…" /> <kbd>b</kbd>
      </button>
      <button type="button" className="btn quiet" onClick={onClear}>
        <Trans>Choose none</Trans>
      </button>
      {isOpen ? (
        <LinesDialog
          chosen={chosen}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false)
            onClear()
          }}
        />
      ) : null}
    </section>
  )
}
