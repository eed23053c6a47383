import { formatDay, parseDay } from '@headwater/domain/measures/day'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ForecastScope, Heat, Outlook } from '../../../schemas/rest/demand.ts'
import type { OverrideSpread } from '../../../schemas/rest/forecasting.ts'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { TaskView } from '../../../schemas/rest/planning.ts'
import type { ForecastView } from '../../../schemas/rest/results.ts'
import type { PlannedChange } from '../../../schemas/rest/tracing.ts'
import { type Doors, OWN, openDoors } from '../doors.suite.ts'
import { planCompany } from '../planning/index.ts'
import { openClock } from '../platform/clock.ts'
import { writeSetting } from '../platform/settings.store.ts'
import { DEMO_SETTING, importRecords } from '../records/index.ts'

/** A Wednesday; its week begins on 2026-03-02. */
const NOW = '2026-03-04T10:00:00Z'
const MONDAY = parseDay('2026-03-02')!
let doors: Doors
let planner: Record<string, string>
const plan = async (): Promise<void> => {
  const clock = await openClock(doors.database)
  await planCompany({ database: doors.database, clock, searchSeconds: 0.1 })
}

const ITEMS = `item,name,style,attr.colour,attr.size,attr.category
D-RED-S,Dress red S,DRESS,red,S,dresses
D-RED-M,Dress red M,DRESS,red,M,dresses
D-BLUE-S,Dress blue S,DRESS,blue,S,dresses
COAT,"<script>alert(1)</script> 龘",COAT-1,red,M,coats
CLOTH,Cloth,,,,
`
/** Pieces a week in the shop and online, 40 weeks: D-RED-S 6 + 4, D-RED-M 12 + 8, D-BLUE-S 5 online; the coat 3 in the shop. */
const WEEKLY: readonly (readonly [string, string, number])[] = [
  ['D-RED-S', 'shop', 6],
  ['D-RED-S', 'online', 4],
  ['D-RED-M', 'shop', 12],
  ['D-RED-M', 'online', 8],
  ['D-BLUE-S', 'online', 5],
  ['COAT', 'shop', 3],
]

beforeAll(async () => {
  doors = await openDoors()
  planner = await doors.token('planner')
  await writeSetting(doors.database, DEMO_SETTING, true)
  expect((await ask('PUT', '/api/clock', { to: NOW })).status).toBe(200)
  const weeks = Array.from({ length: 40 }, (_, i) => MONDAY - 7 * (40 - i))
  const sales = weeks.flatMap((day) => WEEKLY.map(([item, place, q]) => `${item},${formatDay(day + 1)},${place},${q}`))
  // In two of the last four weeks nobody could buy the small red one.
  const out = [MONDAY - 20, MONDAY - 13].map((day) => `D-RED-S,${formatDay(day)}`)
  const kept = sales.filter((one) => !out.some((gone) => one.startsWith(gone)))
  const texts = {
    'items.csv': ITEMS,
    'sell_through.csv': `item,date,place,quantity\n${[...kept, `COAT,${formatDay(MONDAY)},shop,7`].join('\n')}\n`,
  }
  const files = new Map(Object.entries(texts).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  expect((await importRecords(doors.database, { files, commit: true, by: 'test' })).errors).toEqual([])
  await plan()
})
afterAll(() => doors.close())

const ask = (method: string, path: string, body?: unknown) =>
  doors.call(path, { method, headers: { ...OWN, ...planner }, ...(body === undefined ? {} : { body }) })
const read = async <T>(path: string, query: Record<string, string>): Promise<T> => {
  const { status, body } = await ask('GET', `${path}?${new URLSearchParams(query).toString()}`)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body as T
}
/** `row × column` → quantity, with `*` where somebody could not buy. */
const heat = async (
  rows: string,
  columns: string,
  more: Record<string, string> = {},
): Promise<readonly [Heat, object]> => {
  const answer = await read<Heat>('/api/sell-through-heat', { rows, columns, period: '4w', ...more })
  const cells = answer.cells.map(
    ({ row, column, quantity, out }) =>
      [`${answer.rows[row]!.key} × ${answer.columns[column]!.key}`, `${quantity}${out > 0 ? `*${out}` : ''}`] as const,
  )
  return [answer, Object.fromEntries(cells)]
}

test('the heat map sums the weeks that ended by style and size; what does not exist has no cell', async () => {
  const [answer, cells] = await heat('style', 'attr.size')
  expect(answer).toMatchObject({ firstDay: '2026-02-02', lastDay: '2026-03-01', total: '132', moreRows: 0 })
  // S: red 10 in two weeks of four, blue 5 a week: 20 + 20. M: 20 a week. The coat has no S.
  expect(cells).toEqual({ 'DRESS × S': '40*2', 'DRESS × M': '80', 'COAT-1 × M': '12' })
  expect(answer.columns.map((one) => `${one.key} ${one.total}`)).toEqual(['S 40', 'M 92'])
  expect(answer.axes).toEqual(['attr.category', 'attr.colour', 'attr.size'])
})

test('a place that sold something before but not in the period has a zero, one that never sold it has nothing', async () => {
  const [, cells] = await heat('attr.colour', 'place', { period: 'this-week' })
  expect(cells).toEqual({ 'red × shop': '7', 'red × online': '0', 'blue × online': '0' })
})

test('a cell is taken apart by item and week', async () => {
  const [answer, cells] = await heat('item', 'week', { where: 'style:DRESS;attr.size:S;place:online' })
  expect(answer.columns.map((one) => one.key)).toEqual(['2026-02-02', '2026-02-09', '2026-02-16', '2026-02-23'])
  expect(cells).toMatchObject({
    'D-RED-S × 2026-02-02': '4',
    'D-RED-S × 2026-02-16': '0*1',
    'D-BLUE-S × 2026-02-16': '5',
  })
  expect(answer.total).toBe('28')
  expect((await ask('GET', '/api/sell-through-heat?rows=style&columns=style&period=4w')).status).toBe(400)
  expect((await ask('GET', '/api/sell-through-heat?rows=style&columns=item&period=4w&where=x:1')).status).toBe(400)
})

/** Forecast of this week by item. */
const expected = async (): Promise<Record<string, number>> => {
  const { rows } = await read<ListPage<ForecastView>>('/api/forecasts', { filter: 'date:2026-03-02', limit: '100' })
  return Object.fromEntries(rows.map((one) => [one.item, Number(one.quantity)]))
}
const THIS_WEEK = { firstDay: '2026-03-02', lastDay: '2026-03-02' }

test('an override of one place changes only its part, is spread as shown before, and comes back', async () => {
  const before = await expected()
  expect(before).toEqual({ 'D-RED-S': 10, 'D-RED-M': 20, 'D-BLUE-S': 5, COAT: 3 })
  // The shop sells 6 of 10 small red ones and 12 of 20 medium ones: 18, which become 30, by 5/3.
  const order = { level: 'style', key: 'DRESS', place: 'shop', ...THIS_WEEK, quantity: '30' }
  const spread = await read<OverrideSpread>('/api/forecast-overrides/spread', order)
  expect(spread).toMatchObject({ fault: null, step: '1', was: '18', becomes: '30', items: 2 })
  expect(spread.rows.map((one) => `${one.item} ${one.was} → ${one.becomes}`)).toEqual([
    'D-RED-M 12 → 20',
    'D-RED-S 6 → 10',
  ])
  const made = await ask('POST', '/api/forecast-overrides', { ...order, reason: '店庆' })
  expect(made.status).toBe(200)
  const task = `/api/tasks/${(made.body as { task: string }).task}`
  await expect.poll(async () => (await read<TaskView>(task, {})).state, { timeout: 30_000 }).toBe('done')
  expect(await expected()).toEqual({ ...before, 'D-RED-S': 14, 'D-RED-M': 28 })
  // Nothing is in stock, so what is expected more is ordered more.
  const { rows } = await read<ListPage<PlannedChange>>('/api/planned-changes', {})
  expect(rows.map((one) => `${one.item} +${one.change}`)).toEqual(['D-RED-M +8', 'D-RED-S +4'])
  const shop = await read<Outlook>('/api/demand-outlook', { level: 'style', key: 'DRESS', place: 'shop' })
  expect(shop.forecast[0]).toMatchObject({
    baseline: '18',
    quantity: '30',
    overrides: [(made.body as { id: number }).id],
  })
  expect(shop.overrides).toMatchObject([{ was: '18', quantity: '30', place: 'shop', reason: '店庆' }])
  const all = await read<Outlook>('/api/demand-outlook', { level: 'category', key: 'dresses' })
  expect(all.forecast[0]).toMatchObject({ baseline: '35', quantity: '47' })
  const online = await read<Outlook>('/api/demand-outlook', { level: 'style', key: 'DRESS', place: 'online' })
  expect(online.forecast[0]).toMatchObject({ baseline: '17', quantity: '17' })
  expect((await ask('DELETE', `/api/forecast-overrides/${(made.body as { id: number }).id}`)).status).toBe(200)
  await plan()
  expect(await expected()).toEqual(before)
})

test('an override of a category is spread over its items alone; what cannot be given says why by a code', async () => {
  const order = { level: 'category', key: 'dresses', ...THIS_WEEK, quantity: '70' }
  const spread = await read<OverrideSpread>('/api/forecast-overrides/spread', order)
  expect(spread.rows.map((one) => `${one.item} ${one.becomes}`).toSorted()).toEqual([
    'D-BLUE-S 10',
    'D-RED-M 40',
    'D-RED-S 20',
  ])
  const fault = async (change: object): Promise<unknown> =>
    (await read<OverrideSpread>('/api/forecast-overrides/spread', { ...order, ...change })).fault
  expect(await fault({ quantity: '70.5' })).toBe('not-in-steps')
  expect(await fault({ place: 'nowhere' })).toBe('no-forecast')
  expect(await fault({ key: 'shoes' })).toBe('no-forecast')
})

test('the outlook has the weeks of the past, what was out of stock, and how good the backtest was', async () => {
  const item = await read<Outlook>('/api/demand-outlook', { level: 'item', key: 'D-RED-S' })
  expect(item.history).toHaveLength(38)
  expect(item.history.at(-1)).toEqual({ week: '2026-02-23', quantity: '10' })
  expect(item.stockOuts.map((one) => one.week)).toEqual(['2026-02-09', '2026-02-16'])
  expect(item.places).toEqual(['online', 'shop'])
  expect(item.made!.methods.reduce((sum, one) => sum + one.share, 0)).toBeCloseTo(1, 1)
  // Sales never change, so no forecast of the past was off by anything.
  expect(item.errors[0]).toMatchObject({ weeksAhead: 1 })
  expect(item.errors[0]!.absolute).toBeCloseTo(0, 2)
  expect(item.errors[0]!.actual % 10).toBeCloseTo(0, 6)
  expect((await ask('GET', '/api/demand-outlook?level=item&key=NOTHING')).status).toBe(404)
  const { status } = await ask('GET', '/api/demand-outlook?level=all&key=x')
  expect(status).toBe(400)
})

test('the list of what is forecast sums items, styles and categories, and is searched, sorted and written as a table', async () => {
  const list = async (level: string, query: Record<string, string> = {}) =>
    (await read<ListPage<ForecastScope>>(`/api/forecast-scopes/${level}`, query)).rows
  expect((await list('item')).map((one) => `${one.key} ${one.recent} ${one.expected}`)).toEqual([
    'D-RED-M 80 80',
    'D-RED-S 20 40',
    'D-BLUE-S 20 20',
    'COAT 12 12',
  ])
  expect(await list('style', { filter: 'key:DRESS' })).toMatchObject([
    { items: 3, recent: '120', expected: '140', stockOuts: 2 },
  ])
  expect((await list('category', { sort: 'key' })).map((one) => `${one.key} ${one.items} ${one.expected}`)).toEqual([
    'coats 1 12',
    'dresses 3 140',
  ])
  expect((await list('item', { search: '龘' })).map((one) => one.key)).toEqual(['COAT'])
  const table = await ask('GET', '/api/forecast-scopes/item/table.csv?columns=key=Item,expected=Expected')
  expect(table.body).toContain('D-RED-M,80')
})
