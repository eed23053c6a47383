import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatMicro, parseMicro } from './quantity.ts'

it('a number has at most 9 digits before and 6 after the point, zeros counted', () => {
  expect(parseMicro('999999999.999999')).toBe(999_999_999_999_999)
  expect(parseMicro('-000000012.500000')).toBe(-12_500_000)
  for (const text of ['0000000012', '1234567890', '1.0000000', '0.1234567', '-0000000000'])
    expect(parseMicro(text)).toBe('too-many-digits')
})

it('what is no plain decimal number is none', () => {
  for (const text of ['', '-', '+1', '1.', '.5', '1e3', '1,5', ' 1', '1 ', '٣'])
    expect(parseMicro(text)).toBe('not-a-number')
})

it('every quantity is read back as it is written', () => {
  const most = 999_999_999_999_999
  fc.assert(
    fc.property(fc.integer({ min: -most, max: most }), (micro) => {
      expect(parseMicro(formatMicro(micro))).toBe(micro)
    }),
  )
})
