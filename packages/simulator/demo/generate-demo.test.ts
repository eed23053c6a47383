import { parseDay } from '@headwater/domain/measures/day'
import { describe, expect, it } from 'vitest'
import { readPack } from './demo-pack.ts'
import { generateDemo } from './generate-demo.ts'
import { measureFit } from './measure-fit.ts'

const today = parseDay('2026-11-24')!
const text = (files: Map<string, Uint8Array>, name: string): string => new TextDecoder().decode(files.get(name))

describe('the demo company', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    expect(generateDemo(7, today)).toEqual(generateDemo(7, today))
    expect(text(generateDemo(7, today), 'sell_through.csv')).not.toBe(text(generateDemo(8, today), 'sell_through.csv'))
  })

  it('moves with the day: every sale is before it', () => {
    const dates = text(generateDemo(7, today), 'sell_through.csv')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',')[1]!)
    expect(dates.length).toBeGreaterThan(100)
    expect(dates.every((date) => date < '2026-11-24')).toBe(true)
  })

  it('sells as the fitted figures say, within a tenth of the spread', () => {
    for (const { figure, fitted, generated } of measureFit(1, readPack('garment'), 2000))
      expect(Math.abs(generated - fitted), figure).toBeLessThan(figure.startsWith('over') ? 0.4 : 0.17)
  })
})
