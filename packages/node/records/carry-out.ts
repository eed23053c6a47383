import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import { openWorkbooks } from '@headwater/files/workbook/open-workbooks'
import type { Database } from '../platform/database.ts'
import { errorFiles } from './error-file.ts'
import type { ImportOrder, ImportOutcome } from './import-outcome.ts'
import { importRecords } from './import-records.ts'
import { findTaskBatch } from './records.store.ts'
import { insertUpload, loadUpload } from './uploads.store.ts'

/** A file by its bytes, or by the upload that has them. */
export type SentFile = { readonly name: string } & ({ readonly bytes: Uint8Array } | { readonly upload: string })

/** What may cross into a thread. */
export interface ImportQuestion extends Omit<ImportOrder, 'files' | 'signal' | 'onProgress'> {
  readonly files: readonly SentFile[]
}

export interface RefusedRows {
  /** `items.csv` */
  readonly file: string
  readonly upload: string
}

export interface ImportDone extends ImportOutcome {
  /** All of them; `errors` has the first. */
  readonly errorCount: number
  /** Refused rows as files with reasons, to be corrected and sent again. */
  readonly refused: RefusedRows[]
}

const MOST_SHOWN = 1000
const MOST_VALUE = 200

/** Imports CSV and XLSX files of the contract alike, and keeps the rows that were refused as files with reasons. */
export async function carryOut(
  database: Database,
  { files: sent, ...order }: ImportQuestion,
  { signal, onProgress }: Required<Pick<ImportOrder, 'signal' | 'onProgress'>>,
): Promise<ImportDone> {
  const before = order.task === undefined ? undefined : await findTaskBatch(database, order.task)
  if (before) return { ...nothing([]), batch: before.id, files: before.files }
  const { files: given, issues } = await readSent(database, sent)
  onProgress('opening files', 0, null)
  const opened = issues.length > 0 ? undefined : await openWorkbooks(given)
  if (!opened?.ok) return nothing([...issues, ...(opened?.failure.issues ?? [])])
  const files = opened.value
  const outcome = await importRecords(database, { ...order, files, signal, onProgress })
  const refused: RefusedRows[] = []
  if (outcome.errors.length > 0) onProgress('keeping refused rows', 0, null)
  for (const [file, bytes] of errorFiles({ files }, outcome)) {
    const { id } = await database.transaction((transaction) =>
      insertUpload(transaction, { name: `refused-${file}`, by: order.by, pieces: [bytes] }),
    )
    refused.push({ file, upload: id })
  }
  return {
    ...outcome,
    errors: shown(outcome.errors),
    warnings: shown(outcome.warnings),
    errorCount: outcome.errors.length,
    refused,
  }
}

/** The answer is kept with its task and read by people: of a long cell its beginning is enough. */
const shown = (issues: readonly PlanIssue[]): PlanIssue[] =>
  issues.slice(0, MOST_SHOWN).map((one) => ({ ...one, value: one.value?.slice(0, MOST_VALUE) ?? null }))

const nothing = (errors: PlanIssue[]): ImportDone => ({
  batch: null,
  files: [],
  mappings: {},
  errors,
  warnings: [],
  errorCount: errors.length,
  refused: [],
})

async function readSent(database: Database, sent: readonly SentFile[]) {
  const files = new Map<string, Uint8Array>()
  const issues: PlanIssue[] = []
  const refuse = (code: PlanIssue['code'], file: string, message: string): void =>
    void issues.push(planIssue({ severity: 'error', code, file, message }))
  for (const { name: given, ...one } of sent) {
    const name = given.toLowerCase()
    const bytes = 'bytes' in one ? one.bytes : (await loadUpload(database, one.upload))?.bytes
    if (!bytes)
      refuse('unknown-reference', name, `${name}: its upload should exist; send the bytes again (kept for a day)`)
    else if (files.has(name)) refuse('duplicate-file', name, `${name} should be given once; leave one out`)
    else files.set(name, bytes)
  }
  return { files, issues }
}
