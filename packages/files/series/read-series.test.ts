import { expect, test } from 'vitest'
import { type Frequency, readSeries } from './read-series.ts'

const read = (text: string, frequency: Frequency | null = null) => {
  const answer = readSeries(new TextEncoder().encode(text), frequency)
  return answer.ok ? answer.value.map(({ series, values }) => [series, ...values]) : answer.failure.message
}

test('series come in the order of the file, each by its periods, missing ones as NaN', () => {
  expect(read('series,period,value\nb,2,20\na,1,1\nb,4,40\na,2,\nb,1,10\n')).toEqual([
    ['b', 10, 20, Number.NaN, 40],
    ['a', 1, Number.NaN],
  ])
})

test.each([
  ['weekly', ['2025-01-06', '2025-01-13', '2025-01-27']],
  ['monthly', ['2025-01-31', '2025-02-28', '2025-04-30']],
  ['quarterly', ['2024-01-01', '2024-04-01', '2024-10-01']],
  ['yearly', ['2020-12-31', '2021-12-31', '2023-12-31']],
  ['daily', ['2025-02-27', '2025-02-28', '2025-03-02']],
  ['hourly', ['2025-01-01T22:00', '2025-01-01T23:00', '2025-01-02T01:00']],
] as const)('dates are %s periods, given or guessed', (frequency, dates) => {
  const text = `unique_id,ds,y\n${dates.map((date, i) => `x,${date},${i}`).join('\n')}`
  expect(read(text, frequency)).toEqual([['x', 0, 1, Number.NaN, 2]])
  expect(read(text)).toEqual([['x', 0, 1, Number.NaN, 2]])
})

test.each([
  ['a wrong header', 'item,date,quantity\na,1,2', 'line 1: the header (item,date,quantity)'],
  ['a word for a value', 'series,period,value\na,1,2\na,2,many', 'line 3: value (many) should be a number'],
  ['a date that is none', 'series,period,value\na,2025-02-30,2', 'line 2: period (2025-02-30)'],
  ['a period twice', 'series,period,value\na,1,2\na,1,3', 'line 3: period (1) of series (a) is already given'],
  ['a century of hours', 'series,period,value\na,0,2\na,9999999,3', 'spans 10000000 periods'],
])('%s is refused with its place', (_, text, message) => {
  expect(read(text)).toContain(message)
})
