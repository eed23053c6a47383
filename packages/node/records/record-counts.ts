import type { RecordCounts } from '../../../schemas/rest/imports.ts'
import type { Database } from '../platform/database.ts'
import { countRecords } from './records.store.ts'

/** Rows of each file that the company has. */
export const readRecordCounts = async (database: Database): Promise<RecordCounts> => ({
  files: await countRecords(database),
})
