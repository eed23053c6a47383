import { type Day, formatDay, weekdayOf } from '@headwater/domain/measures/day'
import type { Random } from '../random.ts'
import { type Colour, CUSTOMERS, FABRICS, SIZES, STYLES, type Style, variantKey } from './catalogue.ts'
import type { Table } from './csv-table.ts'

const FIRST_ORDER = 1166
const ORDER_COUNT = 42
/** Pieces of S, M, L, XL in an order of a hundred. */
const RATIO = [20, 40, 28, 12]

interface OrderHead {
  readonly order: string
  readonly style: Style
  readonly colour: Colour
  readonly pieces: number
  readonly due: Day
  readonly customer: string
  readonly priority: number
}

/** The day itself, or Monday when it is a Sunday. */
const openDay = (day: Day): Day => (weekdayOf(day) === 7 ? day + 1 : day)

/** Orders of the six brands over the next five weeks; the third is a rush order due in three days. */
function drawHeads(random: Random, today: Day): OrderHead[] {
  return Array.from({ length: ORDER_COUNT }, (_, i) => {
    const style = random.pick(STYLES)
    return {
      order: `SO-${FIRST_ORDER + i}`,
      style,
      colour: random.pick(style.colours),
      pieces: 60 + 20 * random.below(34),
      due: openDay(today + (i === 2 ? 3 : 2 + Math.round((i / ORDER_COUNT) * 33) + random.below(4))),
      customer: random.pick(CUSTOMERS),
      priority: i === 2 ? 2 : random.weighted([1, 8, 1]) + 4,
    }
  })
}

const linesOf = (head: OrderHead): { line: number; item: string; quantity: number }[] =>
  SIZES.map((size, i) => ({
    line: i + 1,
    item: variantKey(head.style, head.colour, size),
    quantity: Math.max(1, Math.round((head.pieces * RATIO[i]!) / 100)),
  }))

export interface OrderBook {
  readonly salesOrders: Table
  readonly purchaseOrders: Table
  readonly workOrders: Table
  readonly stock: Table
}

/** Orders, what is being made for the first of them, what is in stock and what is on its way. */
export function drawOrderBook(random: Random, today: Day): OrderBook {
  const heads = drawHeads(random, today)
  const salesOrders: Table = {
    columns: ['order', 'line', 'item', 'quantity', 'customer', 'due_date', 'priority'],
    rows: heads.flatMap((head) =>
      linesOf(head).map(({ line, item, quantity }) => [
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
  return { salesOrders, workOrders: startedOrders(heads, today), ...drawMaterial(random, heads, today) }
}

/** The first two orders are being made: their material has been issued. */
function startedOrders(heads: readonly OrderHead[], today: Day): Table {
  const rows = heads
    .slice(0, 2)
    .flatMap((head) =>
      linesOf(head).map(({ line, item, quantity }) => [
        `WO-${head.order.slice(3)}-${line}`,
        item,
        quantity,
        formatDay(openDay(today + 3)),
        head.priority,
        'released',
      ]),
    )
  return { columns: ['order', 'item', 'quantity', 'due_date', 'priority', 'status'], rows }
}

/** Fabric for about half of the orders is there; the mill owes some, and one lot comes after the order it is for is due. */
function drawMaterial(
  random: Random,
  heads: readonly OrderHead[],
  today: Day,
): { stock: Table; purchaseOrders: Table } {
  const stock: (string | number)[][] = []
  const purchases: (string | number)[][] = []
  const needed = new Map<string, number>()
  for (const head of heads.slice(2)) {
    const key = `${head.style.fabric}-${head.colour.code}`
    needed.set(key, (needed.get(key) ?? 0) + head.pieces * head.style.metres * 1.1)
  }
  let number = 870
  for (const { fabric } of FABRICS)
    for (const [key, metres] of [...needed]
      .filter(([one]) => one.startsWith(`${fabric}-`))
      .sort(([a], [b]) => (a < b ? -1 : 1))) {
      const share = 0.25 + 0.5 * random.uniform()
      stock.push([key, `L-${2200 + stock.length}`, Math.round(metres * share), 'm', 'available'])
      purchases.push([
        `PO-${number++}`,
        1,
        key,
        Math.round((metres * 0.35) / 10) * 10,
        'LANRAN',
        formatDay(openDay(today + 4 + random.below(12))),
        'confirmed',
      ])
    }
  for (const [item, quantity] of [
    ['ZIP-22', 2400],
    ['ZIP-25', 1600],
    ['BUTTON-12', 30000],
    ['THREAD', 1_600_000],
    ['HANGTAG', 9000],
    ['POLYBAG', 9000],
  ] as const)
    stock.push([item, '', quantity, '', 'available'])
  for (const size of SIZES) stock.push([`LABEL-${size}`, '', 3000, '', 'available'])
  purchases.push([`PO-${number}`, 1, 'ZIP-22', 600, 'XIAOMAN', formatDay(openDay(today + 30)), 'firm'])
  return {
    stock: { columns: ['item', 'lot', 'quantity', 'unit', 'status'], rows: stock },
    purchaseOrders: {
      columns: ['order', 'line', 'item', 'quantity', 'supplier', 'due_date', 'status'],
      rows: purchases,
    },
  }
}
