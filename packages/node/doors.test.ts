import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { updateRole } from './accounts/people.store.ts'
import { type Doors, OWN, openDoors } from './doors.suite.ts'

let doors: Doors
let call: Doors['call']
beforeAll(async () => {
  doors = await openDoors()
  call = doors.call
})
afterAll(() => doors.close())

describe('a door', () => {
  test('refuses a change that another site may have sent', async () => {
    const { cookie } = await doors.login('planner')
    expect((await call('/api/plan-runs', { method: 'POST', headers: { cookie: cookie! } })).status).toBe(403)
    const foreign = { ...OWN, cookie: cookie!, 'sec-fetch-site': 'cross-site' }
    expect((await call('/api/plan-runs', { method: 'POST', headers: foreign })).status).toBe(403)
    expect((await call('/api/plan-runs', { method: 'POST', headers: { ...OWN, cookie: cookie! } })).status).toBe(202)
  })

  test('says the same of an unknown e-mail and a wrong password, and asks who tries too often to wait', async () => {
    const wrong = (email: string) =>
      call('/api/session', { method: 'POST', headers: OWN, body: { email, password: 'not the password' } })
    const [unknown, known] = [await wrong('nobody@example.com'), await wrong('owner@example.com')]
    expect(unknown.status).toBe(401)
    expect(unknown.body).toEqual(known.body)
    const answers = await Promise.all(Array.from({ length: 12 }, () => wrong('owner@example.com')))
    expect(answers.some((one) => one.status === 429)).toBe(true)
  })

  test('names the field that a schema refuses', async () => {
    const token = await doors.token('planner')
    const answer = await call('/api/promises', {
      method: 'POST',
      headers: token,
      body: { item: 'A', quantity: '1e3', wanted: '2026-03-02' },
    })
    expect(answer.status).toBe(400)
    expect(String((answer.body as { detail: string }).detail)).toContain('quantity')
  })

  test('carries the headers that keep pages to themselves', async () => {
    const { headers } = await call('/api/health')
    expect(headers.get('content-security-policy')).toContain("default-src 'self'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

const OPENAPI = join(import.meta.dirname, '..', '..', 'docs', 'reference', 'openapi.json')

test('the committed OpenAPI is what the routes say (HEADWATER_WRITE=1 writes it anew)', () => {
  const said = `${JSON.stringify(doors.http.swagger(), null, 2)}\n`
  if (process.env.HEADWATER_WRITE === '1') writeFileSync(OPENAPI, said)
  expect(readFileSync(OPENAPI, 'utf8')).toBe(said)
})

describe('a token', () => {
  test('acts with its role without cookies, until it is revoked', async () => {
    const planner = await doors.token('planner')
    expect((await call('/api/plan-runs', { method: 'POST', headers: planner })).status).toBe(202)
    const owner = await doors.token('owner')
    const { tokens } = (await call('/api/tokens', { headers: owner })).body as unknown as {
      tokens: { id: string; role: string }[]
    }
    const mine = tokens.filter((one) => one.role === 'planner')
    for (const { id } of mine)
      expect((await call(`/api/tokens/${id}`, { method: 'DELETE', headers: owner })).status).toBe(204)
    expect((await call('/api/today', { headers: planner })).status).toBe(401)
  })

  test('is listed and revoked by who made it and by owners, and not by others', async () => {
    const [mine, owners] = [await doors.token('planner'), await doors.token('owner')]
    const list = async (headers: Record<string, string>) =>
      ((await call('/api/tokens', { headers })).body as unknown as { tokens: { id: string; role: string }[] }).tokens
    const own = await list(mine)
    expect(own.length).toBeGreaterThan(0)
    expect(new Set(own.map((one) => one.role))).toEqual(new Set(['planner']))
    const all = await list(owners)
    const other = all.find((one) => one.role === 'owner')!
    const revoke = (id: string) => call(`/api/tokens/${id}`, { method: 'DELETE', headers: mine })
    expect((await revoke(other.id)).status).toBe(404)
    expect((await call('/api/today', { headers: owners })).status).toBe(200)
    expect((await revoke(own[0]!.id)).status).toBe(204)
  })

  test('is kept as a hash alone', async () => {
    const { authorization } = await doors.token('viewer')
    const rows = await doors.database.query<{ text: string }>({ text: 'select t::text as text from api_token t' })
    expect(rows.some((one) => one.text.includes(authorization!.slice(10)))).toBe(false)
  })
})

describe('an owner', () => {
  test('and another who take each other’s role at once do not wait for each other', async () => {
    const { database } = doors
    const rows = await database.query<{ id: string }>({
      text: `insert into "user" (id, email, name, role, "emailVerified")
             select 'o' || n, 'o' || n || '@example.com', 'O', 'owner', true from generate_series(1, 2) n returning id`,
    })
    const [one, two] = rows.map((row) => row.id) as [string, string]
    for (let round = 0; round < 20; round++) {
      await database.query({ text: `update "user" set role = 'owner' where id = any($1)`, values: [[one, two]] })
      const demote = (id: string) =>
        database.transaction(async (transaction) => updateRole(transaction, { id, role: 'viewer' }))
      expect((await Promise.all([demote(one), demote(two)])).map((was) => was?.role)).toEqual(['owner', 'owner'])
    }
    await database.query({ text: `delete from "user" where id = any($1)`, values: [[one, two]] })
  })

  test('cannot be the last to go', async () => {
    const owner = await doors.token('owner')
    const [{ id }] = (await doors.database.query<{ id: string }>({
      text: `select id from "user" where role = 'owner'`,
    })) as [{ id: string }]
    expect((await call(`/api/people/${id}`, { method: 'DELETE', headers: owner })).status).toBe(409)
    expect(
      (await call(`/api/people/${id}/role`, { method: 'PUT', headers: owner, body: { role: 'viewer' } })).status,
    ).toBe(409)
  })
})
