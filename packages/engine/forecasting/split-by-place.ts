import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import { type Micro, stepOf } from '@headwater/domain/measures/quantity'
import type { OverriddenItem } from './override-forecasts.ts'
import { spread } from './spread.ts'

/** What one place sold of an item lately: its weight in the item's forecast. */
export interface PlaceSales {
  readonly place: string
  readonly sold: Micro
}

/** By item. One without sales, or not here, cannot be split. */
export type SalesByPlace = ReadonlyMap<string, readonly PlaceSales[]>

/** The part of a bucket that one place sells; `of` is the bucket's place in what was split. */
export interface PlaceBucket extends ForecastBucket {
  readonly place: string
  readonly of: number
}

/** Splits buckets by what the places sold, in the items' smallest steps; the parts of a bucket add up to it. */
export function splitByPlace(
  forecasts: readonly ForecastBucket[],
  sales: SalesByPlace,
  items: readonly OverriddenItem[],
): PlaceBucket[] {
  const decimals = new Map(items.map((one) => [one.item, one.decimals]))
  return forecasts.flatMap((bucket, of) => {
    const places = (sales.get(bucket.item) ?? []).filter((one) => one.sold > 0)
    if (places.length === 0) return []
    const step = stepOf(decimals.get(bucket.item) ?? 0)
    const parts = spread(bucket.quantity - (bucket.quantity % step), {
      weights: places.map((one) => one.sold),
      steps: places.map(() => step),
    })!
    // A forecast that was given may be finer than the item's steps: the first place keeps what is left.
    parts[0]! += bucket.quantity % step
    return places.map(({ place }, i) => ({ ...bucket, place, of, quantity: parts[i]! }))
  })
}
