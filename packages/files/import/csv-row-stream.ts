import { type CsvFault, csvRows, type Separator } from '../read/csv-rows.ts'

/** Characters split at once: enough to be fast, few enough that a large file never stands in memory as cells. */
const PIECE = 262_144
/** A longer row is an open quote, or no table at all; splitting it would take minutes. */
export const MOST_ROW = 1_000_000
const SHOWN = 40
const QUOTE = '"'

/** The same rows as `csvRows`, one by one; a fault ends them. A row of more than a million characters is a fault. */
export function* csvRowStream(text: string, separator: Separator = ','): Generator<readonly string[] | CsvFault> {
  let before = 0
  for (let from = 0; from < text.length; ) {
    const to = endOfRow(text, from)
    if (to === null) {
      const { rows, at } = lastRow(text, from)
      const message = `a row should have at most ${MOST_ROW} characters, all cells together`
      yield { row: before + rows, message, begins: text.slice(at, at + SHOWN) }
      return
    }
    const rows = csvRows(text.slice(from, to), separator)
    if ('message' in rows) {
      yield { row: before + rows.row, message: rows.message }
      return
    }
    yield* rows
    before += rows.length
    from = to
  }
}

/** After the first line break, at least one piece on, that is outside of quotes; null: none in reach. */
function endOfRow(text: string, from: number): number | null {
  let at = Math.min(from + PIECE, text.length)
  let isQuoted = isOddlyQuoted(text.slice(from, at))
  while (at < text.length) {
    const end = text.indexOf('\n', at)
    const to = end < 0 ? text.length : end + 1
    if (to - from > PIECE + MOST_ROW) return null
    if (isOddlyQuoted(text.slice(at, to))) isQuoted = !isQuoted
    at = to
    if (!isQuoted) break
  }
  return at
}

function isOddlyQuoted(text: string): boolean {
  let isOdd = false
  for (let at = text.indexOf(QUOTE); at >= 0; at = text.indexOf(QUOTE, at + 1)) isOdd = !isOdd
  return isOdd
}

/** How many rows begin in a piece, and where the last of them does. */
function lastRow(text: string, from: number): { rows: number; at: number } {
  let rows = 1
  let isQuoted = false
  let begin = from
  for (let at = from; at < from + PIECE && at < text.length; at++) {
    if (text[at] === QUOTE) isQuoted = !isQuoted
    else if (text[at] === '\n' && !isQuoted) {
      rows += 1
      begin = at + 1
    }
  }
  return { rows, at: begin }
}
