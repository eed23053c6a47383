import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import type { LineChanges, LinesChanged } from '../../../schemas/rest/ordering.ts'
import { ORDER_LINES } from '../planning/index.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database, Transaction } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { streamList } from '../platform/read-list.ts'
import { editInto, readBusinessDay } from '../records/index.ts'
import { findLines } from './order-lines.store.ts'

const MOST_LINES = 20_000
/** What an empty cell stands for. */
const DEFAULTS: Readonly<Record<string, string>> = { priority: '5', status: 'open' }

/**
 * Makes many order lines alike in some cells, as one batch that undo takes back, or says how many would change. Throws Refused where a
 * chosen line is gone, or where there are too many.
 */
export function changeLines(
  { database, clock, by }: { readonly database: Database; readonly clock: Clock; readonly by: string },
  changes: LineChanges,
): Promise<LinesChanged> {
  if ((changes.lines === undefined) === (changes.matching === undefined))
    throw new Refused('invalid', 'lines or matching should be given, one of both')
  return database.transaction(async (transaction) => {
    const today = await readBusinessDay(transaction, clock)
    const keys = changes.lines ?? (await matchingKeys(transaction, changes.matching!, today))
    const found = await findLines(transaction, keys)
    // Of a filter nobody has seen each line: what is gone since the plan is not meant.
    const missing = changes.lines === undefined ? 0 : new Set(keys).size - found.length
    if (missing > 0) throw new Refused('conflict', `${missing} of the order lines are gone; read the list again`)
    const edits = found.flatMap(({ key, cells }) => editOf(key, cells, changes.cells))
    const counts = { lines: found.length, changes: edits.length }
    if (!changes.commit || edits.length === 0) return { batch: null, conflicts: [], issues: [], ...counts }
    const reason = `${edits.length} order line(s) at once`
    return { ...(await editInto(transaction, { edits, reason, by })), ...counts }
  })
}

async function matchingKeys(
  transaction: Transaction,
  query: NonNullable<LineChanges['matching']>,
  today: string,
): Promise<readonly string[]> {
  const keys: string[] = []
  const order = { source: ORDER_LINES, query, today }
  for await (const rows of streamList<{ order: string; line: string }>(transaction, order)) {
    keys.push(...rows.map((one) => `${one.order}|${one.line}`))
    if (keys.length > MOST_LINES)
      throw new Refused('invalid', `the order lines should be at most ${MOST_LINES}; filter them`)
  }
  return keys
}

/** The change of one line, if it is not so already; its `was` keeps what somebody else writes meanwhile. */
function editOf(
  key: string,
  before: Readonly<Record<string, string>>,
  wanted: Readonly<Record<string, string>>,
): RecordEdit[] {
  const differing = Object.entries(wanted).filter(([name, text]) => (before[name] || DEFAULTS[name]) !== text)
  if (differing.length === 0) return []
  const was = Object.fromEntries(differing.map(([name]) => [name, before[name] ?? '']))
  return [{ file: 'sales_orders', key, was, cells: Object.fromEntries(differing) }]
}
