import type { Column, FileContract } from '../contract/column.ts'
import { csvRows, type Rows } from './csv-rows.ts'
import { decodeText, encodingFault } from './decode-text.ts'
import type { IssueList } from './issue-list.ts'
import { type CellValue, readCell } from './read-cell.ts'

/** One row that was read; a cell that was empty without default, or wrong, is null. */
export interface TableRow {
  /** Spreadsheet row. */
  readonly row: number
  readonly cells: Readonly<Record<string, CellValue | null>>
  /** Attribute name → value. */
  readonly attributes: Readonly<Record<string, string>>
  /** False: it has an error; only its key counts. */
  readonly sound: boolean
  /** Columns whose cell has an error: nothing more is said of these. */
  readonly faulty: readonly string[]
}

export interface Table {
  readonly file: string
  readonly rows: readonly TableRow[]
  /** False: a key column is missing, so that nothing can be said of what exists. */
  readonly complete: boolean
}

export const emptyTable = (file: string): Table => ({ file, rows: [], complete: true })

/** Reads a file by its contract; every fault goes to `issues`. */
export function readTable(
  bytes: Uint8Array,
  contract: FileContract,
  { issues, zone }: { issues: IssueList; zone: string },
): Table {
  const file = `${contract.name}.csv`
  const text = decodeText(bytes)
  if (text === null) {
    issues.error(
      'bad-encoding',
      { file },
      `${file} should be UTF-8 or GB18030 text, but ${encodingFault(bytes).found}. Save it again as "CSV UTF-8"`,
    )
    return { ...emptyTable(file), complete: false }
  }
  const rows = csvRows(text)
  if ('message' in rows) {
    issues.error(
      'bad-text',
      { file, row: rows.row },
      `${file} row ${rows.row}: ${rows.message}. Check the quotes of that row`,
    )
    return { ...emptyTable(file), complete: false }
  }
  return readRows(rows, contract, { issues, zone })
}

const isBlank = (row: readonly string[]): boolean => row.every((cell) => cell === '')

/** Reads rows whose first non-empty one is the header. */
export function readRows(
  rows: Rows,
  contract: FileContract,
  { issues, zone }: { issues: IssueList; zone: string },
): Table {
  const file = `${contract.name}.csv`
  const headerAt = rows.findIndex((row) => !isBlank(row))
  if (headerAt < 0) return emptyTable(file)
  const header = readHeader(rows[headerAt]!, contract, { file, row: headerAt + 1, issues })
  if (!header.complete) return { file, rows: [], complete: false }
  const found: TableRow[] = []
  for (let i = headerAt + 1; i < rows.length; i++)
    if (!isBlank(rows[i]!)) found.push(readRow(rows[i]!, header, { file, row: i + 1, issues, zone }))
  refuseDuplicates(found, contract, { file, issues })
  return { file, rows: found, complete: true }
}

interface Header {
  readonly columns: readonly { readonly column: Column; readonly at: number }[]
  readonly attributes: readonly { readonly name: string; readonly at: number }[]
  readonly complete: boolean
}

function readHeader(
  cells: readonly string[],
  contract: FileContract,
  { file, row, issues }: { file: string; row: number; issues: IssueList },
): Header {
  const attributes: { name: string; at: number }[] = []
  const known = new Map(contract.columns.map((one) => [one.name, one]))
  for (const [at, name] of cells.entries()) {
    if (name === '') continue
    if (contract.attributes && name.startsWith('attr.') && name.length > 5) attributes.push({ name: name.slice(5), at })
    else if (!known.has(name))
      issues.warn(
        'unknown-column',
        { file, row, field: name, value: name },
        `${file} column (${name}) is not known and is left out`,
      )
    if (cells.indexOf(name) < at)
      issues.error('conflict', { file, row, field: name, value: name }, `${file} column (${name}) should be there once`)
  }
  let complete = true
  const columns: { column: Column; at: number }[] = []
  for (const column of contract.columns) {
    const at = cells.indexOf(column.name)
    if (at < 0 && column.required) {
      complete = false
      issues.error(
        'missing-column',
        { file, row, field: column.name },
        `${file} should have a column (${column.name}). Add it`,
      )
    }
    columns.push({ column, at })
  }
  return { columns, attributes, complete }
}

interface RowContext {
  readonly file: string
  readonly row: number
  readonly issues: IssueList
  readonly zone: string
}

const NONE: readonly string[] = []

function readRow(cells: readonly string[], header: Header, context: RowContext): TableRow {
  const { file, row, issues, zone } = context
  const values: Record<string, CellValue | null> = {}
  let faulty: string[] | null = null
  for (const { column, at } of header.columns) {
    const text = (at < 0 ? '' : (cells[at] ?? '')) || (column.otherwise ?? '')
    values[column.name] = null
    if (text === '') {
      if (!column.required) continue
      faulty = [...(faulty ?? []), column.name]
      issues.error(
        'required',
        { file, row, field: column.name },
        `${file} row ${row}: ${column.name} should not be empty`,
      )
      continue
    }
    const cell = readCell(text, column.type, zone)
    if ('value' in cell) values[column.name] = cell.value
    else {
      faulty = [...(faulty ?? []), column.name]
      if (column.key) values[column.name] = text
      issues.error(
        cell.fault.code,
        { file, row, field: column.name, value: text },
        `${file} row ${row}: ${column.name} (${text}) should be ${cell.fault.should}`,
      )
    }
  }
  // A company may call an attribute what every object of JavaScript has.
  const attributes: Record<string, string> = Object.create(null)
  for (const { name, at } of header.attributes) if (cells[at]) attributes[name] = cells[at]
  return { row, cells: values, attributes, sound: faulty === null, faulty: faulty ?? NONE }
}

function refuseDuplicates(
  rows: TableRow[],
  contract: FileContract,
  { file, issues }: { file: string; issues: IssueList },
): void {
  const keys = contract.columns.filter((one) => one.key).map((one) => one.name)
  const seen = new Map<string, number>()
  for (const [i, one] of rows.entries()) {
    if (
      keys.some((name) => one.cells[name] === null && contract.columns.find((column) => column.name === name)?.required)
    )
      continue
    const key = keys.map((name) => cellText(one.cells[name])).join('|')
    const first = seen.get(key)
    if (first === undefined) seen.set(key, one.row)
    else {
      rows[i] = { ...one, sound: false }
      const value = cellText(one.cells[keys[0]!])
      issues.error(
        'duplicate-key',
        { file, row: one.row, field: keys[0]!, value },
        `${file} row ${one.row}: ${keys.join(', ')} (${key.replaceAll('|', ', ')}) is already in row ${first}. Remove one of them`,
      )
    }
  }
}

/** A key cell as text; a key is never a date with a time. */
const cellText = (cell: CellValue | null | undefined): string =>
  typeof cell === 'object' || cell === undefined ? '' : String(cell)
