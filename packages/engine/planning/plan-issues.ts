import { formatDay } from '@headwater/domain/measures/day'
import { formatMicro } from '@headwater/domain/measures/quantity'
import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import { billOf } from './explode.ts'
import type { ItemPlan } from './item-plan.ts'
import type { PeggedPlan } from './peg-supplies.ts'
import type { PlanContext } from './planned-item.ts'
import { NEVER } from './supplies.ts'

/** Late, cannot plan and conflict: three lists of answers, each a warning. */
export function planIssues(plans: readonly ItemPlan[], pegged: PeggedPlan, context: PlanContext): PlanIssue[] {
  return [
    ...lateLines(pegged, context),
    ...shortNeeds(pegged),
    ...plans.flatMap((plan) => [...withoutBill(plan), ...conflicts(plan, context)]),
  ]
}

function lateLines({ expected }: PeggedPlan, { dataset }: PlanContext): PlanIssue[] {
  return dataset.salesOrders.flatMap(({ order, line, item, dueDate }) => {
    const date = expected.get(`${order}|${line}`)
    if (date === undefined || date <= dueDate) return []
    const days = date - dueDate
    const message = `order ${order} line ${line} (${item}) is expected on ${formatDay(date)}, ${days} day(s) after ${formatDay(dueDate)}`
    return [planIssue({ severity: 'warning', code: 'late', order, line, item, date, days, message })]
  })
}

/** Orders to be made whose material is not known; what a released order takes has been issued. */
function withoutBill({ planned, parents }: ItemPlan): PlanIssue[] {
  if (planned.item.supply !== 'make') return []
  const { item } = planned.item
  return parents
    .filter((order) => billOf(order, planned).length === 0)
    .map(({ order, release }) =>
      planIssue({
        severity: 'warning',
        code: 'no-bom',
        order,
        item,
        message: `${item} is made, but no line of boms.csv holds on ${formatDay(release)}. Add its bill or set supply to buy`,
      }),
    )
}

/** Netting orders what lacks, but pegging by priority may leave a need with nothing but lots that expire before it. */
const shortNeeds = ({ short }: PeggedPlan): PlanIssue[] =>
  short.map(({ order, item, quantity, date }) =>
    planIssue({
      severity: 'warning',
      code: 'material-short',
      order,
      item,
      message: `${order} lacks ${formatMicro(quantity)} of ${item} on ${formatDay(date)}: the lots that are left expire before`,
    }),
  )

function conflicts({ planned, receipts, lots, orders }: ItemPlan, { today }: PlanContext): PlanIssue[] {
  const { item } = planned.item
  const warning = (code: PlanIssue['code'], order: string, date: number, message: string): PlanIssue =>
    planIssue({ severity: 'warning', code, order, item, date, message })
  const { fence } = planned
  return [
    ...receipts
      .filter((one) => one.due < today)
      .map((one) =>
        warning(
          'overdue-receipt',
          one.order,
          one.due,
          `${one.order} (${item}) was due on ${formatDay(one.due)} and is taken as arriving today. Correct its date or close it`,
        ),
      ),
    ...lots
      .filter((one) => one.left > 0 && one.expires < NEVER)
      .map((one) =>
        warning(
          'lot-expires',
          one.lot ?? item,
          one.expires,
          `lot ${one.lot ?? item} of ${item} is not used up before it expires on ${formatDay(one.expires)}`,
        ),
      ),
    ...(fence === null
      ? []
      : orders
          .filter((one) => one.needDate < fence)
          .map((one) =>
            warning(
              'inside-planning-fence',
              one.id,
              one.needDate,
              `${item} is needed on ${formatDay(one.needDate)}, inside the planning fence; no order is planned before ${formatDay(fence)}`,
            ),
          )),
  ]
}
