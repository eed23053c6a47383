import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Dataset } from '@headwater/domain/dataset'
import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import { readDataset } from '@headwater/files/read-dataset'
import type { OpenedFiles } from '@headwater/files/workbook/open-workbooks'
import { InvalidInput, UsageError } from '../command.ts'

/** A folder refused whole: every error of it. */
export class InvalidFolder extends Error {
  readonly issues: readonly PlanIssue[]
  constructor(issues: readonly PlanIssue[]) {
    super(`${issues.length} error(s) in the input`)
    this.issues = issues
  }
}

export interface Folder {
  readonly dataset: Dataset
  readonly warnings: readonly PlanIssue[]
}

/** Reads the CSV and XLSX files of a folder; throws InvalidFolder with all errors when it is refused. */
export async function readFolder(path: string): Promise<Folder> {
  const files = new Map<string, Uint8Array>()
  for (const name of listFolder(path)) if (/\.(csv|xlsx)$/i.test(name)) files.set(name, readFileSync(join(path, name)))
  if (files.size === 0)
    throw new InvalidInput(`folder (${path}) should hold files of the contract, as items.csv; it has none`)
  const opened = await openXlsx(files)
  const read = readDataset(opened.files, new Set(), opened.issues)
  if (!read.ok) throw new InvalidFolder(read.failure.issues ?? [])
  return read.value
}

/** A workbook library is large: it is loaded only when there is a workbook. */
async function openXlsx(files: ReadonlyMap<string, Uint8Array>): Promise<OpenedFiles> {
  if (![...files.keys()].some((name) => /\.xlsx$/i.test(name))) return { files, issues: [] }
  const { openFiles } = await import('@headwater/files/workbook/open-workbooks')
  return openFiles(files)
}

function listFolder(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) throw new UsageError(`(${path}) should be a folder`)
    return readdirSync(path).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new UsageError(`folder (${path}) does not exist`)
    throw error
  }
}

/** Writes each file whole (first beside, then renamed), so that a reader never sees half of one. */
export function writeFolder(out: string, files: ReadonlyMap<string, Uint8Array>): void {
  try {
    mkdirSync(out, { recursive: true })
  } catch (error) {
    throw new UsageError(`--out (${out}) should be a folder that can be made: ${(error as Error).message}`)
  }
  for (const [name, bytes] of files) writeFile(join(out, name), bytes)
}

export function writeFile(path: string, bytes: Uint8Array | string): void {
  const beside = `${path}.${process.pid}.part`
  try {
    writeFileSync(beside, bytes)
    renameSync(beside, path)
  } catch (error) {
    throw new InvalidInput(`cannot write (${path}): ${(error as Error).message}. Free space or choose another --out`)
  }
}

/** The output may not be the input: the input folder is never changed. */
export function checkOut(folder: string, out: string): void {
  if (resolve(folder) === resolve(out)) throw new UsageError(`--out (${out}) should be another folder than the input`)
}
