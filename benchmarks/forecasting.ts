import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { forecastSeries } from '@headwater/engine/forecasting/forecast-series'
import { atMost, type BenchRow } from './bench-row.ts'
import { coverageOf, type Forecasts, type Interval, msisOf, owaOf, score } from './forecast-scores.ts'
import { readDemand, readM3, readM3Forecasts, readM4, type TestSeries } from './forecast-sets.ts'

export const topic = 'forecasting'

interface Answers {
  readonly mean: Forecasts
  readonly p80: Interval
  readonly p95: Interval
  /** Of the processor: what else the machine does at the time counts less. */
  readonly seconds: number
}

function forecastAll(series: readonly TestSeries[]): Answers {
  const before = process.cpuUsage()
  const answers = series.map(({ id, train, season, test }) => ({
    id,
    ...forecastSeries(train, { season, horizon: test.length, levels: [80, 95] }),
  }))
  const { user, system } = process.cpuUsage(before)
  const seconds = (user + system) / 1e6
  const interval = (level: number): Interval => ({
    low: new Map(answers.map(({ id, low }) => [id, low[level]!])),
    high: new Map(answers.map(({ id, high }) => [id, high[level]!])),
  })
  return { mean: new Map(answers.map(({ id, mean }) => [id, mean])), p80: interval(0), p95: interval(1), seconds }
}

interface Bar {
  readonly anchor?: string
  readonly must?: number
  readonly goal?: number
}

const row = (metric: string, [value, unit]: readonly [number, string], { anchor, must, goal }: Bar = {}): BenchRow =>
  atMost({ topic, metric, value, unit, anchor: anchor ?? '', must: must ?? null, goal: goal ?? null })

const naiveOf = (series: readonly TestSeries[]): Forecasts => new Map(series.map((one) => [one.id, one.naive2!]))

/** M3 in full, or each `every`-th series of it. */
export function m3Rows(folder: string, every = 1): BenchRow[] {
  const series = readM3(folder).filter((_, i) => i % every === 0)
  const answers = forecastAll(series)
  const naive = score(series, naiveOf(series))
  const theta = score(series, readM3Forecasts(folder, 'THETA'))
  const own = score(series, answers.mean)
  const size = `${series.length} series`
  const anchors = {
    owa: `NAIVE2 is 1; THETA as submitted in 2000 ${owaOf(theta, naive).toFixed(3)}, computed in this run; mean of R's ets and thetaf 0.828`,
    smape: `THETA as submitted ${theta.smape.toFixed(2)}, NAIVE2 ${naive.smape.toFixed(2)}, computed in this run; deep ensemble 12.27 (Makridakis et al. 2022)`,
  }
  return [
    row(`M3 OWA, ${size}`, [owaOf(own, naive), ''], { anchor: anchors.owa, must: 0.87, goal: 0.828 }),
    ...[...Map.groupBy(series, (one) => one.kind)].map(([kind, some]) =>
      row(`M3 OWA, ${some.length} ${kind} series`, [owaOf(score(some, answers.mean), score(some, naiveOf(some))), ''], {
        anchor: 'NAIVE2 is 1',
      }),
    ),
    row(`M3 sMAPE, ${size}`, [own.smape, '%'], { anchor: anchors.smape, goal: 12.45 }),
    row(`M3 processor time, ${size}`, [answers.seconds, 's'], { must: 30, goal: 10 }),
    row('M3 coverage of the 80 % interval', [coverageOf(series, answers.p80), '%'], { anchor: '80 is exact' }),
    row('M3 coverage of the 95 % interval', [coverageOf(series, answers.p95), '%'], { anchor: '95 is exact' }),
  ]
}

/** Organisers' score tables: Naive 2 is 1; bests of 61 methods, for intervals of 23. */
const M4_BARS = {
  Weekly: {
    owa: { anchor: 'Naive2 is 1; Theta 0.971, best of M4 0.739', goal: 0.8 },
    msis: { anchor: 'ETS 20.4, best of M4 16.2', goal: 18 },
  },
  Hourly: {
    owa: { anchor: 'Naive2 is 1; Theta 1.006, best of M4 0.410', goal: 0.5 },
    msis: { anchor: 'ETS 17.5, best of M4 6.1', goal: 7.5 },
  },
} as const

function m4Rows(folder: string, kind: 'Weekly' | 'Hourly'): BenchRow[] {
  const series = readM4(folder, kind)
  const answers = forecastAll(series)
  const owa = owaOf(score(series, answers.mean), score(series, naiveOf(series)))
  const name = `M4 ${kind.toLowerCase()}`
  return [
    row(`${name} OWA, ${series.length} series`, [owa, ''], M4_BARS[kind].owa),
    row(`${name} MSIS of the 95 % interval`, [msisOf(series, answers.p95), ''], M4_BARS[kind].msis),
    row(`${name} coverage of the 95 % interval`, [coverageOf(series, answers.p95), '%'], { anchor: '95 is exact' }),
    row(`${name} processor time`, [answers.seconds, 's']),
  ]
}

/** Anchors: the methods of the literature with their usual constants, run on the same split. */
const DEMAND = [
  {
    name: 'carparts',
    path: ['intermittent', 'carparts.csv'],
    options: { horizon: 12, season: 12, scaleStep: 12, columns: (name: string) => /^\d{4}-\d{2}$/.test(name) },
    rmsse: { anchor: 'ADIDA and IMAPA 0.669, SBA 0.807, always zero 0.676', goal: 0.669 },
    bias: { anchor: 'ADIDA 0.032, Croston 0.150, always zero -0.391 a month', goal: 0.06 },
  },
  {
    name: 'jewelry',
    path: ['intermittent', 'jewelry.csv'],
    options: { horizon: 12, season: 52, scaleStep: 1, columns: (name: string) => name !== 'item' },
    rmsse: {},
    bias: {},
    mase: { anchor: 'SES, ADIDA and IMAPA 0.694, TSB 0.992', goal: 0.694 },
  },
  {
    name: 'UCI weekly',
    path: ['uci_weekly_sales', 'sales_transactions_weekly.csv'],
    options: { horizon: 8, season: 52, scaleStep: 1, columns: (name: string) => /^W\d+$/.test(name) },
    rmsse: { anchor: 'TSB 0.901, mean 0.909, SES 0.916', goal: 0.901 },
    bias: {},
    time: { must: 5, goal: 1 },
  },
] as const

function demandRows(data: string, { name, path, options, rmsse, bias, ...bars }: (typeof DEMAND)[number]): BenchRow[] {
  const series = readDemand(join(data, ...path), options)
  const answers = forecastAll(series)
  const own = score(series, answers.mean)
  const above = coverageOf(series, { low: new Map(series.map((one) => [one.id, one.test])), high: answers.p80.high })
  return [
    row(`${name} RMSSE, ${series.length} items`, [own.rmsse, ''], rmsse),
    row(`${name} bias`, [own.bias, 'units'], bias),
    ...('mase' in bars ? [row(`${name} MASE`, [own.mase, ''], bars.mase)] : []),
    row(`${name} coverage of the 90 % quantile`, [above, '%'], { anchor: '90 is exact, of whole pieces more' }),
    row(`${name} processor time, ${series.length} series`, [answers.seconds, 's'], 'time' in bars ? bars.time : {}),
  ]
}

/** Accuracy and speed on published series; rows without their set are left out, with the reason on stderr. */
export function rows(data: string): Promise<readonly BenchRow[]> {
  const found: BenchRow[] = []
  if (isThere(join(data, 'm3', 'm3.csv'), 'M3 accuracy')) found.push(...m3Rows(join(data, 'm3')))
  for (const kind of ['Weekly', 'Hourly'] as const)
    if (isThere(join(data, 'm4', `${kind}-train.csv`), `M4 ${kind.toLowerCase()}`))
      found.push(...m4Rows(join(data, 'm4'), kind))
  for (const one of DEMAND) if (isThere(join(data, ...one.path), one.name)) found.push(...demandRows(data, one))
  return Promise.resolve(found)
}

function isThere(path: string, what: string): boolean {
  if (existsSync(path)) return true
  process.stderr.write(`bench: ${what} left out, the set (${path}) is absent; see HEADWATER_TEST_DATA\n`)
  return false
}
