import { FILE_CONTRACTS } from '@headwater/files/contract/file-contracts'
import type { CheckedFile, ImportChecked } from '../../../schemas/rest/imports.ts'
import type { Database } from '../platform/database.ts'
import { checkedFile, unreadable } from './checked-file.ts'
import { loadMappings } from './column-mapping.ts'
import type { ImportOrder, ImportOutcome } from './import-outcome.ts'
import { importRecords } from './import-records.ts'
import { openSource, type SourceChoice } from './open-source.ts'
import { type ReadSource, readSource } from './read-source.ts'
import { suggestFixes } from './suggest-fixes.ts'
import { loadUpload } from './uploads.store.ts'

export interface CheckQuestion {
  readonly files: readonly SourceChoice[]
  readonly by: string
}

/** More changes than a file of records may have rows. */
const EVERY = 1_000_000

/** Opened or not, in the order of the question. */
interface Looked {
  readonly choice: SourceChoice
  readonly read: (ReadSource & Pick<CheckedFile, 'encoding' | 'separator' | 'sheets' | 'sheet'>) | null
  readonly code: string
}

/** What an import of these files would do, row by row, with what was found out about each file. Nothing is written. */
export async function checkImport(
  database: Database,
  { files, by }: CheckQuestion,
  { signal, onProgress }: Required<Pick<ImportOrder, 'signal' | 'onProgress'>>,
): Promise<ImportChecked> {
  const remembered = await loadMappings(
    database,
    FILE_CONTRACTS.map((one) => one.name),
  )
  const looked: Looked[] = []
  const given = new Map<string, Uint8Array>()
  for (const choice of files) {
    onProgress('opening files', looked.length, files.length)
    signal.throwIfAborted()
    const upload = await loadUpload(database, choice.upload)
    const opened = upload && (await openSource(upload.bytes, choice))
    if (!opened?.ok) {
      looked.push({ choice, read: null, code: upload ? 'bad-encoding' : 'unknown-reference' })
      continue
    }
    const read = readSource(opened.value, choice, remembered)
    const name = `${read.contract.name}.csv`
    looked.push({
      choice,
      read: { ...opened.value, ...read, sheets: [...opened.value.sheets] },
      code: given.has(name) ? 'duplicate-file' : '',
    })
    if (!given.has(name)) given.set(name, read.bytes)
  }
  const outcome = await dryRun(database, { files: given, by, signal, onProgress, looked })
  const checked = looked.map(({ choice, read, code }) =>
    read === null || code !== '' ? unreadable(choice, { read, code }) : checkedFile(choice, { read, outcome }),
  )
  return { files: await suggestFixes(database, checked) }
}

type DryRun = Pick<ImportOrder, 'files' | 'by' | 'signal' | 'onProgress'> & { readonly looked: readonly Looked[] }

const dryRun = (database: Database, { looked, ...order }: DryRun): Promise<ImportOutcome> =>
  importRecords(database, {
    ...order,
    commit: false,
    isCheck: true,
    preview: EVERY,
    mapping: Object.fromEntries(
      looked.flatMap(({ read, code }) => (read && code === '' ? [[read.contract.name, read.mapping]] : [])),
    ),
  })
