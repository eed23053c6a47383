import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import type { Item } from '@headwater/domain/items/item'
import { parseDay } from '@headwater/domain/measures/day'
import { parseMicro } from '@headwater/domain/measures/quantity'
import type { Session } from '../platform/database.ts'

/** The newest run is the current one. */
const CURRENT = '(select max(id) from plan_run)'

/** Forecasts of the current plan, overrides put over them. */
export async function loadForecasts(session: Session): Promise<ForecastBucket[]> {
  const rows = await session.query<{
    item: string
    date: string
    bucket: ForecastBucket['bucket']
    quantity: string
    last: string
  }>({
    text: `select item, to_char(date, 'YYYY-MM-DD') as date, bucket, trim_scale(quantity)::text as quantity,
                  to_char(case bucket when 'day' then date when 'week' then date + 6 else (date + interval '1 month')::date - 1 end,
                          'YYYY-MM-DD') as last
           from forecast_result where run = ${CURRENT}`,
  })
  return rows.map((one) => ({
    item: one.item,
    firstDay: parseDay(one.date)!,
    lastDay: parseDay(one.last)!,
    bucket: one.bucket,
    quantity: parseMicro(one.quantity) as number,
  }))
}

/** What a forecast's spread needs of items: their style and smallest step. An item of pieces has whole ones unless told. */
export async function loadItemSteps(session: Session): Promise<readonly Pick<Item, 'item' | 'style' | 'decimals'>[]> {
  const rows = await session.query<{ item: string; style: string | null; decimals: number }>({
    text: `select key as item, cells ->> 'style' as style,
                  coalesce((cells ->> 'decimals')::int, case coalesce(cells ->> 'unit', 'pcs') when 'pcs' then 0 else 3 end) as decimals
           from record where file = 'items'`,
  })
  return rows
}
