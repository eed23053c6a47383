import { type Day, formatDay } from '@headwater/domain/measures/day'
import type { Random } from '../random.ts'
import { type DemoCompany, variantKey } from './demo-pack.ts'
import { drawPeriodSales, drawStyleCurve } from './style-sales.ts'

/** Weeks since the launch of a style: the range is renewed through the season. */
const LAUNCH_WEEKS = { fewest: 7, most: 24 }

export interface SaleLine {
  readonly item: string
  readonly date: string
  readonly place: string
  readonly quantity: number
}

/** Sales of every variant up to yesterday, two days a line. */
export function drawSellThrough(random: Random, { axes, sales, styles }: DemoCompany, today: Day): readonly SaleLine[] {
  const lines: SaleLine[] = []
  const rows = axes.row.values
  const rowWeights = rows.map((one) => one.soldShare)
  const placeWeights = sales.places.map((one) => one.share)
  for (const style of styles) {
    const curve = drawStyleCurve(random, sales.drawn)
    const weeks = LAUNCH_WEEKS.fewest + random.below(LAUNCH_WEEKS.most - LAUNCH_WEEKS.fewest)
    const valueWeights = style.values.map((_, i) => (i === 0 ? sales.firstValueShare : 1 - sales.firstValueShare))
    const periods = Math.floor((weeks * 7) / 2)
    for (let period = 0; period < periods; period++) {
      const sold = new Map<string, number>()
      for (let piece = drawPeriodSales(random, curve, { period, figures: sales.drawn }); piece > 0; piece--) {
        const value = style.values[random.weighted(valueWeights)]!
        const row = rows[random.weighted(rowWeights)]!.code
        const key = `${variantKey(style, value, row)}|${sales.places[random.weighted(placeWeights)]!.place}`
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
