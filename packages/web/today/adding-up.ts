/**
 * Minutes in hours, or in minutes where the total is under ten hours, rounded so that the shown parts sum to the shown total: what
 * rounding leaves goes to the parts that lost most by it.
 */
export function addingUp(
  minutes: readonly number[],
  totalMinutes: number,
): { readonly shown: readonly number[]; readonly total: number; readonly unit: 'h' | 'min' } {
  const [per, unit] = Math.abs(totalMinutes) < 600 ? ([1, 'min'] as const) : ([60, 'h'] as const)
  const total = Math.round(totalMinutes / per)
  const shown = minutes.map((one) => Math.floor(one / per))
  const byLoss = minutes.map((one, i) => ({ i, lost: one / per - shown[i]! })).toSorted((a, b) => b.lost - a.lost)
  let left = total - shown.reduce((sum, one) => sum + one, 0)
  for (const { i } of byLoss) {
    if (left <= 0) break
    shown[i]!++
    left--
  }
  return { shown, total, unit }
}
