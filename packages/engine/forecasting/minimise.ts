/** Where a search ended; `value` is the smallest found. */
export interface Minimum {
  readonly x: Float64Array
  readonly value: number
}

/** Below this relative difference between best and worst corner the search ends. */
const CLOSE = 1e-5
const FIRST_STEP = 0.15

/**
 * Smallest value of `f` over the unit box [0, 1]ⁿ by Nelder & Mead (1965), points outside moved onto its sides; at most about
 * `evaluations` calls. `f` may not keep its argument.
 */
export function minimise(f: (x: Float64Array) => number, start: readonly number[], evaluations: number): Minimum {
  const n = start.length
  const corners = [Float64Array.from(start)]
  for (let i = 0; i < n; i++) {
    const corner = Float64Array.from(start)
    corner[i] = corner[i]! + (corner[i]! > 0.5 ? -FIRST_STEP : FIRST_STEP)
    corners.push(corner)
  }
  const values = Float64Array.from(corners, f)
  const centre = new Float64Array(n)
  let tried = new Float64Array(n)
  let further = new Float64Array(n)
  let used = n + 1
  const along = (into: Float64Array, worst: Float64Array, factor: number): number => {
    for (let j = 0; j < n; j++) into[j] = Math.min(1, Math.max(0, centre[j]! + factor * (centre[j]! - worst[j]!)))
    used++
    return f(into)
  }
  while (used < evaluations) {
    const { best, worst, second } = rank(values)
    if (values[worst]! - values[best]! < CLOSE * (Math.abs(values[best]!) + 1e-9)) break
    middle(centre, corners, worst)
    const old = corners[worst]!
    const replace = (value: number): void => {
      corners[worst] = tried
      values[worst] = value
      tried = old
    }
    const reflected = along(tried, old, 1)
    if (reflected < values[best]!) {
      const expanded = along(further, old, 2)
      if (expanded < reflected) [tried, further] = [further, tried]
      replace(Math.min(expanded, reflected))
    } else if (reflected < values[second]!) replace(reflected)
    else {
      const contracted = along(tried, old, reflected < values[worst]! ? 0.5 : -0.5)
      if (contracted < Math.min(reflected, values[worst]!)) replace(contracted)
      else
        for (let i = 0; i <= n; i++) {
          if (i === best) continue
          for (let j = 0; j < n; j++) corners[i]![j] = (corners[i]![j]! + corners[best]![j]!) / 2
          values[i] = f(corners[i]!)
          used++
        }
    }
  }
  const { best } = rank(values)
  return { x: corners[best]!, value: values[best]! }
}

/** Indexes of the smallest, the largest and the second largest value. */
function rank(values: Float64Array): { best: number; worst: number; second: number } {
  let [best, worst, second] = [0, 0, -1]
  for (let i = 1; i < values.length; i++) {
    if (values[i]! < values[best]!) best = i
    if (values[i]! > values[worst]!) {
      second = worst
      worst = i
    } else if (second < 0 || values[i]! > values[second]!) second = i
  }
  return { best, worst, second: Math.max(0, second) }
}

/** The mean of all corners but the worst. */
function middle(centre: Float64Array, corners: readonly Float64Array[], worst: number): void {
  const n = centre.length
  centre.fill(0)
  for (let i = 0; i <= n; i++) if (i !== worst) for (let j = 0; j < n; j++) centre[j]! += corners[i]![j]! / n
}
