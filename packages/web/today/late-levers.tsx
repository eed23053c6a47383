import { Trans } from '@lingui/react/macro'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { OrderLine } from '../../../schemas/rest/planning.ts'
import type { PromisedLines } from '../../../schemas/rest/promising.ts'
import { useMay } from '../accounts/session.ts'
import { useFailureText } from '../editing/failure-text.ts'
import { useLanguage } from '../language/language.tsx'
import { dateWithWeekday } from '../language/words.ts'
import { LeverPanel } from '../promise/answer-panel.tsx'
import { useStyles } from '../promise/promise-data.ts'
import { send } from '../rest/client.ts'
import { PLAN_TOPIC } from '../rest/topics.ts'
import '../promise/promise.css'

/** What would make a late line earlier, each lever alone: the promise desk answers as if the line were asked for anew. */
export const LateLevers = ({ order }: { readonly order: OrderLine }) => {
  const [isAsked, setAsked] = useState(false)
  const isPlanner = useMay('planner')
  const styles = useStyles()
  const failureText = useFailureText()
  const { language } = useLanguage()
  const { data, error, isFetching } = useQuery({
    queryKey: [PLAN_TOPIC, 'levers', order.order, order.line, order.quantity, order.requested],
    enabled: isAsked,
    retry: false,
    queryFn: () =>
      send<PromisedLines>('POST', '/api/promise-lines', {
        lines: [{ item: order.item, quantity: order.quantity }],
        wanted: order.requested,
        without: [`${order.order}|${order.line}`],
      }),
  })
  if (!isPlanner) return null
  if (!data)
    return (
      <p className="late-levers">
        <button type="button" className="btn sm" disabled={isFetching} onClick={() => setAsked(true)}>
          <Trans>What would make it earlier?</Trans>
        </button>
        {error ? (
          <span className="t-late f12" role="alert">
            {failureText(error)}
          </span>
        ) : null}
      </p>
    )
  const day = data.promised === null ? '–' : dateWithWeekday(data.promised, language)
  return (
    <section className="late-levers" aria-live="polite">
      <p className="m f12">
        <Trans>Promised anew, with nothing else changed: {day}</Trans>
      </p>
      <LeverPanel answer={data} styles={styles} unit={order.unit} labelOf={() => order.itemName} />
    </section>
  )
}
