import { type Day, formatDay } from '@headwater/domain/measures/day'
import type { Random } from '../random.ts'
import { SIZES, STYLES, variantKey } from './catalogue.ts'
import { FITTED } from './fitted-parameters.ts'
import { drawPeriodSales, drawStyleCurve } from './style-sales.ts'

const PLACES = ['线上 Online', '门店 Stores'] as const
const PLACE_WEIGHTS = [0.65, 0.35]
/** Weeks since the launch of a style: the range is renewed through the season. */
const LAUNCH_WEEKS = { fewest: 7, most: 24 }

export interface SaleLine {
  readonly item: string
  readonly date: string
  readonly place: string
  readonly quantity: number
}

/** Sales of every variant up to yesterday, two days a line. */
export function drawSellThrough(random: Random, today: Day): readonly SaleLine[] {
  const lines: SaleLine[] = []
  const sizeWeights = FITTED.dress.sizes.map((one) => one.share)
  for (const style of STYLES) {
    const curve = drawStyleCurve(random)
    const weeks = LAUNCH_WEEKS.fewest + random.below(LAUNCH_WEEKS.most - LAUNCH_WEEKS.fewest)
    const colourWeights = style.colours.map((_, i) => (i === 0 ? 0.6 : 0.4))
    const periods = Math.floor((weeks * 7) / 2)
    for (let period = 0; period < periods; period++) {
      const sold = new Map<string, number>()
      for (let piece = drawPeriodSales(random, curve, period); piece > 0; piece--) {
        const colour = style.colours[random.weighted(colourWeights)]!
        const key = `${variantKey(style, colour, SIZES[random.weighted(sizeWeights)]!)}|${PLACES[random.weighted(PLACE_WEIGHTS)]}`
        sold.set(key, (sold.get(key) ?? 0) + 1)
      }
      const date = formatDay(today - (periods - period) * 2)
      for (const [key, quantity] of sold) {
        const [item, place] = key.split('|') as [string, string]
        lines.push({ item, date, place, quantity })
      }
    }
  }
  return lines
}
