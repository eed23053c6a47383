import { grouped } from '../language/words.ts'

/** `11.8 %`; a dash where nothing is known. */
export const percent = (value: string | number | null): string =>
  value === null ? '–' : `${grouped(oneDecimal(value))} %`

/** With its sign; the minus is a real one. */
export function signedPercent(value: string | number | null): string {
  if (value === null) return '–'
  const rounded = oneDecimal(value)
  return `${Number(rounded) > 0 ? '+' : ''}${grouped(rounded)} %`
}

/** With its sign, in the digits that it has. */
export const signed = (value: number): string => `${value > 0 ? '+' : ''}${grouped(rounded(value))}`

const oneDecimal = (value: string | number): string => String(Math.round(Number(value) * 10) / 10 || 0)

/** Two decimals at most. */
export const rounded = (value: number): number => Math.round(value * 100) / 100 || 0

/** As whole pieces where there are more than a few. */
export const about = (value: number): string => grouped(Math.abs(value) >= 10 ? Math.round(value) : rounded(value))

export const quantity = (value: string | number): string => grouped(rounded(Number(value)))
