import type { ForecastBucket } from '@headwater/domain/demand/forecast'
import type { Item } from '@headwater/domain/items/item'
import { type ForecastOverride, overrideForecasts } from './override-forecasts.ts'

/** An override in force, by its number. */
export interface KeptOverride extends ForecastOverride {
  readonly id: number
}

export interface Overridden {
  readonly forecasts: readonly ForecastBucket[]
  /** By place in `forecasts`: the override that its quantity comes from. */
  readonly overrideOf: ReadonlyMap<number, number>
}

/** Puts overrides over forecasts, the later over the earlier. One that meets no forecast any more, because its days are gone, says nothing. */
export function applyOverrides(
  forecasts: readonly ForecastBucket[],
  overrides: readonly KeptOverride[],
  items: readonly Pick<Item, 'item' | 'style' | 'decimals'>[],
): Overridden {
  const overrideOf = new Map<number, number>()
  let current = forecasts
  for (const one of overrides) {
    const result = overrideForecasts(current, [one], items)
    if (!result.ok) continue
    current = result.value.forecasts
    for (const place of result.value.reasons.keys()) overrideOf.set(place, one.id)
  }
  return { forecasts: current, overrideOf }
}
