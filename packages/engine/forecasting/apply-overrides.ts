import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import {
  type ForecastOverride,
  type OverriddenItem,
  overrideForecasts,
  type PlacedBucket,
} from './override-forecasts.ts'
import { type PlaceBucket, type SalesByPlace, splitByPlace } from './split-by-place.ts'

/** An override in force, by its number. */
export interface KeptOverride extends ForecastOverride {
  readonly id: number
}

export interface Overridden {
  readonly forecasts: readonly ForecastBucket[]
  /** By place in `forecasts`: the override that its quantity comes from. */
  readonly overrideOf: ReadonlyMap<number, number>
  /** The places' parts of those items that an override of one place has touched. */
  readonly parts: readonly PlaceBucket[]
}

export interface OverridesInForce {
  /** In the order in which they were given. */
  readonly kept: readonly KeptOverride[]
  /** What places sold lately; empty where no override is of one place. */
  readonly sales: SalesByPlace
}

/** Puts overrides over forecasts, the later over the earlier. One that meets no forecast any more, because its days are gone, says nothing. */
export function applyOverrides(
  forecasts: readonly ForecastBucket[],
  overrides: OverridesInForce,
  items: readonly OverriddenItem[],
): Overridden {
  const split = splitTouched(forecasts, overrides, items)
  const isSplit = new Set(split.map((one) => one.of))
  const whole: readonly (PlacedBucket & { readonly of: number })[] = forecasts.flatMap((one, of) =>
    isSplit.has(of) ? [] : [{ ...one, of }],
  )
  const { cells, overrideOf } = putOver([...whole, ...split], overrides.kept, items)
  const sums = new Float64Array(forecasts.length)
  for (const one of cells) sums[one.of]! += one.quantity
  return {
    forecasts: forecasts.map((one, at) => (sums[at] === one.quantity ? one : { ...one, quantity: sums[at]! })),
    overrideOf: new Map([...overrideOf].map(([at, id]) => [cells[at]!.of, id])),
    parts: cells.flatMap((one) => (one.place === undefined ? [] : [{ ...one, place: one.place }])),
  }
}

function putOver<Cell extends PlacedBucket>(
  given: readonly Cell[],
  overrides: readonly KeptOverride[],
  items: readonly OverriddenItem[],
): { readonly cells: readonly Cell[]; readonly overrideOf: ReadonlyMap<number, number> } {
  const overrideOf = new Map<number, number>()
  let cells = given
  for (const one of overrides) {
    const result = overrideForecasts(cells, [one], items)
    if (!result.ok) continue
    cells = result.value.forecasts
    for (const at of result.value.reasons.keys()) overrideOf.set(at, one.id)
  }
  return { cells, overrideOf }
}

/** Splits the buckets of the items that an override of one place is about. */
function splitTouched(
  forecasts: readonly ForecastBucket[],
  { kept, sales }: OverridesInForce,
  items: readonly OverriddenItem[],
): readonly PlaceBucket[] {
  const ofPlaces = kept.filter((one) => one.place !== null)
  if (ofPlaces.length === 0) return []
  const touched = new Set(items.filter((item) => ofPlaces.some((one) => isAbout(one, item))).map((one) => one.item))
  const own = new Map([...sales].filter(([item]) => touched.has(item)))
  return splitByPlace(forecasts, own, items)
}

function isAbout({ level, key }: ForecastOverride, { item, style, attributes }: OverriddenItem): boolean {
  if (level === 'all') return true
  if (level === 'item') return key === item
  return level === 'style' ? key === style : key === attributes.category
}
