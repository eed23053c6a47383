import { joined } from './joined.ts'

/** A cell of an output: null is an empty one. */
export type OutputCell = string | number | null

/** Rows that are made into bytes at a time: a plan of a large site is longer than the longest text. */
const CHUNK = 5000

/** CSV bytes (RFC 4180) with LF, UTF-8 without BOM; rows sorted by their first columns. */
export function csvBytes(
  columns: readonly string[],
  rows: Iterable<readonly OutputCell[]>,
  sorted: 'sorted' | 'as given' = 'sorted',
): Uint8Array {
  const body = [...rows]
  if (sorted === 'sorted') body.sort(byCells)
  const encoder = new TextEncoder()
  const parts = [encoder.encode(csvLines([columns], 0, 1))]
  for (let i = 0; i < body.length; i += CHUNK)
    parts.push(encoder.encode(csvLines(body, i, Math.min(i + CHUNK, body.length))))
  return joined(parts)
}

/** Rows as a piece of CSV, in the order given. */
export const csvPiece = (rows: readonly (readonly OutputCell[])[]): Uint8Array =>
  new TextEncoder().encode(csvLines(rows, 0, rows.length))

function csvLines(rows: readonly (readonly OutputCell[])[], from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i++) {
    const row = rows[i]!
    text += csvCell(row[0] ?? null)
    for (let at = 1; at < row.length; at++) text += `,${csvCell(row[at]!)}`
    text += '\n'
  }
  return text
}

function csvCell(value: OutputCell): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

/** By the first column that differs: numbers by value, text by code point, empty first. */
function byCells(a: readonly OutputCell[], b: readonly OutputCell[]): number {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? '', b[i] ?? '']
    if (x === y) continue
    if (typeof x === 'number' && typeof y === 'number') return x - y
    return String(x) < String(y) ? -1 : 1
  }
  return 0
}
