import type { PlanIssue } from '@headwater/domain/outcome/plan-issue'
import { FILE_CONTRACTS } from '@headwater/files/contract/file-contracts'
import { type MergedFile, recordsCsv } from '@headwater/files/import/merge-rows'
import { readDataset } from '@headwater/files/read-dataset'
import type { StoredFile } from './records.store.ts'

const HEADER = 1

/**
 * Checks all records as they would be after a merge, by the one reader of the contract; rows in messages are those of the given files.
 * A fault in a stored row that the merge causes elsewhere is told without a row.
 */
export function validateMerge(
  stored: ReadonlyMap<string, StoredFile>,
  merged: ReadonlyMap<string, MergedFile>,
): readonly PlanIssue[] {
  const files = new Map<string, Uint8Array>()
  const rowsOf = new Map<string, readonly (number | null)[]>()
  for (const contract of FILE_CONTRACTS) {
    const given = merged.get(contract.name)
    const rows = given?.rows ?? stored.get(contract.name)
    if (!rows) continue
    files.set(`${contract.name}.csv`, recordsCsv(contract, rows.values()))
    rowsOf.set(
      `${contract.name}.csv`,
      [...rows.keys()].map((key) => given?.rowOf.get(key) ?? null),
    )
  }
  const read = readDataset(files)
  const issues = read.ok ? read.value.warnings : (read.failure.issues ?? [])
  return issues.map((one) => atGivenRow(one, rowsOf))
}

function atGivenRow(issue: PlanIssue, rowsOf: ReadonlyMap<string, readonly (number | null)[]>): PlanIssue {
  if (issue.file === null || issue.row === null) return issue
  const rows = rowsOf.get(issue.file)
  const given = (merged: number): number | null => rows?.[merged - HEADER - 1] ?? null
  const message = issue.message.replaceAll(/\brow (\d+)\b/g, (_, merged: string) => {
    const row = given(Number(merged))
    return row === null ? 'a stored row' : `row ${row}`
  })
  return { ...issue, row: given(issue.row), message }
}
