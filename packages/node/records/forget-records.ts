import type { Database } from '../platform/database.ts'
import { anyRecords, deleteRecords, lockImports } from './records.store.ts'

export const hasRecords = (database: Database): Promise<boolean> => anyRecords(database)

/** Makes room: everything imported and planned goes, in one transaction. For generated records only. */
export const forgetRecords = (database: Database): Promise<void> =>
  database.transaction(async (transaction) => {
    await lockImports(transaction)
    await deleteRecords(transaction)
  })
