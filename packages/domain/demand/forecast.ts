import type { Day } from '../measures/day.ts'
import type { Micro } from '../measures/quantity.ts'

export type BucketSize = 'day' | 'week' | 'month'

/** Expected demand of one item in one bucket. */
export interface ForecastBucket {
  readonly item: string
  readonly firstDay: Day
  /** Included. */
  readonly lastDay: Day
  readonly quantity: Micro
  readonly bucket: BucketSize
}

/** One line of forecast_quantiles.csv, and the quantiles of a fan. */
export interface ForecastQuantiles {
  readonly item: string
  readonly firstDay: Day
  readonly bucket: BucketSize
  readonly mean: Micro
  readonly p05: Micro
  readonly p10: Micro
  readonly p25: Micro
  readonly p50: Micro
  readonly p75: Micro
  readonly p90: Micro
  readonly p95: Micro
  readonly method: string
}

/** What was really sold; returns are negative. */
export interface SellThrough {
  readonly item: string
  readonly date: Day
  readonly place: string | null
  readonly quantity: Micro
  readonly price: Micro | null
}
