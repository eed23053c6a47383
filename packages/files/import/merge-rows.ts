import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import type { FileContract } from '../contract/column.ts'
import { csvBytes } from '../write/csv-text.ts'
import type { GivenCells, GivenFile } from './given-rows.ts'
import { rowKey } from './row-key.ts'

export interface RowChange {
  readonly key: string
  /** null: the row is new. */
  readonly before: GivenCells | null
  /** null: the row goes. */
  readonly after: GivenCells | null
}

export interface MergedFile {
  readonly contract: FileContract
  readonly rows: ReadonlyMap<string, GivenCells>
  /** Key → spreadsheet row of the given file. */
  readonly rowOf: ReadonlyMap<string, number>
  readonly changes: readonly RowChange[]
  readonly unchanged: number
  readonly issues: readonly PlanIssue[]
}

/**
 * Puts given rows over the stored ones by key; a column that the file does not have keeps its cell. A key twice is an error. Stored
 * rows that are not given stay, unless `replace`.
 */
export function mergeRows(
  contract: FileContract,
  stored: ReadonlyMap<string, GivenCells>,
  { rows: givenOnes, replace = false }: Pick<GivenFile, 'rows'> & { readonly replace?: boolean },
): MergedFile {
  const rows = new Map(stored)
  const rowOf = new Map<string, number>()
  const changes: RowChange[] = []
  const issues: PlanIssue[] = []
  let unchanged = 0
  for (const one of givenOnes) {
    const key = rowKey(contract, one.cells)
    const first = rowOf.get(key)
    if (first !== undefined) {
      issues.push(duplicate(contract, { row: one.row, key, first }))
      continue
    }
    rowOf.set(key, one.row)
    const before = rows.get(key) ?? null
    const after = withoutBlanks({ ...before, ...one.cells })
    if (before !== null && isSame(before, after)) unchanged++
    else {
      rows.set(key, after)
      changes.push({ key, before, after })
    }
  }
  if (replace)
    for (const [key, before] of stored) {
      if (rowOf.has(key)) continue
      rows.delete(key)
      changes.push({ key, before, after: null })
    }
  return { contract, rows, rowOf, changes, unchanged, issues }
}

function duplicate(
  contract: FileContract,
  { row, key, first }: { row: number; key: string; first: number },
): PlanIssue {
  const keys = contract.columns.filter((one) => one.key).map((one) => one.name)
  const file = `${contract.name}.csv`
  return planIssue({
    severity: 'error',
    code: 'duplicate-key',
    file,
    row,
    field: keys[0]!,
    value: key.split('|')[0]!,
    message: `${file} row ${row}: ${keys.join(', ')} (${key.replaceAll('|', ', ')}) is already in row ${first}. Remove one of them`,
  })
}

const withoutBlanks = (cells: GivenCells): GivenCells =>
  Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''))

function isSame(a: GivenCells, b: GivenCells): boolean {
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key])
}

/** Rows as a file of the contract: its columns, then the attributes by name. */
export function recordsCsv(contract: FileContract, rows: Iterable<GivenCells>): Uint8Array {
  const list = [...rows]
  const attributes = new Set<string>()
  if (contract.attributes)
    for (const cells of list) for (const name in cells) if (name.startsWith('attr.')) attributes.add(name)
  const columns = [...contract.columns.map((one) => one.name), ...[...attributes].sort()]
  return csvBytes(
    columns,
    list.map((cells) => columns.map((name) => cells[name] ?? null)),
    'as given',
  )
}
