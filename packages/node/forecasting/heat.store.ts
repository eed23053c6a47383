import type { Heat } from '../../../schemas/rest/demand.ts'
import type { Session } from '../platform/database.ts'
import { Values } from '../platform/list-filter.ts'
import { CURRENT } from './current-forecasts.store.ts'
import { CATEGORY, commonName } from './forecast-scope.ts'

/** What sales can be laid out by: `style`, `item`, `category`, `place`, `week` or `attr.NAME`. */
export type Axis = string

export interface HeatAsked {
  readonly rows: Axis
  readonly columns: Axis
  readonly firstDay: string
  readonly lastDay: string
  readonly where: readonly { readonly axis: Axis; readonly value: string }[]
}

export interface HeatRow {
  readonly [column: string]: unknown
  readonly row: string
  readonly column: string
  readonly rowName: string
  readonly columnName: string
  readonly quantity: string
  readonly out: number
}

/** Sales before the period that still tell what a place sells, in days. */
const KNOWN_DAYS = 364

/**
 * Sums of sales by two axes, all by the database. Where an item could have been sold but was not there is a row of 0; where there is no
 * such item, or a place did not sell it in the year before, there is none.
 */
export function loadHeat(session: Session, asked: HeatAsked): Promise<readonly HeatRow[]> {
  const values = new Values()
  const [first, last] = [values.add(asked.firstDay), values.add(asked.lastDay)]
  const [row, column] = [axisSql(asked.rows, values), axisSql(asked.columns, values)]
  const where = asked.where.map(({ axis, value }) => `${axisSql(axis, values)} = ${values.add(value)}`)
  return session.query<HeatRow>({
    text: `with sale as materialized (
             select item, ${usesPlace(asked) ? 'place' : `''::text as place`}, ${usesWeek(asked) ? 'week' : 'null::date as week'},
                    sum(quantity) filter (where date between ${first} and ${last}) as quantity
             from (select *, case when date between ${first} and ${last} then date_trunc('week', date)::date end as week
                   from sell_through where date between ${first}::date - ${KNOWN_DAYS} and ${last} and ${ofItems(asked, values)}) as s
             group by 1, 2, 3),
           seen as (
             ${usesWeek(asked) ? allWeeks({ first, last }) : 'select item, place, week, quantity from sale'}),
           stock_out as (
             select item, ${usesWeek(asked) ? 'week' : 'null::date as week'}, count(*) as weeks
             from (select item, unnest(stock_outs) as week from forecast_basis where run = ${CURRENT}) as o
             where week between date_trunc('week', ${first}::date) and ${last} group by 1, 2),
           cell as (
             select ${row} as "row", ${column} as "column", coalesce(r.cells ->> 'name', r.key) as name, s.quantity, o.weeks as out
             from seen s join record r on r.file = 'items' and r.key = s.item
             left join stock_out o on o.item = s.item ${usesWeek(asked) ? 'and o.week = s.week' : ''}
             ${where.length > 0 ? `where ${where.join(' and ')}` : ''})
           select "row", "column", ${nameSql(asked.rows)} as "rowName", ${nameSql(asked.columns)} as "columnName",
                  trim_scale(coalesce(sum(quantity), 0))::text as quantity, coalesce(sum(out), 0)::int as out
           from cell where "row" is not null and "column" is not null group by 1, 2`,
    values: values.given,
  })
}

/** SQL of the condition on sales that leaves only the items that are asked for. */
function ofItems({ where }: HeatAsked, values: Values): string {
  const own = where.filter(({ axis }) => axis !== 'place' && axis !== 'week')
  if (own.length === 0) return 'true'
  const conditions = own.map(({ axis, value }) => `${axisSql(axis, values)} = ${values.add(value)}`)
  return `item in (select r.key from record r where r.file = 'items' and ${conditions.join(' and ')})`
}

const uses = ({ rows, columns, where }: HeatAsked, axis: Axis): boolean =>
  rows === axis || columns === axis || where.some((one) => one.axis === axis)
const usesPlace = (asked: HeatAsked): boolean => uses(asked, 'place')
const usesWeek = (asked: HeatAsked): boolean => uses(asked, 'week')

/** Every week of the period for what is sold at all. */
const allWeeks = ({ first, last }: { readonly first: string; readonly last: string }): string =>
  `select k.item, k.place, w.week::date as week, s.quantity
   from (select distinct item, place from sale) as k
   cross join generate_series(date_trunc('week', ${first}::date), ${last}::date, '7 days') as w (week)
   left join sale s on s.item = k.item and s.place = k.place and s.week = w.week::date`

/** SQL of what an item's sales fall under. */
function axisSql(axis: Axis, values: Values): string {
  if (axis === 'item') return 'r.key'
  if (axis === 'style') return `coalesce(nullif(r.cells ->> 'style', ''), r.key)`
  if (axis === 'category') return CATEGORY
  if (axis === 'place') return `nullif(s.place, '')`
  if (axis === 'week') return `to_char(s.week, 'YYYY-MM-DD')`
  return `nullif(r.cells ->> ${values.add(axis)}, '')`
}

/** Items and styles have names. */
const nameSql = (axis: Axis): string => {
  if (axis === 'item' || axis === 'style') return `trim(${commonName('name')})`
  return 'null::text'
}

/** What items that can be sold are told apart by, and whether anything was ever sold. */
export async function loadAxes(session: Session): Promise<Pick<Heat, 'axes' | 'hasSales'>> {
  const attributes = await session.query<{ name: string }>({
    text: `select distinct k.name from forecast_basis b join record r on r.file = 'items' and r.key = b.item
           cross join lateral jsonb_object_keys(r.cells) as k (name)
           where b.run = ${CURRENT} and k.name like 'attr.%' order by 1 limit 20`,
  })
  const [sold] = await session.query<{ any: boolean }>({ text: 'select exists (select 1 from sell_through) as any' })
  return { axes: attributes.map((one) => one.name), hasSales: sold!.any }
}
