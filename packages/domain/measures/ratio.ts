import type { Micro } from './quantity.ts'

/** An exact fraction; the denominator is positive. */
export interface Ratio {
  readonly numerator: bigint
  readonly denominator: bigint
}

export const ONE: Ratio = { numerator: 1n, denominator: 1n }

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

/** Fraction in lowest terms; throws on a zero denominator. */
export function ratio(numerator: bigint, denominator: bigint): Ratio {
  if (denominator === 0n) throw new RangeError('denominator (0) should not be zero')
  const common = gcd(numerator, denominator) || 1n
  const sign = denominator < 0n ? -1n : 1n
  return { numerator: (sign * numerator) / common, denominator: (sign * denominator) / common }
}

/** A whole number of 10⁻⁶ as a fraction. */
export const ratioOf = (value: Micro): Ratio => ratio(BigInt(value), 1_000_000n)

export const multiply = (a: Ratio, b: Ratio): Ratio => ratio(a.numerator * b.numerator, a.denominator * b.denominator)

export const invert = (a: Ratio): Ratio => ratio(a.denominator, a.numerator)

/** Products below this are exact in a double. */
const EXACT = 2 ** 53

/** A factor and a step, ready to scale many values. */
export interface Scale {
  readonly factor: Ratio
  readonly step: Micro
  /** Of the factor, as a double. */
  readonly numerator: number
  /** Denominator × step, as a double. */
  readonly unit: number
}

export const scaleOf = (factor: Ratio, step: Micro): Scale => ({
  factor,
  step,
  numerator: Number(factor.numerator),
  unit: Number(factor.denominator) * step,
})

/** value × factor rounded down to a multiple of step. */
export const scaleDown = (value: Micro, factor: Ratio, step: Micro): Micro => scaledDown(value, scaleOf(factor, step))

/** value × factor rounded up to a multiple of step. */
export const scaleUp = (value: Micro, factor: Ratio, step: Micro): Micro => scaledUp(value, scaleOf(factor, step))

export const scaledUp = (value: Micro, scale: Scale): Micro => -scaledDown(-value, scale)

export function scaledDown(value: Micro, { factor, step, numerator, unit }: Scale): Micro {
  const product = value * numerator
  if (Math.abs(product) < EXACT && unit < EXACT) return floorDivide(product, unit) * step
  return scaleDownWide(value, factor, step)
}

/** The largest whole number whose product with a positive divisor is not above the dividend; both are whole and exact. */
function floorDivide(dividend: number, divisor: number): number {
  const quotient = Math.floor(dividend / divisor)
  // The division rounds: its floor may be one too many where the quotient is nearly whole.
  const rest = dividend - quotient * divisor
  return rest < 0 ? quotient - 1 : rest >= divisor ? quotient + 1 : quotient
}

function scaleDownWide(value: Micro, factor: Ratio, step: Micro): Micro {
  const unit = factor.denominator * BigInt(step)
  const product = BigInt(value) * factor.numerator
  let quotient = product / unit
  if (product % unit < 0n) quotient -= 1n
  return Number(quotient * BigInt(step))
}
