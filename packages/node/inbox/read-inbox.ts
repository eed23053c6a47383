import type { Inbox } from '../../../schemas/rest/inbox.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { countUnread, listInbox, type Reader } from './inbox.store.ts'
import { noteReservations } from './watch-reservations.ts'

const NEWEST = 200

/** What a person should look at, the newest first. */
export async function readInbox(database: Database, clock: Clock, reader: Reader): Promise<Inbox> {
  await noteReservations(database, clock)
  const [items, unread] = await Promise.all([listInbox(database, reader, NEWEST), countUnread(database, reader)])
  return { items: [...items], unread }
}
