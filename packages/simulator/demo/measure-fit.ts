import { seededRandom } from '../random.ts'
import type { DemoPack } from './demo-pack.ts'
import { drawPeriodSales, drawStyleCurve, FITTED_PERIODS } from './style-sales.ts'

/** One figure of the generator beside the one it is fitted to. */
export interface FitFigure {
  readonly figure: string
  readonly source: string
  readonly fitted: number
  readonly generated: number
}

/**
 * Draws `styles` styles for 44 days and measures them as the public set was measured: logarithm of the pieces of styles
 * that sold, and of second over first half of styles that sold over 50. A pack without a public set is fitted to nothing.
 */
export function measureFit(seed: number, { demo, fitted }: DemoPack, styles = 500): readonly FitFigure[] {
  if (fitted === undefined) return []
  const figures = demo.sales.drawn
  const random = seededRandom(seed)
  const volumes: number[] = []
  const fades: number[] = []
  const overs: number[] = []
  for (let i = 0; i < styles; i++) {
    const curve = drawStyleCurve(random, figures)
    const sold = Array.from({ length: FITTED_PERIODS }, (_, period) =>
      drawPeriodSales(random, curve, { period, figures }),
    )
    const first = sum(sold.slice(0, FITTED_PERIODS / 2))
    const second = sum(sold.slice(FITTED_PERIODS / 2))
    const level = mean(sold)
    if (level > 5) overs.push((deviation(sold) ** 2 / level - 1) / level)
    if (first + second > 0) volumes.push(Math.log(first + second))
    if (first + second > 50 && first > 0 && second > 0) fades.push(Math.log(second / first))
  }
  return [
    { figure: 'log volume, mean', source: fitted.source, fitted: fitted.logVolumeMean, generated: mean(volumes) },
    {
      figure: 'log volume, deviation',
      source: fitted.source,
      fitted: fitted.logVolumeDeviation,
      generated: deviation(volumes),
    },
    { figure: 'log fade, mean', source: fitted.source, fitted: fitted.logFadeMean, generated: mean(fades) },
    {
      figure: 'log fade, deviation',
      source: fitted.source,
      fitted: fitted.logFadeDeviation,
      generated: deviation(fades),
    },
    {
      figure: 'over-dispersion, median',
      source: fitted.source,
      fitted: fitted.overdispersion,
      generated: median(overs),
    },
  ]
}

const sum = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0)
const mean = (x: readonly number[]): number => sum(x) / x.length
const deviation = (x: readonly number[]): number => Math.sqrt(mean(x.map((one) => (one - mean(x)) ** 2)))
const median = (x: readonly number[]): number => [...x].sort((a, b) => a - b)[Math.floor(x.length / 2)]!
