import type { ForecastLevel } from '../../../schemas/rest/forecasting.ts'

/** What is forecast together: an item, a style, a category or all, and in which place. */
export interface ForecastScope {
  readonly level: ForecastLevel
  /** Null for all. */
  readonly key: string | null
  readonly place: string | null
}

/** SQL of an item's category, of which `r` is the record. */
export const CATEGORY = `nullif(r.cells ->> 'attr.category', '')`

const CONDITIONS: Readonly<Record<ForecastLevel, string>> = {
  item: 'r.key = $1',
  style: `r.cells ->> 'style' = $1`,
  category: `${CATEGORY} = $1`,
  all: '$1::text is null',
}

/** SQL of the items of a scope as rows `r` of records; `$1` is its key. */
export const itemsOf = (level: ForecastLevel): string => `record r where r.file = 'items' and ${CONDITIONS[level]}`

/** SQL of the condition that an item, given as SQL, is of a scope; `$1` is its key. */
export const isOf = (level: ForecastLevel, item: string): string =>
  level === 'all' ? CONDITIONS.all : `${item} in (select r.key from ${itemsOf(level)})`

/** SQL of what several names begin with alike, up to the last word that all have; null where that is nothing. The name itself of one. */
export const commonName = (name: string): string => {
  const [first, last] = [`min(${name} collate "C")`, `max(${name} collate "C")`]
  const alike = `left(${first}, (select coalesce(max(i), 0) from generate_series(1, length(${first})) as i where left(${first}, i) = left(${last}, i)))`
  return `case when ${first} = ${last} then ${first} else nullif(regexp_replace(${alike}, '\\S*$', ''), '') end`
}
