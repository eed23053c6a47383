import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react/macro'
import type { PlanningAction } from '../../../schemas/rest/planning.ts'
import { useLanguage } from '../language/language.tsx'
import { grouped, shortDate } from '../language/words.ts'

export type ActionKind = PlanningAction['action']

/** In the order in which they are counted. */
export const ACTION_KINDS = [
  { value: 'make', name: msg`Make` },
  { value: 'order', name: msg({ message: 'Order', context: 'action' }) },
  { value: 'expedite', name: msg`Expedite` },
  { value: 'defer', name: msg`Defer` },
  { value: 'increase', name: msg`Increase` },
  { value: 'decrease', name: msg`Decrease` },
  { value: 'cancel', name: msg`Cancel order` },
] as const satisfies readonly { readonly value: ActionKind; readonly name: unknown }[]

export const ActionName = ({ kind }: { readonly kind: ActionKind }) => {
  const { i18n } = useLingui()
  return <>{i18n._(ACTION_KINDS.find((one) => one.value === kind)!.name)}</>
}

type Change = Pick<PlanningAction, 'action' | 'quantity' | 'newQuantity' | 'date' | 'newDate' | 'unit'>

/** `120 → 80 pcs`, or only the new one where there was none. */
export const QuantityChange = ({ action }: { readonly action: Change }) => {
  const { quantity, newQuantity, unit } = action
  if (newQuantity === null) return <span className="q">–</span>
  return (
    <>
      {quantity === null ? null : <span className="q">{grouped(quantity)} → </span>}
      {grouped(newQuantity)} <span className="u">{unit}</span>
    </>
  )
}

export const DateChange = ({ action, year }: { readonly action: Change; readonly year: string }) => {
  const { language } = useLanguage()
  if (action.newDate === null) return <span className="q">–</span>
  return (
    <>
      {action.date === null ? null : <span className="q">{shortDate(action.date, language, year)} → </span>}
      {shortDate(action.newDate, language, year)}
    </>
  )
}

/** Who asks for it first, and when, in the reader's words. */
export function useReason(): (action: PlanningAction) => string {
  const { t } = useLingui()
  const { language } = useLanguage()
  const whoOf = ({ needType, needOrder, needLine, needCustomer }: PlanningAction): string => {
    if (needType === 'forecast') return t`the forecast`
    if (needType === 'safety_stock') return t`the safety stock`
    if (needType === 'sales_order') return [`${needOrder} / ${needLine}`, needCustomer ?? ''].join(' ').trim()
    return needOrder ?? ''
  }
  return (action) => {
    if (action.action === 'cancel') return t`Nothing needs it`
    if (action.action === 'decrease') return t`No more than that is needed`
    const who = whoOf(action)
    const date = action.needDate === null ? '' : shortDate(action.needDate, language)
    if (action.action === 'defer') return t`Not before ${date}: ${who}`
    if (action.action === 'increase') return t`Lacking ${date}: ${who}`
    return t`Needed ${date}: ${who}`
  }
}
