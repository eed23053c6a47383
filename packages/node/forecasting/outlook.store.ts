import type { ForecastMade, Outlook, OutlookWeek } from '../../../schemas/rest/demand.ts'
import type { OverrideView } from '../../../schemas/rest/forecasting.ts'
import type { Session } from '../platform/database.ts'
import { CURRENT } from './current-forecasts.store.ts'
import { CATEGORY, commonName, type ForecastScope, isOf, itemsOf } from './forecast-scope.ts'
import { placeSales } from './place-sales.store.ts'

export type ScopeHead = Pick<Outlook, 'name' | 'unit' | 'style' | 'category' | 'items' | 'places'>

/** Undefined: there is no item of it. */
export async function loadScopeHead(session: Session, { level, key }: ForecastScope): Promise<ScopeHead | undefined> {
  const [head] = await session.query<ScopeHead & { [column: string]: unknown }>({
    text: `select coalesce(trim(${commonName(`coalesce(r.cells ->> 'name', r.key)`)}), '') as name, count(*)::int as items,
                  case when count(distinct coalesce(r.cells ->> 'unit', 'pcs')) = 1 then min(coalesce(r.cells ->> 'unit', 'pcs')) end as unit,
                  case when count(distinct r.cells ->> 'style') = 1 then min(r.cells ->> 'style') end as style,
                  case when count(distinct ${CATEGORY}) = 1 then min(${CATEGORY}) end as category,
                  array(select distinct place from (${placeSales(isOf(level, 'item'))}) as s
                        where place <> '' order by place) as places
           from ${itemsOf(level)}`,
    values: [key],
  })
  return head !== undefined && head.items > 0 ? head : undefined
}

export interface SalesAsked extends ForecastScope {
  /** Mondays; the last week is included. */
  readonly from: string
  readonly to: string
}

export const loadHistory = (session: Session, { level, key, place, from, to }: SalesAsked) =>
  session.query<Outlook['history'][number]>({
    text: `select to_char(date_trunc('week', date), 'YYYY-MM-DD') as week, trim_scale(sum(quantity))::text as quantity
           from (select date, sum(quantity) as quantity from sell_through
                 where date >= $2::date and date < $3::date + 7 and ($4::text is null or place = $4) and ${isOf(level, 'item')}
                 group by date) as days
           group by 1 order by 1`,
    values: [key, from, to, place],
  })

/** Sums by week from a Monday on. Of a place: its parts where an override made them, else its share of the item's sales. */
export const loadWeeks = (session: Session, scope: ForecastScope, from: string) =>
  session.query<OutlookWeek>({
    text: `select to_char(date_trunc('week', date), 'YYYY-MM-DD') as week, ${['baseline', 'quantity', ...QUANTILES].map(written).join(', ')},
                  coalesce(array_agg(distinct override_id::int) filter (where override_id is not null), '{}') as overrides
           from (${scope.place === null ? wholeSql(scope) : partSql(scope)}) as days group by 1 order by 1`,
    values: [scope.key, from, ...(scope.place === null ? [] : [scope.place])],
  })

const QUANTILES = ['p05', 'p25', 'p75', 'p95'] as const
const written = (name: string): string => `trim_scale(round(sum(${name})::numeric, 2))::text as ${name}`

/** By day and override, of all places. */
const wholeSql = ({ level }: ForecastScope): string =>
  `select f.date, f.override_id, ${['baseline', 'quantity', ...QUANTILES].map((one) => `sum(f.${one}) as ${one}`).join(', ')}
   from forecast_result f where f.run = ${CURRENT} and f.date >= $2 and ${isOf(level, 'f.item')} group by 1, 2`

/** By day, item and override, of one: a share of a forecast is no exact number anyway. */
const partSql = ({ level }: ForecastScope): string =>
  `select f.date, f.override_id, coalesce(p.quantity::float8, f.quantity::float8 * share) as quantity,
     ${['baseline', ...QUANTILES].map((one) => `f.${one}::float8 * share as ${one}`).join(', ')}
   from forecast_result f
   join (select item, (sum(sold) filter (where place = $3) / sum(sold))::float8 as share from (${placeSales(isOf(level, 'item'))}) as s
         group by item) as shares using (item)
   left join forecast_part p on p.run = f.run and p.item = f.item and p.date = f.date and p.place = $3
   where f.run = ${CURRENT} and f.date >= $2 and share is not null`

export interface ScopeBasis {
  readonly stockOuts: readonly Outlook['stockOuts'][number][]
  readonly errors: readonly Outlook['errors'][number][]
  /** Of one item. */
  readonly made: ForecastMade | null
}

/** What the forecasts were made from, and how far off they were in the backtest, summed over the items. */
export async function loadScopeBasis(session: Session, { level, key }: ForecastScope): Promise<ScopeBasis> {
  const items = `forecast_basis b where b.run = ${CURRENT} and ${isOf(level, 'b.item')}`
  const stockOuts = await session.query<Outlook['stockOuts'][number]>({
    text: `select to_char(week, 'YYYY-MM-DD') as week, count(*)::int as items
           from (select unnest(b.stock_outs) as week from ${items}) as o group by week order by week`,
    values: [key],
  })
  const errors = await session.query<Outlook['errors'][number]>({
    text: `select (e ->> 'weeksAhead')::int as "weeksAhead", sum((e ->> 'actual')::float8) as actual,
                  sum((e ->> 'absolute')::float8) as absolute, sum((e ->> 'bias')::float8) as bias
           from (select jsonb_array_elements(b.detail -> 'errors') as e from ${items}) as t group by 1 order by 1`,
    values: [key],
  })
  if (level !== 'item') return { stockOuts, errors, made: null }
  const [one] = await session.query<{ method: string; weeks: number; detail: Partial<ForecastMade> }>({
    text: `select b.method, b.weeks, b.detail from ${items}`,
    values: [key],
  })
  return {
    stockOuts,
    errors,
    made: one ? { ...known(one.detail), method: one.method, weeks: one.weeks } : null,
  }
}

/** Of what was kept, what is told. */
function known({
  isShort,
  methods,
  likes,
  outliers,
  rmsse,
}: Partial<ForecastMade>): Omit<ForecastMade, 'method' | 'weeks'> {
  return {
    isShort: isShort ?? false,
    methods: methods ?? [],
    likes: likes ?? null,
    outliers: outliers ?? [],
    rmsse: rmsse ?? null,
  }
}

/** Overrides by their numbers, the newest first. */
export const loadOverrideViews = (session: Session, ids: readonly number[]) =>
  session.query<OverrideView>({
    text: `select id::int, level, key, place, to_char(first_day, 'YYYY-MM-DD') as "firstDay", to_char(last_day, 'YYYY-MM-DD') as "lastDay",
                  trim_scale(quantity)::text as quantity, trim_scale(was)::text as was, given_by as by,
                  to_char(given at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as given, reason,
                  to_char(withdrawn at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as withdrawn, withdrawn_by as "withdrawnBy"
           from forecast_override where id = any($1) order by id desc`,
    values: [ids],
  })
