import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import { type Day, formatDay } from '@headwater/domain/measures/day'
import { compareKeys, groupBy } from '@headwater/domain/measures/keys'
import { ceilTo, type Micro } from '@headwater/domain/measures/quantity'
import type { SalesOrderLine } from '@headwater/domain/orders/sales-order'
import { type Demand, type Demands, FORECAST, FORECAST_PRIORITY, SALES_ORDER } from './demands.ts'
import type { PlanContext } from './planned-item.ts'

type Places = ReadonlyMap<string, number>

/** Adds what is needed from outside: open sales lines and what of the forecast they have not consumed (files.md 3.2). */
export function addIndependentDemand(demands: Demands, context: PlanContext, placeOf: Places): void {
  for (const order of context.dataset.salesOrders) {
    const demand = salesDemand(order, context, placeOf)
    if (demand) demands.add(demand)
  }
  const orders = groupBy(context.dataset.salesOrders, (one) => one.item)
  for (const [item, buckets] of groupBy(context.dataset.forecasts, (one) => one.item)) {
    buckets.sort((a, b) => a.firstDay - b.firstDay)
    const rest = consumeForecast(buckets, orders.get(item) ?? [], context)
    for (const [i, bucket] of buckets.entries()) {
      const demand = forecastDemand(bucket, rest[i]!, context, placeOf)
      if (demand) demands.add(demand)
    }
  }
}

function salesDemand(order: SalesOrderLine, { today, items }: PlanContext, placeOf: Places): Demand | null {
  if (order.status !== 'open') return null
  const quantity = ceilTo(order.quantity - order.shipped, items.get(order.item)!.step)
  if (quantity <= 0) return null
  return {
    type: SALES_ORDER,
    order: order.order,
    line: order.line,
    place: placeOf.get(order.item)!,
    date: Math.max(order.dueDate, today),
    priority: order.priority,
    quantity,
  }
}

/** What the order lines leave of each bucket; orders and forecast are never added. */
function consumeForecast(
  buckets: readonly ForecastBucket[],
  orders: readonly SalesOrderLine[],
  { dataset }: PlanContext,
): Float64Array {
  const rest = Float64Array.from(buckets, (one) => one.quantity)
  const sorted = orders.toSorted(
    (a, b) =>
      a.dueDate - b.dueDate || a.priority - b.priority || compareKeys(a.order, b.order) || compareKeys(a.line, b.line),
  )
  for (const order of sorted) {
    let left: Micro = order.status === 'open' ? order.quantity : order.status === 'closed' ? order.shipped : 0
    for (const at of bucketsInReach(buckets, order.dueDate, dataset.parameters)) {
      if (left <= 0) break
      const taken = Math.min(left, rest[at]!)
      rest[at]! -= taken
      left -= taken
    }
  }
  return rest
}

interface ConsumptionWindow {
  readonly consumeBackDays: number
  readonly consumeForwardDays: number
}

/** The bucket of the due date, then earlier ones, nearest first, then later ones. */
function* bucketsInReach(buckets: readonly ForecastBucket[], due: Day, window: ConsumptionWindow): Generator<number> {
  const after = firstAfter(buckets, due)
  const holds = after > 0 && buckets[after - 1]!.lastDay >= due
  if (holds) yield after - 1
  for (let i = holds ? after - 2 : after - 1; i >= 0 && buckets[i]!.lastDay >= due - window.consumeBackDays; i--)
    yield i
  for (let i = after; i < buckets.length && buckets[i]!.firstDay <= due + window.consumeForwardDays; i++) yield i
}

/** Index of the first bucket that starts after the day. */
function firstAfter(buckets: readonly ForecastBucket[], day: Day): number {
  let low = 0
  let high = buckets.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (buckets[middle]!.firstDay > day) high = middle
    else low = middle + 1
  }
  return low
}

function forecastDemand(
  bucket: ForecastBucket,
  rest: Micro,
  { today, site, items }: PlanContext,
  placeOf: Places,
): Demand | null {
  if (rest <= 0 || bucket.lastDay < today) return null
  const { item, step } = items.get(bucket.item)!
  const first = Math.max(bucket.firstDay, today)
  const working = site.forward(first, 0)
  const date = working <= bucket.lastDay ? working : first
  if (item.demandFenceDays > 0 && date < site.forward(today, item.demandFenceDays)) return null
  return {
    type: FORECAST,
    order: `${bucket.item}@${formatDay(bucket.firstDay)}`,
    line: null,
    place: placeOf.get(bucket.item)!,
    date,
    priority: FORECAST_PRIORITY,
    quantity: ceilTo(rest, step),
  }
}
