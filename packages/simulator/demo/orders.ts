import { type Day, formatDay, weekdayOf } from '@headwater/domain/measures/day'
import type { Random } from '../random.ts'
import type { Table } from './csv-table.ts'
import { type Cell, type DemoCompany, type DemoStyle, variantKey } from './demo-pack.ts'
import { variantsOf } from './factory.ts'

interface OrderHead {
  readonly order: string
  readonly style: DemoStyle
  /** Of the column axis. */
  readonly value: string
  readonly pieces: number
  readonly due: Day
  readonly customer: string
  readonly priority: number
}

/** The day itself, or Monday when it is a Sunday. */
const openDay = (day: Day): Day => (weekdayOf(day) === 7 ? day + 1 : day)

/** Orders of the customers over the next five weeks; the third is a rush order due in three days. */
function drawHeads(random: Random, { styles, customers, orders }: DemoCompany, today: Day): OrderHead[] {
  const { first, count, pieces } = orders
  const [least, step, steps] = pieces
  return Array.from({ length: count }, (_, i) => {
    const style = random.pick(styles)
    return {
      order: `SO-${first + i}`,
      style,
      value: random.pick(style.values),
      pieces: least + step * random.below(steps),
      due: openDay(today + (i === 2 ? 3 : 2 + Math.round((i / count) * 33) + random.below(4))),
      customer: random.pick(customers),
      priority: i === 2 ? 2 : random.weighted([1, 8, 1]) + 4,
    }
  })
}

const linesOf = ({ axes }: DemoCompany, head: OrderHead): { line: number; item: string; quantity: number }[] =>
  axes.row.values.map(({ code, orderedShare }, i) => ({
    line: i + 1,
    item: variantKey(head.style, head.value, code),
    quantity: Math.max(1, Math.round((head.pieces * Math.round(orderedShare * 100)) / 100)),
  }))

export interface OrderBook {
  readonly salesOrders: Table
  readonly purchaseOrders: Table
  readonly workOrders: Table
  readonly stock: Table
}

/** Orders, what is being made for the first of them, what is in stock and what is on its way. */
export function drawOrderBook(random: Random, demo: DemoCompany, today: Day): OrderBook {
  const heads = drawHeads(random, demo, today)
  const salesOrders: Table = {
    columns: ['order', 'line', 'item', 'quantity', 'customer', 'due_date', 'priority'],
    rows: heads.flatMap((head) =>
      linesOf(demo, head).map(({ line, item, quantity }) => [
        head.order,
        line,
        item,
        quantity,
        head.customer,
        formatDay(head.due),
        head.priority,
      ]),
    ),
  }
  return { salesOrders, workOrders: startedOrders(demo, heads, today), ...drawMaterial(random, { demo, heads, today }) }
}

/** The first two orders are being made: their material has been issued. */
function startedOrders(demo: DemoCompany, heads: readonly OrderHead[], today: Day): Table {
  const due = formatDay(openDay(today + 3))
  const rows = heads
    .slice(0, 2)
    .flatMap((head) =>
      linesOf(demo, head).map(({ line, item, quantity }) => [
        `WO-${head.order.slice(3)}-${line}`,
        item,
        quantity,
        due,
        head.priority,
        'released',
      ]),
    )
  return { columns: ['order', 'item', 'quantity', 'due_date', 'priority', 'status'], rows }
}

const FIRST_PURCHASE = 870
const FIRST_LOT = 2200

interface MaterialOrder {
  readonly demo: DemoCompany
  readonly heads: readonly OrderHead[]
  readonly today: Day
}

/** Main material for about half of the orders is there; the mill owes some, and one lot comes after the order it is for is due. */
function drawMaterial(random: Random, { demo, heads, today }: MaterialOrder): { stock: Table; purchaseOrders: Table } {
  const stock: Cell[][] = []
  const purchases: Cell[][] = []
  const needed = neededMaterial(heads)
  for (const { item, unit, supplier } of demo.materials.filter((one) => one.by === 'column'))
    for (const [key, quantity] of [...needed].filter(([one]) => one.startsWith(`${item}-`)).sort(byName)) {
      const share = 0.25 + 0.5 * random.uniform()
      stock.push([key, `L-${FIRST_LOT + stock.length}`, Math.round(quantity * share), unit, 'available'])
      const ordered = Math.max(10, Math.round((quantity * 0.35) / 10) * 10)
      const due = formatDay(openDay(today + 4 + random.below(12)))
      purchases.push([`PO-${FIRST_PURCHASE + purchases.length}`, 1, key, ordered, supplier!, due, 'confirmed'])
    }
  for (const by of [undefined, 'row'] as const)
    for (const material of demo.materials.filter((one) => one.by === by))
      for (const { item } of variantsOf(demo, material)) stock.push([item, '', material.stock ?? 0, '', 'available'])
  const { item, quantity, supplier, days } = demo.open_purchase
  const last = `PO-${FIRST_PURCHASE + purchases.length}`
  purchases.push([last, 1, item, quantity, supplier, formatDay(openDay(today + days)), 'firm'])
  return {
    stock: { columns: ['item', 'lot', 'quantity', 'unit', 'status'], rows: stock },
    purchaseOrders: {
      columns: ['order', 'line', 'item', 'quantity', 'supplier', 'due_date', 'status'],
      rows: purchases,
    },
  }
}

const byName = ([a]: readonly [string, number], [b]: readonly [string, number]): number => (a < b ? -1 : 1)

/** Main material of the orders that are not begun, a tenth more than they take. */
function neededMaterial(heads: readonly OrderHead[]): ReadonlyMap<string, number> {
  const needed = new Map<string, number>()
  for (const { style, value, pieces } of heads.slice(2)) {
    const key = `${style.main.material}-${value}`
    needed.set(key, (needed.get(key) ?? 0) + pieces * style.main.quantity * 1.1)
  }
  return needed
}
