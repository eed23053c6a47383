import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import type { Item } from '@headwater/domain/items/item'
import { type Day, formatDay } from '@headwater/domain/measures/day'
import { formatMicro, type Micro, stepOf } from '@headwater/domain/measures/quantity'
import { fail, type Result, succeed } from '@headwater/domain/outcome/result'

/** What a planner knows better than the history: the sum of some buckets. */
export interface ForecastOverride {
  /** One item, all items of a style, or everything. */
  readonly level: 'item' | 'style' | 'all'
  /** Key of the item or style; null for everything. */
  readonly key: string | null
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

export interface OverriddenForecasts {
  readonly forecasts: readonly ForecastBucket[]
  /** By place in `forecasts`: the last override that touched it. */
  readonly reasons: ReadonlyMap<number, ForecastOverride>
}

/**
 * Applies overrides in the order given. Each one's quantity is spread over its buckets in proportion to what they hold (equally where
 * all are zero), in the items' smallest steps by largest remainder, so that the sum is exact. Refused: a quantity below zero or not in
 * those steps, a range without buckets.
 */
export function overrideForecasts(
  forecasts: readonly ForecastBucket[],
  overrides: readonly ForecastOverride[],
  items: readonly Pick<Item, 'item' | 'style' | 'decimals'>[],
): Result<OverriddenForecasts> {
  const byItem = new Map(items.map((one) => [one.item, one]))
  const places = placesByScope(forecasts, byItem)
  const changed = forecasts.slice()
  const reasons = new Map<number, ForecastOverride>()
  for (const one of overrides) {
    const inside = (places.get(scopeOf(one)) ?? []).filter(
      (place) => changed[place]!.firstDay >= one.firstDay && changed[place]!.firstDay <= one.lastDay,
    )
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

const scopeOf = ({ level, key }: Pick<ForecastOverride, 'level' | 'key'>): string =>
  level === 'all' ? 'all' : `${level} ${key ?? ''}`

function placesByScope(
  forecasts: readonly ForecastBucket[],
  items: ReadonlyMap<string, Pick<Item, 'style'>>,
): Map<string, number[]> {
  const places = new Map<string, number[]>()
  const put = (scope: string, place: number): void => {
    const found = places.get(scope)
    if (found) found.push(place)
    else places.set(scope, [place])
  }
  for (const [place, { item }] of forecasts.entries()) {
    const style = items.get(item)?.style ?? null
    put('all', place)
    put(scopeOf({ level: 'item', key: item }), place)
    if (style !== null) put(scopeOf({ level: 'style', key: style }), place)
  }
  return places
}

const finestOf = (steps: readonly Micro[]): Micro => steps.reduce((finest, one) => Math.min(finest, one))

/**
 * Largest remainder: every share is rounded down to its step, then the shares that lost most get one step more. Coarse steps go
 * first, so that what they leave can still be met by fine ones. Null where the sum cannot be exact.
 */
function spread(
  total: Micro,
  { weights, steps }: { weights: readonly Micro[]; steps: readonly Micro[] },
): Micro[] | null {
  const finest = finestOf(steps)
  if (!(total >= 0) || total % finest !== 0) return null
  const hasWeight = weights.some((weight) => weight > 0)
  const parts = weights.map((weight) => BigInt(hasWeight ? Math.max(0, weight) : 1))
  const sum = parts.reduce((one, other) => one + other, 0n)
  const shares: Micro[] = []
  const lost: number[] = []
  for (const [i, part] of parts.entries()) {
    const whole = sum * BigInt(steps[i]!)
    const product = BigInt(total) * part
    shares[i] = Number(product / whole) * steps[i]!
    lost[i] = Number(product % whole) / Number(whole)
  }
  let left = total - shares.reduce((one, other) => one + other, 0)
  const order = shares.map((_, i) => i).sort((a, b) => steps[b]! - steps[a]! || lost[b]! - lost[a]! || a - b)
  for (const i of order) {
    if (left < steps[i]! || parts[i] === 0n) continue
    shares[i]! += steps[i]!
    left -= steps[i]!
  }
  // Rounded-down coarse shares can leave more than a step each to the fine ones: the largest of these takes it.
  const taker = order.filter((i) => steps[i] === finest).reduce((a, b) => (shares[b]! > shares[a]! ? b : a))
  shares[taker]! += left
  return shares
}

const named = ({ level, key, firstDay, lastDay, quantity }: ForecastOverride): string =>
  `override (${formatMicro(quantity)}) of ${level === 'all' ? 'all items' : `${level} (${key})`} from ${formatDay(firstDay)} to ${formatDay(lastDay)}`
