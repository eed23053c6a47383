import { randomUUID } from 'node:crypto'
import type { EditAnswer } from '../../../schemas/rest/edits.ts'
import type { DatesPromised, PromiseDates } from '../../../schemas/rest/promising.ts'
import { noteInbox } from '../inbox/index.ts'
import type { Transaction } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { editInto } from '../records/index.ts'
import type { PromiseRoom } from './promise-goods.ts'
import {
  deleteReservations,
  findPromised,
  findUnknown,
  forgetPromised,
  lockPromises,
  promiseLines,
} from './reservation.store.ts'

const UNCHANGED: EditAnswer = { batch: null, conflicts: [], issues: [] }

/**
 * Keeps the dates that customers were told, together with the order lines that go with them and the reservations that these take the
 * place of: one act, so that the goods are never free in between. Nothing is kept where a line cannot be written.
 */
export function promiseDates(
  { database, clock, desk, by }: PromiseRoom,
  { dates, edits = [], release = [] }: PromiseDates,
): Promise<DatesPromised> {
  if (edits.some((one) => one.file !== 'sales_orders'))
    throw new Refused('invalid', 'edits should be of sales_orders; others go to /api/record-edits')
  return desk.inTurn(() =>
    database.transaction(async (transaction) => {
      await lockPromises(transaction)
      const answer =
        edits.length === 0
          ? UNCHANGED
          : await editInto(transaction, { edits, reason: `promised ${dates.length} line(s)`, by })
      if (answer.batch === null && edits.length > 0) return { ...answer, before: [] }
      const released = await deleteReservations(transaction, release, new Date(clock.business()))
      const lost = release.find((id) => !released.has(id))
      if (lost !== undefined)
        throw new Refused('conflict', `reservation (${lost}) should be open: it was released or has run out; ask again`)
      const before = await findPromised(transaction, dates)
      const told = dates.flatMap(({ date, ...line }) => (date === null ? [] : [{ ...line, date }]))
      const unknown = await findUnknown(transaction, told)
      if (unknown)
        throw new Refused(
          'not-found',
          `order line (${unknown.order}|${unknown.line}) should exist to have a promised date`,
        )
      if (told.length > 0) await promiseLines(transaction, told)
      await forgetPromised(
        transaction,
        dates.filter((one) => one.date === null),
      )
      await noteTold(transaction, { before, dates, by })
      await transaction.query({ text: `select pg_notify('headwater_live', 'plan')` })
      return { ...answer, before: [...before] }
    }),
  )
}

/** Tells the others of a promise that is another now. */
async function noteTold(
  transaction: Transaction,
  {
    before,
    dates,
    by,
  }: {
    readonly before: readonly { readonly date: string | null }[]
    readonly dates: PromiseDates['dates']
    readonly by: string
  },
): Promise<void> {
  const moved = dates.flatMap(({ order, line, date }, i) => {
    const from = before[i]!.date
    return date === null || from === null || from === date ? [] : [{ order, line, from, to: date }]
  })
  await noteInbox(
    transaction,
    moved.map((facts) => ({
      kind: 'promise-told',
      subject: `${facts.order}|${facts.line} ${facts.from} ${facts.to} ${randomUUID()}`,
      by: [by],
      facts,
    })),
  )
}
