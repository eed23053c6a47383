import { formatDay, parseDay } from '@headwater/domain/measures/day'
import { formatMicro, type Micro, parseMicro, stepOf } from '@headwater/domain/measures/quantity'
import { overrideForecasts, type PlacedBucket } from '@headwater/engine/forecasting/override-forecasts'
import { splitByPlace } from '@headwater/engine/forecasting/split-by-place'
import type { OverrideSpread, SpreadQuery } from '../../../schemas/rest/forecasting.ts'
import type { Session } from '../platform/database.ts'
import { type DaysOf, type ForecastItem, loadForecastsOf, loadItemsOf, loadParts } from './current-forecasts.store.ts'
import { loadSalesByPlace } from './place-sales.store.ts'

/** What an override would do to the forecasts of the current plan. */
export interface TriedOverride {
  readonly fault: OverrideSpread['fault']
  /** What the engine says of it. */
  readonly message: string
  readonly items: readonly ForecastItem[]
  readonly before: readonly PlacedBucket[]
  /** As `before`, in its order. */
  readonly after: readonly PlacedBucket[]
}

export type AskedOverride = Omit<SpreadQuery, 'key' | 'place'> & {
  readonly key: string | null
  readonly place: string | null
}

/** Tries an override on what it is about, without keeping it. */
export async function tryOverride(session: Session, asked: AskedOverride): Promise<TriedOverride> {
  const days = { ...asked, firstDay: parseDay(asked.firstDay)!, lastDay: parseDay(asked.lastDay)! }
  const items = await loadItemsOf(session, asked)
  const before = asked.place === null ? await loadForecastsOf(session, days) : await loadPlace(session, days, items)
  const quantity = parseMicro(asked.quantity) as Micro
  const override = { ...days, quantity, who: '', when: '', why: '' }
  const tried = overrideForecasts(before, [override], items)
  if (tried.ok) return { fault: null, message: '', items, before, after: tried.value.forecasts }
  const fault = before.length === 0 ? 'no-forecast' : 'not-in-steps'
  return { fault, message: tried.failure.message, items, before, after: before }
}

/** The part of one place of each bucket: what an override has made of it, else its share of the sales. */
async function loadPlace(
  session: Session,
  days: DaysOf,
  items: readonly ForecastItem[],
): Promise<readonly PlacedBucket[]> {
  const buckets = await loadForecastsOf(session, days)
  const sales = await loadSalesByPlace(
    session,
    items.map((one) => one.item),
  )
  const parts = await loadParts(session, days)
  return splitByPlace(buckets, sales, items)
    .filter((one) => one.place === days.place)
    .map((one) => ({
      ...one,
      quantity: parts.get(`${one.item}|${formatDay(one.firstDay)}|${one.place}`) ?? one.quantity,
    }))
}

/** Most items that a spread names. */
const NAMED = 200

/** How an override would spread down, before it is given. */
export async function spreadOverride(session: Session, query: SpreadQuery): Promise<OverrideSpread> {
  const asked = { ...query, key: query.key ?? null, place: query.place ?? null }
  const { fault, items, before, after } = await tryOverride(session, asked)
  const known = new Map(items.map((one) => [one.item, one]))
  const step = before.reduce((least, one) => Math.min(least, stepOf(known.get(one.item)!.decimals)), stepOf(0))
  const byItem = sums(before, after, (one) => one.item)
  const byWeek = sums(before, after, (one) => formatDay(one.firstDay))
  const changed = byItem.toSorted(
    (a, b) => Math.abs(b.becomes - b.was) - Math.abs(a.becomes - a.was) || (a.of < b.of ? -1 : 1),
  )
  return {
    fault,
    step: formatMicro(step),
    was: formatMicro(total(before)),
    becomes: formatMicro(total(after)),
    weeks: byWeek.toSorted((a, b) => (a.of < b.of ? -1 : 1)).map(({ of, ...one }) => ({ date: of, ...written(one) })),
    items: byItem.length,
    rows: changed
      .slice(0, NAMED)
      .map(({ of, ...one }) => ({ item: of, name: known.get(of)?.name ?? of, ...written(one) })),
  }
}

export const total = (buckets: readonly PlacedBucket[]): Micro => buckets.reduce((sum, one) => sum + one.quantity, 0)

interface Sum {
  readonly of: string
  was: Micro
  becomes: Micro
}

function sums(
  before: readonly PlacedBucket[],
  after: readonly PlacedBucket[],
  of: (bucket: PlacedBucket) => string,
): readonly Sum[] {
  const found = new Map<string, Sum>()
  for (const [i, one] of before.entries()) {
    const key = of(one)
    const sum = found.get(key) ?? { of: key, was: 0, becomes: 0 }
    found.set(key, sum)
    sum.was += one.quantity
    sum.becomes += after[i]!.quantity
  }
  return [...found.values()]
}

const written = ({ was, becomes }: Omit<Sum, 'of'>) => ({ was: formatMicro(was), becomes: formatMicro(becomes) })
