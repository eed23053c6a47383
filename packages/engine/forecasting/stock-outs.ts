/** Weeks of an item without those in which it was probably out of stock. */
export interface Stocked {
  /** NaN where nobody could buy; cut off where that is the end. */
  readonly weeks: Float64Array
  /** Places of the given weeks that are left out. */
  readonly out: readonly number[]
}

/** A longer time without sales is a season or an end, not an empty shelf. */
const MOST_WEEKS = 4
/** Fewer other weeks cannot tell what is rare. */
const LEAST_OTHERS = 12
/** A run of zeros counts as a stock-out where chance would make one in the whole history less often than this. */
const CHANCE = 0.01

/**
 * Leaves out short runs of zeros in the sales of an item that else sells nearly each week: without stock a zero says nothing of
 * demand. How rare zeros are is read from all weeks but those of the run.
 */
export function leaveOutStockOuts(given: Float64Array): Stocked {
  const zeros = given.reduce((count, value) => count + (value === 0 ? 1 : 0), 0)
  const weeks = given.slice()
  const out: number[] = []
  let end = given.length
  for (let t = 0; t < given.length; t++) {
    if (given[t] !== 0) continue
    let next = t
    while (next < given.length && given[next] === 0) next++
    const length = next - t
    const others = given.length - length
    const share = (zeros - length + 0.5) / (others + 1)
    if (length <= MOST_WEEKS && others >= LEAST_OTHERS && others * share ** length < CHANCE) {
      for (let place = t; place < next; place++) out.push(place)
      weeks.fill(Number.NaN, t, next)
      if (next === given.length) end = t
    }
    t = next
  }
  return { weeks: weeks.subarray(0, end), out }
}
