import type { Dataset } from '@headwater/domain/dataset'
import type { ForecastBucket } from '@headwater/domain/demand/forecast'

/** A forecast that was given for an item stands; the others get that of their sales. */
export function withForecasts(dataset: Dataset, forecasts: readonly ForecastBucket[]): Dataset {
  const own = new Set(dataset.forecasts.map((one) => one.item))
  return { ...dataset, forecasts: [...dataset.forecasts, ...forecasts.filter((one) => !own.has(one.item))] }
}
