import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { type AddressInfo, connect, createServer as createTcpServer, type Server } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { selfSigned } from '../self-signed.suite.ts'
import { HOSTILE_HOSTS } from './hostile-hosts.suite.ts'
import { type NameServer, openNameServer } from './name-server.suite.ts'
import { type Outbound, type OutboundFailure, openOutbound } from './outbound-fetch.ts'
import { isPublicIp } from './outbound-fetch-address.ts'

/** Public by its form, given to nobody by IANA: nothing answers there. */
const NOBODY = '2d00::1'

let trap: Server
let port: number
let reached = 0
let names: NameServer
let guarded: Outbound
beforeAll(async () => {
  trap = createTcpServer((socket) => {
    reached += 1
    socket.on('error', () => {}).destroy()
  })
  // Every address of this machine, of both families where it has both.
  trap.listen(0, '::').on('error', () => trap.listen(0, '0.0.0.0'))
  await once(trap, 'listening')
  port = (trap.address() as AddressInfo).port
  names = await openNameServer({
    'turns.example': [[NOBODY], ['127.0.0.1'], ['127.0.0.1']],
    'inside.example': [['127.0.0.1']],
    'inside6.example': [['::1']],
    'mapped.example': [['::ffff:7f00:1']],
    'one-of-two.example': [[NOBODY, '127.0.0.1']],
    'other-family.example': [['93.184.216.34', '::1']],
    'metadata.example': [['169.254.169.254']],
    'home.example': [['192.168.1.1', '10.0.0.1']],
    'nat64.example': [['64:ff9b::7f00:1']],
    'nowhere.example': [[]],
  })
  guarded = openOutbound({ loopback: false, resolve: names.resolve })
})
afterAll(() => {
  trap.close()
  names.close()
  guarded.close()
})

const failureOf = async (outbound: Outbound, url: string, more = {}): Promise<OutboundFailure | 'answered'> =>
  outbound.fetch(url, { timeoutMs: 2_000, ...more }).then(
    () => 'answered' as const,
    (error: OutboundFailure) => error,
  )

describe('F8 guarded outbound fetch', () => {
  test('the trap can be reached by whoever looks at nothing', async () => {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'close')
    expect(reached).toBe(1)
    reached = 0
  })

  test('reaches the trap by none of the hostile addresses', async () => {
    expect(HOSTILE_HOSTS.length).toBeGreaterThanOrEqual(40)
    for (const host of HOSTILE_HOSTS)
      for (const url of [
        `https://${host}:${port}/did.json`,
        `http://${host}:${port}/did.json`,
        `https://${host}/did.json`,
      ]) {
        // Of these two the part that leads inside is not the host.
        if (host.startsWith('maker.example#') && url.startsWith('https:')) continue
        const failure = await failureOf(guarded, url)
        expect({ url, failure }).toEqual({ url, failure: expect.any(Error) })
        expect((failure as OutboundFailure).message).not.toMatch(/ECONNREFUSED|certificate/)
      }
    for (const url of [
      'file:///etc/passwd',
      'ftp://maker.example/',
      'data:,x',
      '//maker.example/',
      'maker.example',
      `\thttps://127.0.0.1:${port}`,
    ])
      expect(await failureOf(guarded, url)).toMatchObject({ reason: 'forbidden' })
    expect(reached).toBe(0)
  }, 60_000)

  test('tells who tries two nodes of one machine what to set', async () => {
    const here = await failureOf(guarded, `http://localhost:${port}/did.json`)
    expect(here).toMatchObject({ message: expect.stringContaining('HEADWATER_LOOPBACK_PARTNERS=1') })
    const elsewhere = await failureOf(guarded, 'http://maker.example/')
    expect(elsewhere).toMatchObject({ message: expect.stringMatching(/should begin with https:\/\/$/) })
    expect(reached).toBe(0)
  })

  test('is not fooled by a name server that says something else the second time', async () => {
    const asked = (): number => names.asked.filter((one) => one === 'turns.example').length
    const url = `https://turns.example:${port}/did.json`
    // Looked at once, and connected to what was looked at: nobody answers there.
    expect(await failureOf(guarded, url, { timeoutMs: 500 })).toMatchObject({ reason: 'unavailable' })
    expect(asked()).toBe(1)
    for (let i = 2; i < 5; i++) {
      expect(await failureOf(guarded, url)).toMatchObject({
        reason: 'forbidden',
        message: expect.stringContaining('127.0.0.1'),
      })
      expect(asked()).toBe(i)
    }
    expect(reached).toBe(0)
  })

  test('tells what may never be asked from what may be there later', async () => {
    expect(await failureOf(guarded, 'https://inside.example/')).toMatchObject({ reason: 'forbidden' })
    expect(await failureOf(guarded, 'https://nowhere.example/')).toMatchObject({ reason: 'unavailable' })
  })

  test('knows every public address and no other', () => {
    for (const one of [
      '1.1.1.1',
      '8.8.8.8',
      '93.184.216.34',
      '100.63.255.255',
      '100.128.0.1',
      '172.32.0.1',
      '223.255.255.255',
    ])
      expect({ one, is: isPublicIp(one) }).toEqual({ one, is: true })
    for (const one of ['2606:4700::1111', '2a00:1450:4001::1', NOBODY])
      expect({ one, is: isPublicIp(one) }).toEqual({ one, is: true })
    for (const one of [
      '::',
      '::1',
      'fe80::1%lo',
      '::ffff:8.8.8.8',
      '64:ff9b::808:808',
      '2002:808:808::1',
      'x',
      '',
      '1.2.3',
      '1.2.3.4.5',
    ])
      expect({ one, is: isPublicIp(one) }).toEqual({ one, is: false })
  })
})

describe('with permission for this machine', () => {
  let local: Outbound
  let origin: string
  const connections = new Set<unknown>()
  const server = createServer((request, response) => ANSWERS[request.url!]!(response, request))
  const ANSWERS: Readonly<Record<string, (response: ServerResponse, request: IncomingMessage) => void>> = {
    '/ok': (response, { headers }) => response.end(JSON.stringify({ encoding: headers['accept-encoding'] })),
    '/echo': (response, request) => void request.pipe(response),
    '/away': (response) => response.writeHead(302, { location: `http://127.0.0.1:${port}/` }).end(),
    '/large': (response) => response.writeHead(200, { 'content-length': 2 ** 30 }).write('x'),
    '/endless': (response) => {
      const more = (): void => void (response.destroyed || response.write('x'.repeat(65_536), more))
      more()
    },
    '/packed': (response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(10_000_000))),
    '/silent': () => {},
    '/slow': (response) => {
      const drip = setInterval(() => response.write('x'), 20)
      response.on('close', () => clearInterval(drip))
    },
    '/headers': (response) => response.writeHead(200, { more: 'x'.repeat(60_000) }).end(),
    '/cut': (response) => response.writeHead(200, { 'content-length': 100 }).write('x', () => response.destroy()),
  }
  beforeAll(async () => {
    local = openOutbound({ loopback: true, resolve: names.resolve })
    server.on('connection', (socket) => connections.add(socket))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    local.close()
    server.closeAllConnections()
    server.close()
  })

  test('keeps its connection from call to call, and sends what it is given', async () => {
    for (let i = 0; i < 50; i++) {
      const { status, body } = await local.fetch(`${origin.replace('127.0.0.1', 'localhost')}/ok`)
      expect({ status, body: body.toString() }).toEqual({ status: 200, body: '{"encoding":"identity"}' })
    }
    expect(connections.size).toBe(1)
    const { body } = await local.fetch(`${origin}/echo`, { method: 'POST', body: '{"名":1}' })
    expect(body.toString()).toBe('{"名":1}')
  })

  test.each([
    ['/away', 'invalid', 'not send on (302)'],
    ['/large', 'invalid', 'at most 262144 bytes'],
    ['/endless', 'invalid', 'at most 262144 bytes'],
    ['/packed', 'invalid', 'should not pack its answer (gzip)'],
    ['/silent', 'unavailable', 'no whole answer in 300 ms'],
    ['/slow', 'unavailable', 'no whole answer in 300 ms'],
    ['/headers', 'unavailable', 'HPE_HEADER_OVERFLOW'],
    ['/cut', 'unavailable', 'could not be reached'],
  ])('an answer that is %s is refused', async (path, reason, words) => {
    reached = 0
    const failure = await failureOf(local, `${origin}${path}`, { timeoutMs: path === '/endless' ? 5_000 : 300 })
    expect(failure).toMatchObject({ reason, message: expect.stringContaining(words) })
    expect(reached).toBe(0)
  })

  test('stops when its caller does', async () => {
    const stop = new AbortController()
    const call = local.fetch(`${origin}/silent`, { signal: stop.signal })
    stop.abort(new Error('the worker stops'))
    await expect(call).rejects.toThrow('the worker stops')
  })

  test('lets nothing else of the house be asked', async () => {
    reached = 0
    for (const host of [
      '127.0.0.2',
      '[::1]',
      '0.0.0.0',
      '10.0.0.1',
      'inside.example',
      '127.1',
      '2130706433',
      '169.254.169.254',
      'a.localhost',
    ])
      for (const scheme of ['http', 'https'])
        expect(await failureOf(local, `${scheme}://${host}:${port}/`)).toMatchObject({ reason: 'forbidden' })
    expect(reached).toBe(0)
  })

  test('believes a certificate of https only if it is trusted', async () => {
    const { key, certificate } = selfSigned('localhost')
    const secure = createSecureServer({ key, cert: certificate }, (_request, response) => response.end('{}'))
    secure.listen(0, '127.0.0.1')
    await once(secure, 'listening')
    const url = `https://localhost:${(secure.address() as AddressInfo).port}/`
    const trusting = openOutbound({ loopback: true, ca: certificate })
    expect((await trusting.fetch(url)).body.toString()).toBe('{}')
    expect(await failureOf(local, url)).toMatchObject({
      reason: 'unavailable',
      message: expect.stringContaining('SELF_SIGNED'),
    })
    trusting.close()
    secure.closeAllConnections()
    secure.close()
  })
})
