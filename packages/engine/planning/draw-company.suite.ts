import type { Dataset } from '@headwater/domain/dataset'
import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import type { BillLine } from '@headwater/domain/items/bill-of-material'
import type { Item } from '@headwater/domain/items/item'
import { type Day, mondayOf } from '@headwater/domain/measures/day'
import { MICRO } from '@headwater/domain/measures/quantity'
import { ratioOf } from '@headwater/domain/measures/ratio'
import type { SalesOrderLine } from '@headwater/domain/orders/sales-order'
import { emptyDataset } from '../scheduling/draw-factory.suite.ts'
import { seededRandom } from '../scheduling/random.ts'

export const PLAN_DAY: Day = 20_514

/**
 * A company of so many items on four levels, a fifth of them finished: every component has one parent, one in five a second one. Each
 * finished item has a forecast for each of so many weeks and orders that consume it; the others are lot-sized by the week, so that
 * every item is planned in every week.
 */
export function drawCompany(seed: number, { items: count, weeks }: { items: number; weeks: number }): Dataset {
  const random = seededRandom(seed)
  const whole = (most: number): number => Math.floor(random() * most)
  const levels = [0.2, 0.25, 0.25, 0.3]
  const firsts = [0, 0.2, 0.45, 0.7, 1].map((share) => Math.round(share * count))
  const keys = Array.from({ length: count }, (_, i) => `I${String(i).padStart(6, '0')}`)
  const items: Item[] = []
  const bills: BillLine[] = []
  for (let level = 0; level < levels.length; level++)
    for (let i = firsts[level]!; i < firsts[level + 1]!; i++) {
      items.push(drawItem(keys[i]!, { isMade: level < 3, isFinished: level === 0, whole }))
      if (level === 0) continue
      const [from, to] = [firsts[level - 1]!, firsts[level]!]
      for (const parent of new Set([
        from + ((i - to) % (to - from)),
        ...(whole(5) === 0 ? [from + whole(to - from)] : []),
      ]))
        bills.push(drawLine(keys[parent]!, keys[i]!, whole))
    }
  const forecasts: ForecastBucket[] = []
  const salesOrders: SalesOrderLine[] = []
  for (let i = 0; i < firsts[1]!; i++)
    for (let w = 0; w < weeks; w++) {
      const firstDay = mondayOf(PLAN_DAY) + 7 * w
      forecasts.push({
        item: keys[i]!,
        firstDay,
        lastDay: firstDay + 6,
        quantity: (5 + whole(40)) * MICRO,
        bucket: 'week',
      })
      if (whole(3) === 0)
        salesOrders.push(drawOrder(salesOrders.length, { item: keys[i]!, day: firstDay + whole(5), whole }))
    }
  const stock = keys.flatMap((item) =>
    whole(2) === 0
      ? [{ item, lot: null, quantity: whole(200) * MICRO, expires: null, status: 'available' as const }]
      : [],
  )
  return { ...emptyDataset(), items, bills, forecasts, salesOrders, stock }
}

interface Draw {
  readonly whole: (most: number) => number
}

const drawLine = (parent: string, component: string, whole: Draw['whole']): BillLine => ({
  parent,
  component,
  line: null,
  quantity: ratioOf((1 + whole(3)) * MICRO),
  scrap: whole(4) === 0 ? 20_000 : 0,
  validFrom: null,
  validTo: null,
  sequence: null,
})

const drawItem = (
  item: string,
  { isMade, isFinished, whole }: Draw & { isMade: boolean; isFinished: boolean },
): Item => ({
  item,
  name: item,
  unit: 'pcs',
  decimals: 0,
  style: null,
  attributes: {},
  supply: isMade ? 'make' : 'buy',
  leadTimeDays: 1 + whole(5),
  safetyStock: whole(4) === 0 ? 10 * MICRO : 0,
  lotRule: isFinished ? 'lot-for-lot' : 'period',
  fixedLot: null,
  periodDays: isFinished ? null : 7,
  minLot: whole(3) === 0 ? 20 * MICRO : null,
  lotMultiple: null,
  maxLot: null,
  scrap: 0,
  demandFenceDays: 0,
  planningFenceDays: 0,
})

const drawOrder = (n: number, { item, day, whole }: Draw & { item: string; day: Day }): SalesOrderLine => ({
  order: `S${n}`,
  line: '1',
  item,
  quantity: (1 + whole(30)) * MICRO,
  shipped: 0,
  customer: null,
  dueDate: day,
  priority: 1 + whole(9),
  status: 'open',
})
