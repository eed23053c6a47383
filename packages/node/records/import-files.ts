import { openWorkbooks } from '@headwater/files/workbook/open-workbooks'
import type { Database } from '../platform/database.ts'
import type { ImportOrder, ImportOutcome } from './import-outcome.ts'
import { importRecords } from './import-records.ts'

/** Imports CSV and XLSX files of the contract alike. */
export async function importFiles(database: Database, order: ImportOrder): Promise<ImportOutcome> {
  const opened = await openWorkbooks(order.files)
  if (!opened.ok)
    return { batch: null, files: [], mappings: {}, errors: [...(opened.failure.issues ?? [])], warnings: [] }
  return importRecords(database, { ...order, files: opened.value })
}
