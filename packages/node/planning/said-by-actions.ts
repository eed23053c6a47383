import { formatDay } from '@headwater/domain/measures/day'
import { formatMicro } from '@headwater/domain/measures/quantity'
import type { PlanningAction } from '@headwater/domain/plans/material-plan'

/**
 * What each action says as one text: kind, order, item, quantity and date. The same in the next plan means that nothing changed. Planned
 * orders are numbered anew by every plan, so they count by their place among those that say the same.
 */
export function saidByActions(actions: Iterable<PlanningAction>): string[] {
  const alike = new Map<string, number>()
  return Array.from(actions, ({ action, orderType, order, line, item, newQuantity, newDate }) => {
    const what = [
      action,
      item,
      newQuantity === null ? '' : formatMicro(newQuantity),
      newDate === null ? '' : formatDay(newDate),
    ].join('|')
    if (orderType !== 'planned_order') return [what, orderType, order, line ?? ''].join('|')
    const place = (alike.get(what) ?? 0) + 1
    alike.set(what, place)
    return `${what}|#${place}`
  })
}
