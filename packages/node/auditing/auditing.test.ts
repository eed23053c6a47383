import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AuditEntryView, AuditRow } from '../../../schemas/rest/auditing.ts'
import type { EditAnswer } from '../../../schemas/rest/edits.ts'
import type { ListPage } from '../../../schemas/rest/lists.ts'
import { type Doors, emailOf, OWN, openDoors } from '../doors.suite.ts'
import { importRecords } from '../records/index.ts'

let doors: Doors
let owner: Record<string, string>
let planner: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  owner = await doors.token('owner')
  planner = await doors.login('planner')
  const files = new Map([['items.csv', Buffer.from('item,name\nA,Apple\nB,Birch\n')]])
  const order = { files, mapping: {}, commit: true, partly: false, replace: false, by: 'importer@example.com' }
  expect((await importRecords(doors.database, order)).errors).toEqual([])
})
afterAll(() => doors.close())

const entries = async (query = ''): Promise<readonly AuditRow[]> =>
  ((await doors.call(`/api/audit?limit=500&${query}`, { headers: owner })).body as unknown as ListPage<AuditRow>).rows
const entry = async (id: string): Promise<AuditEntryView> =>
  (await doors.call(`/api/audit-entry?id=${encodeURIComponent(id)}`, { headers: owner }))
    .body as unknown as AuditEntryView
const post = (path: string, body: unknown, headers = planner, method = 'POST') =>
  doors.call(path, { method, headers, body })

test('an import, an edit on a screen, one by a program and an undo say who, which way, and old → new', async () => {
  const edit = { file: 'items', key: 'A', cells: { name: 'Alder', safety_stock: '5' } }
  const { batch } = (await post('/api/record-edits', { edits: [edit] })).body as unknown as EditAnswer
  const bearer = await doors.token('planner')
  await post('/api/record-edits', { edits: [{ file: 'items', key: 'B', cells: null }] }, bearer)
  await post(`/api/imports/${batch}/undo`, undefined)
  const found = await entries('filter=file:items')
  expect(found.map(({ by, via, what, key, changes }) => [by, via, what, key, changes])).toEqual([
    [emailOf('planner'), 'screen', 'undone', 'A', 'name: Alder → Apple; safety_stock: 5 → –'],
    [emailOf('planner'), 'program', 'record.removed', 'B', 'item: B → –; name: Birch → –'],
    [emailOf('planner'), 'screen', 'record.changed', 'A', 'name: Apple → Alder; safety_stock: – → 5'],
    ['importer@example.com', 'import', 'record.added', 'B', 'item: – → B; name: – → Birch'],
    ['importer@example.com', 'import', 'record.added', 'A', 'item: – → A; name: – → Apple'],
  ])
  expect((await entry(found[2]!.id)).fields).toEqual([
    { field: 'name', before: 'Apple', after: 'Alder' },
    { field: 'safety_stock', before: null, after: '5' },
  ])
  expect((await entries(`filter=by:importer@example.com`)).length).toBe(2)
  expect((await entries('search=Alder')).length).toBe(2)
  expect((await entries('filter=day:this-month;file:items')).length).toBe(5)
  expect((await entries('filter=day:..2020-01-01')).length).toBe(0)
})

test('what is no record is audited by its table, in the name of who asked', async () => {
  const view = { list: 'order-lines', name: 'Mine', isCompany: false, query: { filter: 'status:late' } }
  const made = await post('/api/views', view)
  expect(made.status).toBeLessThan(300)
  const [one] = await entries('filter=file:view')
  expect(one).toMatchObject({ by: emailOf('planner'), via: 'screen', what: 'view.added', key: 'order-lines|Mine' })
  await post('/api/views', { ...view, name: 'Secretary' })
  expect((await entries('filter=file:view'))[0]).toMatchObject({ key: 'order-lines|Secretary' })
})

test('the first dates of a plan are nobody’s change, a date that a person gives is', async () => {
  const row = (order: string) => ({
    text: `insert into delivery_promise (order_id, line, promised) values ($1, '1', '2026-03-20')`,
    values: [order],
  })
  await doors.database.transaction((transaction) => transaction.query(row('BY-A-PLAN')))
  await doors.database.transaction(async (transaction) => {
    await transaction.query({
      text: `select set_config('headwater.by', 'someone', true), set_config('headwater.via', 'screen', true)`,
    })
    await transaction.query(row('BY-SOMEONE'))
  })
  await doors.database.query({
    text: `update delivery_promise set promised = '2026-03-21' where order_id = 'BY-A-PLAN'`,
  })
  expect((await entries('filter=file:promise')).map(({ what, by, key }) => [what, by, key])).toEqual([
    ['promise.changed', 'node', 'BY-A-PLAN|1'],
    ['promise.added', 'someone', 'BY-SOMEONE|1'],
  ])
})

test('people and tokens are audited with their fields, and no secret is', async () => {
  const made = await post('/api/people', { email: 'new@example.com', name: 'New', role: 'viewer' }, owner)
  const { id, password } = made.body as { id: string; password: string }
  await post(`/api/people/${id}/role`, { role: 'planner' }, owner, 'PUT')
  await post(`/api/people/${id}/disabled`, { disabled: true }, owner, 'PUT')
  const token = ((await post('/api/tokens', { name: 'ERP', role: 'viewer', days: 7 })).body as { token: string }).token
  expect((await entries('filter=key:new@example.com')).map(({ what, changes }) => [what, changes])).toEqual([
    ['person.disabled', 'disabled: false → true'],
    ['person.role', 'role: viewer → planner'],
    ['person.created', 'email: – → new@example.com; name: – → New; role: – → viewer'],
  ])
  const rows = await doors.database.query({ text: 'select row_to_json(audit)::text as text from audit' })
  const all = JSON.stringify(rows)
  for (const secret of [password, token, 'accounts-secret']) expect(all).not.toContain(secret)
})

test('nothing is taken out or changed afterwards, and a change that is refused leaves no trace', async () => {
  const before = (await entries()).length
  for (const text of ['delete from audit', `update audit set by = 'x'`, 'truncate audit', 'delete from import_change'])
    await expect(doors.database.query({ text })).rejects.toThrow('only added to')
  await post('/api/record-edits', { edits: [{ file: 'items', key: 'A', cells: { safety_stock: 'many' } }] })
  expect((await entries()).length).toBe(before)
})

test('is the owner’s alone, as a list, an entry and a table', async () => {
  for (const path of ['/api/audit', '/api/audit/table.csv', '/api/audit-entry?id=a1'])
    expect((await doors.call(path, { headers: { ...OWN, ...planner } })).status).toBe(403)
  const { status, body } = await doors.call('/api/audit/table.csv?filter=file:items', { headers: owner })
  expect(status).toBe(200)
  expect(body).toContain('record.changed')
})
