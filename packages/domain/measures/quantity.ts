/**
 * Quantities, minutes, prices, shares and factors are exact: a whole number of 10⁻⁶, held in a double.
 * An input has at most 9 + 6 digits, far below 2⁵³. Products go through bigint (see ratio.ts).
 */
export type Micro = number

export const MICRO = 1_000_000

/** Whole number of 10⁻⁶ as text: at most 6 decimals, no trailing zeros. */
export function formatMicro(value: Micro): string {
  const negative = value < 0
  const digits = BigInt(Math.abs(value)).toString().padStart(7, '0')
  const whole = digits.slice(0, -6)
  const decimals = digits.slice(-6).replace(/0+$/, '')
  return `${negative ? '-' : ''}${whole}${decimals === '' ? '' : `.${decimals}`}`
}

export type NumberFault = 'not-a-number' | 'too-many-digits'

/** Reads `-?digits[.digits]` with at most 9 digits before and 6 after the point, zeros counted; no exponent, no thousands separator. */
export function parseMicro(text: string): Micro | NumberFault {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (!match) return 'not-a-number'
  const [whole, decimals] = [match[2]!, match[3] ?? '']
  if (whole.length > 9 || decimals.length > 6) return 'too-many-digits'
  const micro = Number(whole) * MICRO + Number(decimals.padEnd(6, '0'))
  return match[1] === '-' && micro !== 0 ? -micro : micro
}

/** The smallest step of an item with so many decimals, in 10⁻⁶ units: 0 → 1,000,000; 6 → 1. */
export const stepOf = (decimals: number): Micro => 10 ** (6 - decimals)

export const floorTo = (value: Micro, step: Micro): Micro => Math.floor(value / step) * step
export const ceilTo = (value: Micro, step: Micro): Micro => Math.ceil(value / step) * step
