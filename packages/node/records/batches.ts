import type { Database } from '../platform/database.ts'
import { type BatchRow, listBatches } from './records.store.ts'

const NEWEST = 100

/** The newest imports first. */
export const readBatches = (database: Database): Promise<readonly BatchRow[]> => listBatches(database, NEWEST)
