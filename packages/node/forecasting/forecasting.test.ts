import { formatDay, parseDay } from '@headwater/domain/measures/day'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { ForecastView } from '../../../schemas/rest/results.ts'
import { type Doors, OWN, openDoors } from '../doors.suite.ts'
import { planCompany } from '../planning/index.ts'
import { openClock } from '../platform/clock.ts'
import { importRecords } from '../records/index.ts'

const TODAY = parseDay('2026-03-02')!
let doors: Doors
let owner: Record<string, string>
const plan = async (): Promise<void> => {
  const clock = await openClock(doors.database)
  await planCompany({ database: doors.database, clock, searchSeconds: 0.1 })
}
beforeAll(async () => {
  doors = await openDoors()
  owner = await doors.login('owner')
  // The plans that overrides order are of the same day.
  await (await openClock(doors.database)).moveBusiness(Date.parse('2026-03-02T10:00:00Z'))
  const sales = Array.from({ length: 40 }, (_, week) =>
    ['RED', 'BLUE'].map((colour, i) => `${colour},${formatDay(TODAY - 7 * (40 - week))},${10 + 10 * i}`),
  ).flat()
  const texts = {
    'items.csv': 'item,style\nRED,DRESS\nBLUE,DRESS\n',
    'sell_through.csv': `item,date,quantity\n${sales.join('\n')}\n`,
  }
  const files = new Map(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  expect((await importRecords(doors.database, { files, commit: true, by: 'test' })).errors).toEqual([])
  await plan()
})
afterAll(() => doors.close())

const ask = (method: string, path: string, body?: unknown) =>
  doors.call(path, { method, headers: { ...OWN, ...owner }, ...(body === undefined ? {} : { body }) })
const forecasts = async (): Promise<readonly ForecastView[]> =>
  ((await ask('GET', '/api/forecasts?sort=date&limit=1000')).body as unknown as ListPage<ForecastView>).rows

test('an override of a style is spread over its items, outlives plans, and comes back when it is withdrawn', async () => {
  const before = await forecasts()
  const week = before[0]!.date
  const made = await ask('POST', '/api/forecast-overrides', {
    level: 'style',
    key: 'DRESS',
    firstDay: week,
    lastDay: week,
    quantity: '301',
    reason: '店庆 anniversary sale',
  })
  expect(made).toMatchObject({ status: 200, body: { id: expect.any(Number), task: expect.any(String) } })
  await plan()
  await plan()
  const quantity = (rows: readonly ForecastView[], item: string): number =>
    Number(rows.find((one) => one.item === item && one.date === week)!.quantity)
  const during = await forecasts()
  expect(quantity(during, 'RED') + quantity(during, 'BLUE')).toBe(301)
  expect(quantity(during, 'BLUE')).toBeGreaterThan(1.5 * quantity(during, 'RED'))
  expect(during.filter((one) => one.date !== week)).toEqual(before.filter((one) => one.date !== week))
  const kept = (await ask('GET', '/api/forecast-overrides')).body as unknown as ListPage<Record<string, unknown>>
  expect(kept.rows).toMatchObject([{ by: 'owner@example.com', reason: '店庆 anniversary sale', withdrawn: null }])
  const { id } = made.body as { id: number }
  expect((await ask('DELETE', `/api/forecast-overrides/${id}`)).status).toBe(200)
  expect((await ask('DELETE', `/api/forecast-overrides/${id}`)).status).toBe(404)
  await plan()
  expect(await forecasts()).toEqual(before)
})

test('an override that meets no forecast or is not whole pieces is refused with the way out', async () => {
  const [first] = await forecasts()
  const order = { level: 'item', key: 'RED', firstDay: first!.date, lastDay: first!.date, quantity: '5', reason: 'x' }
  const refused = async (change: object): Promise<unknown> =>
    (await ask('POST', '/api/forecast-overrides', { ...order, ...change })).body
  expect(await refused({ key: 'GREEN' })).toMatchObject({ status: 400, detail: expect.stringContaining('GREEN') })
  expect(await refused({ quantity: '5.5' })).toMatchObject({
    status: 400,
    detail: expect.stringContaining('multiple of 1'),
  })
  expect(await refused({ level: 'all' })).toMatchObject({ status: 400, detail: expect.stringContaining('key (RED)') })
  expect(await refused({ reason: '' })).toMatchObject({ status: 400 })
})
