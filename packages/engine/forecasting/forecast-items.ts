import type { Dataset } from '@headwater/domain/dataset'
import type { ForecastBucket, ForecastQuantiles } from '@headwater/domain/demand/forecast'
import type { Item } from '@headwater/domain/items/item'
import { type Day, mondayOf } from '@headwater/domain/measures/day'
import { type Micro, stepOf } from '@headwater/domain/measures/quantity'
import { forecastSeries, type SeriesForecast } from './forecast-series.ts'
import { type WeeklyHistory, weeklyHistories } from './weekly-history.ts'

export interface ItemForecasts {
  readonly forecasts: readonly ForecastBucket[]
  readonly quantiles: readonly ForecastQuantiles[]
}

/** Weeks ahead. */
const HORIZON = 26
const SEASON = 52
/** An item with less history is new: it also learns from the items of its style. */
const NEW_WEEKS = 8
const LEVELS = [80]

/**
 * Weekly forecast of every item that has sales, from the week of today on, in the item's smallest steps. Sales that stopped before
 * the others count as weeks without sales. A new item takes the shape of its style's mean, scaled to its own level.
 */
export function forecastItems(dataset: Dataset, today: Day): ItemForecasts {
  const items = new Map(dataset.items.map((one) => [one.item, one]))
  const histories = weeklyHistories(dataset.sellThrough, today).filter((one) => items.has(one.item))
  const styles = Map.groupBy(histories, (one) => items.get(one.item)!.style ?? '')
  const first = mondayOf(today)
  const forecasts: ForecastBucket[] = []
  const quantiles: ForecastQuantiles[] = []
  for (const history of histories) {
    const item = items.get(history.item)!
    const skipped = (first - history.from) / 7 - history.weeks.length
    const likes = item.style === null ? [] : styles.get(item.style)!.filter((one) => one.weeks.length >= 3 * NEW_WEEKS)
    const answer = forecastOne(history, { likes, horizon: HORIZON + skipped })
    for (let h = 0; h < HORIZON; h++) {
      const row = quantileRow(item, { answer, step: h + skipped, firstDay: first + 7 * h })
      quantiles.push(row)
      forecasts.push({
        item: item.item,
        firstDay: row.firstDay,
        lastDay: row.firstDay + 6,
        quantity: row.mean,
        bucket: 'week',
      })
    }
  }
  return { forecasts, quantiles }
}

function forecastOne(
  { weeks }: WeeklyHistory,
  { likes, horizon }: { likes: readonly WeeklyHistory[]; horizon: number },
): SeriesForecast {
  const own = forecastSeries(weeks, { season: SEASON, horizon, levels: LEVELS })
  if (weeks.length >= NEW_WEEKS || likes.length === 0) return own
  const shape = forecastSeries(meanOf(likes), { season: SEASON, horizon, levels: LEVELS })
  const level = mean(shape.mean)
  if (level <= 0) return own
  const scale = mean(own.mean) / level
  const scaled = (values: Float64Array): Float64Array => values.map((value) => value * scale)
  return {
    ...shape,
    mean: scaled(shape.mean),
    low: shape.low.map(scaled),
    high: shape.high.map(scaled),
    method: `like its style: ${shape.method}`,
  }
}

/** Mean of several histories over the weeks that all of them have. */
function meanOf(histories: readonly WeeklyHistory[]): Float64Array {
  const length = Math.min(...histories.map((one) => one.weeks.length))
  return Float64Array.from({ length }, (_, t) =>
    histories.reduce((sum, { weeks }) => sum + weeks[weeks.length - length + t]! / histories.length, 0),
  )
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

function quantileRow(
  item: Item,
  { answer, step, firstDay }: { answer: SeriesForecast; step: number; firstDay: Day },
): ForecastQuantiles {
  const unit = stepOf(item.decimals)
  const rounded = (value: number): Micro => Math.min(MOST, Math.max(0, Math.round(value / unit) * unit))
  const mean = rounded(answer.mean[step]!)
  return {
    item: item.item,
    firstDay,
    bucket: 'week',
    mean,
    p10: Math.min(mean, rounded(answer.low[0]![step]!)),
    p50: mean,
    p90: Math.max(mean, rounded(answer.high[0]![step]!)),
    method: said(answer),
  }
}

/** The method, and what was mended before it: a peak or a stock-out far from its neighbourhood. */
const said = ({ method, outliers }: SeriesForecast): string =>
  outliers === 0 ? method : `${method}; ${outliers} week${outliers === 1 ? '' : 's'} far from the others pulled in`

/** The largest quantity that an input may have. */
const MOST: Micro = 999_999_999_000_000
