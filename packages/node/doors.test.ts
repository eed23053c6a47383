import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Accounts, accountRoutes, identifyWith, openAccounts } from './accounts/index.ts'
import { createPerson } from './accounts/people.ts'
import { planningRoutes } from './planning/index.ts'
import { openClock } from './platform/clock.ts'
import { type Http, openHttp } from './platform/http.ts'
import { silentLog } from './platform/log.ts'
import { openTestDatabase, type TestDatabase } from './platform/test-database.ts'
import { promisingRoutes } from './promising/index.ts'
import { editRoutes, recordRoutes, uploadRoutes } from './records/index.ts'

const PASSWORD = 'a long enough password'
let database: TestDatabase
let accounts: Accounts
let http: Http
let address: string
const routes: { method: string; url: string }[] = []

beforeAll(async () => {
  database = await openTestDatabase()
  accounts = await openAccounts(database, 'http://localhost')
  for (const role of ['owner', 'planner', 'viewer'] as const)
    await createPerson(accounts, { email: `${role}@example.com`, name: role, password: PASSWORD, role }, 'test')
  http = await openHttp({
    log: silentLog,
    identify: identifyWith(accounts),
    databaseUrl: database.url,
    screens: undefined,
    version: '0.1.0',
    host: 'localhost',
  })
  http.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) if (method !== 'HEAD') routes.push({ method, url: route.url })
  })
  const clock = await openClock(database)
  accountRoutes(http, accounts)
  planningRoutes(http, { database, clock })
  promisingRoutes(http, { database, clock })
  recordRoutes(http, database)
  uploadRoutes(http, database)
  editRoutes(http, { database, clock })
  address = await http.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await http.close()
  await database.close()
})

const OWN = { 'x-headwater-request': '1' }

interface Call {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: unknown
}

async function call(path: string, { method = 'GET', headers = {}, body }: Call = {}) {
  const response = await fetch(`${address}${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : text,
  }
}

async function login(role: string): Promise<Record<string, string>> {
  const answer = await call('/api/session', {
    method: 'POST',
    headers: OWN,
    body: { email: `${role}@example.com`, password: PASSWORD },
  })
  expect(answer.status).toBe(200)
  return {
    ...OWN,
    cookie: answer.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  }
}

describe('a door', () => {
  test('answers nobody who is not known, but for login and health', async () => {
    const paths = [
      ...routes,
      { method: 'GET', url: '/api/live' },
      { method: 'GET', url: '/api/openapi.json' },
      { method: 'GET', url: '/api/docs' },
    ]
    expect(paths.length).toBeGreaterThan(20)
    for (const { method, url } of paths) {
      if (method === 'POST' && url === '/api/session') continue
      const path = url.replace(/:\w+/g, '1')
      const { status, headers } = await call(path, { method, headers: OWN })
      expect({ method, path, status }).toEqual({ method, path, status: 401 })
      expect(headers.get('content-type')).toContain('application/problem+json')
    }
    expect((await call('/api/health')).body).toEqual({ ok: true, version: '0.1.0' })
  })

  test('lets a role do what it may and no more', async () => {
    const viewer = await login('viewer')
    expect((await call('/api/today', { headers: viewer })).status).toBe(200)
    expect((await call('/api/plan-runs', { method: 'POST', headers: viewer })).status).toBe(403)
    expect((await call('/api/people', { headers: await login('planner') })).status).toBe(403)
    expect((await call('/api/people', { headers: await login('owner') })).status).toBe(200)
  })

  test('refuses a change that another site may have sent', async () => {
    const { cookie } = await login('planner')
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
    const token = await makeToken('planner')
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

/** Made without a login over HTTP: the door counts those. */
async function makeToken(role: 'owner' | 'planner' | 'viewer'): Promise<Record<string, string>> {
  const { createToken } = await import('./accounts/tokens.ts')
  const [person] = await database.query<{ id: string }>({
    text: 'select id from "user" where email = $1',
    values: [`${role}@example.com`],
  })
  const by = { id: person!.id, email: `${role}@example.com`, name: role, role, by: 'cookie' as const }
  const { token } = await createToken(accounts, { name: 'test', role, days: 1 }, by)
  return { authorization: `Bearer ${token}` }
}

const OPENAPI = join(import.meta.dirname, '..', '..', 'docs', 'reference', 'openapi.json')

test('the committed OpenAPI is what the routes say (HEADWATER_WRITE=1 writes it anew)', () => {
  const said = `${JSON.stringify(http.swagger(), null, 2)}\n`
  if (process.env.HEADWATER_WRITE === '1') writeFileSync(OPENAPI, said)
  expect(readFileSync(OPENAPI, 'utf8')).toBe(said)
})

describe('a token', () => {
  test('acts with its role without cookies, until it is revoked', async () => {
    const planner = await makeToken('planner')
    expect((await call('/api/plan-runs', { method: 'POST', headers: planner })).status).toBe(202)
    const owner = await makeToken('owner')
    const { tokens } = (await call('/api/tokens', { headers: owner })).body as unknown as {
      tokens: { id: string; role: string }[]
    }
    const mine = tokens.filter((one) => one.role === 'planner')
    for (const { id } of mine)
      expect((await call(`/api/tokens/${id}`, { method: 'DELETE', headers: owner })).status).toBe(204)
    expect((await call('/api/today', { headers: planner })).status).toBe(401)
  })

  test('is not above its maker', async () => {
    const planner = await makeToken('planner')
    const body = { name: 'x', role: 'owner', days: 1 }
    expect((await call('/api/tokens', { method: 'POST', headers: planner, body })).status).toBe(403)
  })

  test('is kept as a hash alone', async () => {
    const { authorization } = await makeToken('viewer')
    const rows = await database.query<{ text: string }>({ text: 'select t::text as text from api_token t' })
    expect(rows.some((one) => one.text.includes(authorization!.slice(10)))).toBe(false)
  })
})

describe('live events', () => {
  test('tell a reader what changed, when it is committed', async () => {
    const headers = await makeToken('viewer')
    const abort = new AbortController()
    const response = await fetch(`${address}/api/live`, { headers, signal: abort.signal })
    const reader = response.body!.getReader()
    const decoder = new TextDecoder()
    let heard = ''
    await database.transaction((transaction) =>
      transaction.query({ text: `select pg_notify('headwater_live', 'plan')` }),
    )
    while (!heard.includes('event: plan')) heard += decoder.decode((await reader.read()).value)
    abort.abort()
    expect(heard).toContain('event: plan\ndata: {}')
  })
})

describe('an owner', () => {
  test('cannot be the last to go', async () => {
    const owner = await makeToken('owner')
    const [{ id }] = (await database.query<{ id: string }>({ text: `select id from "user" where role = 'owner'` })) as [
      { id: string },
    ]
    expect((await call(`/api/people/${id}`, { method: 'DELETE', headers: owner })).status).toBe(409)
    expect(
      (await call(`/api/people/${id}/role`, { method: 'PUT', headers: owner, body: { role: 'viewer' } })).status,
    ).toBe(409)
  })
})
