import type { Dataset } from '@headwater/domain/dataset'
import type { ForecastBucket, ForecastQuantiles } from '@headwater/domain/demand/forecast'
import type { ForecastBasis } from '@headwater/domain/demand/forecast-basis'
import type { Item } from '@headwater/domain/items/item'
import { type Day, mondayOf } from '@headwater/domain/measures/day'
import { type Micro, stepOf } from '@headwater/domain/measures/quantity'
import { forecastSeries, type SeriesForecast } from './forecast-series.ts'
import { basisOf, type WeeksAhead } from './item-basis.ts'
import { type Likes, similarItems } from './similar-items.ts'
import { leaveOutStockOuts } from './stock-outs.ts'
import { weeklyHistories } from './weekly-history.ts'

export interface ItemForecasts {
  readonly forecasts: readonly ForecastBucket[]
  readonly quantiles: readonly ForecastQuantiles[]
  /** One for each item that has sales. */
  readonly bases: readonly ForecastBasis[]
}

/** Weeks ahead. */
const HORIZON = 26
const SEASON = 52
/** An item with less history is new: it also learns from the items that are like it. */
const NEW_WEEKS = 8
/** Their mean counts as much as so many weeks of its own. */
const LIKES_WEEKS = 1
/** The intervals from p10 to p90, of no width, which is p50, from p25 to p75 and from p05 to p95. */
const LEVELS = [80, 0, 50, 90]

/**
 * Weekly forecast of every item that has sales, from the week of today on. Quantities are in the item's smallest steps, rounded so
 * that their sum stays that of the means: a rate of 0.3 pieces a week is one piece each third week. Sales that stopped before the
 * others count as weeks without sales.
 */
export function forecastItems(dataset: Dataset, today: Day): ItemForecasts {
  const items = new Map(dataset.items.map((one) => [one.item, one]))
  const histories = weeklyHistories(dataset.sellThrough, today).filter((one) => items.has(one.item))
  const likesOf = similarItems(items, histories)
  const first = mondayOf(today)
  const forecasts: ForecastBucket[] = []
  const quantiles: ForecastQuantiles[] = []
  const bases: ForecastBasis[] = []
  for (const history of histories) {
    const item = items.get(history.item)!
    const ahead = forecastOne(history.weeks, {
      likes: history.weeks.length < NEW_WEEKS ? likesOf(item) : null,
      weeksAhead: (first - history.from) / 7 + HORIZON,
    })
    bases.push(basisOf(history, ahead))
    const pieces = wholeSteps(ahead, stepOf(item.decimals))
    for (let h = 0; h < HORIZON; h++) {
      const firstDay = first + 7 * h
      quantiles.push(quantileRow(item, ahead, { h, firstDay }))
      forecasts.push({ item: item.item, firstDay, lastDay: firstDay + 6, quantity: pieces[h]!, bucket: 'week' })
    }
  }
  return { forecasts, quantiles, bases }
}

/** `weeksAhead` counts from the first week of the history. */
function forecastOne(
  given: Float64Array,
  { likes, weeksAhead }: { likes: Likes | null; weeksAhead: number },
): WeeksAhead {
  const { weeks, out } = leaveOutStockOuts(given)
  const horizon = weeksAhead - weeks.length
  const own = forecastSeries(weeks, { season: SEASON, horizon, levels: LEVELS })
  const answer = likes === null ? own : likeOthers(own, { likes, weeks: weeks.length, horizon })
  const learnt = answer === own ? null : likes
  const method = said(answer, out.length)
  return { answer, skipped: horizon - HORIZON, method, out, outliers: own.outliers, likes: learnt }
}

/** The shape of the others' mean, on a level between their own and the new item's; as uncertain as the less certain of the two. */
function likeOthers(
  own: SeriesForecast,
  { likes, weeks, horizon }: { likes: Likes; weeks: number; horizon: number },
): SeriesForecast {
  const shape = forecastSeries(likes.weeks, { season: SEASON, horizon, levels: LEVELS })
  const level = mean(shape.mean)
  if (level <= 0) return own
  const scale = (weeks * mean(own.mean) + LIKES_WEEKS * level) / (weeks + LIKES_WEEKS) / level
  const ahead = shape.mean.map((value) => value * scale)
  const widened = (
    limits: readonly Float64Array[],
    owns: readonly Float64Array[],
    wider: typeof Math.min,
  ): Float64Array[] =>
    limits.map((limit, i) => limit.map((value, h) => wider(value * scale, ahead[h]! + owns[i]![h]! - own.mean[h]!)))
  return {
    ...shape,
    mean: ahead,
    low: widened(shape.low, own.low, Math.min),
    high: widened(shape.high, own.high, Math.max),
    method: `new, like ${likes.count} of ${byOf(likes)}: ${shape.method}`,
    tested: null,
  }
}

const byOf = ({ shared }: Likes): string =>
  shared === null ? 'its style' : `${shared} shared attribute${shared === 1 ? '' : 's'}`

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** The largest quantity that an input may have. */
const MOST: Micro = 999_999_999_000_000
const bounded = (value: number): Micro => Math.min(MOST, Math.max(0, value))

/** Means in whole steps: what rounding a week leaves goes into the next. */
function wholeSteps({ answer, skipped }: WeeksAhead, step: Micro): Micro[] {
  let left = 0
  return Array.from({ length: HORIZON }, (_, h) => {
    const wanted = bounded(answer.mean[h + skipped]!) + left
    const whole = Math.max(0, Math.round(wanted / step) * step)
    left = wanted - whole
    return Math.min(MOST, whole)
  })
}

/** A quantile so close to a whole step is that step. */
const EXACT = 1e-3

/** Quantiles in the item's steps, rounded outwards; the mean has two decimals more than the item. */
function quantileRow(
  item: Item,
  { answer, skipped, method }: WeeksAhead,
  { h, firstDay }: { h: number; firstDay: Day },
): ForecastQuantiles {
  const step = stepOf(item.decimals)
  const fine = stepOf(Math.min(6, item.decimals + 2))
  const at = skipped + h
  const low = (level: number): Micro => bounded(Math.floor(answer.low[level]![at]! / step + EXACT) * step)
  const high = (level: number): Micro => bounded(Math.ceil(answer.high[level]![at]! / step - EXACT) * step)
  return {
    item: item.item,
    firstDay,
    bucket: 'week',
    mean: bounded(Math.round(answer.mean[at]! / fine) * fine),
    p05: low(3),
    p10: low(0),
    p25: low(2),
    p50: bounded(Math.round(answer.low[1]![at]! / step) * step),
    p75: high(2),
    p90: high(0),
    p95: high(3),
    method,
  }
}

/** The method, and what was mended before it: an empty shelf, a peak far from its neighbourhood. */
const said = ({ method, outliers }: SeriesForecast, out: number): string =>
  [
    method,
    ...(out === 0 ? [] : [`${weeks(out)} without sales left out as out of stock`]),
    ...(outliers.length === 0 ? [] : [`${weeks(outliers.length)} far from the others pulled in`]),
  ].join('; ')

const weeks = (count: number): string => `${count} week${count === 1 ? '' : 's'}`
