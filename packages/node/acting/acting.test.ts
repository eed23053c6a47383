import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppliedActions, ReachedLines } from '../../../schemas/rest/acting.ts'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { PlanningAction } from '../../../schemas/rest/planning.ts'
import { planCompany, planningRoutes } from '../planning/index.ts'
import { type Clock, openClock } from '../platform/clock.ts'
import { type Http, openHttp } from '../platform/http.ts'
import { silentLog } from '../platform/log.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { editRoutes, importRecords, recordRoutes } from '../records/index.ts'
import { actingRoutes } from './index.ts'

const FILES = {
  'items.csv':
    'item,supply,lead_time_days,unit\nBOLT,buy,3,pcs\nCHAIR,make,2,pcs\nLEG,buy,4,pcs\nSEAT,buy,4,pcs\nTABLE,make,2,pcs\nTOP,buy,4,pcs\n',
  'boms.csv': 'parent,component,quantity\nCHAIR,LEG,4\nCHAIR,SEAT,1\nTABLE,TOP,1\n',
  'units.csv': 'item,from_unit,to_unit,factor\nTOP,pair,pcs,2\n',
  'suppliers.csv': 'supplier\nWOOD\n',
  'item_suppliers.csv': 'item,supplier,price\nLEG,WOOD,2.5\nSEAT,WOOD,4\n',
  'sales_orders.csv':
    'order,item,quantity,due_date,customer\nS1,CHAIR,10,2026-03-20,Ann\nS2,TABLE,6,2026-03-20,Ben\nS3,CHAIR,5,2026-03-03,Cat\n',
  'work_orders.csv': 'order,item,quantity,due_date,status\nW-07,TABLE,6,2026-04-10,firm\n',
  'purchase_orders.csv':
    'order,line,item,quantity,unit,due_date,status\nP-099,1,TOP,10,pair,2026-03-12,confirmed\nP-099,2,BOLT,40,,2026-03-12,confirmed\n',
}
/** A Monday. */
const TODAY = '2026-03-02'

let database: TestDatabase
let clock: Clock
let http: Http
let address: string

beforeAll(async () => {
  database = await openTestDatabase()
  clock = await openClock(database)
  await clock.moveBusiness(Date.parse(`${TODAY}T06:00:00Z`))
  const files = new Map(Object.entries(FILES).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  const { errors } = await importRecords(database, { files, commit: true, by: 'planner' })
  expect(errors).toEqual([])
  await plan()
  http = await openHttp({
    log: silentLog,
    identify: () => Promise.resolve({ id: '1', email: 'planner@example.com', name: 'P', role: 'planner', by: 'token' }),
    databaseUrl: database.url,
    screens: undefined,
    version: '0.1.0',
    host: 'localhost',
  })
  actingRoutes(http, database)
  planningRoutes(http, { database, clock })
  recordRoutes(http, database)
  editRoutes(http, { database, clock })
  address = await http.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await http.close()
  await database.close()
})

const plan = () => planCompany({ database, clock, searchSeconds: 0.1 })

async function call<Answer>(method: string, path: string, body?: unknown): Promise<{ status: number; body: Answer }> {
  const response = await fetch(`${address}${path}`, {
    method,
    ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  })
  const text = await response.text()
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer }
}

const actions = async (filter = 'state:open'): Promise<readonly PlanningAction[]> =>
  (await call<ListPage<PlanningAction>>('GET', `/api/planning-actions?filter=${filter}`)).body.rows
const one = async (filter: string): Promise<PlanningAction> => {
  const rows = await actions(filter)
  expect(rows).toHaveLength(1)
  return rows[0]!
}
const apply = (...chosen: readonly PlanningAction[]) =>
  call<AppliedActions & { detail: string }>('POST', '/api/planning-actions/apply', {
    actions: chosen.map(({ id }) => id),
  })
const records = async (file: string, filter: string) =>
  (await call<ListPage<Record<string, string | null>>>('GET', `/api/records/${file}?filter=${filter}`)).body.rows
const undo = async (batch: number) => expect((await call('POST', `/api/imports/${batch}/undo`)).status).toBe(200)

describe('a planning action', () => {
  test('says in parts what asks for it first', async () => {
    expect(await one('action:make;item:CHAIR;needOrder:S3')).toMatchObject({
      state: 'open',
      needType: 'sales_order',
      needLine: '1',
      needDate: '2026-03-03',
      needCustomer: 'Cat',
      needStatus: 'late',
      unit: 'pcs',
    })
    expect(await one('action:expedite;order:W-07')).toMatchObject({ needOrder: 'S2', needDate: '2026-03-20' })
    expect(await one('action:cancel;item:BOLT')).toMatchObject({ needType: null, newQuantity: '0' })
  })

  test('is carried out as one batch, is gone at once, and comes back when the batch is undone', async () => {
    const make = await one('action:make;item:CHAIR;needOrder:S1')
    const { status, body } = await apply(make)
    expect(status).toBe(200)
    expect(body.orders).toEqual([{ action: make.id, file: 'work_orders', key: 'W-08' }])
    expect(await records('work_orders', 'order:W-08')).toMatchObject([
      { item: 'CHAIR', quantity: '10', due_date: make.newDate, start_date: make.releaseDate, status: 'firm' },
    ])
    expect(await actions(`state:open;order:${encodeURIComponent(make.order)}`)).toEqual([])
    expect((await apply(make)).status).toBe(409)
    await undo(body.batch)
    expect(await records('work_orders', 'order:W-08')).toEqual([])
    expect(await one('action:make;item:CHAIR;needOrder:S1')).toMatchObject({ state: 'open', id: make.id })
  })

  test('orders of one supplier become lines of one purchase order, and the next plan does not propose them again', async () => {
    const order = await actions('action:order;item:LEG|SEAT')
    expect(order.length).toBeGreaterThan(1)
    const { body } = await apply(...order)
    expect(new Set(body.orders.map(({ key }) => key.split('|')[0]))).toEqual(new Set(['P-100']))
    expect(await records('purchase_orders', 'order:P-100;supplier:WOOD;status:firm')).toHaveLength(order.length)
    await plan()
    expect(await actions('action:order;item:LEG|SEAT')).toEqual([])
    await undo(body.batch)
    await plan()
  })

  test('changes the order it is about: its date, its status, its quantity in the unit it is kept in', async () => {
    const expedite = await one('action:expedite;order:W-07')
    const decrease = await one('action:decrease;order:P-099;line:1')
    const cancel = await one('action:cancel;order:P-099;line:2')
    const { body } = await apply(expedite, decrease, cancel)
    expect(await records('work_orders', 'order:W-07')).toMatchObject([{ due_date: expedite.newDate }])
    expect(Number(decrease.quantity)).toBe(20)
    expect(await records('purchase_orders', 'order:P-099;line:1')).toMatchObject([
      { quantity: String(Number(decrease.newQuantity) / 2), unit: 'pair' },
    ])
    expect(await records('purchase_orders', 'order:P-099;line:2')).toMatchObject([{ status: 'cancelled' }])
    await undo(body.batch)
  })

  test('is refused, and nothing with it, when its order was changed meanwhile', async () => {
    const expedite = await one('action:expedite;order:W-07')
    const cancel = await one('action:cancel;order:P-099;line:2')
    const edit = await call<{ batch: number }>('POST', '/api/record-edits', {
      edits: [{ file: 'work_orders', key: 'W-07', cells: { due_date: '2026-04-09' } }],
    })
    const { status, body } = await apply(cancel, expedite)
    expect(status).toBe(409)
    expect(body.detail).toContain('2026-04-09')
    expect(await records('purchase_orders', 'order:P-099;line:2')).toMatchObject([{ status: 'confirmed' }])
    await undo(edit.body.batch)
  })

  test('stays dismissed until it says something else, and can be restored', async () => {
    const make = await one('action:make;item:CHAIR;needOrder:S1')
    const dismiss = { actions: [make.id, 'nothing says this'] }
    expect((await call('POST', '/api/planning-actions/dismiss', dismiss)).body).toEqual({ changed: 1 })
    await plan()
    expect(await one('action:make;item:CHAIR;needOrder:S1')).toMatchObject({ state: 'dismissed' })
    const { body } = await call<{ batch: number }>('POST', '/api/record-edits', {
      edits: [{ file: 'sales_orders', key: 'S1|1', cells: { quantity: '11' } }],
    })
    await plan()
    expect(await one('action:make;item:CHAIR;needOrder:S1')).toMatchObject({ state: 'open', newQuantity: '11' })
    await undo(body.batch)
    await plan()
    const restore = { actions: [make.id] }
    expect((await call('POST', '/api/planning-actions/restore', restore)).body).toEqual({ changed: 1 })
    expect(await one('action:make;item:CHAIR;needOrder:S1')).toMatchObject({ state: 'open' })
  })

  test('tells which customers’ lines wait for its order, however many levels above', async () => {
    const legs = (await actions('action:order;item:LEG')).find((row) => row.needOrder === 'S3')!
    const query = `type=planned_order&order=${encodeURIComponent(legs.order)}`
    const { body } = await call<ReachedLines>('GET', `/api/reached-lines?${query}`)
    expect(body).toMatchObject({ total: 1, late: 1, lines: [{ order: 'S3', customer: 'Cat', status: 'late' }] })
  })
})
