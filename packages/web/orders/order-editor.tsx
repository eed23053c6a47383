import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { KeyboardEvent, ReactNode } from 'react'
import { useEdits } from '../editing/edits.tsx'
import { useFailureText } from '../editing/failure-text.ts'
import { useOneAct } from '../editing/use-one-act.ts'
import { grouped } from '../language/words.ts'
import { Shape } from '../look/status.tsx'
import { sumOf } from '../promise/answer-sums.ts'
import { isComposing, useKeys } from '../shell/keys.ts'
import { OrderAnswer } from './order-answer.tsx'
import { promiseDates } from './order-data.ts'
import { dropDraft } from './order-draft.ts'
import { OrderHeadFields } from './order-head-fields.tsx'
import { datesTold } from './order-lines.ts'
import { OrderStyles } from './order-styles.tsx'
import { type OrderForm, type OrderFormFacts, useOrderForm } from './use-order-form.ts'
import { type OrderPromise, useOrderPromise } from './use-order-promise.ts'

export interface OrderEditorFacts {
  readonly facts: OrderFormFacts
  /** Lines that are closed or in another unit, and stay as they are. */
  readonly others: number
  /** Numbers that are taken. */
  readonly orders: readonly string[]
  readonly zone: string
  readonly tabs: ReactNode
  /** Written, or null: left as it is. */
  readonly onDone: (order: string | null) => void
}

/** The form of an order beside the promise desk's answer to it: Enter asks for a date, mod+Enter writes, Escape leaves the draft. */
export const OrderEditor = ({ facts, others, orders, zone, tabs, onDone }: OrderEditorFacts) => {
  const form = useOrderForm(facts)
  const promise = useOrderPromise(form)
  const save = useSave({ form, promise, order: facts.order, onDone })
  const isTaken = facts.order === '' && orders.includes(form.draft.order.trim())
  const canSave = form.isRight && !isTaken && (form.edits.length > 0 || promise.isTold)
  const once = useOneAct()
  const write = (): void => {
    if (canSave) void once(save)
  }
  useKeys({ 'mod+Enter': write, Escape: () => onDone(null) })
  const leave = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || isComposing(event.nativeEvent)) return
    event.preventDefault()
    onDone(null)
  }
  return (
    <>
      <EditorHead {...{ facts, form, tabs, canSave }} onWrite={write} onLeave={() => onDone(null)} />
      <form
        className="order-desk"
        onKeyDown={leave}
        onSubmit={(event) => {
          event.preventDefault()
          if (promise.canAsk) void promise.ask()
        }}
      >
        <div className="col promise-col">
          {form.keptAt === null ? null : <DraftBar at={form.keptAt} onAnew={form.startAnew} />}
          {form.isKept ? null : <NotKept />}
          <OrderHeadFields form={form} isNew={facts.order === ''} isTaken={isTaken} others={others} />
          <OrderStyles form={form} styles={facts.styles} />
        </div>
        <div className={`col promise-col ${promise.isStale || promise.isBusy ? 'stale' : ''}`}>
          <OrderAnswer {...{ form, promise, zone }} styles={facts.styles} isNew={facts.order === ''} />
        </div>
      </form>
    </>
  )
}

const EditorHead = ({
  facts,
  form,
  tabs,
  canSave,
  onWrite,
  onLeave,
}: Pick<OrderEditorFacts, 'facts' | 'tabs'> & {
  readonly form: OrderForm
  readonly canSave: boolean
  readonly onWrite: () => void
  readonly onLeave: () => void
}) => {
  const { order } = facts
  const count = form.edits.length
  return (
    <header className="head">
      <h1 className="ell" title={order}>
        {order === '' ? <Trans>New order</Trans> : <Trans>Lines of {order}</Trans>}
      </h1>
      {tabs}
      <span className="sp" />
      <button type="button" className="btn" onClick={onLeave}>
        <Trans>Back to the list</Trans> <kbd>Esc</kbd>
      </button>
      <button type="button" className="btn pri" disabled={!canSave} onClick={onWrite}>
        {order === '' ? (
          <Plural value={count} one="Save the order, # line" other="Save the order, # lines" />
        ) : (
          <Plural value={count} one="Save # change" other="Save # changes" />
        )}{' '}
        <kbd>⌘↵</kbd>
      </button>
    </header>
  )
}

const NotKept = () => (
  <p className="panel draft-bar t-risk" role="status">
    <Shape status="risk" />
    <Trans>This browser keeps no more: what you type from now on would be lost with a reload.</Trans>
  </p>
)

const DraftBar = ({ at, onAnew }: { readonly at: string; readonly onAnew: () => void }) => (
  <p className="panel draft-bar" role="status">
    <span>
      <Trans>Here is what you typed until {at} and did not save.</Trans>
    </span>
    <button type="button" className="btn sm" onClick={onAnew}>
      <Trans>Start anew</Trans>
    </button>
  </p>
)

interface SaveFacts {
  readonly form: OrderForm
  readonly promise: OrderPromise
  readonly order: string
  readonly onDone: (order: string) => void
}

/** Writes the lines as one batch; with them the dates that the customer was told, and the end of what was reserved for them. */
function useSave({ form, promise, order, onDone }: SaveFacts): () => Promise<void> {
  const { t } = useLingui()
  const { edit, note, refuse } = useEdits()
  const failureText = useFailureText()
  return async () => {
    const number = form.draft.order.trim()
    const quantity = grouped(sumOf(form.wanted.map((one) => one.quantity)))
    const name = order === '' ? t`Order ${number} saved: ${quantity}` : t`Lines of ${number} changed: ${quantity}`
    const dates = promise.isTold ? datesTold(form.lines, form.edits, promise.answer!.lines) : []
    const release = [...promise.reserved]
    try {
      if (form.edits.length === 0) {
        const { undo } = await promiseDates({ dates })
        note({ undo, name: t`Promised dates of ${number} set` })
      } else {
        const withDates = dates.length + release.length > 0
        const answer = await edit(
          form.edits,
          name,
          withDates ? { write: (edits) => promiseDates({ dates, edits, release }) } : {},
        )
        if (answer.conflicts.length > 0) return
        if (answer.issues.length > 0) return form.setRefused(answer.issues)
      }
      dropDraft(order)
      onDone(number)
    } catch (error) {
      refuse(failureText(error))
    }
  }
}
