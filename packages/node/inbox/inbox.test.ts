import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Inbox } from '../../../schemas/rest/inbox.ts'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import type { OrderLine, TaskView } from '../../../schemas/rest/planning.ts'
import { type Doors, openDoors } from '../doors.suite.ts'
import type { Role } from '../platform/guard.ts'
import { noteInbox } from './index.ts'

const DAY_MS = 86_400_000
const dayAfter = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
/** S2 is made to the day: it is soon late from the second plan on. */
const FILES = {
  'items.csv': 'item,name,supply,lead_time_days\nCAP,Cap 龘,buy,20\n',
  'stock.csv': 'item,quantity\nCAP,50\n',
  'sales_orders.csv': `order,item,quantity,due_date,customer\nS1,CAP,10,${dayAfter(9)},花间\nS2,CAP,5,${dayAfter(60)},\n`,
}

let doors: Doors
const headers = new Map<Role, Record<string, string>>()
beforeAll(async () => {
  doors = await openDoors()
  for (const role of ['owner', 'planner', 'viewer'] as const) headers.set(role, await doors.token(role))
  const files = Object.entries(FILES).map(([name, text]) => ({ name, base64: Buffer.from(text).toString('base64') }))
  await ask('planner', 'POST', '/api/imports?commit=true', { files })
})
afterAll(() => doors.close())

async function ask<Body>(role: Role, method: string, path: string, body?: unknown): Promise<Body> {
  const answer = await doors.call(path, {
    method,
    headers: headers.get(role)!,
    ...(body === undefined ? {} : { body }),
  })
  expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300)
  return answer.body as Body
}
const inboxOf = (role: Role) => ask<Inbox>(role, 'GET', '/api/inbox')
const kindsOf = async (role: Role) => (await inboxOf(role)).items.map((one) => one.kind)

async function ended(task: string): Promise<TaskView['state']> {
  const state = async () => (await ask<TaskView>('viewer', 'GET', `/api/tasks/${task}`)).state
  await expect.poll(state, { timeout: 20_000 }).toMatch(/done|failed/)
  return state()
}
const plan = async () => {
  const { task } = await ask<{ task: string }>('planner', 'POST', '/api/plan-runs?searchSeconds=1')
  return ended(task)
}

test('the first plan is no news; one that is late after an edit tells everybody, and the others whose edit moved a promise', async () => {
  await plan()
  expect(await inboxOf('viewer')).toEqual({ items: [], unread: 0 })
  const edits = [{ file: 'stock', key: 'CAP|', was: { quantity: '50' }, cells: { quantity: '0' } }]
  await ask('planner', 'POST', '/api/record-edits', { edits })
  await plan()
  const [line] = (await ask<ListPage<OrderLine>>('viewer', 'GET', '/api/order-lines?filter=order:S1')).rows
  expect(line!.status).toBe('late')
  const { items, unread } = await inboxOf('viewer')
  expect(items.map((one) => [one.kind, one.by])).toEqual([
    ['promise-moved', ['planner@example.com']],
    ['soon-late', []],
    ['late', []],
  ])
  expect(items.map((one) => one.facts.order)).toEqual(['S1', 'S2', 'S1'])
  expect(unread).toBe(3)
  expect(items[0]!.facts).toMatchObject({
    order: 'S1',
    line: '1',
    itemName: 'Cap 龘',
    customer: '花间',
    due: line!.requested,
    promised: line!.promised,
    projected: line!.projected,
  })
  expect(await kindsOf('planner')).toEqual(['soon-late', 'late'])
  await plan()
  expect(await kindsOf('viewer')).toEqual(['promise-moved', 'soon-late', 'late'])
})

test('what is read is read by one person, in every tab, and may be unread again', async () => {
  const { items } = await inboxOf('viewer')
  const live = await fetch(`${doors.address}/api/live`, { headers: headers.get('viewer')! })
  const events = live.body!.pipeThrough(new TextDecoderStream()).getReader()
  await ask('viewer', 'POST', '/api/inbox/read', { items: [items[0]!.id], isRead: true })
  let told = ''
  while (!told.includes('event: inbox')) told += (await events.read()).value ?? ''
  await events.cancel()
  expect((await inboxOf('viewer')).items.map((one) => one.isRead)).toEqual([true, false, false])
  expect((await inboxOf('owner')).unread).toBe(3)
  await ask('viewer', 'POST', '/api/inbox/read', { items: null, isRead: true })
  expect((await inboxOf('viewer')).unread).toBe(0)
  await ask('viewer', 'POST', '/api/inbox/read', { items: [items[1]!.id], isRead: false })
  expect((await inboxOf('viewer')).unread).toBe(1)
})

test('a reservation that ends soon is told, and again when it has ended', async () => {
  const body = { item: 'CAP', quantity: '3', wanted: dayAfter(1), reserveHours: 2, customer: '花间' }
  await ask('planner', 'POST', '/api/promises', body)
  const [first] = (await inboxOf('owner')).items
  expect(first).toMatchObject({ kind: 'reservation-expiring', facts: { item: 'CAP', quantity: '3', customer: '花间' } })
  await doors.database.query({ text: `update reservation set expires = now() - interval '1 minute'` })
  expect((await kindsOf('owner')).slice(0, 2)).toEqual(['reservation-expired', 'reservation-expiring'])
  expect((await kindsOf('owner')).slice(0, 2)).toEqual(['reservation-expired', 'reservation-expiring'])
})

test('an import in the background tells how it ended', async () => {
  const run = async (text: string) => {
    const upload = await doors.call('/api/uploads?name=sales_orders.csv', {
      method: 'POST',
      headers: headers.get('planner')!,
      body: new TextEncoder().encode(text),
    })
    const files = [{ name: 'sales_orders.csv', upload: (upload.body as { upload: string }).upload }]
    await ended((await ask<{ task: string }>('planner', 'POST', '/api/import-tasks?commit=true', { files })).task)
    return (await inboxOf('owner')).items[0]
  }
  expect(await run(`order,item,quantity,due_date\nS3,CAP,1,${dayAfter(70)}\n`)).toMatchObject({
    kind: 'import-done',
    facts: { files: ['sales_orders'], rows: 1, refused: 0, batch: expect.any(Number) },
  })
  expect(await run('order,item,quantity,due_date\nS4,NOTHING,1,2026-02-30\n')).toMatchObject({
    kind: 'import-failed',
    facts: { batch: null, refused: 2 },
  })
})

test('another date for a promised line is told to the others', async () => {
  const put = (date: string) =>
    ask('planner', 'PUT', '/api/promised-dates', { dates: [{ order: 'S2', line: '1', date }] })
  await put(dayAfter(61))
  await put(dayAfter(62))
  expect((await inboxOf('owner')).items[0]).toMatchObject({
    kind: 'promise-told',
    by: ['planner@example.com'],
    facts: { order: 'S2', from: dayAfter(61), to: dayAfter(62) },
  })
  expect(await kindsOf('planner')).not.toContain('promise-told')
})

test('a plan that cannot be made says why', async () => {
  await doors.database.query({
    text: `update record set cells = cells || '{"quantity": "many"}' where file = 'sales_orders' and key = 'S1|1'`,
  })
  expect(await plan()).toBe('failed')
  const [first] = (await inboxOf('viewer')).items
  expect(first).toMatchObject({ kind: 'plan-failed', facts: { message: expect.stringContaining('many') } })
})

test('only the newest 500 stay, and a reservation that was told of is not told of anew', async () => {
  const idsOf = (kinds: string) =>
    doors.database.query({ text: `select id from inbox_item where ${kinds} order by id` })
  const told = await idsOf(`kind = 'reservation-expired'`)
  expect(told).toHaveLength(1)
  const notes = Array.from({ length: 600 }, (_, i) => ({
    kind: 'more-late' as const,
    subject: `test ${i}`,
    facts: { count: i + 1 },
  }))
  await noteInbox(doors.database, notes)
  expect(await idsOf(`kind not like 'reservation-%'`)).toHaveLength(500)
  expect((await inboxOf('owner')).items[0]!.facts.count).toBe(600)
  expect(await idsOf(`kind = 'reservation-expired'`)).toEqual(told)
})
