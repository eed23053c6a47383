import { mondayOf } from '@headwater/domain/measures/day'
import { MICRO } from '@headwater/domain/measures/quantity'
import { expect, test } from 'vitest'
import { drawFactory, emptyDataset } from '../scheduling/draw-factory.suite.ts'
import { forecastItems } from './forecast-items.ts'

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
  for (const one of quantiles) {
    expect(one.mean % MICRO).toBe(0)
    expect(one.p10 <= one.p50 && one.p50 <= one.p90).toBe(true)
  }
})

test('sales of the running week do not count yet, and returns are taken off', () => {
  const sales = [...Array.from({ length: 12 }, (_, w) => sale('A', w + 1, 10)), sale('A', 0, 500), sale('A', 1, -4)]
  const { forecasts } = forecastItems({ ...emptyDataset(), items: [item('A')], sellThrough: sales }, TODAY)
  expect(forecasts[0]!.quantity).toBeLessThan(15 * MICRO)
})

test('a new item takes the shape of its style', () => {
  const old = Array.from({ length: 40 }, (_, w) => sale('OLD', w + 1, 20))
  const dataset = {
    ...emptyDataset(),
    items: [item('OLD', 'S'), item('NEW', 'S')],
    sellThrough: [...old, sale('NEW', 1, 5), sale('NEW', 2, 5), sale('NEW', 3, 5)],
  }
  const method = forecastItems(dataset, TODAY).quantiles.find((one) => one.item === 'NEW')!.method
  expect(method).toContain('like its style')
})

test('a week without stock is pulled in, and the method says so', () => {
  const sales = Array.from({ length: 40 }, (_, w) => sale('A', w + 1, w === 2 ? 0 : 100 + (w % 3)))
  const { quantiles } = forecastItems({ ...emptyDataset(), items: [item('A')], sellThrough: sales }, TODAY)
  expect(quantiles[0]!.method).toContain('1 week far from the others pulled in')
  expect(quantiles[0]!.mean).toBeGreaterThan(95 * MICRO)
})
