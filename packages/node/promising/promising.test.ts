import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type {
  DatesPromised,
  PromiseAnswer,
  PromisedLines,
  Reservations,
  ReservedOrder,
} from '../../../schemas/rest/promising.ts'
import { planCompany } from '../planning/plan-company.ts'
import { ORDER_LINES } from '../planning/plan-lists.ts'
import { type Clock, openClock } from '../platform/clock.ts'
import { type Http, openHttp } from '../platform/http.ts'
import { silentLog } from '../platform/log.ts'
import { readList } from '../platform/read-list.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { importRecords } from '../records/import-records.ts'
import { undoImport } from '../records/undo-import.ts'
import { promisingRoutes } from './index.ts'

const FILES = {
  'items.csv': 'item,supply,lead_time_days\nCAP,buy,5\nCHAIR,make,2\nLEG,buy,10\nPART,make,0\nSTUD,buy,30\n',
  'boms.csv': 'parent,component,quantity\nCHAIR,LEG,4\n',
  'operations.csv': 'item,sequence,work_center,run_minutes\nPART,10,M1,12\n',
  'work_centers.csv': 'work_center\nM1\n',
  'stock.csv': 'item,quantity\nCAP,50\nLEG,80\nSTUD,100\n',
  'sales_orders.csv': 'order,item,quantity,due_date\nS1,CAP,10,2026-03-20\n',
}
/** A Monday. */
const TODAY = '2026-03-02'
const HOUR_MS = 3_600_000

let database: TestDatabase
let clock: Clock
let http: Http
let address: string

beforeAll(async () => {
  database = await openTestDatabase()
  clock = await openClock(database)
  await clock.moveBusiness(Date.parse(`${TODAY}T06:00:00Z`))
  const files = new Map(Object.entries(FILES).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  await importRecords(database, { files, commit: true, by: 'planner' })
  await planCompany({ database, clock, searchSeconds: 0.1 })
  http = await openHttp({
    log: silentLog,
    identify: () => Promise.resolve({ id: '1', email: 'planner@example.com', name: 'P', role: 'planner', by: 'token' }),
    databaseUrl: database.url,
    screens: undefined,
    version: '0.1.0',
    host: 'localhost',
  })
  promisingRoutes(http, { database, clock })
  address = await http.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await http.close()
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

const ask = async (item: string, quantity: string, wanted: string, more = {}): Promise<PromiseAnswer> => {
  const { status, body } = await call<PromiseAnswer>('POST', '/api/promises', { item, quantity, wanted, ...more })
  expect(status).toBe(200)
  return body
}
const reserve = (item: string, quantity: string, wanted: string, reserveHours = 24) =>
  ask(item, quantity, wanted, { reserveHours })
const reservations = async () => (await call<Reservations>('GET', '/api/reservations')).body.reservations
const release = (id: string) => call<{ detail: string }>('DELETE', `/api/reservations/${id}`)
const releaseAll = async () => {
  for (const { id } of await reservations()) expect((await release(id)).status).toBe(204)
}

describe('the promise desk', () => {
  test('answers an inquiry and changes nothing', async () => {
    const first = await ask('CAP', '45', TODAY)
    expect(first).toMatchObject({ promised: '2026-03-09', method: 'ctp', atp_at_wanted: '40', reservation: null })
    expect(first.levers).toEqual([{ type: 'part', item: 'CAP', quantity: '40', date: TODAY }])
    expect(await ask('CAP', '45', TODAY)).toEqual(first)
    expect(await reservations()).toEqual([])
  })

  test('never promises the same stock to two who reserve at once, however many wait', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, () => reserve('STUD', '15', TODAY)))
    const fromStock = answers.flatMap((one) => one.sources).filter((one) => one.type === 'stock')
    expect(fromStock.reduce((sum, one) => sum + Number(one.quantity), 0)).toBe(100)
    expect(answers.filter((one) => one.promised === TODAY)).toHaveLength(6)
    expect(await reservations()).toHaveLength(24)
    await releaseAll()
    expect(await ask('STUD', '100', TODAY)).toMatchObject({ promised: TODAY, method: 'atp' })
  })

  test('keeps the components and the machine of what is reserved', async () => {
    const chairs = [
      await reserve('CHAIR', '10', TODAY),
      await reserve('CHAIR', '10', TODAY),
      await reserve('CHAIR', '1', TODAY),
    ]
    expect(chairs.map((one) => one.promised)).toEqual(['2026-03-04', '2026-03-04', '2026-03-18'])
    expect(chairs[2]!.binding).toMatchObject({ type: 'material', item: 'LEG', date: '2026-03-16' })
    const parts = [await reserve('PART', '40', TODAY), await reserve('PART', '40', TODAY)]
    expect(parts.map((one) => [one.promised, one.binding.type])).toEqual([
      [TODAY, 'none'],
      ['2026-03-03', 'capacity'],
    ])
    expect(parts[1]!.levers).toContainEqual({ type: 'capacity', item: 'PART', quantity: '40', date: TODAY })
    await releaseAll()
    expect(await ask('CHAIR', '20', TODAY)).toMatchObject({ promised: '2026-03-04' })
  })

  test('releases a reservation once; an unknown one is not found', async () => {
    const { reservation } = await reserve('CAP', '40', TODAY)
    expect(await ask('CAP', '1', TODAY)).toMatchObject({ atp_at_wanted: '0' })
    expect((await release(reservation!.id)).status).toBe(204)
    expect(await ask('CAP', '40', TODAY)).toMatchObject({ promised: TODAY })
    const again = await release(reservation!.id)
    expect(again).toMatchObject({ status: 404 })
    expect(again.body.detail).toContain(reservation!.id)
    expect((await release('not-an-id')).status).toBe(400)
  })

  test('makes a reservation an order, due as promised, which relies on the same goods', async () => {
    const { reservation } = await ask('CAP', '40', TODAY, { reserveHours: 24, customer: '花间' })
    const order = (id: string, body: unknown) =>
      call<{ detail: string; batch: number }>('POST', `/api/reservations/${id}/order`, body)
    const taken = await order(reservation!.id, { order: 'S1' })
    expect(taken).toMatchObject({ status: 409 })
    expect(taken.body.detail).toContain('S1')
    expect(await reservations()).toMatchObject([{ id: reservation!.id, customer: '花间', by: 'planner@example.com' }])
    const made = await order(reservation!.id, { order: 'S2' })
    expect(made).toMatchObject({ status: 200, body: { order: 'S2', line: '1', batch: expect.any(Number) } })
    expect(await reservations()).toEqual([])
    expect(await ask('CAP', '1', TODAY)).toMatchObject({ atp_at_wanted: '0' })
    const [row] = await database.query<{ cells: Record<string, string> }>({
      text: `select cells from record where file = 'sales_orders' and key = 'S2|1'`,
    })
    expect(row!.cells).toMatchObject({ item: 'CAP', quantity: '40', due_date: TODAY, customer: '花间' })
    expect((await order(reservation!.id, { order: 'S3' })).status).toBe(404)
  })

  test('promises lines together: a later one has not what an earlier one takes; all are reserved or none', async () => {
    const together = (more = {}) =>
      call<PromisedLines>('POST', '/api/promise-lines', {
        lines: [
          { item: 'STUD', quantity: '60' },
          { item: 'CHAIR', quantity: '10' },
          { item: 'STUD', quantity: '60' },
        ],
        wanted: TODAY,
        ...more,
      })
    const { body: inquiry } = await together()
    expect(inquiry.lines.map((one) => one.promised)).toEqual([TODAY, '2026-03-04', '2026-04-13'])
    expect(inquiry.promised).toBe('2026-04-13')
    expect(await reservations()).toEqual([])
    const { body: kept } = await together({ reserveHours: 4, customer: '花间' })
    expect(kept.lines.map((one) => one.promised)).toEqual(inquiry.lines.map((one) => one.promised))
    const ids = (await reservations()).map((one) => one.id)
    expect(ids).toEqual(kept.lines.map((one) => one.reservation!.id))
    const order = (body: unknown) => call<ReservedOrder>('POST', '/api/reserved-orders', body)
    expect((await order({ order: 'S1', reservations: ids })).status).toBe(409)
    expect((await order({ order: 'S9', reservations: [...ids, ids[0]] })).status).toBe(404)
    expect(await reservations()).toHaveLength(3)
    const made = await order({ order: 'S9', reservations: ids })
    expect(made).toMatchObject({ status: 200, body: { order: 'S9', line: '1' } })
    expect(await reservations()).toEqual([])
    const rows = await database.query<{ key: string; due: string }>({
      text: `select key, cells->>'due_date' as due from record where file = 'sales_orders' and key like 'S9|%' order by key`,
    })
    expect(rows.map((one) => [one.key, one.due])).toEqual([
      ['S9|1', TODAY],
      ['S9|2', '2026-03-04'],
      ['S9|3', '2026-04-13'],
    ])
    await undoImport(database, made.body.batch, 'planner')
    expect(await ask('STUD', '100', TODAY)).toMatchObject({ promised: TODAY })
  })

  test('answers for a line as if it were not there, and keeps the date that is then told, until that is undone', async () => {
    const lines = [{ item: 'CAP', quantity: '30' }]
    const asked = async (without: readonly string[]) => {
      const body = { lines, wanted: TODAY, without }
      return (await call<PromisedLines>('POST', '/api/promise-lines', body)).body.lines[0]!
    }
    const put = (body: unknown) => call<DatesPromised>('PUT', '/api/promised-dates', body)
    const dates = [{ order: 'S1', line: '1', date: '2026-03-27' }]
    const more = await asked([])
    const instead = await asked(['S1|1'])
    expect(Number(instead.atp_at_wanted) - Number(more.atp_at_wanted)).toBe(10)
    const edits = [{ file: 'sales_orders', key: 'S1|1', was: { quantity: '11' }, cells: { quantity: '12' } }]
    const late = await put({ dates, edits })
    expect(late.body).toMatchObject({ batch: null, before: [], conflicts: [{ now: '10' }] })
    edits[0]!.was.quantity = '10'
    const told = await put({ dates, edits })
    expect(told.body).toMatchObject({ batch: expect.any(Number), before: [{ order: 'S1', line: '1' }] })
    const promised = async () =>
      (await readList(database, { source: ORDER_LINES, query: { filter: 'order:S1' }, today: TODAY })).rows
    expect(await promised()).toMatchObject([{ promised: '2026-03-27', ordered: '12' }])
    await undoImport(database, told.body.batch!, 'planner')
    await put({ dates: told.body.before })
    expect(await promised()).toMatchObject([{ promised: told.body.before[0]!.date, ordered: '10' }])
    expect((await put({ dates: [], release: ['00000000-0000-4000-8000-000000000000'] })).status).toBe(409)
    expect((await put({ dates: [{ order: 'S99', line: '1', date: '2026-03-27' }] })).status).toBe(404)
    expect((await put({ dates: [], edits: [{ file: 'items', key: null, cells: {} }] })).status).toBe(400)
  })

  test('lets a reservation run out by the business clock, and promises from the new day on', async () => {
    await reserve('STUD', '100', TODAY, 24)
    await reserve('PART', '1', TODAY, 48)
    expect(await ask('STUD', '1', TODAY)).toMatchObject({ atp_at_wanted: '0' })
    await clock.moveBusiness(clock.business() + 25 * HOUR_MS)
    expect(await reservations()).toMatchObject([{ item: 'PART' }])
    expect(await ask('STUD', '100', TODAY)).toMatchObject({ promised: '2026-03-03', method: 'atp' })
  })

  test('refuses what it cannot promise by name', async () => {
    const refused = (body: unknown) => call<{ detail: string }>('POST', '/api/promises', body)
    expect(await refused({ item: 'NOTHING', quantity: '1', wanted: TODAY })).toMatchObject({ status: 404 })
    expect(await refused({ item: 'CAP', quantity: '0', wanted: TODAY })).toMatchObject({ status: 400 })
    expect(await refused({ item: 'CAP', quantity: '1e3', wanted: TODAY })).toMatchObject({ status: 400 })
    expect(await refused({ item: 'CAP', quantity: '1', wanted: '2026-02-30' })).toMatchObject({ status: 400 })
    expect(await refused({ item: 'CAP', quantity: '1', wanted: TODAY, reserveHours: 0 })).toMatchObject({ status: 400 })
  })

  test('keeps the day it promised for the order, also when the next plan is later', async () => {
    const { reservation } = await reserve('LEG', '20', '2026-03-04')
    const body = { order: 'S9' }
    expect((await call('POST', `/api/reservations/${reservation!.id}/order`, body)).status).toBe(200)
    const files = new Map([['stock.csv', new TextEncoder().encode('item,quantity\nLEG,0\n')]])
    await importRecords(database, { files, commit: true, by: 'planner' })
    await planCompany({ database, clock, searchSeconds: 0.1 })
    const { rows } = await readList(database, { source: ORDER_LINES, query: { filter: 'order:S9' }, today: TODAY })
    expect(rows).toMatchObject([{ promised: '2026-03-04', status: 'late' }])
  })
})
