import type { Random } from '../random.ts'
import { FITTED } from './fitted-parameters.ts'

/** How one style sells: expected pieces in each two-day period from its launch. */
export interface StyleCurve {
  readonly band: string
  readonly expected: (period: number) => number
}

/**
 * The figures describe sales as counted; what is drawn here is the expectation behind them. Counting adds scatter of its
 * own to the logarithms, so the expectation is drawn narrower (measure-fit.ts shows what comes out).
 */
const EXPECTATION = { volumeDeviation: 1.53, fadeDeviation: 1, overdispersion: 1.5 }

/** Periods of two days in the 44 days that the figures describe. */
export const FITTED_PERIODS = 22
const HALF = FITTED_PERIODS / 2

/**
 * Draws volume and fade from the fitted lognormals. Sales change by the same factor each period within the 44 days; after
 * them a fading style goes on fading at half that pace and a growing one stays level, so that nothing grows for ever.
 */
export function drawStyleCurve(random: Random): StyleCurve {
  const { dress } = FITTED
  const band = dress.priceBands[random.weighted(dress.priceBands.map((one) => one.share))]!.band
  const volume = Math.exp(dress.logVolumeMean + EXPECTATION.volumeDeviation * random.normal())
  const fade = dress.logFadeMean + EXPECTATION.fadeDeviation * random.normal()
  const perPeriod = fade / HALF
  const weights = Array.from({ length: FITTED_PERIODS }, (_, i) => Math.exp(perPeriod * i))
  const scale = volume / weights.reduce((sum, one) => sum + one, 0)
  const last = scale * weights[FITTED_PERIODS - 1]!
  const tail = Math.min(0, perPeriod / 2)
  const expected = (period: number): number =>
    period < 0
      ? 0
      : period < FITTED_PERIODS
        ? scale * weights[period]!
        : last * Math.exp(tail * (period - FITTED_PERIODS + 1))
  return { band, expected }
}

/** Pieces sold in one period; variance = mean + k mean². */
export function drawPeriodSales(random: Random, curve: StyleCurve, period: number): number {
  const expected = curve.expected(period)
  return random.count(expected, 1 + EXPECTATION.overdispersion * expected)
}
