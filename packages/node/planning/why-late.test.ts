import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { OrderLine, PlanIssueView, WhyLate } from '../../../schemas/rest/planning.ts'
import { openClock } from '../platform/clock.ts'
import { type Http, openHttp } from '../platform/http.ts'
import { silentLog } from '../platform/log.ts'
import { openTestDatabase, type TestDatabase } from '../platform/test-database.ts'
import { importRecords } from '../records/import-records.ts'
import { planningRoutes } from './index.ts'
import { planCompany } from './plan-company.ts'

/** TABLE is late for its machine and for its legs, LAMP for its bulb; SHELF has no bill, DESK needs a top that has no routing. */
const FILES = {
  'items.csv':
    'item,supply,lead_time_days\nTABLE,make,1\nTLEG,make,1\nLAMP,make,1\nBULB,buy,20\nSHELF,make,1\nDESK,make,1\nTOP,make,1\nWOOD,buy,0\n',
  'boms.csv': 'parent,component,quantity\nTABLE,TLEG,4\nTLEG,WOOD,1\nLAMP,BULB,1\nDESK,TOP,1\nTOP,WOOD,1\n',
  'operations.csv':
    'item,sequence,work_center,run_minutes,setup_minutes\nTABLE,10,M1,7,20\nTLEG,10,M2,1,10\nLAMP,10,M1,1,0\nDESK,10,M2,1,0\n',
  'work_centers.csv': 'work_center\nM1\nM2\n',
  'purchase_orders.csv': 'order,item,quantity,due_date\nP1,WOOD,5000,2026-02-20\n',
  'sales_orders.csv': [
    'order,line,item,quantity,due_date',
    'S1,1,TABLE,200,2026-03-03',
    'S1,2,TABLE,100,2026-03-04',
    'S2,1,LAMP,10,2026-03-06',
    'S3 花/1,1,LAMP,10,2026-02-20',
    'S4,1,SHELF,1,2026-03-20',
    'S5,1,DESK,1,2026-03-20',
    'S6,1,WOOD,1,2026-03-20\n',
  ].join('\n'),
}
let database: TestDatabase
let http: Http
let address: string

beforeAll(async () => {
  database = await openTestDatabase()
  const clock = await openClock(database)
  await clock.moveBusiness(Date.parse('2026-03-02T06:00:00Z'))
  const files = new Map(Object.entries(FILES).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  await importRecords(database, { files, commit: true, by: 'planner' })
  await planCompany({ database, clock, searchSeconds: 0.1 })
  http = await openHttp({
    log: silentLog,
    identify: () => Promise.resolve({ id: '1', email: 'v@example.com', name: 'V', role: 'viewer', by: 'token' }),
    databaseUrl: database.url,
    screens: undefined,
    version: '0.1.0',
    host: 'localhost',
  })
  planningRoutes(http, { database, clock })
  address = await http.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await http.close()
  await database.close()
})

const get = async <Answer>(path: string): Promise<{ status: number; body: Answer }> => {
  const response = await fetch(`${address}${path}`)
  return { status: response.status, body: (await response.json()) as Answer }
}
const linesOf = async (status: string) =>
  (await get<ListPage<OrderLine>>(`/api/order-lines?filter=${encodeURIComponent(`status:${status}`)}`)).body.rows
const whyOf = ({ order, line }: { order: string; line: string }) =>
  get<WhyLate>(`/api/order-lines/${encodeURIComponent(order)}/${encodeURIComponent(line)}/why`)

test('the parts of each late line add up to its lateness, link by link', async () => {
  const late = await linesOf('late')
  expect(late.map((one) => one.order).sort()).toEqual(['S1', 'S2', 'S3 花/1'])
  for (const line of late) {
    const { status, body } = await whyOf(line)
    expect(status).toBe(200)
    expect(body.projected).toBe(line.projected)
    let wanted = body.lateMinutes
    for (const link of body.chain) {
      expect(link.lateMinutes).toBeCloseTo(wanted, 9)
      expect(link.parts.reduce((sum, one) => sum + one.minutes, 0)).toBeCloseTo(link.lateMinutes, 9)
      expect(link.issue).toBeNull()
      wanted = link.parts.find((one) => one.part === 'material')!.minutes
    }
  }
  const lamp = (await whyOf({ order: 'S2', line: '1' })).body
  expect(lamp.chain.map((one) => one.item)).toEqual(['LAMP', 'BULB'])
})

test('a line without a date names the orders down to the one that cannot be planned', async () => {
  const stuck = await linesOf('cannot-plan')
  expect(stuck.map((one) => one.order).sort()).toEqual(['S4', 'S5'])
  const shelf = (await whyOf({ order: 'S4', line: '1' })).body
  expect(shelf).toMatchObject({
    projected: null,
    lateMinutes: 0,
    chain: [{ item: 'SHELF', issue: { code: 'no-bom' } }],
  })
  const desk = (await whyOf({ order: 'S5', line: '1' })).body
  expect(desk.chain.map((one) => [one.item, one.issue?.code])).toEqual([
    ['DESK', 'material-short'],
    ['TOP', 'missing-routing'],
  ])
})

test('late, conflict and cannot plan are three lists; a line in time has no cause', async () => {
  const { rows } = (await get<ListPage<PlanIssueView>>('/api/plan-issues')).body
  const codes = (list: string) => [...new Set(rows.filter((one) => one.list === list).map((one) => one.code))].sort()
  expect(codes('late')).toEqual(['late'])
  expect(codes('conflict')).toEqual(['overdue-receipt'])
  expect(codes('cannot-plan')).toEqual(['material-short', 'missing-routing', 'no-bom'])
  expect((await whyOf({ order: 'S6', line: '1' })).status).toBe(404)
  expect((await whyOf({ order: 'NOBODY', line: '1' })).status).toBe(404)
})
