import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import type { FileContract } from '../contract/column.ts'
import { csvRows } from '../read/csv-rows.ts'
import { decodeText } from '../read/decode-text.ts'

/** Cells by column name; only columns that the file has. */
export type GivenCells = Readonly<Record<string, string>>

export interface GivenRow {
  /** Spreadsheet row. */
  readonly row: number
  readonly cells: GivenCells
}

export interface GivenFile {
  readonly rows: readonly GivenRow[]
  /** Columns of the contract, and attributes, that the file has. */
  readonly columns: readonly string[]
  readonly issues: readonly PlanIssue[]
}

/** The first rows in which a header is looked for: title rows may stand above it. */
const HEADER_ROWS = 30
/** A column that says why a row was refused before; it may come back. */
export const REASON = 'reason'

/**
 * Cells of a file as they were given, by the columns of its contract. The header is the first row that has every required key
 * column; `mapping` names columns that the file calls otherwise. Errors: bad-encoding, bad-text, missing-column.
 */
export function givenRows(
  bytes: Uint8Array,
  contract: FileContract,
  mapping: Readonly<Record<string, string>> = {},
): GivenFile {
  const file = `${contract.name}.csv`
  const text = decodeText(bytes)
  if (text === null)
    return refused({
      code: 'bad-encoding',
      file,
      message: `${file} should be UTF-8 or GB18030 text. Save it again as "CSV UTF-8"`,
    })
  const rows = csvRows(text)
  if ('message' in rows)
    return refused({
      code: 'bad-text',
      file,
      row: rows.row,
      message: `${file} row ${rows.row}: ${rows.message}. Check the quotes of that row`,
    })
  const needed = contract.columns.filter((one) => one.key && one.required).map((one) => one.name)
  const nameOf = (cell: string): string => mapping[cell] ?? cell
  const at = rows
    .slice(0, HEADER_ROWS)
    .findIndex((row) => needed.every((name) => row.some((cell) => nameOf(cell) === name)))
  if (at < 0) {
    const first = rows.findIndex((row) => row.some((cell) => cell !== ''))
    const names = (rows[first] ?? []).map(nameOf)
    const missing = needed.filter((name) => !names.includes(name))
    return refused({
      code: 'missing-column',
      file,
      row: Math.max(1, first + 1),
      field: missing[0] ?? needed[0]!,
      message: `${file} should have a header with ${needed.join(', ')}; missing: ${missing.join(', ')}`,
    })
  }
  return readBody(rows, { at, file, contract, nameOf })
}

const refused = (issue: Pick<PlanIssue, 'code' | 'file' | 'message'> & Partial<PlanIssue>): GivenFile => ({
  rows: [],
  columns: [],
  issues: [planIssue({ severity: 'error', ...issue })],
})

interface Body {
  readonly at: number
  readonly file: string
  readonly contract: FileContract
  readonly nameOf: (cell: string) => string
}

function readBody(rows: readonly (readonly string[])[], { at, file, contract, nameOf }: Body): GivenFile {
  const known = new Set(contract.columns.map((one) => one.name))
  const issues: PlanIssue[] = []
  const columns: { name: string; at: number }[] = []
  for (const [i, cell] of rows[at]!.entries()) {
    const name = nameOf(cell)
    if (known.has(name) || (contract.attributes && name.startsWith('attr.'))) columns.push({ name, at: i })
    else if (name !== '' && name !== REASON)
      issues.push(
        planIssue({
          severity: 'warning',
          code: 'unknown-column',
          file,
          row: at + 1,
          field: name,
          message: `${file}: column (${name}) is not known and was left out`,
        }),
      )
  }
  const given: GivenRow[] = []
  for (let i = at + 1; i < rows.length; i++) {
    const row = rows[i]!
    if (row.every((cell) => cell === '')) continue
    given.push({ row: i + 1, cells: Object.fromEntries(columns.map((one) => [one.name, row[one.at] ?? ''])) })
  }
  return { rows: given, columns: columns.map((one) => one.name), issues }
}
