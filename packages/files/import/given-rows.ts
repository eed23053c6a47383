import { type PlanIssue, planIssue } from '@headwater/domain/outcome/plan-issue'
import type { FileContract } from '../contract/column.ts'
import type { CsvFault } from '../read/csv-rows.ts'
import { decodeText, type EncodingFault, encodingFault } from '../read/decode-text.ts'
import { findHeader, HEADER_ROWS } from '../read/find-header.ts'
import { csvRowStream } from './csv-row-stream.ts'

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
  /** As it was given, before any mapping. */
  readonly header: readonly string[]
  readonly issues: readonly PlanIssue[]
}

/** A column that says why a row was refused before; it may come back. */
export const REASON = 'reason'

/** A file whose rows are read one by one, so that a million of them never stand in memory. */
export interface GivenStream {
  readonly rows: Iterable<GivenRow>
  readonly columns: readonly string[]
  /** The header as it was given; empty where none was found. */
  readonly header: readonly string[]
  /** Grows while rows are read: bad-text ends them. */
  readonly issues: readonly PlanIssue[]
}

/** All rows of a file at once; where the text itself is bad, none. Errors: bad-encoding, bad-text, missing-column. */
export function givenRows(
  bytes: Uint8Array,
  contract: FileContract,
  mapping: Readonly<Record<string, string>> = {},
): GivenFile {
  const { rows, ...stream } = givenStream(bytes, contract, mapping)
  const all = [...rows]
  return { ...stream, rows: stream.issues.some((one) => one.severity === 'error') ? [] : all }
}

/**
 * Cells of a file as they were given, by the columns of its contract. The header is the first row that has every required key
 * column; `mapping` names columns that the file calls otherwise. Errors: bad-encoding, bad-text, missing-column.
 */
export function givenStream(
  bytes: Uint8Array,
  contract: FileContract,
  mapping: Readonly<Record<string, string>> = {},
): GivenStream {
  const file = `${contract.name}.csv`
  const text = decodeText(bytes)
  if (text === null) return refused(badEncoding(file, encodingFault(bytes)))
  const needed = contract.columns.filter((one) => one.key && one.required).map((one) => one.name)
  const nameOf = (cell: string): string => (Object.hasOwn(mapping, cell) ? mapping[cell]! : cell)
  const rows = csvRowStream(text)
  const above: (readonly string[])[] = []
  let looked = 0
  for (let row = rows.next(); !row.done; row = rows.next()) {
    if ('message' in row.value) return refused(badText(file, row.value))
    above.push(row.value)
    const names = row.value.map(nameOf)
    if (needed.every((name) => names.includes(name)))
      return readBody(rows, { at: above.length, header: row.value, contract, nameOf })
    // Blank ones are not looked at: a header that somebody has chosen stands below as many as there are.
    if (names.some((name) => name !== '')) looked += 1
    if (looked === HEADER_ROWS) break
  }
  const known = new Set(contract.columns.map((one) => one.name))
  const first = findHeader(above, (name) => Number(known.has(nameOf(name))))
  const header = above[first] ?? []
  const missing = needed.filter((name) => !header.map(nameOf).includes(name))
  const issue = {
    code: 'missing-column',
    file,
    row: Math.max(1, first + 1),
    field: missing[0] ?? needed[0]!,
    message: `${file} should have a header with ${needed.join(', ')}; missing: ${missing.join(', ')}${separatorNote(header)}${likelyNote(header, first)}`,
  } as const
  return { ...refused(issue), header }
}

/** A table whose cells are divided by another sign is one wide column. */
const separatorNote = (header: readonly string[]): string =>
  header.length === 1 && /[;\t]/.test(header[0]!)
    ? `. Its columns are divided by ${header[0]!.includes(';') ? 'semicolons' : 'tabs'} and should be by commas: save it again as "CSV UTF-8"`
    : ''

const SHOWN = 12
const MOST_NAME = 40

/** A table with other names than ours needs a mapping. */
const likelyNote = (header: readonly string[], at: number): string =>
  header.length < 2
    ? ''
    : `. Row ${at + 1} looks like the header: say which column is which with a mapping of ${header
        .filter((name) => name !== '')
        .slice(0, SHOWN)
        .map((name) => name.slice(0, MOST_NAME))
        .join(', ')}`

const badEncoding = (file: string, { line, found }: EncodingFault) =>
  ({
    code: 'bad-encoding',
    file,
    row: line,
    message: `${file} should be UTF-8 or GB18030 text, but ${found}. Save it again as "CSV UTF-8"`,
  }) as const

const badText = (file: string, { row, message, begins }: CsvFault) =>
  ({
    code: 'bad-text',
    file,
    row,
    value: begins ?? null,
    message:
      begins === undefined
        ? `${file} row ${row}: ${message}. Check the quotes of that row`
        : `${file} row ${row}: ${message}, and this one, which begins with "${begins}", is longer. Shorten its longest cell, or check its quotes`,
  }) as const

const refused = (issue: Pick<PlanIssue, 'code' | 'file' | 'message'> & Partial<PlanIssue>): GivenStream => ({
  rows: [],
  columns: [],
  header: [],
  issues: [planIssue({ severity: 'error', ...issue })],
})

interface Body {
  /** Spreadsheet row of the header. */
  readonly at: number
  readonly header: readonly string[]
  readonly contract: FileContract
  readonly nameOf: (cell: string) => string
}

function readBody(rows: Iterator<readonly string[] | CsvFault>, { at, header, contract, nameOf }: Body): GivenStream {
  const file = `${contract.name}.csv`
  const known = new Set(contract.columns.map((one) => one.name))
  const issues: PlanIssue[] = []
  const columns: { name: string; at: number }[] = []
  for (const [i, cell] of header.entries()) {
    const name = nameOf(cell)
    const place = { file, row: at, field: name } as const
    if (columns.some((one) => one.name === name))
      issues.push(
        planIssue({
          severity: 'error',
          code: 'conflict',
          ...place,
          message: `${file}: column (${name}) should be there once`,
        }),
      )
    else if (known.has(name) || (contract.attributes && /^attr\../.test(name))) columns.push({ name, at: i })
    else if (name !== '' && name !== REASON)
      issues.push(
        planIssue({
          severity: 'warning',
          code: 'unknown-column',
          ...place,
          message: `${file}: column (${name}) is not known and was left out`,
        }),
      )
  }
  function* given(): Generator<GivenRow> {
    let row = at
    for (let next = rows.next(); !next.done; next = rows.next()) {
      row += 1
      if ('message' in next.value) issues.push(planIssue({ severity: 'error', ...badText(file, next.value) }))
      else if (next.value.some((cell) => cell !== '')) yield { row, cells: cellsOf(next.value, columns) }
    }
  }
  return { rows: given(), columns: columns.map((one) => one.name), header, issues }
}

function cellsOf(row: readonly string[], columns: readonly { name: string; at: number }[]): GivenCells {
  const cells: Record<string, string> = {}
  for (const { name, at } of columns) cells[name] = row[at] ?? ''
  return cells
}
