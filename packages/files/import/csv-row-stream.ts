import { type CsvFault, csvRows } from '../read/csv-rows.ts'

/** Characters split at once: enough to be fast, few enough that a large file never stands in memory as cells. */
const PIECE = 262_144
const QUOTE = '"'

/** The same rows as `csvRows`, one by one; a fault ends them. */
export function* csvRowStream(text: string): Generator<readonly string[] | CsvFault> {
  let before = 0
  for (let from = 0; from < text.length; ) {
    const to = endOfRow(text, from)
    const rows = csvRows(text.slice(from, to))
    if ('message' in rows) {
      yield { row: before + rows.row, message: rows.message }
      return
    }
    yield* rows
    before += rows.length
    from = to
  }
}

/** After the first line break, at least one piece on, that is outside of quotes: an even number of quotes stands before it. */
function endOfRow(text: string, from: number): number {
  let isQuoted = false
  let counted = from
  let at = Math.min(from + PIECE, text.length)
  for (;;) {
    for (let quote = text.indexOf(QUOTE, counted); quote >= 0 && quote < at; quote = text.indexOf(QUOTE, quote + 1))
      isQuoted = !isQuoted
    counted = at
    const end = text.indexOf('\n', at)
    if (end < 0) return text.length
    at = end + 1
    for (let quote = text.indexOf(QUOTE, counted); quote >= 0 && quote < at; quote = text.indexOf(QUOTE, quote + 1))
      isQuoted = !isQuoted
    counted = at
    if (!isQuoted) return at
  }
}
