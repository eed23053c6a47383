import { expect, test } from 'vitest'
import type { Frequency } from './read-period.ts'
import { readSeries } from './read-series.ts'

const file = (text: string, frequency: Frequency | null = null) => readSeries(new TextEncoder().encode(text), frequency)
const read = (text: string, frequency: Frequency | null = null) => {
  const answer = file(text, frequency)
  return answer.ok ? answer.value.series.map(({ series, values }) => [series, ...values]) : answer.failure.message
}

test('series come in the order of the file, each by its periods, missing ones as NaN', () => {
  expect(read('series,period,value\nb,2,20\na,1,1\nb,4,40\na,2,\nb,1,10\na,3,nan\n')).toEqual([
    ['b', 10, 20, Number.NaN, 40],
    ['a', 1, Number.NaN, Number.NaN],
  ])
})

test.each([
  ['weekly', ['2025-01-06', '2025-01-13', '2025-01-27']],
  ['monthly', ['2025-01-31', '2025-02-28', '2025-04-30']],
  ['monthly', ['2025-01', '2025-02', '2025-04']],
  ['quarterly', ['2024-01-01', '2024-04-01', '2024-10-01']],
  ['yearly', ['2020-12-31', '2021-12-31', '2023-12-31']],
  ['daily', ['2025-02-27', '2025-02-28', '2025-03-02']],
  ['daily', ['2025-02-27 00:00:00', '2025-02-28 00:00:00', '2025-03-02 00:00:00']],
  ['hourly', ['2025-01-01T22:00', '2025-01-01T23:00Z', '2025-01-02T01:00+00:00']],
] as const)('dates are %s periods, given or guessed', (frequency, dates) => {
  const text = `unique_id,ds,y\n${dates.map((date, i) => `x,${date},${i}`).join('\n')}`
  expect(read(text, frequency)).toEqual([['x', 0, 1, Number.NaN, 2]])
  expect(file(text)).toMatchObject({ ok: true, value: { frequency } })
  expect(read(text)).toEqual([['x', 0, 1, Number.NaN, 2]])
})

test('running numbers have no frequency', () => {
  expect(file('series,period,value\na,1,2\na,2,3')).toMatchObject({ ok: true, value: { frequency: null } })
})

test('a series of a hundred thousand periods is read', () => {
  const lines = Array.from({ length: 150_000 }, (_, i) => `a,${i},${i % 7}`)
  expect(file(`series,period,value\n${lines.join('\n')}`)).toMatchObject({ ok: true })
})

test.each([
  ['a wrong header', 'item,date,quantity\na,1,2', 'line 1: the header (item,date,quantity)'],
  ['nothing', '', 'line 1: the header () should have'],
  ['a header alone', 'series,period,value\n', 'line 2: the file should have lines'],
  ['a word for a value', 'series,period,value\na,1,2\na,2,many', 'line 3: value (many) should be a number'],
  ['a number beyond all', 'series,period,value\na,1,1e400', 'line 2: value (1e400) should be a number'],
  ['no name', 'series,period,value\n,1,2', 'line 2: the name of the series () should not be empty'],
  ['a date that is none', 'series,period,value\na,2025-02-30,2', 'line 2: period (2025-02-30)'],
  ['an hour that is none', 'series,period,value\na,2025-02-20T24:00,2', 'line 2: period (2025-02-20T24:00)'],
  ['numbers and dates', 'series,period,value\na,1,2\nb,2025-02-20,2', 'should be a number as on line 2'],
  ['a period twice', 'series,period,value\na,1,2\na,1,3', 'line 3: period (1) of series (a) should come once'],
  ['a century of hours', 'series,period,value\na,0,2\na,9999999,3', 'spans 10000000 periods'],
])('%s is refused with its place', (_, text, message) => {
  expect(read(text)).toContain(message)
})
