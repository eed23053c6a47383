import http from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { TaskView } from '../../schemas/rest/planning.ts'
import type { ImportAnswer, UploadMade } from '../../schemas/rest/records.ts'
import { type Doors, openDoors } from './doors.suite.ts'
import { addTask } from './platform/tasks.ts'
import { carryOut } from './records/carry-out.ts'

let doors: Doors
let planner: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  planner = await doors.token('planner')
})
afterAll(() => doors.close())
beforeEach(() => doors.database.query({ text: 'truncate record, sell_through, import_batch, column_mapping cascade' }))

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

async function upload(name: string, body: Uint8Array): Promise<string> {
  const answer = await doors.call(`/api/uploads?name=${name}`, { method: 'POST', headers: planner, body })
  expect(answer).toMatchObject({ status: 201, body: { bytes: body.length } })
  return (answer.body as unknown as UploadMade).upload
}

async function order(files: Record<string, Uint8Array>, query: string, mapping = {}): Promise<string> {
  const sent = []
  for (const [name, body] of Object.entries(files)) sent.push({ name, upload: await upload(name, body) })
  const body = { files: sent, mapping }
  const answer = await doors.call(`/api/import-tasks?${query}`, { method: 'POST', headers: planner, body })
  expect(answer.status).toBe(202)
  return (answer.body as unknown as { task: string }).task
}

const view = async (task: string): Promise<TaskView> =>
  (await doors.call(`/api/tasks/${task}`, { headers: planner })).body as unknown as TaskView

async function follow(task: string, until: (view: TaskView) => boolean): Promise<TaskView> {
  for (;;) {
    const now = await view(task)
    if (until(now)) return now
    await wait(20)
  }
}

const isOver = ({ state }: TaskView): boolean => !['queued', 'running'].includes(state)

async function importInBackground(
  files: Record<string, Uint8Array>,
  query: string,
  mapping = {},
): Promise<ImportAnswer> {
  const end = await follow(await order(files, query, mapping), isOver)
  expect(end.state).toBe('done')
  return end.result as ImportAnswer
}

const ITEMS = bytes('item,name\nA,Ä\nB,b\n')
const rows = (count: number): string =>
  Array.from({ length: count }, (_, i) => `A,2026-01-${String(1 + (i % 28)).padStart(2, '0')},P${i},1`).join('\n')
const salesIn = async (): Promise<number> => {
  const [row] = await doors.database.query<{ n: number }>({ text: 'select count(*)::int as n from sell_through' })
  return row!.n
}

test('a file that is sent slowly does not keep others from what the database answers', async () => {
  const headers = await doors.token('planner')
  const stop = new AbortController()
  const slow = () =>
    fetch(`${doors.address}/api/uploads?name=slow.csv`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/octet-stream' },
      body: new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('item')) }),
      duplex: 'half',
      signal: stop.signal,
    } as RequestInit)
  const sent = Array.from({ length: 4 }, slow)
  const answer = await Promise.race(sent)
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  expect((await doors.call('/api/today', { headers })).status).toBe(200)
  stop.abort()
  expect((await Promise.allSettled(sent)).filter((one) => one.status === 'rejected')).toHaveLength(3)
  // The node learns a moment later that they have gone.
  const next = async () =>
    (await doors.call('/api/uploads?name=next.csv', { method: 'POST', headers, body: bytes('item') })).status
  await expect.poll(next, { timeout: 20_000 }).toBe(201)
})

describe('an import in the background', () => {
  test('is a dry run until it is told to commit, and shows sales before it writes them', async () => {
    const files = { 'items.csv': ITEMS, 'sell_through.csv': bytes('item,date,quantity\nA,2026-01-05,3\n') }
    const dry = await importInBackground(files, '')
    expect(dry).toMatchObject({ batch: null, errorCount: 0, files: [{ added: 2 }, { added: 1 }] })
    expect(dry.files[1]!.preview).toEqual([
      { key: 'A|2026-01-05|', row: 2, before: null, after: { item: 'A', date: '2026-01-05', quantity: '3' } },
    ])
    expect(await salesIn()).toBe(0)
    expect((await importInBackground(files, 'commit=true')).batch).not.toBeNull()
    const changed = { 'sell_through.csv': bytes('item,date,quantity\nA,2026-01-05,4\n') }
    expect((await importInBackground(changed, '')).files[0]!.preview).toMatchObject([
      { before: { quantity: '3' }, after: { quantity: '4' } },
    ])
  })

  test('can be stopped, and leaves nothing', async () => {
    const files = { 'items.csv': ITEMS, 'sell_through.csv': bytes(`item,date,place,quantity\n${rows(100_000)}\n`) }
    const task = await order(files, 'commit=true')
    await follow(task, (one) => isOver(one) || one.step === 'reading sales')
    expect((await doors.call(`/api/tasks/${task}`, { method: 'DELETE', headers: planner })).status).toBe(204)
    expect((await follow(task, isOver)).state).toBe('cancelled')
    expect(await salesIn()).toBe(0)
    expect((await importInBackground({ 'items.csv': ITEMS }, 'commit=true')).files).toMatchObject([{ added: 2 }])
  })

  test('gives refused rows back with reasons; corrected, they go in', async () => {
    const text = 'item,name,lead_time_days\nA,Ä,soon\nB,b,3\n'
    const answer = await importInBackground({ 'items.csv': bytes(text) }, 'commit=true&partly=true')
    expect(answer).toMatchObject({ errorCount: 1, files: [{ added: 1, refused: 1 }], refused: [{ file: 'items.csv' }] })
    const { body } = await doors.call(`/api/uploads/${answer.refused[0]!.upload}`, { headers: planner })
    expect(body).toContain('item,name,lead_time_days,reason\nA,Ä,soon,')
    const again = await importInBackground({ 'items.csv': bytes((body as string).replace('soon', '2')) }, 'commit=true')
    expect(again).toMatchObject({ errorCount: 0, files: [{ added: 1, refused: 0 }] })
  })

  test('takes up the task of a worker that died after it had written, without writing twice', async () => {
    const first = await order({ 'items.csv': ITEMS }, 'commit=true')
    const { result } = await follow(first, isOver)
    await doors.database.query({ text: `update task_progress set state = 'queued' where id = $1`, values: [first] })
    await doors.database.query({
      text: `select graphile_worker.add_job('import-files', json_build_object('id', $1::text, 'retries', 0))`,
      values: [first],
    })
    const again = await follow(first, (one) => one.state === 'done')
    expect((again.result as ImportAnswer).batch).toBe((result as ImportAnswer).batch)
    const [count] = await doors.database.query<{ n: number }>({ text: 'select count(*)::int as n from import_batch' })
    expect(count!.n).toBe(1)
  })

  test('of an upload that is not there says so', async () => {
    const files = [{ name: 'items.csv', upload: '00000000-0000-4000-8000-000000000000' }]
    const by = 'planner'
    const task = await addTask(doors.database, {
      name: 'import-files',
      payload: { files, mapping: {}, commit: true, by },
    })
    expect((await follow(task, isOver)).result).toMatchObject({ batch: null, errors: [{ code: 'unknown-reference' }] })
  })
})

/** A dry run without the thread around it. */
const carriedOut = (files: Record<string, Uint8Array>, mapping = {}) =>
  carryOut(
    doors.database,
    { files: Object.entries(files).map(([name, body]) => ({ name, bytes: body })), mapping, commit: false, by: 'test' },
    { signal: new AbortController().signal, onProgress: () => {} },
  )

describe('hostile content', () => {
  const given: [string, Record<string, string>, object | null][] = [
    [
      'a column named as what every object has',
      { 'items.csv': 'item,__proto__,constructor,toString\nA,1,2,3\n' },
      null,
    ],
    ['an attribute named so', { 'items.csv': 'item,attr.__proto__,attr.constructor\nA,1,2\n' }, null],
    ['a key named so', { 'items.csv': 'item\n__proto__\nconstructor\n' }, null],
    [
      'a file that the contract does not have',
      { 'prices.csv': 'item\nA\n' },
      { code: 'not-in-list', file: 'prices.csv' },
    ],
    ['semicolons', { 'items.csv': 'item;name\nA;x\n' }, { message: expect.stringContaining('semicolons') }],
    ['a zero character', { 'items.csv': 'item,name\nA,x\nB,\0\n' }, { code: 'bad-encoding', row: 3 }],
    ['a cell of 10 MB', { 'items.csv': `item,name\nA,${'x'.repeat(1e7)}\n` }, { code: 'bad-text', row: 2 }],
    ['20 digits', { 'items.csv': 'item,safety_stock\nA,12345678901234567890\n' }, { code: 'too-many-digits', row: 2 }],
  ]
  for (const [name, files, error] of given)
    test(name, async () => {
      const sent = Object.fromEntries(Object.entries(files).map(([file, text]) => [file, bytes(text)]))
      const { errors } = await carriedOut(sent)
      expect(errors).toMatchObject(error === null ? [] : [error])
    })

  test('a mapping to a column that is none, or of a file that is none', async () => {
    const answer = await carriedOut({ 'items.csv': bytes('SKU\nA\n') }, { items: { SKU: 'key' } })
    expect(answer.errors[0]).toMatchObject({ code: 'not-in-list', field: 'SKU', value: 'key' })
    expect(answer.refused).toEqual([])
  })

  test('a file above the limit is refused before it is read', async () => {
    const headers = { ...planner, 'content-length': '300000000', 'content-type': 'application/octet-stream' }
    const answer = await new Promise<number>((done, fail) => {
      const request = http.request(`${doors.address}/api/uploads?name=items.csv`, { method: 'POST', headers }, (one) =>
        done(one.statusCode!),
      )
      request.on('error', fail)
      request.flushHeaders()
    })
    expect(answer).toBe(413)
  })
})
