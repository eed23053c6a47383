/**
 * Cells of a block as spreadsheets put them on the clipboard: tabs between, lines between rows, and a cell that holds either of them in
 * double quotes, a quote doubled. A quote within a cell that does not begin with one is a quote.
 */
export function readTsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  while (at <= text.length) {
    const isQuoted = text[at] === '"' && closing(text, at) >= 0
    const end = isQuoted ? closing(text, at) + 1 : plainEnd(text, at)
    row.push(isQuoted ? text.slice(at + 1, end - 1).replaceAll('""', '"') : text.slice(at, end))
    const mark = text[end]
    if (mark !== '\t') {
      rows.push(row)
      row = []
    }
    at = end + (mark === '\r' && text[end + 1] === '\n' ? 2 : 1)
  }
  // A spreadsheet ends the last row like every other.
  const last = rows.at(-1)
  if (rows.length > 1 && last?.length === 1 && last[0] === '') rows.pop()
  return rows
}

/** Place of the quote that ends a quoted cell; −1 where what begins like one is none. */
function closing(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2)) {
    const next = text[at + 1]
    if (next !== '"') return next === undefined || /[\t\r\n]/.test(next) ? at : -1
  }
  return -1
}

function plainEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '\t' && text[at] !== '\n' && text[at] !== '\r') at++
  return at
}

export const writeTsv = (rows: readonly (readonly string[])[]): string =>
  rows
    .map((row) => row.map((cell) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t'))
    .join('\n')
