import { type Day, formatDay, parseDay } from '@headwater/domain/measures/day'
import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import type { RushAnswer, RushOrders } from '../../../schemas/rest/scheduling.ts'
import { loadCurrentRun, orderSchedule } from '../planning/index.ts'
import type { Transaction } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { editInto } from '../records/index.ts'
import { type ChangeRoom, firmOrder, mustBeCurrent } from './change-schedule.ts'
import type { RushedPlace } from './rush-on-desk.ts'
import { saveBefore } from './schedule.store.ts'
import { keepSearches } from './search.store.ts'

/**
 * Puts orders where they end first and the whole schedule suffers least, one after the other, and says what moves by how much. Committed,
 * they become work orders of the first priority that are due when they now end; one batch, and the schedule is timed anew.
 */
export async function rushOrders(room: ChangeRoom, { orders, due, commit }: RushOrders): Promise<RushAnswer> {
  const run = await loadCurrentRun(room.database)
  const answer = await room.desk.rush({ orders, due: due === undefined ? null : parseDay(due) })
  if (answer.kind === 'unknown-order')
    throw new Refused(
      'not-found',
      `order (${answer.order}) should be a work order or a planned order that is scheduled`,
    )
  if (answer.kind === 'cannot') throw new Refused('conflict', answer.message)
  const { kind: _, places, dueDays, ...preview } = answer
  if (commit !== true) return { ...preview, change: null }
  const rushed = orders.map((order, i) => ({ order, due: dueDays[i]! }))
  return { ...preview, change: await writeRush(room, { run: run!, rushed, places, shifted: preview.shifted }) }
}

interface Rush {
  /** The plan that the desk stood on. */
  readonly run: number
  readonly rushed: readonly { readonly order: string; readonly due: Day }[]
  readonly places: readonly RushedPlace[]
  readonly shifted: RushAnswer['shifted']
}

function writeRush({ database, by }: ChangeRoom, rush: Rush): Promise<RushAnswer['change']> {
  return database.transaction(async (transaction) => {
    const { orders, edits } = await firstOrders(transaction, rush.rushed)
    await mustBeCurrent(transaction, rush.run)
    const reason = `rush ${rush.rushed.map((one) => one.order).join(', ')}`
    const { batch, issues } = await editInto(transaction, { edits, reason, by })
    if (batch === null) return { batch, task: null, orders: [...orders], message: issues[0]?.message ?? null }
    await saveBefore(transaction, batch, { orders: rush.rushed.map((one) => one.order), others: rush.shifted })
    await keepSearches(transaction)
    const renamed = Object.fromEntries(
      rush.rushed.flatMap(({ order }, i) => (order === orders[i] ? [] : [[order, orders[i]!] as const])),
    )
    const wanted = { run: rush.run, renamed, places: rush.places }
    return { batch, task: await orderSchedule(transaction, { wanted }), orders: [...orders], message: null }
  })
}

/** What makes work orders of these orders, first of all and due then, where they were due later. */
async function firstOrders(
  transaction: Transaction,
  rushed: Rush['rushed'],
): Promise<{ orders: readonly string[]; edits: readonly RecordEdit[] }> {
  const orders: string[] = []
  const edits: RecordEdit[] = []
  for (const { order, due } of rushed) {
    const firm = await firmOrder(transaction, order, orders)
    const day = formatDay(due)
    const cells = { priority: '1', ...(day < firm.cells.due_date!.slice(0, 10) ? { due_date: day } : {}) }
    orders.push(firm.order)
    edits.push(
      firm.edits.length > 0
        ? { file: 'work_orders', key: null, cells: { ...firm.cells, ...cells } }
        : { file: 'work_orders', key: order, cells },
    )
  }
  return { orders, edits }
}
