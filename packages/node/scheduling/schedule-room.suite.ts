import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import type { Accepted, TaskView } from '../../../schemas/rest/planning.ts'
import type { ScheduleChange, ScheduleView } from '../../../schemas/rest/scheduling.ts'
import { planCompany, planningRoutes } from '../planning/index.ts'
import { openClock } from '../platform/clock.ts'
import { openHttp } from '../platform/http.ts'
import { silentLog } from '../platform/log.ts'
import { runWorker } from '../platform/task-worker.ts'
import { openTestDatabase } from '../platform/test-database.ts'
import { importRecords, recordRoutes } from '../records/index.ts'
import { tasksOf } from '../tasks.ts'
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
export const TODAY = '2026-03-02'

/** The schedule of a small factory, behind its doors. */
export type ScheduleRoom = Awaited<ReturnType<typeof openScheduleRoom>>

export async function openScheduleRoom() {
  const database = await openTestDatabase()
  const clock = await openClock(database)
  await clock.moveBusiness(Date.parse(`${TODAY}T06:00:00Z`))
  const files = new Map(Object.entries(FILES).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  const { errors } = await importRecords(database, { files, commit: true, by: 'planner' })
  expect(errors).toEqual([])
  await planCompany({ database, clock, searchSeconds: 0.1 })
  const http = await openHttp({
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
  const worker = await runWorker({ database, url: database.url, tasks: tasksOf({}), concurrency: 2, log: silentLog })
  const call = callerOf(await http.listen({ host: '127.0.0.1', port: 0 }))
  const schedule = async (): Promise<ScheduleView> => (await call<ScheduleView>('GET', '/api/schedule')).body
  const ended = async (task: string): Promise<TaskView> => {
    for (;;) {
      const { body } = await call<TaskView>('GET', `/api/tasks/${task}`)
      if (body.state !== 'queued' && body.state !== 'running') return body
      await pause(POLL_MS)
    }
  }
  return {
    database,
    clock,
    call,
    schedule,
    ended,
    /** The schedule, and the first operation of the order that serves a customer. */
    orderFor: async (customer: string): Promise<{ before: Placed[]; one: Placed }> => {
      const view = await schedule()
      const before = placesOf(view)
      const { order: wanted } = view.orders.find((one) => one.serves[0]?.customer === customer)!
      return { before, one: before.find(({ order, sequence }) => order === wanted && sequence === 10)! }
    },
    undo: async ({ batch }: Pick<ScheduleChange, 'batch'>): Promise<void> => {
      expect((await call('POST', `/api/imports/${batch}/undo`)).status).toBe(200)
      expect((await schedule()).isStale).toBe(true)
      const again = await call<Accepted>('POST', `/api/schedule/runs?undone=${batch}`)
      expect((await ended(again.body.task)).state).toBe('done')
    },
    close: async (): Promise<void> => {
      await http.close()
      await worker.stop()
      await database.close()
    },
  }
}

/** The node counts requests. */
const POLL_MS = 20

function callerOf(address: string) {
  return async <Answer>(method: string, path: string, body?: unknown): Promise<{ status: number; body: Answer }> => {
    const response = await fetch(`${address}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    const text = await response.text()
    return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as Answer }
  }
}

export interface Placed {
  readonly order: string
  readonly item: string
  readonly sequence: number
  readonly unit: string
  readonly begin: number
  readonly held: number
}

/** Operations in words, by start and unit. */
export function placesOf({ operations, orders, items, units, start }: ScheduleView): Placed[] {
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

/** Where units are taken, whatever the names of the orders. */
export const standing = (places: readonly { unit: string; begin: number }[]): string[] =>
  places.map(({ unit, begin }) => `${unit} ${begin}`).sort((a, b) => (a < b ? -1 : 1))
