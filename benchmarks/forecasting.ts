import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { forecastSeries, type SeriesForecast } from '@headwater/engine/forecasting/forecast-series'
import { atMost, type BenchRow } from './bench-row.ts'

export const topic = 'forecasting'

const SEASONS: Readonly<Record<string, number>> = { yearly: 1, quarterly: 4, monthly: 12, other: 1 }

interface Series {
  readonly id: string
  readonly period: string
  readonly season: number
  readonly train: Float64Array
  readonly test: Float64Array
}

const numbers = (text: string): Float64Array => Float64Array.from(text.split(';'), Number)
const lines = (path: string): string[][] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))

const readForecasts = (folder: string, name: string): Map<string, Float64Array> =>
  new Map(lines(join(folder, `m3_forecasts_${name}.csv`)).map(([key, values]) => [key!, numbers(values!)]))

function readM3(folder: string): Series[] {
  const [header, ...rows] = readFileSync(join(folder, 'm3.csv'), 'utf8').trim().split('\n') as [string, ...string[]]
  const at = (name: string): number => header.split(',').indexOf(name)
  const [id, period, train, test] = [at('id'), at('period'), at('train'), at('test')]
  return rows.map((row) => {
    const cells = row.split(',')
    return {
      id: cells[id]!,
      period: cells[period]!.toLowerCase(),
      season: SEASONS[cells[period]!.toLowerCase()] ?? 1,
      train: numbers(cells[train]!),
      test: numbers(cells[test]!),
    }
  })
}

/** Symmetric error in percent, and error scaled by that of the seasonal naive in the history (Makridakis et al. 2020). */
function errors({ train, test, season }: Series, forecast: Float64Array): { smape: number; mase: number } {
  let smape = 0
  let absolute = 0
  for (let h = 0; h < test.length; h++) {
    const gap = Math.abs(test[h]! - forecast[h]!)
    const size = Math.abs(test[h]!) + Math.abs(forecast[h]!)
    smape += size === 0 ? 0 : (200 * gap) / size
    absolute += gap
  }
  let scale = 0
  for (let t = season; t < train.length; t++) scale += Math.abs(train[t]! - train[t - season]!)
  scale /= train.length - season
  return { smape: smape / test.length, mase: scale === 0 ? 0 : absolute / test.length / scale }
}

interface Score {
  readonly smape: number
  readonly mase: number
}

function score(series: readonly Series[], forecasts: ReadonlyMap<string, Float64Array>): Score {
  let [smape, mase] = [0, 0]
  for (const one of series) {
    const found = errors(one, forecasts.get(one.id)!)
    smape += found.smape / series.length
    mase += found.mase / series.length
  }
  return { smape, mase }
}

const owaOf = (own: Score, naive: Score): number => (own.smape / naive.smape + own.mase / naive.mase) / 2

function byPeriod(
  series: readonly Series[],
  { own, naive }: Readonly<Record<'own' | 'naive', ReadonlyMap<string, Float64Array>>>,
): BenchRow[] {
  return [...Map.groupBy(series, (one) => one.period)].map(([period, some]) =>
    atMost({
      topic,
      metric: `M3 OWA, ${some.length} ${period} series`,
      value: owaOf(score(some, own), score(some, naive)),
      unit: '',
      anchor: 'NAIVE2 is 1',
      must: null,
      goal: null,
    }),
  )
}

/** Percent of the values that came true inside the interval. */
function coverageOf(series: readonly Series[], answers: ReadonlyMap<string, SeriesForecast>): number {
  let inside = 0
  let points = 0
  for (const { id, test } of series) {
    const { low, high } = answers.get(id)!
    points += test.length
    for (let h = 0; h < test.length; h++) if (test[h]! >= low[0]![h]! && test[h]! <= high[0]![h]!) inside++
  }
  return (100 * inside) / points
}

function m3Rows(folder: string): BenchRow[] {
  const series = readM3(folder)
  const started = performance.now()
  const answers = new Map(
    series.map((one) => [
      one.id,
      forecastSeries(one.train, { season: one.season, horizon: one.test.length, levels: [80] }),
    ]),
  )
  const seconds = (performance.now() - started) / 1000
  const naiveForecasts = readForecasts(folder, 'NAIVE2')
  const naive = score(series, naiveForecasts)
  const theta = score(series, readForecasts(folder, 'THETA'))
  const ownForecasts = new Map([...answers].map(([id, one]) => [id, one.mean]))
  const own = score(series, ownForecasts)
  const size = `${series.length} series`
  const anchors = {
    owa: `NAIVE2 is 1; THETA as submitted in 2000 ${owaOf(theta, naive).toFixed(3)}, computed in this run`,
    smape: `THETA as submitted ${theta.smape.toFixed(2)}, NAIVE2 ${naive.smape.toFixed(2)}, computed in this run`,
  }
  return [
    atMost({
      topic,
      metric: `M3 OWA, ${size}`,
      value: owaOf(own, naive),
      unit: '',
      anchor: anchors.owa,
      must: 0.87,
      goal: 0.84,
    }),
    ...byPeriod(series, { own: ownForecasts, naive: naiveForecasts }),
    atMost({
      topic,
      metric: `M3 sMAPE, ${size}`,
      value: own.smape,
      unit: '%',
      anchor: anchors.smape,
      must: null,
      goal: 12.6,
    }),
    atMost({
      topic,
      metric: `M3 time, one thread, ${size}`,
      value: seconds,
      unit: 's',
      anchor: '',
      must: null,
      goal: null,
    }),
    atMost({
      topic,
      metric: 'M3 coverage of the 80 % interval',
      value: coverageOf(series, answers),
      unit: '%',
      anchor: '80 is exact',
      must: null,
      goal: null,
    }),
  ]
}

function weeklyRows(path: string): BenchRow[] {
  const [header, ...rows] = readFileSync(path, 'utf8').trim().split('\n') as [string, ...string[]]
  const weeks = header.split(',').flatMap((name, i) => (/^W\d+$/.test(name) ? [i] : []))
  const series = rows.map((row) => {
    const cells = row.split(',')
    return Float64Array.from(weeks, (i) => Number(cells[i]))
  })
  const started = performance.now()
  for (const one of series) forecastSeries(one, { season: 52, horizon: 8, levels: [80, 95] })
  const seconds = (performance.now() - started) / 1000
  return [
    atMost({
      topic,
      metric: `${series.length} weekly series, one thread`,
      value: seconds,
      unit: 's',
      anchor: '',
      must: 5,
      goal: 1,
    }),
  ]
}

/** Accuracy and speed on published series; rows without their set are left out, with the reason on stderr. */
export function rows(data: string): Promise<readonly BenchRow[]> {
  const m3 = join(data, 'm3')
  const weekly = join(data, 'uci_weekly_sales', 'sales_transactions_weekly.csv')
  return Promise.resolve([
    ...(isThere(join(m3, 'm3.csv'), 'M3 accuracy') ? m3Rows(m3) : []),
    ...(isThere(weekly, 'weekly series') ? weeklyRows(weekly) : []),
  ])
}

function isThere(path: string, what: string): boolean {
  if (existsSync(path)) return true
  process.stderr.write(`bench: ${what} left out, the set (${path}) is absent; see HEADWATER_TEST_DATA\n`)
  return false
}
