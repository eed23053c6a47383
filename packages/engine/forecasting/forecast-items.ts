import type { Dataset } from '@headwater/domain/dataset'
import type { ForecastBucket, ForecastQuantiles } from '@headwater/domain/demand/forecast'
import type { Item } from '@headwater/domain/items/item'
import { type Day, mondayOf } from '@headwater/domain/measures/day'
import { type Micro, stepOf } from '@headwater/domain/measures/quantity'
import { forecastSeries, type SeriesForecast } from './forecast-series.ts'
import { type Likes, similarItems } from './similar-items.ts'
import { leaveOutStockOuts } from './stock-outs.ts'
import { weeklyHistories } from './weekly-history.ts'

export interface ItemForecasts {
  readonly forecasts: readonly ForecastBucket[]
  readonly quantiles: readonly ForecastQuantiles[]
}

/** Weeks ahead. */
const HORIZON = 26
const SEASON = 52
/** An item with less history is new: it also learns from the items that are like it. */
const NEW_WEEKS = 8
/** Their mean counts as much as so many weeks of its own. */
const LIKES_WEEKS = 1
/** The interval from p10 to p90, and that of no width, which is p50. */
const LEVELS = [80, 0]

interface WeeksAhead {
  readonly answer: SeriesForecast
  /** Weeks from the end of the history to the first one that is asked for. */
  readonly skipped: number
  readonly method: string
}

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
  for (const history of histories) {
    const item = items.get(history.item)!
    const ahead = forecastOne(history.weeks, {
      likes: history.weeks.length < NEW_WEEKS ? likesOf(item) : null,
      weeksAhead: (first - history.from) / 7 + HORIZON,
    })
    const pieces = wholeSteps(ahead, stepOf(item.decimals))
    for (let h = 0; h < HORIZON; h++) {
      const firstDay = first + 7 * h
      quantiles.push(quantileRow(item, ahead, { h, firstDay }))
      forecasts.push({ item: item.item, firstDay, lastDay: firstDay + 6, quantity: pieces[h]!, bucket: 'week' })
    }
  }
  return { forecasts, quantiles }
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
  return { answer, skipped: horizon - HORIZON, method: said(answer, out) }
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
    method: `new, like ${likes.count} of ${likes.by}: ${shape.method}`,
  }
}

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
  return {
    item: item.item,
    firstDay,
    bucket: 'week',
    mean: bounded(Math.round(answer.mean[at]! / fine) * fine),
    p10: bounded(Math.floor(answer.low[0]![at]! / step + EXACT) * step),
    p50: bounded(Math.round(answer.low[1]![at]! / step) * step),
    p90: bounded(Math.ceil(answer.high[0]![at]! / step - EXACT) * step),
    method,
  }
}

/** The method, and what was mended before it: an empty shelf, a peak far from its neighbourhood. */
const said = ({ method, outliers }: SeriesForecast, out: number): string =>
  [
    method,
    ...(out === 0 ? [] : [`${weeks(out)} without sales left out as out of stock`]),
    ...(outliers === 0 ? [] : [`${weeks(outliers)} far from the others pulled in`]),
  ].join('; ')

const weeks = (count: number): string => `${count} week${count === 1 ? '' : 's'}`
