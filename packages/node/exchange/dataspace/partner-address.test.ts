import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Doors, openDoors } from '../../doors.suite.ts'
import { documentOf, makeKey } from '../identity/hand-made-partner.suite.ts'
import { addressOf } from './partner-address.ts'

let maker: Doors
let server: Server
let origin: string
/** What addresses of the partner answer. */
const pages = new Map<string, unknown>()
let asked: string[] = []
beforeAll(async () => {
  maker = await openDoors()
  server = createServer((request, response) => {
    if (!request.url!.endsWith('/did.json')) asked.push(request.url!)
    const page = pages.get(request.url!)
    response.writeHead(page === undefined ? 404 : 200).end(typeof page === 'string' ? page : JSON.stringify(page))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await maker.close()
})
beforeEach(() => pages.clear())

let companies = 0
/** The address of a new partner whose document names this endpoint. */
async function found(endpoint: string, versions?: unknown): Promise<string> {
  companies += 1
  const name = `company-${companies}`
  const did = `did:web:localhost%3A${new URL(origin).port}:${name}`
  const endpoints = [{ id: `${did}#data`, type: 'DataService', serviceEndpoint: `${origin}${endpoint}` }]
  pages.set(`/${name}/did.json`, documentOf(did, [makeKey(`${did}#ed`, 'ed')], { service: endpoints }))
  if (versions !== undefined) pages.set(endpoint, versions)
  const headers = await maker.token('owner')
  const { status, body } = await maker.call('/api/partners', { method: 'POST', headers, body: { did } })
  if (status !== 201) throw new Error(JSON.stringify(body))
  asked = []
  return addressOf(maker.exchange, (body as { id: string }).id)
}

const version = (more: object = {}) => ({ version: '2025-1', path: '/dsp/2025-1', binding: 'HTTPS', ...more })
const LIST = '/.well-known/dspace-version'

test('an address itself is taken as it stands, and nothing is fetched', async () => {
  expect(await found('/dsp/2025-1')).toBe(`${origin}/dsp/2025-1`)
  expect(await found('/dsp/2025-1/catalog/')).toBe(`${origin}/dsp/2025-1`)
  expect(asked).toEqual([])
})

test('a list of versions is read: 2025-1 by HTTPS, where a caller is known by its DID, below the list’s own address', async () => {
  const protocolVersions = [
    version({ version: '2024-1', path: '/old' }),
    version({ path: '/by-password', auth: { protocol: 'OAuth', version: '2', profile: ['x'] } }),
    version({ path: '/by-did/', auth: { protocol: 'DCP', version: '1.0', profile: ['vc20-bssl/jwt'] } }),
  ]
  expect(await found(LIST, { protocolVersions })).toBe(`${origin}/by-did`)
  expect(asked).toEqual([LIST])
  expect(await found(`/connector${LIST}`, { protocolVersions: [version()] })).toBe(`${origin}/connector/dsp/2025-1`)
  expect(await found(LIST, { protocolVersions: [version({ path: '/' })] })).toBe(origin)
})

test.each<[string, unknown, string]>([
  ['that is not there', undefined, 'answered 404'],
  ['that is no JSON', 'hello', 'JSON'],
  ['of another form', { protocolVersions: 'none' }, 'protocol’s versions'],
  ['without 2025-1', { protocolVersions: [version({ version: '2024-1' })] }, 'should name version 2025-1'],
  ['with the path of another host', { protocolVersions: [version({ path: '//evil.example/dsp' })] }, 'below its own'],
  ['with a whole address', { protocolVersions: [version({ path: 'https://evil.example' })] }, 'below its own'],
  ['with a name before the path', { protocolVersions: [version({ path: '@evil.example/dsp' })] }, 'below its own'],
  ['with a question', { protocolVersions: [version({ path: '/dsp?to=' })] }, 'below its own'],
])('a list %s is refused in words', async (_, versions, words) => {
  await expect(found(LIST, versions)).rejects.toThrow(words)
})

test('our own list is read the same way', async () => {
  const { address, call } = maker
  const { body } = await call(LIST)
  expect(await found(LIST, body)).toBe(`${origin}/dsp/2025-1`)
  expect(address).not.toBe(origin)
})
