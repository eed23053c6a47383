import { csvRows, type Separator } from './csv-rows.ts'

/** Text that is looked at. */
const LOOKED_AT = 64_000
/** Titles above the header and blank rows have no say. */
const MOST_ROWS = 200

/**
 * What divides the cells of a text: commas, or the semicolons and tabs that spreadsheets write in other countries. The one whose rows are
 * widest, and of two as wide the one whose rows agree: a decimal comma is in no header. Commas where nothing speaks for another.
 */
export function findSeparator(text: string): Separator {
  const cut = text.length > LOOKED_AT ? text.lastIndexOf('\n', LOOKED_AT) : text.length
  const looked = text.slice(0, cut > 0 ? cut : text.length)
  let best: Separator = ','
  let most = 0
  for (const separator of [',', ';', '\t'] as const) {
    const width = widthWith(looked, separator)
    if (width <= most) continue
    best = separator
    most = width
  }
  return best
}

/** The usual width of a row, and a part of one for the share of rows that have it; 0 where rows cannot be told apart, or are one cell. */
function widthWith(text: string, separator: Separator): number {
  const rows = csvRows(text, separator)
  if ('message' in rows) return 0
  const widths = rows
    .filter((row) => row.some((cell) => cell !== ''))
    .slice(0, MOST_ROWS)
    .map((row) => row.length)
  const [usual, same] = [...Map.groupBy(widths, (one) => one)]
    .map(([width, all]) => [width, all.length] as const)
    .toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [1, 0]
  return usual < 2 ? 0 : usual + same / (widths.length + 1)
}
