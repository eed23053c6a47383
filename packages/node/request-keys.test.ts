import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Doors, openDoors } from './doors.suite.ts'

let doors: Doors
let planner: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  planner = await doors.token('planner')
})
afterAll(() => doors.close())

const keyed = (key: string, headers = planner): Record<string, string> => ({ ...headers, 'idempotency-key': key })
const itemOf = (item: string) => ({ edits: [{ file: 'items', key: null, cells: { item } }] })
const addItem = (item: string, headers: Record<string, string>) =>
  doors.call('/api/record-edits', { method: 'POST', headers, body: itemOf(item) })

const count = async (text: string): Promise<number> => {
  const [row] = await doors.database.query<{ rows: number }>({ text: `select count(*)::int as rows from ${text}` })
  return row!.rows
}

describe('a change with a key', () => {
  test('is carried out once, and the first answer is given again', async () => {
    const key = randomUUID()
    const before = await count('import_batch')
    const [first, again] = [await addItem('K1', keyed(key)), await addItem('K1', keyed(key))]
    expect(first.status).toBe(200)
    expect(again).toMatchObject({ status: 200, body: first.body })
    expect([first, again].map((one) => one.headers.get('idempotency-replayed'))).toEqual([null, 'true'])
    expect(await count('import_batch')).toBe(before + 1)
    // Without a key, or with another one, it is another act: the item is there already.
    expect(((await addItem('K1', planner)).body as { batch: unknown }).batch).toBeNull()
  })

  test('is refused with 422 for another body, another address, and never taken for that of another person', async () => {
    const key = randomUUID()
    expect((await addItem('K2', keyed(key))).status).toBe(200)
    expect((await addItem('K3', keyed(key))).status).toBe(422)
    expect((await doors.call('/api/plan-runs', { method: 'POST', headers: keyed(key) })).status).toBe(422)
    const owner = await doors.token('owner')
    expect((await addItem('K3', keyed(key, owner))).headers.get('idempotency-replayed')).toBeNull()
    expect(await count(`record where file = 'items' and key in ('K2', 'K3')`)).toBe(2)
  })

  test('sent many times at once is carried out once; the others are told to come again', async () => {
    const key = randomUUID()
    const before = await count(`task_progress where name = 'plan-company'`)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        doors.call('/api/schedule/searches', { method: 'POST', headers: keyed(key), body: { seconds: 1 } }),
      ),
    )
    const done = answers.filter((one) => one.status === 202)
    expect(new Set(done.map((one) => JSON.stringify(one.body))).size).toBe(1)
    for (const one of answers.filter((other) => other.status !== 202))
      expect({ status: one.status, after: one.headers.get('retry-after') }).toEqual({ status: 409, after: '1' })
    expect(await count('schedule_search')).toBe(1)
    expect(await count(`task_progress where name = 'plan-company'`)).toBe(before)
  })

  test('that is refused leaves nothing behind, and is tried again when it is sent again', async () => {
    const key = randomUUID()
    const undo = () => doors.call('/api/imports/9999/undo', { method: 'POST', headers: keyed(key) })
    const kept = await count('answered_request')
    expect((await undo()).status).toBe(404)
    expect((await undo()).headers.get('idempotency-replayed')).toBeNull()
    expect(await count('answered_request')).toBe(kept)
    const { status } = await doors.call('/api/plan-runs', { method: 'POST', headers: keyed('short') })
    expect(status).toBe(400)
  })

  test('keeps neither the key nor a secret of the answer', async () => {
    const { cookie } = await doors.login('planner')
    const key = randomUUID()
    const make = () =>
      doors.call('/api/tokens', {
        method: 'POST',
        headers: keyed(key, { cookie: cookie!, 'x-headwater-request': '1' }),
        body: { name: 'sheet', role: 'viewer', days: 1 },
      })
    const made = await make()
    expect(made.status).toBe(201)
    expect((await make()).status).toBe(409)
    const rows = await doors.database.query<{ text: string }>({
      text: 'select a::text as text from answered_request a',
    })
    const { token } = made.body as { token: string }
    expect(rows.some((one) => one.text.includes(token) || one.text.includes(key))).toBe(false)
  })

  test('is forgotten after a day', async () => {
    const key = randomUUID()
    await addItem('K5', keyed(key))
    await doors.database.query({ text: `update answered_request set at = now() - interval '25 hours'` })
    const { edits } = itemOf('K5')
    const headers = keyed(key)
    const again = await doors.call('/api/record-edits', { method: 'POST', headers, body: { edits } })
    expect(again.headers.get('idempotency-replayed')).toBeNull()
  })
})

test('bytes and files sent with a key are kept once', async () => {
  const key = randomUUID()
  const upload = () =>
    doors.call('/api/uploads?name=a.csv', { method: 'POST', headers: keyed(key), body: new Uint8Array(5000) })
  expect((await upload()).body).toEqual((await upload()).body)
  expect(await count('upload')).toBe(1)
  const files = [{ name: 'items.csv', base64: Buffer.from('item\nF1\n').toString('base64') }]
  const send = (headers: Record<string, string>) =>
    doors.call('/api/imports?commit=true', { method: 'POST', headers, body: { files } })
  const fileKey = randomUUID()
  const first = await send(keyed(fileKey))
  // As after a crash between the import and its answer: the batch is found again by its act.
  await doors.database.query({ text: 'delete from answered_request' })
  const again = await send(keyed(fileKey))
  const batchOf = (one: typeof first) => (one.body as { batch: number }).batch
  expect(batchOf(first)).toBeGreaterThan(0)
  expect(batchOf(again)).toBe(batchOf(first))
})

test('files sent with a key of days ago are an act of their own', async () => {
  const [key, headers] = [keyed(randomUUID()), planner]
  const send = (name: string, given = headers) => {
    const files = [{ name: 'items.csv', base64: Buffer.from(`item,name\nG1,${name}\n`).toString('base64') }]
    return doors.call('/api/imports?commit=true', { method: 'POST', headers: given, body: { files } })
  }
  expect((await send('first', key)).status).toBe(200)
  await send('second')
  await doors.database.query({ text: `update answered_request set at = now() - interval '25 hours'` })
  await doors.database.query({ text: `update import_batch set at = now() - interval '25 hours'` })
  expect((await send('first', key)).status).toBe(200)
  expect(await count(`record where key = 'G1' and cells ->> 'name' = 'first'`)).toBe(1)
})
