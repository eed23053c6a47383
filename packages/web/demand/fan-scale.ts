import type { DemandWeek } from './weeks.ts'

export interface FanScale {
  readonly width: number
  readonly height: number
  /** Middle of a week by its place. */
  readonly x: (place: number) => number
  readonly y: (quantity: number) => number
  /** Width of a week. */
  readonly step: number
  /** Quantities with a line, from zero. */
  readonly ticks: readonly number[]
  readonly left: number
  readonly bottom: number
}

const LEFT = 44
const RIGHT = 10
const TOP = 12
const FOOT = 24

/** A wide band may reach so far above all else; what is higher is cut off, and stands in the table. */
const ABOVE = 1.5

/** Weeks across, pieces up from zero; every week and the inner band fit. */
export function fanScale(weeks: readonly DemandWeek[], width: number, height: number): FanScale {
  let most = 1
  let widest = 0
  for (const { sold, expected } of weeks) {
    most = Math.max(most, sold ?? 0, Number(expected?.p75 ?? 0), Number(expected?.quantity ?? 0))
    widest = Math.max(widest, Number(expected?.p95 ?? 0))
  }
  most = Math.max(most, Math.min(widest, most * ABOVE))
  const ticks = ticksTo(most)
  const top = Math.max(ticks.at(-1)!, most * 1.06)
  const step = (width - LEFT - RIGHT) / Math.max(1, weeks.length)
  return {
    width,
    height,
    step,
    ticks,
    left: LEFT,
    bottom: height - FOOT,
    x: (place) => LEFT + (place + 0.5) * step,
    y: (quantity) => height - FOOT - (Math.max(0, quantity) / top) * (height - FOOT - TOP),
  }
}

/** About four round numbers from zero. */
function ticksTo(most: number): number[] {
  const rough = most / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const unit = [1, 2, 2.5, 5, 10].find((one) => one * power >= rough)! * power
  return Array.from({ length: Math.floor(most / unit) + 1 }, (_, i) => Math.round(i * unit * 1e6) / 1e6)
}

/** A line through points; gaps where one is null. */
export function lineOf(points: readonly (readonly [number, number] | null)[]): string {
  let path = ''
  let isOpen = false
  for (const point of points) {
    if (point) path += `${isOpen ? 'L' : 'M'}${point[0].toFixed(1)} ${point[1].toFixed(1)}`
    isOpen = point !== null
  }
  return path
}

/** The area between two lines over the same weeks. */
export function bandOf(
  low: readonly (readonly [number, number])[],
  high: readonly (readonly [number, number])[],
): string {
  return low.length === 0 ? '' : `${lineOf(high)}${lineOf(low.toReversed()).replace('M', 'L')}Z`
}
