import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday } from '../language/words.ts'
import { Icon } from '../look/icon.tsx'
import { Shape } from '../look/status.tsx'
import { AnswerPanel, BindingPanel, LeverPanel } from '../promise/answer-panel.tsx'
import { moment } from '../promise/customer-message.ts'
import { HoursField } from '../promise/hours-field.tsx'
import { placesOf } from '../promise/matrix-field.tsx'
import type { Styles } from '../promise/promise-data.ts'
import type { OrderForm } from './use-order-form.ts'
import type { OrderPromise } from './use-order-promise.ts'

export interface OrderAnswerFacts {
  readonly form: OrderForm
  readonly promise: OrderPromise
  readonly styles: Styles
  readonly zone: string
  /** Of what is no order yet goods may be reserved; an order holds its goods itself. */
  readonly isNew: boolean
}

/** The date for all of it, what binds it and what would make it earlier; taken over with one press. */
export const OrderAnswer = (facts: OrderAnswerFacts) => {
  const { promise, form, styles } = facts
  const labels = new Map(form.matrices.flatMap(placesOf).map(({ item, place }) => [item, place]))
  const isSeveral = form.matrices.length > 1
  const labelOf = (item: string): string =>
    [isSeveral ? (styles.items.get(item)?.style ?? '') : '', labels.get(item) ?? item].filter(Boolean).join(' ')
  return (
    <>
      <section className="panel">
        <header>
          <h2>
            <Trans>Promise</Trans>
          </h2>
          <span className="sp" />
          <AskButton promise={promise} />
        </header>
        {promise.failure === null ? null : (
          <p className="pad row t-late" role="alert">
            <Shape status="late" /> {promise.failure}
          </p>
        )}
        {promise.answer === null ? (
          <p className="pad m">
            <Trans>When can all of this leave? Ask the promise desk: it changes nothing.</Trans>
          </p>
        ) : (
          <TakeOver {...facts} />
        )}
      </section>
      {promise.answer === null ? null : (
        <>
          <AnswerPanel answer={promise.answer} {...{ styles, labelOf }} unit={form.matrices[0]?.unit ?? ''} />
          <BindingPanel answer={promise.answer} {...{ styles, labelOf }} unit={form.matrices[0]?.unit ?? ''} />
          <LeverPanel answer={promise.answer} {...{ styles, labelOf }} unit={form.matrices[0]?.unit ?? ''} />
        </>
      )}
    </>
  )
}

const AskButton = ({ promise }: { readonly promise: OrderPromise }) => (
  <button type="submit" className="btn sm" disabled={!promise.canAsk}>
    {promise.answer !== null ? <Trans>Ask again</Trans> : <Trans>Ask for a date</Trans>} <kbd>↵</kbd>
  </button>
)

/** What can be done with the answer. */
const TakeOver = ({ form, promise, zone, isNew }: OrderAnswerFacts) => {
  const { language } = useLanguage()
  const [hours, setHours] = useState(48)
  const { promised, lines } = promise.answer!
  const expires = lines[0]!.reservation?.expires
  if (promise.isStale)
    return (
      <p className="pad row m" role="status">
        <Shape status="risk" /> <Trans>Changed since this answer: ask again.</Trans>
      </p>
    )
  if (promised === null)
    return (
      <p className="pad row m">
        <Shape status="none" /> <Trans>Part of it cannot be promised, so there is no date to take over.</Trans>
      </p>
    )
  const day = dateWithWeekday(promised, language)
  return (
    <div className="order-take pad">
      <label className="row">
        <input type="checkbox" checked={promise.isTold} onChange={(event) => promise.setTold(event.target.checked)} />
        <Trans>With saving, set these dates as promised to the customer</Trans>
      </label>
      <p className="row">
        <button
          type="button"
          className="btn sm"
          disabled={form.draft.due === promised}
          onClick={() => form.set({ due: promised })}
        >
          <Trans>Make {day} the due date</Trans>
        </button>
        {isNew && expires === undefined ? (
          <>
            <span className="sp" />
            <HoursField hours={hours} onHours={setHours} />
            <button
              type="button"
              className="btn sm"
              disabled={promise.isBusy}
              onClick={() => void promise.reserve(hours)}
            >
              <Icon name="lock" size={14} /> <Trans>Reserve {hours} h</Trans>
            </button>
          </>
        ) : null}
      </p>
      {expires === undefined ? null : <Kept until={moment(expires, zone, language)} />}
    </div>
  )
}

const Kept = ({ until }: { readonly until: string }) => {
  const { t } = useLingui()
  return (
    <p className="chip hold" title={t`Saving the order takes the place of what is reserved`}>
      <Shape status="hold" /> <Trans>Reserved until {until}</Trans>
    </p>
  )
}
