import { contractOf } from '@headwater/files/contract/file-contracts'
import { errorFile } from '@headwater/files/import/error-file'
import type { ImportOrder, ImportOutcome } from './import-outcome.ts'

/** The rows that an import refused, file by file (`items.csv` → CSV bytes), with why; corrected, they can be imported as they are. */
export function errorFiles(
  { files }: Pick<ImportOrder, 'files'>,
  { errors, mappings }: Pick<ImportOutcome, 'errors' | 'mappings'>,
): Map<string, Uint8Array> {
  const refused = new Map<string, Uint8Array>()
  for (const [file, bytes] of files) {
    const contract = contractOf(file.replace(/\.csv$/, ''))
    const mapping = contract && mappings[contract.name]
    const rows = contract && errorFile(bytes, contract, { issues: errors, ...(mapping ? { mapping } : {}) })
    if (rows) refused.set(file, rows)
  }
  return refused
}
