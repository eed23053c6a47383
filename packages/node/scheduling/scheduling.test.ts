import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Accepted, TaskView } from '../../../schemas/rest/planning.ts'
import type { MoveAnswer, ScheduleChange, ScheduleView, SearchView } from '../../../schemas/rest/scheduling.ts'
import { planCompany, planningRoutes } from '../planning/index.ts'
import { type Clock, openClock } from '../platform/clock.ts'
import { type Http, openHttp } from '../platform/http.ts'
import { silentLog } from '../platform/log.ts'
import { runWorker, type TaskWorker } from '../platform/task-worker.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { importRecords, recordRoutes } from '../records/index.ts'
import { TASKS } from '../tasks.ts'
import { schedulingRoutes } from './index.ts'

/** Two machines that take 60 minutes a piece, eight hours a day; what is planned is four orders of eight pieces. */
const FILES = {
  'items.csv': 'item,supply,lead_time_days,lot_rule\nCHAIR,make,1,lot-for-lot\nTABLE,make,1,lot-for-lot\n',
  'operations.csv':
    'item,sequence,work_center,run_minutes,resumable\nCHAIR,10,SAW,60,yes\nCHAIR,20,PAINT,30,yes\nTABLE,10,SAW,60,yes\n',
  'work_centers.csv': 'work_center,units\nSAW,2\nPAINT,1\n',
  'sales_orders.csv':
    'order,line,item,quantity,due_date,customer\nS1,1,CHAIR,8,2026-03-04,Ann\nS2,1,CHAIR,8,2026-03-05,Ben\nS3,1,TABLE,8,2026-03-06,Cat\n',
  'work_orders.csv': 'order,item,quantity,due_date,status\nW-01,TABLE,8,2026-03-06,firm\n',
}
/** A Monday. */
const TODAY = '2026-03-02'

let database: TestDatabase
let clock: Clock
let http: Http
let worker: TaskWorker
let address: string

beforeAll(async () => {
  database = await openTestDatabase()
  clock = await openClock(database)
  await clock.moveBusiness(Date.parse(`${TODAY}T06:00:00Z`))
  const files = new Map(Object.entries(FILES).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  const { errors } = await importRecords(database, { files, commit: true, by: 'planner' })
  expect(errors).toEqual([])
  await planCompany({ database, clock, searchSeconds: 0.1 })
  http = await openHttp({
    log: silentLog,
    identify: () => Promise.resolve({ id: '1', email: 'planner@example.com', name: 'P', role: 'planner', by: 'token' }),
    databaseUrl: database.url,
    screens: undefined,
    version: '0.1.0',
    host: 'localhost',
  })
  schedulingRoutes(http, { database, clock })
  planningRoutes(http, { database, clock })
  recordRoutes(http, database)
  worker = await runWorker({ database, url: database.url, tasks: TASKS, concurrency: 2, log: silentLog })
  address = await http.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await http.close()
  await worker.stop()
  await database.close()
})

async function call<Answer>(method: string, path: string, body?: unknown): Promise<{ status: number; body: Answer }> {
  const response = await fetch(`${address}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await response.text()
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer }
}

const schedule = async (): Promise<ScheduleView> => (await call<ScheduleView>('GET', '/api/schedule')).body

async function ended(task: string): Promise<TaskView> {
  for (;;) {
    const { body } = await call<TaskView>('GET', `/api/tasks/${task}`)
    if (body.state !== 'queued' && body.state !== 'running') return body
  }
}

interface Placed {
  readonly order: string
  readonly item: string
  readonly sequence: number
  readonly unit: string
  readonly begin: number
  readonly held: number
}

/** Operations in words, by start and unit. */
function placesOf({ operations, orders, items, units, start }: ScheduleView): Placed[] {
  return operations.order
    .map((place, o) => ({
      order: orders[place]!.order,
      item: items[orders[place]!.item]!.item,
      sequence: operations.sequence[o]!,
      unit: units[operations.unit[o]!]!.workUnit,
      begin: start + operations.begin[o]!,
      held: operations.held[o]!,
    }))
    .sort((a, b) => a.begin - b.begin || (a.unit < b.unit ? -1 : 1))
}

const compare = (a: string, b: string): number => (a < b ? -1 : 1)
const iso = (seconds: number): string => new Date(seconds * 1000).toISOString()
const DAY = 86_400

const move = async (one: Placed, more: object = {}): Promise<MoveAnswer> => {
  const { order, sequence } = one
  const { status, body } = await call<MoveAnswer>('POST', '/api/schedule/moves', {
    order,
    sequence,
    workUnit: one.unit,
    start: iso(one.begin),
    ...more,
  })
  expect(status).toBe(200)
  return body
}

const chair = async (): Promise<Placed> =>
  placesOf(await schedule()).find((one) => one.item === 'CHAIR' && one.sequence === 10)!

const standing = (places: readonly { unit: string; begin: number }[]): string[] =>
  places.map(({ unit, begin }) => `${unit} ${begin}`).sort(compare)

/** The schedule, and the first operation of the order that serves a customer. */
async function orderFor(customer: string): Promise<{ before: Placed[]; one: Placed }> {
  const view = await schedule()
  const before = placesOf(view)
  const { order: wanted } = view.orders.find((one) => one.serves[0]?.customer === customer)!
  return { before, one: before.find(({ order, sequence }) => order === wanted && sequence === 10)! }
}

async function undo({ batch }: ScheduleChange): Promise<void> {
  expect((await call('POST', `/api/imports/${batch}/undo`)).status).toBe(200)
  expect((await schedule()).isStale).toBe(true)
  const again = await call<Accepted>('POST', `/api/schedule/runs?undone=${batch}`)
  expect((await ended(again.body.task)).state).toBe('done')
}

describe('the schedule', () => {
  test('says of each operation where it stands, and of each order whom it serves and what it could reach', async () => {
    const view = await schedule()
    expect(view).toMatchObject({ businessDay: TODAY, firstDay: TODAY, isStale: false, frozenUntil: null })
    expect(view.orders.map((one) => `${one.type} ${view.items[one.item]!.item} ${one.quantity}`).sort()).toEqual([
      'planned_order CHAIR 8',
      'planned_order CHAIR 8',
      'work_order TABLE 8',
    ])
    const forAnn = view.orders.find((one) => one.serves[0]?.customer === 'Ann')!
    expect(forAnn.serves).toMatchObject([{ order: 'S1', line: '1', customer: 'Ann' }])
    for (const one of view.orders) expect(one.end).toBeGreaterThanOrEqual(one.alone)
    expect(view.search.bound).toBeLessThanOrEqual(view.search.late)
    const saw = view.choices[view.operations.choice[view.orders[0]!.first]!]!
    expect(saw.map((unit) => view.units[unit]!.workUnit)).toEqual(['SAW-1', 'SAW-2'])
    const minutes = view.busy.flat().reduce((sum, one) => sum + one, 0)
    expect(minutes).toBe(3 * 8 * 60 + 2 * 8 * 30)
  })
})

describe('a move', () => {
  test('that is only tried changes nothing', async () => {
    const before = placesOf(await schedule())
    const one = await chair()
    const tried = await move(one, { start: iso(one.begin + DAY), preview: true })
    expect(tried).toMatchObject({ isPossible: true, start: one.begin + DAY, change: null })
    const itself = tried.orders.find(({ order }) => order === one.order)!
    expect(itself.after).toBeGreaterThan(itself.before)
    for (const { order, sequence, begin } of tried.shifted)
      expect(begin).not.toBe(before.find((was) => was.order === order && was.sequence === sequence)!.begin)
    expect(placesOf(await schedule())).toEqual(before)
  })

  test('is written as it was tried, and pins its order as a work order', async () => {
    const { before, one } = await orderFor('Ann')
    const tried = await move(one, { start: iso(one.begin + DAY), preview: true })
    const { change } = await move(one, { start: iso(one.begin + DAY) })
    expect(change).toMatchObject({ order: 'W-02', message: null })
    expect((await ended(change!.task!)).state).toBe('done')
    const after = await schedule()
    expect(after.isStale).toBe(false)
    const foreseen = before.map((was) => {
      const shift = tried.shifted.find(({ order, sequence }) => order === was.order && sequence === was.sequence)
      return shift ? { unit: shift.workUnit, begin: shift.begin } : was
    })
    expect(standing(placesOf(after))).toEqual(standing(foreseen))
    const moved = placesOf(after).find((place) => place.order === 'W-02' && place.sequence === 10)
    expect(moved).toMatchObject({ unit: one.unit, begin: tried.start, held: 1 })
    await undo(change!)
    expect(placesOf(await schedule())).toEqual(before)
  })

  test('is taken back whole by undo, also where the plan made other orders of it', async () => {
    const { before, one } = await orderFor('Ben')
    const { change } = await move(one, { start: iso(one.begin + DAY) })
    await ended(change!.task!)
    expect(placesOf(await schedule())).not.toEqual(before)
    await undo(change!)
    expect(placesOf(await schedule())).toEqual(before)
  })

  test('to a unit that cannot do it, or of what is not scheduled, is refused', async () => {
    const one = await chair()
    const body = { order: one.order, sequence: 10, workUnit: 'PAINT-1', start: iso(one.begin) }
    expect((await call('POST', '/api/schedule/moves', body)).status).toBe(400)
    const unknown = { ...body, order: 'NOBODY', workUnit: 'SAW-1' }
    expect((await call('POST', '/api/schedule/moves', unknown)).status).toBe(404)
  })

  test('is taken back by letting the operation go', async () => {
    const one = await chair()
    const { change } = await move(one, { start: iso(one.begin + DAY) })
    await ended(change!.task!)
    const free = await call<ScheduleChange>('POST', '/api/schedule/unpins', { order: change!.order, sequence: 10 })
    expect((await ended(free.body.task!)).state).toBe('done')
    expect(placesOf(await schedule()).every(({ held }) => held === 0)).toBe(true)
    const twice = await call('POST', '/api/schedule/unpins', { order: change!.order, sequence: 10 })
    expect(twice.status).toBe(404)
  })
})

test('an order is split in two that are due together; more than it has is refused', async () => {
  expect((await call('POST', '/api/schedule/splits', { order: 'W-01', quantity: '8' })).status).toBe(400)
  const { body } = await call<ScheduleChange>('POST', '/api/schedule/splits', { order: 'W-01', quantity: '5' })
  await ended(body.task!)
  const tables = (await schedule()).orders.filter((one) => one.type === 'work_order' && one.quantity !== '8')
  expect(tables.map((one) => one.quantity).sort()).toEqual(['3', '5'])
  expect(new Set(tables.map((one) => one.due)).size).toBe(1)
})

describe('a search', () => {
  test('that is kept ends early and never makes the schedule worse', async () => {
    const before = (await schedule()).search.late
    const { body } = await call<Accepted>('POST', '/api/schedule/searches', { seconds: 600, seed: 3 })
    expect((await call('POST', `/api/schedule/searches/${body.task}/keep`)).status).toBe(204)
    expect((await ended(body.task)).state).toBe('done')
    const found = (await call<SearchView>('GET', `/api/schedule/searches/${body.task}`)).body
    expect(found).toMatchObject({ state: 'done', seconds: 600, seed: 3 })
    expect(found.bound).toBeLessThanOrEqual(found.late!)
    expect((await schedule()).search.late).toBeLessThanOrEqual(before)
  })

  test('that is stopped keeps nothing', async () => {
    const { run } = await schedule()
    const { body } = await call<Accepted>('POST', '/api/schedule/searches', { seconds: 600 })
    expect((await call('DELETE', `/api/tasks/${body.task}`)).status).toBe(204)
    expect((await ended(body.task)).state).toBe('cancelled')
    expect((await schedule()).run).toBe(run)
  })
})
