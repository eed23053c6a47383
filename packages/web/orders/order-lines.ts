import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import { sumOf } from '../promise/answer-sums.ts'
import type { Cells } from '../promise/paste-block.ts'

/** A line of sales_orders as the records hold it. */
export interface SalesLine {
  readonly recordKey: string
  readonly order: string
  readonly line: string
  readonly item: string
  readonly quantity: string
  readonly unit: string | null
  readonly customer: string | null
  readonly due_date: string
  readonly priority: number | string | null
  readonly shipped: string | null
  readonly status: string | null
}

/** What somebody types into the form of an order; empty text where nothing was said. */
export interface OrderDraft {
  readonly order: string
  readonly customer: string
  readonly due: string
  readonly priority: string
  /** In the order in which they were taken up. */
  readonly styles: readonly string[]
  /** Quantities by item. */
  readonly cells: Cells
}

export const isOpenLine = ({ status }: SalesLine): boolean => status === null || status === '' || status === 'open'

/** The open lines' quantities by item: what the matrix begins with. */
export function cellsOf(lines: readonly SalesLine[]): Cells {
  const items = Map.groupBy(lines, (one) => one.item)
  return Object.fromEntries(
    [...items].map(([item, some]) => [item, plainNumber(sumOf(some.map((one) => one.quantity)))]),
  )
}

/** Without an exponent and without trailing zeros. */
const plainNumber = (value: number): string => value.toFixed(6).replace(/\.?0+$/, '')

/** What all lines have in common; empty where they differ. */
export function commonOf(lines: readonly SalesLine[], field: 'customer' | 'due_date' | 'priority'): string {
  const values = new Set(lines.map((one) => String(one[field] ?? (field === 'priority' ? '5' : ''))))
  return values.size === 1 ? [...values][0]! : ''
}

/** Changes that make an order what the form says: all of its lines new, or its open lines changed, added and taken away. */
export function orderEdits(draft: OrderDraft, lines: readonly SalesLine[], taken: readonly string[]): RecordEdit[] {
  const nextLine = lineNumbers(taken)
  const edits: RecordEdit[] = []
  const items = new Set([...lines.map((one) => one.item), ...Object.keys(draft.cells)])
  for (const item of items) {
    const own = lines.filter((one) => one.item === item)
    const wanted = draft.cells[item] ?? ''
    const targets = spread(own, wanted === '' ? 0 : Number(wanted))
    for (const [i, line] of own.entries()) edits.push(...lineEdit(line, targets[i]!, draft))
    const rest = targets[own.length] ?? 0
    if (rest > 0)
      edits.push({
        file: 'sales_orders',
        key: null,
        cells: newCells(draft, { line: nextLine(), item, quantity: rest }),
      })
  }
  return edits
}

/** Quantities of an item's lines, and one more for a new line, that sum to what is wanted; the last lines give or take the difference. */
function spread(lines: readonly SalesLine[], wanted: number): readonly number[] {
  if (lines.length === 0) return [wanted]
  const quantities = lines.map((one) => Number(one.quantity))
  let over = round(quantities.reduce((sum, one) => sum + one, 0) - wanted)
  for (let i = quantities.length - 1; i >= 0 && over !== 0; i--) {
    const give = Math.min(over, quantities[i]!)
    quantities[i] = round(quantities[i]! - give)
    over = round(over - give)
  }
  return quantities
}

const round = (value: number): number => Math.round(value * 1e6) / 1e6

/** The change of one line, if there is any. */
function lineEdit(line: SalesLine, quantity: number, draft: OrderDraft): RecordEdit[] {
  const file = 'sales_orders'
  if (quantity === 0) return [{ file, key: line.recordKey, was: { quantity: line.quantity }, cells: null }]
  const next = {
    ...(quantity === Number(line.quantity) ? {} : { quantity: plainNumber(quantity) }),
    ...headCells(draft),
  }
  const before = { quantity: line.quantity, customer: line.customer ?? '', due_date: line.due_date }
  const was: Readonly<Record<string, string>> = { ...before, priority: String(line.priority ?? '') }
  const changed = Object.entries(next).filter(
    ([name, text]) => text !== (was[name] || (name === 'priority' ? '5' : '')),
  )
  if (changed.length === 0) return []
  return [
    {
      file,
      key: line.recordKey,
      was: Object.fromEntries(changed.map(([name]) => [name, was[name]!])),
      cells: Object.fromEntries(changed),
    },
  ]
}

/** What is said for the whole order; nothing said leaves each line its own. */
const headCells = ({ customer, due, priority }: OrderDraft): Record<string, string> => ({
  ...(customer.trim() === '' ? {} : { customer: customer.trim() }),
  ...(due === '' ? {} : { due_date: due }),
  ...(priority === '' ? {} : { priority }),
})

const newCells = (
  draft: OrderDraft,
  { line, item, quantity }: { readonly line: string; readonly item: string; readonly quantity: number },
): Record<string, string> => ({
  order: draft.order.trim(),
  line,
  item,
  quantity: plainNumber(quantity),
  ...headCells(draft),
})

/** Gives line numbers that the order does not have yet. */
export function lineNumbers(taken: readonly string[]): () => string {
  let last = Math.max(0, ...taken.map((one) => (/^\d{1,9}$/.test(one) ? Number(one) : 0)))
  return () => String(++last)
}

/** The number after the newest of orders that are numbered alike: `SO-1009` → `SO-1010`. */
export function nextOrder(orders: readonly string[]): string {
  const numbered = orders.flatMap((one) => {
    const [, head, digits] = /^(.*?)(\d{1,12})$/.exec(one) ?? []
    return digits === undefined ? [] : [{ head: head!, number: Number(digits), width: digits.length }]
  })
  const groups = [...Map.groupBy(numbered, (one) => one.head).values()]
  const most = groups.toSorted((a, b) => b.length - a.length)[0]
  if (!most) return ''
  const last = most.reduce((high, one) => (one.number > high.number ? one : high))
  return `${last.head}${String(last.number + 1).padStart(last.width, '0')}`
}

/** Which dates the lines are promised for once the edits are written: each line of an item has the item's date. */
export function datesTold(
  lines: readonly SalesLine[],
  edits: readonly RecordEdit[],
  answers: readonly { readonly item: string; readonly promised: string | null }[],
): { order: string; line: string; date: string }[] {
  const dates = new Map(answers.map((one) => [one.item, one.promised]))
  const gone = new Set(edits.flatMap((one) => (one.cells === null ? [one.key] : [])))
  const kept = lines.filter((one) => !gone.has(one.recordKey))
  const added = edits.flatMap(({ key, cells }) =>
    key === null && cells ? [{ order: cells.order!, line: cells.line!, item: cells.item! }] : [],
  )
  return [...kept, ...added].flatMap(({ order, line, item }) => {
    const date = dates.get(item)
    return date ? [{ order, line, date }] : []
  })
}
