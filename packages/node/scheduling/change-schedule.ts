import { formatMicro, parseMicro } from '@headwater/domain/measures/quantity'
import { formatTime } from '@headwater/domain/measures/time-zone'
import type { RecordEdit } from '../../../schemas/rest/edits.ts'
import type { MoveAnswer, ScheduleChange, ScheduleMove } from '../../../schemas/rest/scheduling.ts'
import { numbersAfter, orderNumbers, workOrderCells } from '../acting/index.ts'
import { loadCurrentRun, orderSchedule } from '../planning/index.ts'
import type { Database, Transaction } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { editInto, readSiteZone } from '../records/index.ts'
import { findPlanned, findRecord, saveBefore } from './schedule.store.ts'
import type { ScheduleDesk } from './schedule-desk.ts'
import { keepSearches } from './search.store.ts'

export interface ChangeRoom {
  readonly database: Database
  readonly desk: ScheduleDesk
  /** Who changes. */
  readonly by: string
}

/**
 * Puts an operation on a unit from a moment on and pins it there, or says what that would move. A planned order becomes a work order with
 * it: the next plan numbers planned ones anew. Written as one batch, and the schedule is timed anew.
 */
export async function moveOperation(room: ChangeRoom, move: ScheduleMove): Promise<MoveAnswer> {
  const { order, sequence, workUnit } = move
  const wanted = Math.floor(Date.parse(move.start) / 1000)
  const run = await loadCurrentRun(room.database)
  const answer = await room.desk.shift({ order, sequence, workUnit, start: wanted })
  if (answer.kind === 'unknown-operation')
    throw new Refused('not-found', `operation (${sequence}) of order (${order}) should be scheduled`)
  if (answer.kind === 'unit-cannot')
    throw new Refused('invalid', `work unit (${workUnit}) should be one of ${answer.units.join(', ')}`)
  const { kind: _, ...preview } = answer
  if (move.preview === true || !answer.isPossible) return { ...preview, change: null }
  const change = await inOneBatch(room, `move ${order} / ${sequence}`, async (transaction) => {
    const firm = await firmOrder(transaction, order)
    await mustBeCurrent(transaction, run)
    const key = `${firm.order}|${sequence}`
    const pinned = await findRecord(transaction, 'pinned_operations', key)
    const start = formatTime(answer.start, await readSiteZone(transaction))
    const cells = { order: firm.order, sequence: String(sequence), work_unit: workUnit, start }
    const pin: RecordEdit = { file: 'pinned_operations', key: pinned ? key : null, cells }
    return { order: firm.order, edits: [...firm.edits, pin], moved: { orders: [order], others: answer.shifted } }
  })
  return { ...preview, change }
}

/** Lets an operation go where the schedule puts it. */
export const unpinOperation = (
  room: ChangeRoom,
  { order, sequence }: { order: string; sequence: number },
): Promise<ScheduleChange> =>
  inOneBatch(room, `unpin ${order} / ${sequence}`, (transaction) => {
    const key = `${order}|${sequence}`
    return findRecord(transaction, 'pinned_operations', key).then((pinned) => {
      if (!pinned) throw new Refused('not-found', `operation (${sequence}) of order (${order}) should be pinned`)
      return { order, edits: [{ file: 'pinned_operations', key, cells: null }], moved: { orders: [order], others: [] } }
    })
  })

/** Makes two work orders of one: a quantity stays, the rest has the same due date. */
export const splitOrder = (
  room: ChangeRoom,
  { order, quantity }: { order: string; quantity: string },
): Promise<ScheduleChange> =>
  inOneBatch(room, `split ${order}`, async (transaction) => {
    const firm = await firmOrder(transaction, order)
    const whole = parseMicro(firm.cells.quantity ?? '')
    const stays = parseMicro(quantity)
    const received = parseMicro(firm.cells.received ?? '0')
    if (typeof whole !== 'number' || typeof stays !== 'number' || typeof received !== 'number')
      throw new Refused('invalid', `quantity (${quantity}) should be a number`)
    if (stays <= received || stays >= whole)
      throw new Refused(
        'invalid',
        `quantity (${quantity}) should be above ${formatMicro(received)} and below ${formatMicro(whole)}`,
      )
    const rest = numbersAfter([...(await orderNumbers(transaction, 'work_orders')), firm.order], 'WO-')()
    const { received: _, ...cells } = firm.cells
    const kept: RecordEdit =
      firm.edits.length > 0
        ? { file: 'work_orders', key: null, cells: { ...firm.cells, quantity: formatMicro(stays) } }
        : { file: 'work_orders', key: order, cells: { quantity: formatMicro(stays) } }
    const split = { ...cells, order: rest, quantity: formatMicro(whole - stays) }
    const edits = [kept, { file: 'work_orders', key: null, cells: split }]
    return { order: firm.order, edits, moved: { orders: [order], others: [] } }
  })

interface FirmOrder {
  readonly order: string
  readonly cells: Readonly<Record<string, string>>
  /** What makes it a work order; none where it is one. */
  readonly edits: readonly RecordEdit[]
}

/** The work order that an order is, or becomes with these edits; `taken`: numbers that others of the same change got. */
export async function firmOrder(
  transaction: Transaction,
  order: string,
  taken: readonly string[] = [],
): Promise<FirmOrder> {
  const known = await findRecord(transaction, 'work_orders', order)
  if (known) return { order, cells: known, edits: [] }
  const planned = await findPlanned(transaction, order)
  if (!planned) throw new Refused('conflict', `order (${order}) is no longer planned; read the schedule again`)
  const number = numbersAfter([...(await orderNumbers(transaction, 'work_orders')), ...taken], 'WO-')()
  const cells = workOrderCells(planned, number)
  return { order: number, cells, edits: [{ file: 'work_orders', key: null, cells }] }
}

/**
 * What the desk answered is of the plan that was current before it was asked. Called after all that was read by the names of planned
 * orders: another plan gives the same names to other orders.
 */
export async function mustBeCurrent(transaction: Transaction, run: number | null): Promise<void> {
  const now = await loadCurrentRun(transaction)
  if (now !== run)
    throw new Refused(
      'conflict',
      `plan (${run}) should still be the current one, which is ${now}; read the schedule again`,
    )
}

interface PreparedEdits {
  readonly order: string
  readonly edits: readonly RecordEdit[]
  /** What moves, by the names of before. */
  readonly moved: {
    readonly orders: readonly string[]
    readonly others: readonly { order: string; sequence: number }[]
  }
}

/** Writes edits as one batch, with the schedule timed anew in the same transaction: both are there or neither. */
function inOneBatch(
  { database, by }: ChangeRoom,
  reason: string,
  prepare: (transaction: Transaction) => Promise<PreparedEdits>,
): Promise<ScheduleChange> {
  return database.transaction(async (transaction) => {
    const { order, edits, moved } = await prepare(transaction)
    const { batch, issues } = await editInto(transaction, { edits, reason, by })
    if (batch === null) return { batch, task: null, order, message: issues[0]?.message ?? null }
    await saveBefore(transaction, batch, moved)
    await keepSearches(transaction)
    return { batch, task: await orderSchedule(transaction), order, message: null }
  })
}
