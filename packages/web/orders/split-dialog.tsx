import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useEdits } from '../editing/edits.tsx'
import { useFailureText } from '../editing/failure-text.ts'
import { useIssueText } from '../editing/issue-text.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { grouped } from '../language/words.ts'
import { Dialog } from '../look/dialog.tsx'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { sumOf } from '../promise/answer-sums.ts'
import { asQuantity } from '../promise/paste-block.ts'
import { useOrderLines } from './order-data.ts'
import type { SalesLine } from './order-lines.ts'
import { type LinePart, restOf, splitEdits } from './split-line.ts'

export interface SplitFacts {
  readonly order: string
  readonly line: string
  readonly itemName: string
  readonly onClose: () => void
}

const MOST_PARTS = 12

/** One line becomes several with a quantity and a date each; together they are what was ordered. */
export const SplitDialog = (facts: SplitFacts) => {
  const { t } = useLingui()
  const { data: lines } = useOrderLines(facts.order)
  const line = lines?.find((one) => one.line === facts.line)
  return (
    <Dialog label={t`Split the line`} onClose={facts.onClose} className="split-dialog">
      {line ? <SplitForm {...facts} record={line} taken={lines!.map((one) => one.line)} /> : null}
    </Dialog>
  )
}

type FormFacts = SplitFacts & { readonly record: SalesLine; readonly taken: readonly string[] }

const SplitForm = ({ order, line, itemName, onClose, record, taken }: FormFacts) => {
  const { parts, set, add, leave } = useParts(record)
  const total = record.quantity
  const sum = sumOf(parts.map((one) => one.quantity).filter((one) => Number(one) > 0))
  const isRight = sum === Number(total) && parts.every((one) => Number(one.quantity) > 0 && one.due !== '')
  const once = useOneAct()
  const { wrong, write } = useSplit({ record, taken, onClose })
  return (
    <form
      className="col"
      onSubmit={(event) => {
        event.preventDefault()
        if (isRight) void once(() => write(parts))
      }}
    >
      <h2 className="f16">
        <Trans>
          Split {order} / {line}
        </Trans>
      </h2>
      <p className="m ell" title={itemName}>
        {itemName}
      </p>
      {parts.map((part, i) => (
        <PartRow
          key={i}
          {...{ part, place: i + 1 }}
          onPart={(next) => set(i, next)}
          onGone={i === 0 || parts.length < 3 ? null : () => leave(i)}
        />
      ))}
      <p className="row">
        <button type="button" className="btn sm" disabled={parts.length >= MOST_PARTS} onClick={add}>
          <Trans>One more part</Trans>
        </button>
        <span className="sp" />
        <Sum sum={sum} total={total} />
      </p>
      {wrong === null ? null : (
        <p className="t-late f12" role="alert">
          {wrong}
        </p>
      )}
      <p className="row">
        <button type="button" className="btn" onClick={onClose}>
          <Trans>Leave it whole</Trans>
        </button>
        <span className="sp" />
        <button type="submit" className="btn pri" disabled={!isRight}>
          <Plural value={parts.length} one="Split into # part" other="Split into # parts" />
        </button>
      </p>
    </form>
  )
}

/** The first part holds the rest of the others, until somebody writes it. */
function useParts({ quantity: total, due_date: due }: SalesLine) {
  const [others, setOthers] = useState<readonly LinePart[]>([{ quantity: '', due }])
  const [first, setFirst] = useState<LinePart>({ quantity: '', due })
  return {
    parts: [{ ...first, quantity: first.quantity || restOf(total, others) }, ...others],
    set: (i: number, part: LinePart): void =>
      i === 0 ? setFirst(part) : setOthers(others.map((one, j) => (j === i - 1 ? part : one))),
    add: (): void => setOthers([...others, { quantity: '', due }]),
    leave: (i: number): void => setOthers(others.filter((_, j) => j !== i - 1)),
  }
}

const Sum = ({ sum, total }: { readonly sum: number; readonly total: string }) => {
  const [is, should] = [grouped(sum), grouped(total)]
  return sum === Number(total) ? (
    <b className="split-sum">
      <Trans>
        {is} of {should}
      </Trans>
    </b>
  ) : (
    <b className="row t-late split-sum" role="status">
      <Shape status="late" />{' '}
      <Trans>
        {is} should be {should}
      </Trans>
    </b>
  )
}

interface RowFacts {
  readonly part: LinePart
  readonly place: number
  readonly onPart: (part: LinePart) => void
  readonly onGone: (() => void) | null
}

const PartRow = ({ part, place, onPart, onGone }: RowFacts) => {
  const { t } = useLingui()
  return (
    <div className="split-rows">
      <span className="q">{place}</span>
      <span className="r">
        <input
          className="field"
          inputMode="decimal"
          autoComplete="off"
          aria-label={t`Quantity of part ${place}`}
          value={part.quantity}
          onChange={(event) => onPart({ ...part, quantity: asQuantity(event.target.value) })}
        />
      </span>
      <input
        className="field"
        type="date"
        aria-label={t`Due date of part ${place}`}
        value={part.due}
        onChange={(event) => onPart({ ...part, due: event.target.value })}
      />
      {onGone === null ? (
        <span />
      ) : (
        <button type="button" className="icon-button" aria-label={t`Leave part ${place} out`} onClick={onGone}>
          <Icon name="close" size={14} />
        </button>
      )}
    </div>
  )
}

/** Writes the parts as one batch, which undo makes whole again. */
function useSplit({ record, taken, onClose }: Pick<FormFacts, 'record' | 'taken' | 'onClose'>) {
  const { t } = useLingui()
  const { edit } = useEdits()
  const issueText = useIssueText()
  const failureText = useFailureText()
  const [wrong, setWrong] = useState<string | null>(null)
  const write = async (parts: readonly LinePart[]): Promise<void> => {
    const { order, line } = record
    const quantities = parts.map((one) => grouped(one.quantity)).join(' + ')
    try {
      const answer = await edit(splitEdits(record, parts, taken), t`${order} / ${line} split: ${quantities}`)
      const [issue] = answer.issues
      if (issue) setWrong(issueText(issue))
      else if (answer.conflicts.length === 0) onClose()
    } catch (error) {
      setWrong(failureText(error))
    }
  }
  return { wrong, write }
}
