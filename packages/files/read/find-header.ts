import type { Rows } from './csv-rows.ts'

/** The first rows in which a header is looked for: titles, notes and blank rows may stand above it. */
export const HEADER_ROWS = 30

/** Rows below a candidate that say how wide the table is. */
const BODY_ROWS = 20
const MOST_NAME = 60

/**
 * Which of the first rows is the header: the one whose cells are most like names of columns (known ones, words instead of numbers and
 * dates, each another) and that is as wide as what stands below it. A title or a merged cell is one cell wide; a row of groups
 * above the header has gaps. `knownAs` is 1 for a name of ours, less for another name of it, 0 for any other. Ties go to the upper row;
 * −1: every row is blank.
 */
export function findHeader(rows: Rows, knownAs: (name: string) => number): number {
  const filled = rows.slice(0, HEADER_ROWS + BODY_ROWS).map((row) => row.filter((cell) => cell !== ''))
  let best = -1
  let most = Number.NEGATIVE_INFINITY
  for (let at = 0; at < Math.min(HEADER_ROWS, filled.length); at++) {
    if (filled[at]!.length === 0) continue
    const likeness = likenessOf(filled[at]!, widthBelow(filled, at), knownAs)
    if (likeness <= most) continue
    best = at
    most = likeness
  }
  return best
}

function likenessOf(cells: readonly string[], width: number, knownAs: (name: string) => number): number {
  const known = [...new Set(cells)].reduce((sum, cell) => sum + knownAs(cell), 0) / Math.max(cells.length, width)
  const named = cells.filter(isLikeName).length / cells.length
  const distinct = new Set(cells).size / cells.length
  return 3 * known + named * named + distinct + Math.min(1, cells.length / width)
}

/** Cells of the usual row below; 1 where nothing stands there. */
function widthBelow(filled: readonly (readonly string[])[], at: number): number {
  const widths = filled
    .slice(at + 1, at + 1 + BODY_ROWS)
    .map((row) => row.length)
    .filter((one) => one > 0)
    .toSorted((a, b) => a - b)
  return widths[Math.floor(widths.length / 2)] ?? 1
}

/** A name is short and has a letter; numbers, dates, times, amounts and shares have none, or only that of a unit. */
const isLikeName = (cell: string): boolean =>
  cell.length <= MOST_NAME &&
  /\p{L}/u.test(cell) &&
  !/^[¥￥$€]?[\d.,:/\-+ %年月日TZ]*\d[\d.,:/\-+ %年月日TZ]*$/u.test(cell)
