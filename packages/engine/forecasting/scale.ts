import type { Method } from './method.ts'

/**
 * A method on the logarithms of a series: growth becomes a line, and a peak weighs less. For values above zero; a forecast may go no
 * further beyond what was seen than the whole range of it, a horizon as long as the history at a time.
 */
export const onLogs = (method: Method): Method => ({
  ...method,
  name: `${method.name} of logs`,
  fit: (y) => {
    const forecast = method.fit(y.map(Math.log))
    return (history, horizon) => {
      const logs = history.map(Math.log)
      const [low, high] = rangeOf(logs)
      const room = (high - low) * Math.max(1, horizon / history.length)
      return forecast(logs, horizon).map((value) => Math.exp(Math.min(high + room, Math.max(low - room, value))))
    }
  },
})

/** A method on the square roots of a series that is never below zero: between the plain values and their logarithms. */
export const onRoots = (method: Method): Method => ({
  ...method,
  name: `${method.name} of roots`,
  fit: (y) => {
    const forecast = method.fit(y.map(root))
    return (history, horizon) => forecast(history.map(root), horizon).map((value) => Math.max(0, value) ** 2)
  },
})

/** Taking an additive season out may leave a little below zero. */
export const root = (value: number): number => Math.sqrt(Math.max(0, value))

export function rangeOf(values: Float64Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const value of values) {
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  return [low, high]
}
