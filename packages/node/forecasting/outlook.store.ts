import type { ForecastMade, Outlook, OutlookWeek } from '../../../schemas/rest/demand.ts'
import type { OverrideView } from '../../../schemas/rest/forecasting.ts'
import type { Session } from '../platform/database.ts'
import { CURRENT } from './current-forecasts.store.ts'
import { CATEGORY, commonName, type ForecastScope, itemsOf } from './forecast-scope.ts'
import { PLACE_SALES } from './place-sales.store.ts'

export type ScopeHead = Pick<Outlook, 'name' | 'unit' | 'style' | 'category' | 'items' | 'places'>

/** Undefined: there is no item of it. */
export async function loadScopeHead(session: Session, { level, key }: ForecastScope): Promise<ScopeHead | undefined> {
  const [head] = await session.query<ScopeHead & { [column: string]: unknown }>({
    text: `select coalesce(trim(${commonName(`coalesce(r.cells ->> 'name', r.key)`)}), '') as name, count(*)::int as items,
                  case when count(distinct coalesce(r.cells ->> 'unit', 'pcs')) = 1 then min(coalesce(r.cells ->> 'unit', 'pcs')) end as unit,
                  case when count(distinct r.cells ->> 'style') = 1 then min(r.cells ->> 'style') end as style,
                  case when count(distinct ${CATEGORY}) = 1 then min(${CATEGORY}) end as category,
                  array(select distinct place from (${PLACE_SALES}) as s
                        where place <> '' and item in (select r.key from ${itemsOf(level)}) order by place) as places
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
           from sell_through
           where date >= $2::date and date < $3::date + 7 and ($4::text is null or place = $4)
             and item in (select r.key from ${itemsOf(level)})
           group by 1 order by 1`,
    values: [key, from, to, place],
  })

/** Sums by week from a Monday on. Of a place: its parts where an override made them, else its share of the item's sales. */
export const loadWeeks = (session: Session, { level, key, place }: ForecastScope, from: string) =>
  session.query<OutlookWeek>({
    text: `with share as (select item, sum(sold) filter (where place = $3) / sum(sold) as of_place from (${PLACE_SALES}) as s group by item),
             bucket as (
               select f.*, case when $3::text is null then 1 else coalesce(of_place, 0) end as share, p.quantity as part
               from forecast_result f left join share using (item)
               left join forecast_part p on p.run = f.run and p.item = f.item and p.date = f.date and p.place = $3
               where f.run = ${CURRENT} and f.date >= $2 and f.item in (select r.key from ${itemsOf(level)}))
           select to_char(date_trunc('week', date), 'YYYY-MM-DD') as week, ${written('baseline * share')} as baseline,
                  ${written('coalesce(part, quantity * share)')} as quantity, ${written('p05 * share')} as p05,
                  ${written('p25 * share')} as p25, ${written('p75 * share')} as p75, ${written('p95 * share')} as p95,
                  coalesce(array_agg(distinct override_id::int) filter (where override_id is not null), '{}') as overrides
           from bucket group by 1 order by 1`,
    values: [key, from, place],
  })

const written = (sql: string): string => `trim_scale(round(sum(${sql}), 2))::text`

export interface ScopeBasis {
  readonly stockOuts: readonly Outlook['stockOuts'][number][]
  readonly errors: readonly Outlook['errors'][number][]
  /** Of one item. */
  readonly made: ForecastMade | null
}

/** What the forecasts were made from, and how far off they were in the backtest, summed over the items. */
export async function loadScopeBasis(session: Session, { level, key }: ForecastScope): Promise<ScopeBasis> {
  const items = `forecast_basis b where b.run = ${CURRENT} and b.item in (select r.key from ${itemsOf(level)})`
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
