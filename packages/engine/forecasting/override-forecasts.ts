import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import type { Item } from '@headwater/domain/items/item'
import { type Day, formatDay } from '@headwater/domain/measures/day'
import { formatMicro, type Micro, stepOf } from '@headwater/domain/measures/quantity'
import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { finestOf, spread } from './spread.ts'

/** What a planner knows better than the history: the sum of some buckets. */
export interface ForecastOverride {
  /** One item, all items of a style or of a category (their attribute of that name), or everything. */
  readonly level: 'item' | 'style' | 'category' | 'all'
  /** Key of the item or style, or the category; null for everything. */
  readonly key: string | null
  /** Only what one place sells; null: all places. */
  readonly place: string | null
  /** Buckets that begin in these days, both included. */
  readonly firstDay: Day
  readonly lastDay: Day
  /** Sum of all those buckets. */
  readonly quantity: Micro
  readonly who: string
  /** Instant as text, kept as given. */
  readonly when: string
  readonly why: string
}

/** What an override has to know of an item. */
export type OverriddenItem = Pick<Item, 'item' | 'style' | 'decimals' | 'attributes'>

/** A bucket, or the part of it that one place sells. */
export interface PlacedBucket extends ForecastBucket {
  readonly place?: string
}

export interface OverriddenForecasts<Bucket> {
  readonly forecasts: readonly Bucket[]
  /** By place in `forecasts`: the last override that touched it. */
  readonly reasons: ReadonlyMap<number, ForecastOverride>
}

/**
 * Applies overrides in the order given. Each one's quantity is spread over its buckets in proportion to what they hold (equally where
 * all are zero), in the items' smallest steps by largest remainder, so that the sum is exact. Refused: a quantity below zero or not in
 * those steps, a range without buckets.
 */
export function overrideForecasts<Bucket extends PlacedBucket>(
  forecasts: readonly Bucket[],
  overrides: readonly ForecastOverride[],
  items: readonly OverriddenItem[],
): Result<OverriddenForecasts<Bucket>> {
  const byItem = new Map(items.map((one) => [one.item, one]))
  const places = placesByScope(forecasts, byItem)
  const changed = forecasts.slice()
  const reasons = new Map<number, ForecastOverride>()
  for (const one of overrides) {
    const inside = (places.get(scopeOf(one)) ?? []).filter((place) => isInside(changed[place]!, one))
    if (inside.length === 0) return fail('invalid', `${named(one)} meets no forecast; choose days that have one`)
    const steps = inside.map((place) => stepOf(byItem.get(changed[place]!.item)?.decimals ?? 0))
    const shares = spread(one.quantity, { weights: inside.map((place) => changed[place]!.quantity), steps })
    if (shares === null)
      return fail(
        'invalid',
        `${named(one)} should be at least 0 and a multiple of ${formatMicro(finestOf(steps))}; round it`,
      )
    for (const [i, place] of inside.entries()) {
      changed[place] = { ...changed[place]!, quantity: shares[i]! }
      reasons.set(place, one)
    }
  }
  return succeed({ forecasts: changed, reasons })
}

const isInside = (bucket: PlacedBucket, { firstDay, lastDay, place }: ForecastOverride): boolean =>
  bucket.firstDay >= firstDay && bucket.firstDay <= lastDay && (place === null || bucket.place === place)

const scopeOf = ({ level, key }: Pick<ForecastOverride, 'level' | 'key'>): string =>
  level === 'all' ? 'all' : `${level} ${key ?? ''}`

function placesByScope(
  forecasts: readonly ForecastBucket[],
  items: ReadonlyMap<string, OverriddenItem>,
): Map<string, number[]> {
  const places = new Map<string, number[]>()
  const put = (scope: string, place: number): void => {
    const found = places.get(scope)
    if (found) found.push(place)
    else places.set(scope, [place])
  }
  for (const [place, { item }] of forecasts.entries()) {
    const known = items.get(item)
    const style = known?.style ?? null
    const category = known?.attributes.category ?? ''
    put('all', place)
    put(scopeOf({ level: 'item', key: item }), place)
    if (style !== null) put(scopeOf({ level: 'style', key: style }), place)
    if (category !== '') put(scopeOf({ level: 'category', key: category }), place)
  }
  return places
}

const named = ({ level, key, place, firstDay, lastDay, quantity }: ForecastOverride): string =>
  `override (${formatMicro(quantity)}) of ${level === 'all' ? 'all items' : `${level} (${key})`}${place === null ? '' : ` in place (${place})`} from ${formatDay(firstDay)} to ${formatDay(lastDay)}`
