/** The longest row that the node reads, characters; a cell cannot be longer. */
export const MOST_CELL = 1_000_000

/** A block copied from a spreadsheet: cells by tabs, rows by line breaks; a cell with either stands in quotes. */
export function pastedRows(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    const { cell, end } = text[at] === '"' ? quoted(text, at) : plain(text, at)
    rows.at(-1)!.push(cell)
    at = end
    if (text[at] === '\t') {
      at += 1
      if (at === text.length) rows.at(-1)!.push('')
    } else {
      at += text.startsWith('\r\n', at) ? 2 : 1
      if (at < text.length) rows.push([])
    }
  }
  return rows
}

const ENDS = /[\t\r\n]/g

function plain(text: string, from: number): { cell: string; end: number } {
  ENDS.lastIndex = from
  const end = ENDS.exec(text)?.index ?? text.length
  return { cell: text.slice(from, end), end }
}

/** A quote that does not close before the next tab or line break is a sign like any other. */
function quoted(text: string, from: number): { cell: string; end: number } {
  let close = text.indexOf('"', from + 1)
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2)
  const after = text[close + 1]
  if (close < 0 || (after !== undefined && !/[\t\r\n]/.test(after))) return plain(text, from)
  return { cell: text.slice(from + 1, close).replaceAll('""', '"'), end: close + 1 }
}

/** Is it more than one cell? */
export const isBlock = (text: string): boolean => /[\t\n]/.test(text.trim())

const cellText = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

/** Rows as CSV (RFC 4180). */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => `${row.map(cellText).join(',')}\n`).join('')
