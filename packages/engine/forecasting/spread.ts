import type { Micro } from '@headwater/domain/measures/quantity'

export const finestOf = (steps: readonly Micro[]): Micro => steps.reduce((finest, one) => Math.min(finest, one))

/**
 * Largest remainder: every share is rounded down to its step, then the shares that lost most get one step more. Coarse steps go
 * first, so that what they leave can still be met by fine ones. Null where the sum cannot be exact.
 */
export function spread(
  total: Micro,
  { weights, steps }: { weights: readonly Micro[]; steps: readonly Micro[] },
): Micro[] | null {
  const finest = finestOf(steps)
  if (!(total >= 0) || total % finest !== 0) return null
  const hasWeight = weights.some((weight) => weight > 0)
  const parts = weights.map((weight) => BigInt(hasWeight ? Math.max(0, weight) : 1))
  const sum = parts.reduce((one, other) => one + other, 0n)
  const shares: Micro[] = []
  const lost: number[] = []
  for (const [i, part] of parts.entries()) {
    const whole = sum * BigInt(steps[i]!)
    const product = BigInt(total) * part
    shares[i] = Number(product / whole) * steps[i]!
    lost[i] = Number(product % whole) / Number(whole)
  }
  let left = total - shares.reduce((one, other) => one + other, 0)
  const order = shares.map((_, i) => i).sort((a, b) => steps[b]! - steps[a]! || lost[b]! - lost[a]! || a - b)
  for (const i of order) {
    if (left < steps[i]! || parts[i] === 0n) continue
    shares[i]! += steps[i]!
    left -= steps[i]!
  }
  // Rounded-down coarse shares can leave more than a step each to the fine ones: the largest of these takes it.
  const taker = order.filter((i) => steps[i] === finest).reduce((a, b) => (shares[b]! > shares[a]! ? b : a))
  shares[taker]! += left
  return shares
}
