import type { Random } from '../random.ts'

/** How the styles of a company sell: what is drawn for each. */
export interface SalesFigures {
  /** Natural logarithm of the pieces a style sells in 44 days. */
  readonly logVolumeMean: number
  readonly volumeDeviation: number
  /** Natural logarithm of sales of the second 22 days over the first: how styles fade. */
  readonly logFadeMean: number
  readonly fadeDeviation: number
  /** k of two-day sales, variance = mean + k mean². */
  readonly overdispersion: number
}

/** How one style sells: expected pieces in each two-day period from its launch. */
export interface StyleCurve {
  readonly expected: (period: number) => number
}

/** Periods of two days in the 44 days that the figures describe. */
export const FITTED_PERIODS = 22
const HALF = FITTED_PERIODS / 2

/**
 * Draws volume and fade from lognormals. Sales change by the same factor each period within the 44 days; after them a fading style goes
 * on fading at half that pace and a growing one stays level, so that nothing grows for ever.
 */
export function drawStyleCurve(random: Random, figures: SalesFigures): StyleCurve {
  // Drawn and not used since the price bands went to the pack: without it the same seed would draw another company.
  random.uniform()
  const volume = Math.exp(figures.logVolumeMean + figures.volumeDeviation * random.normal())
  const fade = figures.logFadeMean + figures.fadeDeviation * random.normal()
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
  return { expected }
}

/** Pieces sold in one period; variance = mean + k mean². */
export function drawPeriodSales(
  random: Random,
  curve: StyleCurve,
  { period, figures }: { readonly period: number; readonly figures: SalesFigures },
): number {
  const expected = curve.expected(period)
  return random.count(expected, 1 + figures.overdispersion * expected)
}
