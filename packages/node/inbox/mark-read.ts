import type { ReadMarks } from '../../../schemas/rest/inbox.ts'
import type { Database } from '../platform/database.ts'
import { setRead, tellInboxChanged } from './inbox.store.ts'

/** Marks items of a person's inbox as read or not; their other tabs follow. */
export function markRead(database: Database, person: string, marks: ReadMarks): Promise<void> {
  return database.transaction(async (transaction) => {
    await setRead(transaction, person, marks)
    await tellInboxChanged(transaction)
  })
}
