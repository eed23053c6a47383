import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import { type Day, formatDay, parseDay } from '@headwater/domain/measures/day'
import { parseMicro } from '@headwater/domain/measures/quantity'
import type { OverriddenItem } from '@headwater/engine/forecasting/override-forecasts'
import type { Session } from '../platform/database.ts'
import { CATEGORY, type ForecastScope, isOf, itemsOf } from './forecast-scope.ts'

/** The newest run is the current one. */
export const CURRENT = '(select max(id) from plan_run)'

const BUCKET = `f.item, to_char(f.date, 'YYYY-MM-DD') as date, f.bucket, trim_scale(f.quantity)::text as quantity,
  to_char(case f.bucket when 'day' then f.date when 'week' then f.date + 6 else (f.date + interval '1 month')::date - 1 end,
          'YYYY-MM-DD') as last`

type BucketRow = {
  readonly item: string
  readonly date: string
  readonly bucket: ForecastBucket['bucket']
  readonly quantity: string
  readonly last: string
}

const bucketOf = (one: BucketRow): ForecastBucket => ({
  item: one.item,
  firstDay: parseDay(one.date)!,
  lastDay: parseDay(one.last)!,
  bucket: one.bucket,
  quantity: parseMicro(one.quantity) as number,
})

/** Forecasts of the current plan, overrides put over them. */
export async function loadForecasts(session: Session): Promise<ForecastBucket[]> {
  const rows = await session.query<BucketRow>({
    text: `select ${BUCKET} from forecast_result f where run = ${CURRENT}`,
  })
  return rows.map(bucketOf)
}

export interface DaysOf extends ForecastScope {
  readonly firstDay: Day
  readonly lastDay: Day
}

/** Those of a scope that begin in some days, in the order of items and days. */
export async function loadForecastsOf(
  session: Session,
  { level, key, firstDay, lastDay }: DaysOf,
): Promise<ForecastBucket[]> {
  const rows = await session.query<BucketRow>({
    text: `select ${BUCKET} from forecast_result f
           where f.run = ${CURRENT} and f.date between $2 and $3 and ${isOf(level, 'f.item')}
           order by f.item, f.date`,
    values: [key, formatDay(firstDay), formatDay(lastDay)],
  })
  return rows.map(bucketOf)
}

/** The parts of places of these that an override has touched, as `item|day|place` → quantity. */
export async function loadParts(
  session: Session,
  { level, key, firstDay, lastDay }: DaysOf,
): Promise<Map<string, number>> {
  const rows = await session.query<{ part: string; quantity: string }>({
    text: `select concat_ws('|', f.item, to_char(f.date, 'YYYY-MM-DD'), f.place) as part, trim_scale(f.quantity)::text as quantity
           from forecast_part f
           where f.run = ${CURRENT} and f.date between $2 and $3 and ${isOf(level, 'f.item')}`,
    values: [key, formatDay(firstDay), formatDay(lastDay)],
  })
  return new Map(rows.map((one) => [one.part, parseMicro(one.quantity) as number]))
}

export interface ForecastItem extends OverriddenItem {
  readonly name: string
}

/** What a forecast's spread needs of the items of a scope. An item of pieces has whole ones unless told. */
export async function loadItemsOf(session: Session, { level, key }: ForecastScope): Promise<readonly ForecastItem[]> {
  const rows = await session.query<
    Omit<ForecastItem, 'attributes'> & { category: string | null; [column: string]: unknown }
  >({
    text: `select r.key as item, r.cells ->> 'style' as style, ${CATEGORY} as category, coalesce(r.cells ->> 'name', r.key) as name,
                  coalesce((r.cells ->> 'decimals')::int, case coalesce(r.cells ->> 'unit', 'pcs') when 'pcs' then 0 else 3 end) as decimals
           from ${itemsOf(level)}`,
    values: [key],
  })
  return rows.map(({ item, style, name, decimals, category }) => ({
    item,
    style,
    name,
    decimals,
    attributes: category === null ? {} : { category },
  }))
}
