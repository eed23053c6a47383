import { castOf, type ListColumn, type ListSource } from './list-source.ts'
import { isAskable } from './list-value.ts'
import { Refused } from './problem.ts'

/** Values of a statement, in the order of their numbers. */
export class Values {
  readonly given: unknown[] = []
  /** Keeps the value and answers its place, `$3`. */
  add(value: unknown): string {
    this.given.push(value)
    return `$${this.given.length}`
  }
}

export interface FilterFacts {
  readonly source: ListSource
  /** Business day, for `this-week`. */
  readonly today: string
}

/** SQL conditions of a filter (the grammar is in schemas/rest/lists.ts). Throws Refused with the clause that cannot be read. */
export function filterSql(filter: string, { source, today }: FilterFacts, values: Values): string[] {
  return filter
    .split(';')
    .filter((clause) => clause.trim() !== '')
    .map((clause) => {
      const at = clause.indexOf(':')
      const name = clause.slice(0, at).trim()
      const column = at > 0 && Object.hasOwn(source.columns, name) ? source.columns[name] : undefined
      if (!column)
        throw new Refused(
          'invalid',
          `filter (${clause}) should begin with a column: ${Object.keys(source.columns).join(', ')}`,
        )
      return clauseSql({ clause, column, wanted: clause.slice(at + 1), today }, values)
    })
}

/** SQL of rows that hold every word of a search in one text column or another. */
export function searchSql(search: string, { columns, key, found }: ListSource, values: Values): string[] {
  const texts = Object.values(columns).filter((one) => one.type === 'text' && !one.isCode)
  return search
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => {
      const place = values.add(`%${escapeLike(word)}%`)
      const others = found?.get(word)
      const also = others?.length ? ` or ${columns[key[0]!]!.sql} = any(${values.add(others)}::text[])` : ''
      return `(${texts.map((one) => `${one.sql} ilike ${place}`).join(' or ')}${also})`
    })
}

interface Clause {
  readonly clause: string
  readonly column: ListColumn
  readonly wanted: string
  readonly today: string
}

function clauseSql({ clause, column, wanted, today }: Clause, values: Values): string {
  if (wanted === '') return `${column.sql} is null`
  if (wanted.startsWith('~'))
    return `${column.sql}::text ilike ${values.add(`%${escapeLike(known(plain(wanted.slice(1)), { clause, column: { ...column, type: 'text' } }))}%`)}`
  const named = column.type === 'date' ? namedRange(wanted, today) : undefined
  const range = named ?? /^(.*?)\.\.(.*)$/.exec(wanted)?.slice(1)
  if (range && column.type !== 'text') return rangeSql({ clause, column }, range, values)
  const place = values.add(wanted.split('|').map((one) => known(plain(one), { clause, column })))
  return `${column.sql} = any(${place}::${castOf(column)}[])`
}

function rangeSql(
  { clause, column }: Pick<Clause, 'clause' | 'column'>,
  [from, to]: readonly string[],
  values: Values,
): string {
  const cast = castOf(column)
  const sides = [
    from ? `${column.sql} >= ${values.add(known(from, { clause, column }))}::${cast}` : '',
    to ? `${column.sql} <= ${values.add(known(to, { clause, column }))}::${cast}` : '',
  ].filter((one) => one !== '')
  return sides.length === 0 ? `${column.sql} is not null` : sides.join(' and ')
}

function known(text: string, { clause, column }: Pick<Clause, 'clause' | 'column'>): string {
  if (!isAskable(column.type, text))
    throw new Refused('invalid', `filter (${clause}) should compare with a ${column.type}, not with (${text})`)
  return text
}

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS

/** Days that people name by words. */
function namedRange(word: string, today: string): readonly string[] | undefined {
  const now = Date.parse(`${today}T00:00:00Z`)
  const monday = now - ((new Date(now).getUTCDay() + 6) % 7) * DAY_MS
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
  const week = (start: number): readonly string[] => [day(start), day(start + WEEK_MS - DAY_MS)]
  const month = (after: number): readonly string[] => {
    const [year, number] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1 + after]
    return [day(Date.UTC(year, number, 1)), day(Date.UTC(year, number + 1, 0))]
  }
  switch (word) {
    case 'today':
      return [today, today]
    case 'past':
    case 'overdue':
      return ['', day(now - DAY_MS)]
    case 'last-week':
      return week(monday - WEEK_MS)
    case 'this-week':
      return week(monday)
    case 'next-week':
      return week(monday + WEEK_MS)
    case 'last-4-weeks':
      return [day(monday - 4 * WEEK_MS), day(monday - DAY_MS)]
    case 'next-4-weeks':
      return [day(monday + WEEK_MS), day(monday + 5 * WEEK_MS - DAY_MS)]
    case 'last-month':
      return month(-1)
    case 'this-month':
      return month(0)
    case 'next-month':
      return month(1)
    default:
      return undefined
  }
}

function plain(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (one) => `\\${one}`)
