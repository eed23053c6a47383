import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeHome, type RunningNode, startNode } from './running-node.suite.ts'
import { bodyOf, type ProxyCall, startTlsProxy, type TlsProxy } from './tls-proxy.suite.ts'

const NAME = 'plan.example.test'
const ORIGIN = `https://${NAME}`

let made: ReturnType<typeof makeHome>
let node: RunningNode
let proxy: TlsProxy
beforeAll(async () => {
  made = makeHome()
  node = await startNode(made.home, ['--empty', '--public-url', ORIGIN])
  proxy = await startTlsProxy(NAME, node.address)
})
afterAll(async () => {
  await proxy?.end()
  await node?.end()
  made.remove()
})

/** A change as a page of the node sends it from a browser. */
const PAGE = {
  'content-type': 'application/json',
  'x-headwater-request': '1',
  'sec-fetch-site': 'same-origin',
  origin: ORIGIN,
}

const email = 'owner@headwater.local'
const password = () => /^Login\s+\S+\s+(\S+)/m.exec(node.said.join('\n'))![1]!
const login = (more: ProxyCall & { readonly secret?: string } = {}) =>
  proxy.call('/api/session', {
    method: 'POST',
    body: JSON.stringify({ email, password: more.secret ?? password() }),
    ...more,
    headers: { ...PAGE, ...more.headers },
  })

describe('a node behind a proxy that ends TLS', () => {
  test('says its public name, and asks browsers to stay with TLS', async () => {
    expect(node.said).toContain(`Public     ${ORIGIN}`)
    const answer = await proxy.call('/api/health')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
    answer.resume()
  })

  test('logs in with a cookie that only TLS carries, under the name browsers guard, and knows its person by it', async () => {
    const answer = await login()
    expect(answer.statusCode).toBe(200)
    const cookies = answer.headers['set-cookie']!
    expect(cookies.length).toBeGreaterThan(0)
    for (const one of cookies)
      expect(one).toMatch(/^__Secure-headwater\.\w+=.*; Path=\/;.*HttpOnly; Secure; SameSite=Lax/)
    answer.resume()
    const cookie = cookies.map((one) => one.split(';')[0]).join('; ')
    expect(JSON.parse(await bodyOf(await proxy.call('/api/session', { headers: { cookie } })))).toMatchObject({ email })
    const change = (headers: Record<string, string>) =>
      proxy.call('/api/clock', { method: 'PUT', body: '{}', headers: { ...PAGE, cookie, ...headers } })
    expect((await change({})).statusCode).toBe(400)
    for (const origin of ['https://evil.example', `http://${NAME}`, `${ORIGIN}:444`, 'null'])
      expect({ origin, status: (await change({ origin })).statusCode }).toEqual({ origin, status: 403 })
    const out = await proxy.call('/api/session', {
      method: 'DELETE',
      headers: { 'x-headwater-request': '1', origin: ORIGIN, cookie },
    })
    expect(out.statusCode).toBe(204)
    for (const one of out.headers['set-cookie']!) expect(one).toMatch(/^__Secure-headwater\..*Max-Age=0;.*Secure/)
  })

  test('passes events on as they happen', async () => {
    const live = await proxy.call('/api/live', { headers: { cookie: node.cookie } })
    expect(live.headers).toMatchObject({ 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' })
    await node.ask('POST', '/api/plan-runs')
    let heard = ''
    for await (const part of live.setEncoding('utf8')) {
      heard += part
      if (heard.includes('event: plan\n')) break
    }
    expect(heard).toContain('event: plan\n')
  })

  test('answers under its public name and its own alone', async () => {
    const ask = async (host: string) => (await proxy.call('/api/health', { headers: { host } })).statusCode
    expect(await ask(NAME.toUpperCase())).toBe(200)
    expect(await ask('localhost:1')).toBe(200)
    expect(await ask('other.example.test')).toBe(403)
  })

  test('counts logins by the caller, not by the proxy, and believes no caller who says that it is another', async () => {
    const tries = async (from: string, headers = {}) => {
      const answer = await login({ from, headers, secret: 'a wrong password' })
      answer.resume()
      return answer.statusCode
    }
    const statuses: (number | undefined)[] = []
    for (let i = 0; i < 12; i++) statuses.push(await tries('127.0.0.7', { 'x-forwarded-for': `198.51.100.${i}` }))
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
    expect(await tries('127.0.0.8')).toBe(401)
  })
})
