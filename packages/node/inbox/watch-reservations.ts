import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { endingReservations, noteInbox } from './inbox.store.ts'

const HOUR_MS = 3_600_000
/** So long before it runs out a reservation is spoken of, in business time. */
const SOON_MS = 4 * HOUR_MS
/** What ran out longer ago is no news. */
const LATELY_MS = 7 * 24 * HOUR_MS

/** Tells of reservations that run out soon or have run out, each once: the business clock makes them end, and no transaction does. */
export async function noteReservations(database: Database, clock: Clock): Promise<void> {
  const now = clock.business()
  const found = await endingReservations(database, {
    since: new Date(now - LATELY_MS),
    now: new Date(now),
    soon: new Date(now + SOON_MS),
  })
  const notes = found.map(({ id, isOver, expires, itemName, ...facts }) => ({
    kind: isOver ? ('reservation-expired' as const) : ('reservation-expiring' as const),
    subject: id,
    facts: { ...facts, itemName: itemName ?? facts.item, expires: expires.toISOString() },
  }))
  await noteInbox(database, notes)
}
