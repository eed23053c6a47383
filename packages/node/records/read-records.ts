import { FILE_CONTRACTS } from '@headwater/files/contract/file-contracts'
import { recordsCsv } from '@headwater/files/import/merge-rows'
import type { Session } from '../platform/database.ts'
import { loadRecords, loadWeeklySales } from './records.store.ts'

/**
 * Everything the company knows as files of the contract (name → CSV bytes). Sales are summed by item and week. Call it in a
 * repeatable-read transaction: then it is one moment.
 */
export async function readRecords(session: Session): Promise<Map<string, Uint8Array>> {
  const stored = await loadRecords(session)
  const files = new Map<string, Uint8Array>()
  for (const contract of FILE_CONTRACTS) {
    const rows = stored.get(contract.name)
    if (rows) files.set(`${contract.name}.csv`, recordsCsv(contract, rows.values()))
  }
  const sales = await loadWeeklySales(session)
  if (sales.length > 0) {
    const contract = FILE_CONTRACTS.find((one) => one.name === 'sell_through')!
    files.set('sell_through.csv', recordsCsv(contract, sales))
  }
  return files
}
