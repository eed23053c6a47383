import { stringify } from 'csv-stringify/sync'

/** A cell of an output: null is an empty one. */
export type OutputCell = string | number | null

/** CSV bytes with LF, UTF-8 without BOM; rows sorted by their first columns. */
export function csvBytes(
  columns: readonly string[],
  rows: readonly (readonly OutputCell[])[],
  sorted: 'sorted' | 'as given' = 'sorted',
): Uint8Array {
  const body = sorted === 'sorted' ? rows.toSorted(byCells) : rows
  return new TextEncoder().encode(stringify([columns as string[], ...body.map((row) => [...row])]))
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
