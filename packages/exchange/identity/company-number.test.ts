import { describe, expect, it } from 'vitest'
import { COMPANY_NUMBERS, readCompanyNumber } from './company-number.ts'

/** Public examples: GS1's own, the LEI of the foundation that keeps them, and the codes of two ministries' examples. */
const GOOD = {
  gln: ['4000001000005', '5412345000013'],
  lei: ['506700GE1G29325QX363', '5493001KJTIIGC8Y1R12'],
  uscc: ['91350100M000100Y43', '91110000600037341L'],
  bpn: ['BPNL000000000001'],
} as const

describe('a number of a company', () => {
  it('is taken when its check digits agree, in any usual writing', () => {
    for (const kind of COMPANY_NUMBERS)
      for (const number of GOOD[kind]) expect(readCompanyNumber(kind, number)).toEqual({ ok: true, value: number })
    expect(readCompanyNumber('lei', '506700ge1g29 325qx363')).toMatchObject({ value: '506700GE1G29325QX363' })
    expect(readCompanyNumber('gln', '4-000001-00000-5')).toMatchObject({ value: '4000001000005' })
  })

  it('is refused when any one character of it is another', () => {
    for (const kind of ['gln', 'lei', 'uscc'] as const)
      for (const number of GOOD[kind])
        for (let i = 0; i < number.length; i++) {
          const others = /\d/.test(number[i]!) ? '78' : 'AB'
          const other = number[i] === others[0] ? others[1]! : others[0]!
          const wrong = number.slice(0, i) + other + number.slice(i + 1)
          expect({ wrong, ok: readCompanyNumber(kind, wrong).ok }).toEqual({ wrong, ok: false })
        }
  })

  it('is refused when it is something else', () => {
    for (const kind of COMPANY_NUMBERS)
      for (const text of [
        '',
        ' ',
        'x',
        '0'.repeat(100_000),
        '４０００００１００００５',
        "1' or 1=1",
        '91350100I000100Y43',
      ])
        expect(readCompanyNumber(kind, text)).toMatchObject({ ok: false, failure: { reason: 'invalid' } })
  })
})
