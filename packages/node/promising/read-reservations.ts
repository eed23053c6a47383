import type { Reservations } from '../../../schemas/rest/promising.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { listReservations } from './reservation.store.ts'

/** What is reserved now, the next to run out first. */
export async function readReservations(database: Database, clock: Clock): Promise<Reservations> {
  const rows = await listReservations(database, new Date(clock.business()))
  return { reservations: rows.map((one) => ({ ...one, expires: one.expires.toISOString() })) }
}
