import type { Scene } from './scene.ts'

export type Step = 'left' | 'right' | 'up' | 'down' | 'first' | 'last'

/** The bar that an arrow key goes to from another one; from nowhere, the first bar of the first row in view. */
export function nextBar({ rows, model, scrollY }: Scene, from: number, step: Step): number {
  const row = from < 0 ? -1 : rows.rowOf[from]!
  if (row < 0) return firstInView(rows, scrollY)
  const [first, last] = [rows.from[row]!, rows.from[row + 1]! - 1]
  if (step === 'first') return rows.bars[first]!
  if (step === 'last') return rows.bars[last]!
  if (step === 'left' || step === 'right') {
    let at = first
    while (rows.bars[at] !== from) at++
    return rows.bars[Math.max(first, Math.min(last, at + (step === 'left' ? -1 : 1)))]!
  }
  const middle = (model.begin[from]! + model.end[from]!) / 2
  const way = step === 'up' ? -1 : 1
  for (let r = row + way; r >= 0 && r < rows.count; r += way)
    if (rows.from[r + 1]! > rows.from[r]!) return closest(rows, model, { row: r, moment: middle })
  return from
}

function firstInView(rows: Scene['rows'], scrollY: number): number {
  for (let r = 0; r < rows.count; r++)
    if (rows.top[r]! + rows.height[r]! > scrollY && rows.from[r + 1]! > rows.from[r]!) return rows.bars[rows.from[r]!]!
  return -1
}

function closest(
  rows: Scene['rows'],
  { begin, end }: Scene['model'],
  { row, moment }: { readonly row: number; readonly moment: number },
): number {
  let best = rows.bars[rows.from[row]!]!
  let least = Number.POSITIVE_INFINITY
  for (let i = rows.from[row]!; i < rows.from[row + 1]!; i++) {
    const o = rows.bars[i]!
    const distance = Math.max(0, begin[o]! - moment, moment - end[o]!)
    if (distance < least) [best, least] = [o, distance]
  }
  return best
}
