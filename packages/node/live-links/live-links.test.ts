import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LinkMade } from '../../../schemas/rest/views.ts'
import { type Doors, openDoors } from '../doors.suite.ts'

let doors: Doors
let planner: Record<string, string>
beforeAll(async () => {
  doors = await openDoors()
  planner = await doors.login('planner')
  const edits = ['B', 'A', 'C'].map((item) => ({ file: 'items', key: null, cells: { item, name: `${item}, <b>` } }))
  await doors.call('/api/record-edits', { method: 'POST', headers: planner, body: { edits } })
})
afterAll(() => doors.close())

const make = async (more: object = {}, headers = planner) =>
  doors.call('/api/live-links', {
    method: 'POST',
    headers,
    body: {
      list: 'records/items',
      name: 'Items 物料',
      query: { columns: 'item,name', sort: '-item' },
      titles: { item: 'Item', name: '名称' },
      days: 30,
      ...more,
    },
  })
const textOf = async (path: string): Promise<string> => (await doors.call(path)).body as string
const made = async (more: object = {}): Promise<LinkMade> => (await make(more)).body as unknown as LinkMade

describe('a live data link', () => {
  test('reads its list without a login, as it is now', async () => {
    const { csv, xlsx } = await made()
    const first = await doors.call(csv)
    expect(first.status).toBe(200)
    expect(first.body).toBe('Item,名称\nC,"C, <b>"\nB,"B, <b>"\nA,"A, <b>"\n')
    expect(first.headers.get('cache-control')).toBe('no-store')
    expect(decodeURIComponent(first.headers.get('content-disposition')!)).toContain('Items 物料 ')
    const edits = [{ file: 'items', key: 'B', cells: null }]
    await doors.call('/api/record-edits', { method: 'POST', headers: planner, body: { edits } })
    expect((await textOf(csv)).split('\n')).toHaveLength(4)
    expect((await doors.call(xlsx)).headers.get('content-type')).toContain('spreadsheetml')
  })

  test('follows its saved view', async () => {
    const view = {
      list: 'records/items',
      name: 'Only A',
      query: { filter: 'item:A', columns: 'item' },
      isCompany: true,
    }
    const saved = await doors.call('/api/views', { method: 'POST', headers: planner, body: view })
    const { id } = saved.body as { id: string }
    const { csv } = await made({ view: id, query: view.query })
    expect((await doors.call(csv)).body).toBe('Item\nA\n')
    const body = { query: { filter: 'item:C', columns: 'item,name' } }
    await doors.call(`/api/views/${id}`, { method: 'PATCH', headers: planner, body })
    expect((await doors.call(csv)).body).toBe('Item,名称\nC,"C, <b>"\n')
    await doors.call(`/api/views/${id}`, { method: 'DELETE', headers: planner })
    expect((await doors.call(csv)).body).toBe('Item\nA\n')
  })

  test('follows no view of another person or another list', async () => {
    const owner = await doors.login('owner')
    const save = async (view: object, headers: Record<string, string>): Promise<string> => {
      const body = { list: 'records/items', name: 'V', query: { filter: 'item:A' }, isCompany: false, ...view }
      return ((await doors.call('/api/views', { method: 'POST', headers, body })).body as { id: string }).id
    }
    for (const view of [await save({}, owner), await save({ list: 'order-lines' }, planner)])
      expect((await make({ view })).status).toBe(404)
    const shared = await save({ name: 'Shared', isCompany: true }, owner)
    const { csv } = await made({ view: shared, query: { filter: 'item:C', columns: 'item' } })
    expect(await textOf(csv)).toContain('\nA,')
    await doors.call(`/api/views/${shared}`, { method: 'PATCH', headers: owner, body: { isCompany: false } })
    expect(await textOf(csv)).toBe('Item\nC\n')
  })

  test('opens nothing else', async () => {
    const { csv } = await made()
    const token = csv.split('/')[3]!
    // From two addresses: more calls of strangers than one may make.
    const tries = [
      { remoteAddress: '127.0.0.2', headers: { authorization: `Bearer ${token}` } },
      { remoteAddress: '127.0.0.3', headers: { cookie: `headwater.session_token=${token}` } },
    ]
    for (const { method, url } of doors.routes) {
      if (url.startsWith('/api/live-data') || url === '/api/health' || `${method} ${url}` === 'POST /api/session')
        continue
      for (const from of tries) {
        const call = { method: method as 'GET', url: url.replaceAll(/:\w+/g, '1'), ...from }
        const { statusCode: status } = await doors.http.inject(call)
        expect({ method, url, status }).toEqual({ method, url, status: 401 })
      }
    }
    for (const path of [`${csv}?list=people`, `${csv}?columns=position&filter=item:A`])
      expect((await textOf(path)).split('\n')[0]).toBe('Item,名称')
    expect((await doors.call(csv, { method: 'POST' })).status).not.toBe(200)
    // A program's token is no link either.
    const program = (await doors.token('owner')).authorization!.slice('Bearer '.length)
    expect((await doors.call(`/api/live-data/${program}/table.csv`)).status).toBe(404)
  })

  test('is made by planners who are logged in, listed with its last use, and revoked', async () => {
    expect((await make({}, await doors.token('planner'))).status).toBe(403)
    expect((await make({}, await doors.token('viewer'))).status).toBe(403)
    expect((await make({ list: 'people' })).status).toBe(404)
    const { id, csv } = await made({ name: 'Mine' })
    const listed = async (headers: Record<string, string>) =>
      ((await doors.call('/api/live-links', { headers })).body as { links: { id: string; lastUsed: string | null }[] })
        .links
    expect((await listed(planner)).find((one) => one.id === id)).toMatchObject({ lastUsed: null, name: 'Mine' })
    await doors.call(csv)
    expect((await listed(await doors.token('owner'))).find((one) => one.id === id)!.lastUsed).not.toBeNull()
    expect((await doors.call('/api/tokens', { headers: planner })).body).toEqual({
      tokens: expect.not.arrayContaining([expect.objectContaining({ id })]),
    })
    expect((await doors.call(`/api/live-links/${id}`, { method: 'DELETE', headers: planner })).status).toBe(204)
    expect((await doors.call(csv)).status).toBe(404)
  })

  test('runs out, is kept as a hash alone, and goes with who made it', async () => {
    const { id, csv } = await made()
    const rows = await doors.database.query<{ text: string }>({ text: 'select t::text as text from api_token t' })
    expect(rows.some((one) => one.text.includes(csv.split('/')[3]!.slice(4)))).toBe(false)
    await doors.database.query({ text: `update api_token set expires = now() where id = $1`, values: [id] })
    expect((await doors.call(csv)).status).toBe(404)
    const other = await made()
    await doors.database.query({ text: `delete from "user" where role = 'planner'` })
    expect((await doors.call(other.csv)).status).toBe(404)
  })

  test('that is tried too often is told to wait', async () => {
    const answers = await Promise.all(
      Array.from({ length: 70 }, () => doors.call('/api/live-data/hwl_guess/table.csv')),
    )
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([404, 429]))
  })
})
