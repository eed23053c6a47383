import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import type { GivenRow, GivenStream } from '@headwater/files/import/given-rows'
import { sellThroughRows } from '@headwater/files/import/sell-through-rows'
import type { Transaction } from '../platform/database.ts'
import type { FileOutcome } from './import-outcome.ts'
import { previewSales, refuseWrongSales, stageSales, type WrongSale, writeSales } from './import-sales.store.ts'

export interface SalesImport {
  readonly batch: number
  readonly sales: GivenStream
  /** True: good rows go in although others are refused. */
  readonly partly: boolean
  /** Lines of the file, for progress. */
  readonly lines: number
  readonly onProgress: (step: string, done: number, total: number | null) => void
  readonly signal: AbortSignal | undefined
  /** Most changes in the answer. */
  readonly preview: number
  /** See ImportOrder. */
  readonly isCheck: boolean
}

const FILE = 'sell_through'
/** Faults kept, for the file of refused rows; more are counted. */
const MOST_WRONG = 100_000
const REPORT_ROWS = 10_000

/**
 * Writes sales by item, date and place: read row by row, by COPY into a table of the transaction, checked there and merged by set.
 * A million rows take seconds. Without `partly`, one wrong row writes none; its faults are the answer.
 */
export async function importSellThrough(
  transaction: Transaction,
  order: SalesImport,
): Promise<{ readonly outcome: FileOutcome; readonly errors: readonly PlanIssue[] }> {
  const { batch, sales, partly, onProgress } = order
  const faults: PlanIssue[] = []
  const count = { rows: 0 }
  const staged = await stageSales(transaction, sellThroughRows(counted(order, count), faults))
  onProgress('checking sales', 0, null)
  const wrong = await refuseWrongSales(transaction, MOST_WRONG)
  const isBroken = sales.issues.some((one) => one.severity === 'error')
  const errors = [...faults, ...wrong.first.map(wrongSale)]
  const refused = count.rows - staged + wrong.count
  const nothing = { added: 0, changed: 0, unchanged: 0, removed: 0, preview: [] }
  const outcome = { file: FILE, rows: count.rows, refused, ...nothing }
  if (isBroken || (refused > 0 && !partly && !order.isCheck)) return { outcome, errors }
  onProgress('writing sales', 0, null)
  const hasPrice = sales.columns.includes('price')
  const preview = await previewSales(transaction, { hasPrice, most: order.preview, isInOrder: order.isCheck })
  const counts = await writeSales(transaction, { batch, hasPrice })
  return { outcome: { ...outcome, ...counts, preview }, errors }
}

function* counted({ sales, lines, onProgress, signal }: SalesImport, count: { rows: number }): Generator<GivenRow> {
  for (const row of sales.rows) {
    if (count.rows++ % REPORT_ROWS === 0) {
      signal?.throwIfAborted()
      onProgress('reading sales', count.rows - 1, lines)
    }
    yield row
  }
}

const wrongSale = ({ row, item, first }: WrongSale): PlanIssue =>
  planIssue({
    severity: 'error',
    code: first === null ? 'unknown-reference' : 'duplicate-key',
    file: `${FILE}.csv`,
    row,
    field: 'item',
    value: item,
    message:
      first === null
        ? `${FILE}.csv row ${row}: item (${item}) should be an item of items.csv. Add it there or correct it`
        : `${FILE}.csv row ${row}: item, date, place (${item}) is already in row ${first}. Remove one of them`,
  })
