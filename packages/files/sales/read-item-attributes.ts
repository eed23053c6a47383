import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { csvRows } from '../read/csv-rows.ts'
import { decodeText } from '../read/decode-text.ts'
import { csvBytes } from '../write/csv-text.ts'

/**
 * A company's list of items as items.csv: a file of the contract as it is; of any other, the first column names the item and each
 * further one becomes an attribute. `needed` items that it does not name are added. Refused: no text, no header.
 */
export function readItemAttributes(bytes: Uint8Array | null, needed: readonly string[]): Result<Uint8Array> {
  const known = bytes === null ? succeed({ columns: ['item'], rows: [] as string[][] }) : readRows(bytes)
  if (!known.ok) return known
  const { columns, rows } = known.value
  const at = columns.indexOf('item')
  const first = new Map<string, string[]>()
  for (const row of rows) if (row[at] && !first.has(row[at])) first.set(row[at], row)
  for (const item of needed)
    if (!first.has(item))
      first.set(
        item,
        columns.map((name) => (name === 'item' ? item : '')),
      )
  return succeed(csvBytes(columns, [...first.values()], 'as given'))
}

function readRows(bytes: Uint8Array): Result<{ columns: string[]; rows: string[][] }> {
  const text = decodeText(bytes)
  if (text === null) return fail('invalid', 'the items file should be UTF-8 or GB18030 text')
  const rows = csvRows(text)
  if ('message' in rows) return fail('invalid', `row ${rows.row}: ${rows.message}`)
  const at = rows.findIndex((row) => row.some((cell) => cell !== ''))
  const header = rows[at]
  if (!header) return fail('invalid', 'the items file should have a header')
  const columns = header.includes('item')
    ? [...header]
    : header.map((cell, i) => (i === 0 ? 'item' : `attr.${cell.trim().toLowerCase().replaceAll(/\s+/g, '_')}`))
  const body = rows.slice(at + 1).filter((row) => row.some((cell) => cell !== ''))
  return succeed({ columns, rows: body.map((row) => columns.map((_, i) => row[i] ?? '')) })
}
