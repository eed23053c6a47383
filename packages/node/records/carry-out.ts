import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import { type CellFix, fixCells } from '@headwater/files/import/fix-cells'
import type { Separator } from '@headwater/files/read/csv-rows'
import { openFiles } from '@headwater/files/workbook/open-workbooks'
import type { Database } from '../platform/database.ts'
import { errorFiles } from './error-file.ts'
import type { ImportOrder, ImportOutcome } from './import-outcome.ts'
import { importRecords } from './import-records.ts'
import { findTaskBatch } from './records.store.ts'
import { insertUpload, loadUpload } from './uploads.store.ts'

/** A file by its bytes, or by the upload that has them, and how it is to be read. */
export type SentFile = SentReading & { readonly name: string } & (
    | { readonly bytes: Uint8Array }
    | { readonly upload: string }
  )

interface Reading {
  readonly sheet: string | undefined
  readonly headerRow: number | undefined
  readonly fixes: readonly CellFix[] | undefined
  readonly separator: Separator | undefined
}

interface SentReading {
  readonly sheet?: string
  readonly headerRow?: number
  readonly cells?: readonly CellFix[]
  readonly separator?: Separator
}

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
  const before = order.task === undefined ? undefined : await findTaskBatch(database, order.task, order.taskHours)
  if (before) return { ...nothing([]), batch: before.id, files: before.files }
  onProgress('opening files', 0, null)
  const { files, issues } = await openSent(database, sent)
  if (issues.length > 0) return nothing(issues)
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

async function openSent(database: Database, sent: readonly SentFile[]) {
  const given = new Map<string, Uint8Array>()
  const readings = new Map<string, Reading>()
  const issues: PlanIssue[] = []
  const refuse = (code: PlanIssue['code'], file: string, message: string): void =>
    void issues.push(planIssue({ severity: 'error', code, file, message }))
  for (const { name: asGiven, sheet, headerRow, cells, separator, ...one } of sent) {
    const name = asGiven.toLowerCase()
    const bytes = 'bytes' in one ? one.bytes : (await loadUpload(database, one.upload))?.bytes
    if (!bytes)
      refuse('unknown-reference', name, `${name}: its upload should exist; send the bytes again (kept for a day)`)
    else if (given.has(name)) refuse('duplicate-file', name, `${name} should be given once; leave one out`)
    else given.set(name, bytes)
    readings.set(name, { sheet, headerRow, fixes: cells, separator })
  }
  const opened = await openFiles(given, (name) => readings.get(name)?.sheet)
  const files = new Map<string, Uint8Array>()
  for (const [name, bytes] of opened.files)
    files.set(name, fixCells(bytes, readings.get(name) ?? readings.get(name.replace(/csv$/, 'xlsx')) ?? {}))
  return { files, issues: [...issues, ...opened.issues] }
}
