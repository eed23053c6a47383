import { type Day, formatDay } from '@headwater/domain/measures/day'
import { formatMicro } from '@headwater/domain/measures/quantity'
import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import { hasEffectiveLine } from './bills.ts'
import { SALES_ORDER } from './demands.ts'
import type { MaterialModel } from './material-model.ts'
import { NONE } from './needs.ts'
import type { NettedPlan } from './net-levels.ts'
import type { PeggedPlan } from './peg-supplies.ts'
import { NEVER } from './supplies.ts'

/** Late, cannot plan and conflict: three lists of answers, each a warning. */
export function planIssues(model: MaterialModel, plan: NettedPlan, pegged: PeggedPlan): PlanIssue[] {
  return [
    ...lateLines(model, pegged),
    ...shortNeeds(model, plan, pegged),
    ...model.items.flatMap((_, place) => [...withoutBill(model, plan, place), ...conflicts(model, plan, place)]),
  ]
}

function lateLines({ context, demands }: MaterialModel, { expected }: PeggedPlan): PlanIssue[] {
  const demandOf = new Map<string, number>()
  for (let demand = 0; demand < demands.count && demands.type[demand] === SALES_ORDER; demand++)
    demandOf.set(`${demands.order[demand]}|${demands.line[demand]}`, demand)
  return context.dataset.salesOrders.flatMap(({ order, line, item, dueDate }) => {
    const demand = demandOf.get(`${order}|${line}`)
    const date = demand === undefined ? 0 : expected[demand]!
    if (date <= dueDate) return []
    const days = date - dueDate
    const message = `order ${order} line ${line} (${item}) is expected on ${formatDay(date)}, ${days} day(s) after ${formatDay(dueDate)}`
    return [planIssue({ severity: 'warning', code: 'late', order, line, item, date, days, message })]
  })
}

/** Orders to be made whose material is not known; what a released order takes has been issued. */
function withoutBill(
  { items, firmOrders, demands, bills }: MaterialModel,
  { orders, firstOrder }: NettedPlan,
  place: number,
): PlanIssue[] {
  const { item, supply } = items[place]!.item
  const bill = bills[place]!
  if (supply !== 'make' || bill.some((line) => line.validFrom === -NEVER && line.validTo === NEVER)) return []
  const issues: PlanIssue[] = []
  const check = (order: string, release: Day): void => {
    if (hasEffectiveLine(bill, release)) return
    const message = `${item} is made, but no line of boms.csv holds on ${formatDay(release)}. Add its bill or set supply to buy`
    issues.push(planIssue({ severity: 'warning', code: 'no-bom', order, item, message }))
  }
  for (const { demand, release } of firmOrders[place]!) check(demands.order[demand]!, release)
  for (let order = firstOrder[place]!; order < firstOrder[place + 1]!; order++)
    check(orders.idOf(order), orders.requiredRelease[order]!)
  return issues
}

/** Netting orders what lacks, but pegging by priority may leave a need with nothing but lots that expire before it. */
const shortNeeds = (
  { items, demands }: MaterialModel,
  { needs, orders }: NettedPlan,
  { short }: PeggedPlan,
): PlanIssue[] =>
  short.map(({ need, place, quantity }) => {
    const { item } = items[place]!.item
    const parent = needs.parent[need]!
    const order = parent === NONE ? demands.order[needs.demand[need]!]! : orders.idOf(parent)
    const date = formatDay(needs.date[need]!)
    return planIssue({
      severity: 'warning',
      code: 'material-short',
      order,
      item,
      message: `${order} lacks ${formatMicro(quantity)} of ${item} on ${date}: the lots that are left expire before`,
    })
  })

function conflicts({ items, context }: MaterialModel, plan: NettedPlan, place: number): PlanIssue[] {
  const { item } = items[place]!.item
  const { fence } = items[place]!
  const issues: PlanIssue[] = []
  const warn = (code: PlanIssue['code'], order: string, date: Day, message: string): void => {
    issues.push(planIssue({ severity: 'warning', code, order, item, date, message }))
  }
  for (const { receipt } of plan.receipts[place]!)
    if (receipt.due < context.today)
      warn(
        'overdue-receipt',
        receipt.order,
        receipt.due,
        `${receipt.order} (${item}) was due on ${formatDay(receipt.due)} and is taken as arriving today. Correct its date or close it`,
      )
  for (const one of plan.lots[place]!)
    if (one.left > 0 && one.expires < NEVER)
      warn(
        'lot-expires',
        one.lot ?? item,
        one.expires,
        `lot ${one.lot ?? item} of ${item} is not used up before it expires on ${formatDay(one.expires)}`,
      )
  if (fence === null) return issues
  const { orders, firstOrder } = plan
  for (let order = firstOrder[place]!; order < firstOrder[place + 1]!; order++) {
    const needDate = orders.needDate[order]!
    if (needDate < fence)
      warn(
        'inside-planning-fence',
        orders.idOf(order),
        needDate,
        `${item} is needed on ${formatDay(needDate)}, inside the planning fence; no order is planned before ${formatDay(fence)}`,
      )
  }
  return issues
}
