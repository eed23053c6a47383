import { once } from 'node:events'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import fastify from 'fastify'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DOOR_RULES, openPartnerDoor } from './partner-door.ts'
import { shutOut } from './shut-out.ts'

const HELD = 2
let http: ReturnType<typeof fastify>
let reached = 0
beforeEach(async () => {
  const rules = { ...DOOR_RULES, refusedAtOnce: 1, heldAtOnce: HELD, heldSeconds: 3_600, shutSeconds: 3_600 }
  const door = openPartnerDoor(Date.now, rules)
  for (const _ of [1, 2]) door.noteRefused({ address: '127.0.0.1', did: '' })
  http = fastify({ forceCloseConnections: true })
  http.addHook('onRequest', shutOut(door))
  const answer = (): string => `reached ${++reached}`
  http.all('/inbox', { config: { access: 'partner' } }, answer)
  http.get('/api/health', { config: { access: 'public' } }, answer)
  await http.listen({ host: '127.0.0.1', port: 0 })
  reached = 0
})
afterEach(() => http.close())

function call(path: string, { from = '127.0.0.1', length = 0 } = {}): ClientRequest {
  const { port } = http.server.address() as AddressInfo
  const method = length > 0 ? 'POST' : 'GET'
  const headers = length > 0 ? { 'content-type': 'application/json', 'content-length': length } : {}
  const asked = request({ host: '127.0.0.1', port, path, method, localAddress: from, headers })
  asked.on('error', () => {})
  if (length > 0) asked.flushHeaders()
  else asked.end()
  return asked
}

async function answerOf(asked: ClientRequest): Promise<{ response: IncomingMessage; text: string }> {
  const [response] = (await once(asked, 'response')) as [IncomingMessage]
  let text = ''
  for await (const part of response.setEncoding('utf8')) text += part
  return { response, text }
}

/** Calls that wait, once the server has them. */
async function held(count: number): Promise<readonly ClientRequest[]> {
  const came = Array.from({ length: count }, () => once(http.server, 'request'))
  const calls = Array.from({ length: count }, () => call('/inbox'))
  await Promise.all(came)
  return calls
}

test('who is shut out waits, and as many as find no room are told at once to come later', async () => {
  await held(HELD)
  const { response, text } = await answerOf(call('/inbox'))
  expect(response).toMatchObject({ statusCode: 429, headers: { 'retry-after': '3600' } })
  expect(response.headers['content-type']).toBe('application/problem+json')
  expect(JSON.parse(text)).toMatchObject({
    status: 429,
    detail: 'Too many calls from 127.0.0.1 were refused; try again in 3600 s',
  })
  expect(reached).toBe(0)
})

test('who gives up leaves its room to the next', async () => {
  const came = once(http.server, 'connection')
  const [first] = await held(HELD)
  const [socket] = (await came) as [Socket]
  first!.destroy()
  await once(socket, 'close')
  const next = call('/inbox')
  let isAnswered = false
  next.once('response', () => {
    isAnswered = true
  })
  await once(http.server, 'request')
  // One that came after it is answered before it.
  await answerOf(call('/inbox'))
  expect(isAnswered).toBe(false)
})

test('a long body is not read: the connection ends', async () => {
  await held(HELD)
  const { response } = await answerOf(call('/inbox', { length: 100_000 }))
  expect(response).toMatchObject({ statusCode: 429, headers: { connection: 'close' } })
})

test('other addresses, and doors that are not of partners, are served meanwhile', async () => {
  await held(HELD)
  expect((await answerOf(call('/inbox', { from: '127.0.0.2' }))).response.statusCode).toBe(200)
  expect((await answerOf(call('/api/health'))).response.statusCode).toBe(200)
  expect((await answerOf(call('/nowhere'))).response.statusCode).toBe(404)
})
