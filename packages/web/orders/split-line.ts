import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import { lineNumbers, type SalesLine } from './order-lines.ts'

export interface LinePart {
  readonly quantity: string
  readonly due: string
}

/** What the other parts leave of the whole; empty where that is nothing. */
export function restOf(total: string, others: readonly LinePart[]): string {
  const taken = others.reduce((sum, one) => sum + Math.round(Number(one.quantity || 0) * 1e6), 0)
  const rest = (Math.round(Number(total) * 1e6) - taken) / 1e6
  return rest > 0 ? rest.toFixed(6).replace(/\.?0+$/, '') : ''
}

/** The line keeps the first part, and what was shipped of it; the others are new lines of the same order. */
export function splitEdits(record: SalesLine, parts: readonly LinePart[], taken: readonly string[]): RecordEdit[] {
  const nextLine = lineNumbers(taken)
  const [first, ...others] = parts
  const { order, item, unit, customer, priority } = record
  const common = Object.entries({ order, item, unit, customer, priority: priority === null ? null : String(priority) })
  const cells = Object.fromEntries(common.filter((one): one is [string, string] => one[1] !== null && one[1] !== ''))
  return [
    {
      file: 'sales_orders',
      key: record.recordKey,
      was: { quantity: record.quantity, due_date: record.due_date },
      cells: { quantity: first!.quantity, due_date: first!.due },
    },
    ...others.map(({ quantity, due }) => ({
      file: 'sales_orders',
      key: null,
      cells: { ...cells, line: nextLine(), quantity, due_date: due },
    })),
  ]
}
