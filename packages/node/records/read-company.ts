import type { Result } from '@headwater/domain/outcome/result'
import { type ReadDataset, readDataset } from '@headwater/files/read-dataset'
import type { Database } from '../platform/database.ts'
import { readRecords } from './read-records.ts'

/** What the company knows as of one moment, as the nouns of the domain; sales by item and week. Nothing stored: an empty company. */
export const readCompany = async (database: Database): Promise<Result<ReadDataset>> =>
  readDataset(await database.transaction(readRecords, { isolation: 'repeatable read', readOnly: true }))
