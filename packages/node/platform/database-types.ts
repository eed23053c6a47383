import pg from 'pg'

const INT8 = 20
const INT8_ARRAY = 1016
const NUMERIC = 1700
const NUMERIC_ARRAY = 1231
const DATE = 1082
const DATE_ARRAY = 1182

/** A bigint as a number; throws beyond 2^53, where a number would be a different one. */
export function safeInteger(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value)) return value
  throw new RangeError(
    `The whole number ${text} read from the database should be within ±2^53; cast it to text in the query`,
  )
}

const asText = (text: string): string => text

const TEXT_ARRAY = 1009
const arrayOf =
  <T>(one: (text: string) => T) =>
  (text: string): unknown =>
    deep(pg.types.getTypeParser(TEXT_ARRAY as number, 'text')(text), one)

/** Arrays of any dimension; null stays null. */
const deep = <T>(value: unknown, one: (text: string) => T): unknown =>
  Array.isArray(value) ? value.map((inner) => deep(inner, one)) : value === null ? null : one(value as string)

const OURS: Readonly<Record<number, (text: string) => unknown>> = {
  [INT8]: safeInteger,
  [INT8_ARRAY]: arrayOf(safeInteger),
  [NUMERIC]: asText,
  [NUMERIC_ARRAY]: arrayOf(asText),
  [DATE]: asText,
  [DATE_ARRAY]: arrayOf(asText),
}

/**
 * How values come out of the database, decided once: bigint as number, numeric as exact text, date as 'YYYY-MM-DD' (a day has no time
 * zone), timestamptz as Date, json parsed.
 */
export const databaseTypes = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format !== 'binary' && OURS[oid]) ||
    pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}
