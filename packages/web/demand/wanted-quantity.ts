import { rounded } from './numbers.ts'

/**
 * What somebody means: `120` is the sum, `+18` and `-5` are more or less than it was, `+10%` and `-5 %` by a share of it, rounded to
 * the step. Null: cannot be read, or is below zero.
 */
export function wantedQuantity(text: string, was: number, step: number): number | null {
  const match = /^\s*([+\-−–]?)\s*(\d{1,9}(?:\.\d{1,6})?)\s*(%|％)?\s*$/.exec(text.replace(/[,，\s]/g, ''))
  if (!match) return null
  const [, sign, digits, isShare] = match
  const number = Number(digits)
  if (sign === '') return isShare ? toStep((was * number) / 100, step) : number
  const change = isShare ? (was * number) / 100 : number
  const wanted = sign === '+' ? was + change : was - change
  return wanted < 0 ? null : isShare ? toStep(wanted, step) : Math.round(wanted * 1e6) / 1e6
}

const toStep = (value: number, step: number): number => rounded(Math.round(value / step) * step)
