import { MICRO } from '@headwater/domain/measures/quantity'
import type { PlaceSales, SalesByPlace } from '@headwater/engine/forecasting/split-by-place'
import type { Session } from '../platform/database.ts'

/**
 * SQL of what each place sold of each item in the last eight weeks of sales, of which a place's part of a forecast is taken. The weeks
 * count from the newest sale, so that a plan is a function of the records. `condition` is of `item`.
 */
export const placeSales = (condition: string): string => `select item, place, sum(quantity) as sold from sell_through
  where date > (select max(date) from sell_through) - 56 and ${condition} group by item, place having sum(quantity) > 0`

/** Of all items, or of those named. */
export async function loadSalesByPlace(session: Session, items?: readonly string[]): Promise<SalesByPlace> {
  const rows = await session.query<{ item: string; place: string; sold: string }>({
    text: `select item, place, sold::text from (${placeSales(items ? 'item = any($1)' : 'true')}) as s order by item, place`,
    values: items ? [items] : [],
  })
  const sales = new Map<string, PlaceSales[]>()
  for (const { item, place, sold } of rows) {
    const known = sales.get(item)
    const one = { place, sold: Math.round(Number(sold) * MICRO) }
    if (known) known.push(one)
    else sales.set(item, [one])
  }
  return sales
}
