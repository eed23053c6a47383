import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import fitted from '../../../packs/garment/fitted.json' with { type: 'json' }

const data = process.env.HEADWATER_TEST_DATA ?? fileURLToPath(new URL('../../../../shared/data', import.meta.url))
const sets = {
  dress: `${data}/uci_dress_sales/dress_sales_cumulative.csv`,
  attributes: `${data}/uci_dress_sales/dress_attributes.csv`,
  weekly: `${data}/uci_weekly_sales/sales_transactions_weekly.csv`,
  sewing: `${data}/uci_garment_productivity/garments_worker_productivity.csv`,
}
const present = Object.values(sets).every((file) => existsSync(file))

const table = (file: string): string[][] =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length
const variance = (x: readonly number[]): number => mean(x.map((one) => (one - mean(x)) ** 2))
const deviation = (x: readonly number[]): number => Math.sqrt(variance(x))
const median = (x: readonly number[]): number => [...x].sort((a, b) => a - b)[Math.floor(x.length / 2)]!

describe.skipIf(!present)(
  'the fitted figures equal those of the public sets (skipped where the sets are absent)',
  () => {
    const increments = (): { id: string; two: number[] }[] =>
      table(sets.dress)
        .slice(1)
        .map(([id, ...cells]) => {
          let carried = 0
          const level = cells.map((cell) => (carried = cell === '' ? carried : Number(cell)))
          return { id: id!, two: level.slice(1).map((one, i) => Math.max(0, one - level[i]!)) }
        })

    it('dress volumes, fading and dispersion', () => {
      const sums = increments().map(({ two }) => two.reduce((a, b) => a + b, 0))
      const logs = sums.filter((one) => one > 0).map(Math.log)
      expect(mean(logs)).toBeCloseTo(fitted.sales.logVolumeMean, 2)
      expect(deviation(logs)).toBeCloseTo(fitted.sales.logVolumeDeviation, 2)
      const fades = increments()
        .filter(({ two }) => two.reduce((a, b) => a + b, 0) > 50)
        .map(({ two }) => [two.slice(0, 11), two.slice(11)].map((half) => half.reduce((a, b) => a + b, 0)))
        .filter(([first, second]) => first! > 0 && second! > 0)
        .map(([first, second]) => Math.log(second! / first!))
      expect(mean(fades)).toBeCloseTo(fitted.sales.logFadeMean, 2)
      expect(deviation(fades)).toBeCloseTo(fitted.sales.logFadeDeviation, 2)
      const busy = increments().filter(({ two }) => mean(two) > 5)
      const over = busy.map(({ two }) => (variance(two) / mean(two) - 1) / mean(two))
      expect(median(over)).toBeCloseTo(fitted.sales.overdispersion, 1)
    })

    it('sizes', () => {
      const rows = table(sets.attributes)
      const column = rows[0]!.indexOf('Size')
      const counts = new Map<string, number>()
      for (const row of rows.slice(1)) {
        const size = row[column]!.trim().toUpperCase().replace('SMALL', 'S')
        counts.set(size, (counts.get(size) ?? 0) + 1)
      }
      const all = fitted.sales.sizes.reduce((sum, { size }) => sum + counts.get(size)!, 0)
      for (const { size, share } of fitted.sales.sizes) expect(counts.get(size)! / all).toBeCloseTo(share, 2)
    })

    it('weekly dispersion and the shape of the year', () => {
      const weeks = table(sets.weekly)
        .slice(1)
        .map((row) => row.slice(1).map(Number))
      const dispersions = weeks.filter((x) => mean(x) > 1).map((x) => variance(x) / mean(x))
      expect(median(dispersions)).toBeCloseTo(fitted.weekly.dispersion, 2)
      const half = (from: number, to: number): number => mean(weeks.map((x) => mean(x.slice(from, to))))
      expect(half(26, 52) / half(0, 26)).toBeCloseTo(fitted.weekly.halfYearRatio, 2)
    })

    it('sewing productivity, style changes and standard minutes', () => {
      const rows = table(sets.sewing)
      const at = (name: string): number => rows[0]!.indexOf(name)
      const sewing = rows.slice(1).filter((row) => row[at('department')]!.trim() === 'sweing')
      const productivity = (of: readonly string[][]): number[] =>
        of.map((row) => Number(row[at('actual_productivity')]))
      const changed = sewing.filter((row) => row[at('no_of_style_change')] !== '0')
      const steady = sewing.filter((row) => row[at('no_of_style_change')] === '0')
      expect(mean(productivity(sewing))).toBeCloseTo(fitted.sewing.productivityMean, 2)
      expect(deviation(productivity(sewing))).toBeCloseTo(fitted.sewing.productivityDeviation, 2)
      expect(mean(productivity(steady))).toBeCloseTo(fitted.sewing.productivitySteady, 2)
      expect(mean(productivity(changed))).toBeCloseTo(fitted.sewing.productivityChange, 2)
      expect(changed.length / sewing.length).toBeCloseTo(fitted.sewing.shareOfDaysWithChange, 2)
      expect(median(sewing.map((row) => Number(row[at('smv')])))).toBeCloseTo(fitted.sewing.standardMinutes.median, 1)
    })
  },
)
