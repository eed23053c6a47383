import { mondayOf } from '@headwater/domain/measures/day'
import { MICRO } from '@headwater/domain/measures/quantity'
import { expect, test } from 'vitest'
import { drawFactory, emptyDataset } from '../scheduling/draw-factory.suite.ts'
import { forecastItems } from './forecast-items.ts'
import { weeklyHistories } from './weekly-history.ts'

const TODAY = 20_530
const [shape] = drawFactory(1, { jobs: 4, centers: 1, operations: 1, spice: 0 }).items

const item = (key: string, style: string | null = null) => ({ ...shape!, item: key, style })
const sale = (key: string, weeksAgo: number, quantity: number) => ({
  item: key,
  date: mondayOf(TODAY) - 7 * weeksAgo + 2,
  place: null,
  quantity: quantity * MICRO,
  price: null,
})

test('items are forecast by week from the week of today, in whole pieces, quantiles in order', () => {
  const sales = Array.from({ length: 30 }, (_, w) => sale('A', w + 1, 10 + (w % 4)))
  const { forecasts, quantiles } = forecastItems({ ...emptyDataset(), items: [item('A')], sellThrough: sales }, TODAY)
  expect(forecasts).toHaveLength(26)
  expect(forecasts[0]).toMatchObject({
    item: 'A',
    firstDay: mondayOf(TODAY),
    lastDay: mondayOf(TODAY) + 6,
    bucket: 'week',
  })
  for (const one of forecasts) expect(one.quantity % MICRO).toBe(0)
  for (const one of quantiles) {
    expect(one.p10 % MICRO).toBe(0)
    expect(one.p10 <= one.mean && one.mean <= one.p90).toBe(true)
    expect(one.p10 <= one.p50 && one.p50 <= one.p90).toBe(true)
  }
})

test('sales of the running week do not count yet, and returns are taken off', () => {
  const sales = [...Array.from({ length: 12 }, (_, w) => sale('A', w + 1, 10)), sale('A', 0, 500), sale('A', 1, -4)]
  const { forecasts } = forecastItems({ ...emptyDataset(), items: [item('A')], sellThrough: sales }, TODAY)
  expect(forecasts[0]!.quantity).toBeLessThan(15 * MICRO)
})

test('returns of a week without sales come off the weeks before', () => {
  const sales = [...Array.from({ length: 20 }, (_, w) => sale('A', w + 1, 10)), sale('A', 1, -15)]
  const [history] = weeklyHistories(sales, TODAY)
  expect(Array.from(history!.weeks.slice(-3), (one) => one / MICRO)).toEqual([10, 5, 0])
})

test('a rate below one piece a week is planned in whole pieces that add up', () => {
  const sales = Array.from({ length: 16 }, (_, k) => sale('A', 6 * k + 1, 2))
  const { forecasts, quantiles } = forecastItems({ ...emptyDataset(), items: [item('A')], sellThrough: sales }, TODAY)
  const total = quantiles.reduce((sum, one) => sum + one.mean, 0)
  expect(Math.abs(forecasts.reduce((sum, one) => sum + one.quantity, 0) - total)).toBeLessThanOrEqual(MICRO)
  expect(total).toBeGreaterThan(4 * MICRO)
  expect(quantiles[0]).toMatchObject({ p50: 0 })
})

test('an empty shelf of two weeks is left out at the end too, and a dead item fades', () => {
  const steady = (ended: number) => Array.from({ length: 50 }, (_, w) => sale('A', w + 1 + ended, 100 + (w % 3)))
  const other = Array.from({ length: 60 }, (_, w) => sale('B', w + 1, 10))
  const first = (ended: number) =>
    forecastItems(
      { ...emptyDataset(), items: [item('A'), item('B')], sellThrough: [...steady(ended), ...other] },
      TODAY,
    ).quantiles[0]!
  expect(first(2).mean).toBeGreaterThan(90 * MICRO)
  expect(first(2).method).toContain('2 weeks without sales left out as out of stock')
  expect(first(20).mean).toBeLessThan(10 * MICRO)
})

test('a new item without a style learns from those that share most attributes', () => {
  const dressed = (key: string, colour: string, cloth: string) => ({ ...item(key), attributes: { colour, cloth } })
  const old = (key: string, pieces: number) => Array.from({ length: 40 }, (_, w) => sale(key, w + 1, pieces))
  const dataset = {
    ...emptyDataset(),
    items: [dressed('RED', 'red', 'linen'), dressed('BLUE', 'blue', 'wool'), dressed('NEW', 'red', 'linen')],
    sellThrough: [...old('RED', 20), ...old('BLUE', 200), sale('NEW', 1, 10)],
  }
  const found = forecastItems(dataset, TODAY).quantiles.find((one) => one.item === 'NEW')!
  expect(found.method).toContain('new, like 1 of 2 shared attributes')
  expect(found.mean).toBe(15 * MICRO)
})

test('a new item takes the shape of its style', () => {
  const old = Array.from({ length: 40 }, (_, w) => sale('OLD', w + 1, 20))
  const dataset = {
    ...emptyDataset(),
    items: [item('OLD', 'S'), item('NEW', 'S')],
    sellThrough: [...old, sale('NEW', 1, 5), sale('NEW', 2, 5), sale('NEW', 3, 5)],
  }
  const method = forecastItems(dataset, TODAY).quantiles.find((one) => one.item === 'NEW')!.method
  expect(method).toContain('new, like 1 of its style')
})

test('a week without stock is pulled in, and the method says so', () => {
  const sales = Array.from({ length: 40 }, (_, w) => sale('A', w + 1, w === 2 ? 0 : 100 + (w % 3)))
  const { quantiles } = forecastItems({ ...emptyDataset(), items: [item('A')], sellThrough: sales }, TODAY)
  expect(quantiles[0]!.method).toContain('1 week far from the others pulled in')
  expect(quantiles[0]!.mean).toBeGreaterThan(95 * MICRO)
})

test('what a forecast was made from names the weeks that do not count and how far off the backtest was', () => {
  // Ten a week in forty weeks but none in two, one of 400, and this week still running.
  const sales = Array.from({ length: 40 }, (_, w) =>
    sale('A', w + 1, w === 4 || w === 5 ? 0 : w === 20 ? 400 : 10 + (w % 3)),
  )
  const { bases } = forecastItems(
    { ...emptyDataset(), items: [item('A')], sellThrough: [...sales, sale('A', 0, 3)] },
    TODAY,
  )
  const [basis] = bases
  const week = (weeksAgo: number): number => mondayOf(TODAY) - 7 * weeksAgo
  expect(basis).toMatchObject({ item: 'A', from: week(40), weeks: 40, recent: 43 * MICRO, likes: null, isShort: false })
  expect(basis!.stockOuts).toEqual([week(6), week(5)])
  expect(basis!.outliers.map((one) => one.week)).toEqual([week(21)])
  expect(basis!.outliers[0]!.taken).toBeLessThan(30 * MICRO)
  expect(basis!.methods.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 1)
  for (const { actual, absolute, bias } of basis!.errors) {
    expect(absolute).toBeGreaterThanOrEqual(Math.abs(bias) - 1)
    expect(absolute).toBeLessThan(actual / 2)
  }
})
