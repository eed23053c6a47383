import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '../../doors.suite.ts'
import { DOOR_RULES } from '../../platform/partner-door.ts'
import { type HandMadePartner, openHandMadePartner, signHandMade } from './hand-made-partner.suite.ts'
import { openPartnerDoors, type PartnerDoors, VISITED } from './partners.suite.ts'

/** All come from one address here, which is not to be shut out. */
const doorRules = { ...DOOR_RULES, refusedAtOnce: 100_000 }
const LIMIT = { perSecond: 100, burst: 100, waitSeconds: 5 }
let now = Date.now()
let maker: PartnerDoors
let flooding: HandMadePartner
let other: HandMadePartner
beforeAll(async () => {
  maker = await openPartnerDoors({ clock: { machine: () => now }, limit: LIMIT, doorRules })
  flooding = await openHandMadePartner()
  other = await openHandMadePartner()
  for (const { did } of [flooding, other])
    await maker.call('/api/partners', { method: 'POST', headers: maker.owner, body: { did } })
})
afterAll(async () => {
  flooding.close()
  other.close()
  await maker.close()
})

const tokenOf = ({ keys, claims }: HandMadePartner): string =>
  `Bearer ${signHandMade(keys.ed, claims(maker.exchange.identity.did, Math.floor(now / 1_000)))}`
/** As many at once as a machine with other work answers before connections run out of time. */
const AT_ONCE = 250
async function visits(by: HandMadePartner, count: number): Promise<readonly Answer[]> {
  const answers: Answer[] = []
  for (let left = count; left > 0; left -= AT_ONCE) {
    const some = Array.from({ length: Math.min(left, AT_ONCE) }, () => maker.visit(tokenOf(by)))
    answers.push(...(await Promise.all(some)))
  }
  return answers
}
const countOf = (answers: readonly { status: number }[], status: number): number =>
  answers.filter((one) => one.status === status).length
const usedTokens = async (): Promise<number> => {
  const text = 'select count(*)::int as used from used_token'
  return (await maker.database.query<{ used: number }>({ text }))[0]!.used
}

describe('a partner that floods', () => {
  test('is answered 429 with Retry-After, costs nothing more, and another is let in', async () => {
    const [flood, calm] = await Promise.all([visits(flooding, 1_000), visits(other, 50)])
    expect([countOf(flood, 200), countOf(flood, 429)]).toEqual([100, 900])
    expect(flood.find((one) => one.status === 429)!.headers.get('retry-after')).toBe('5')
    expect(countOf(calm, 200)).toBe(50)
    // Nothing was kept of those that were refused.
    expect(await usedTokens()).toBe(150)
    // It waits, however often it calls meanwhile; a flood that goes on then is noticed at once.
    now += 4_500
    const early = await visits(flooding, 100)
    expect(countOf(early, 429)).toBe(100)
    expect(early[0]!.headers.get('retry-after')).toBe('1')
    now += 500
    expect(countOf(await visits(flooding, 100), 200)).toBe(10)
    now += 6_000
    expect(countOf(await visits(flooding, 100), 200)).toBe(100)
  })

  test('is not whoever says so: tokens that it has not signed take nothing from it', async () => {
    now += 60_000
    const forged = tokenOf(flooding).slice(0, -20) + 'A'.repeat(20)
    const answers = await Promise.all(Array.from({ length: 200 }, () => maker.visit(forged)))
    expect(countOf(answers, 401)).toBe(200)
    expect(countOf(await visits(flooding, 100), 200)).toBe(100)
  })
})

/** Sends the head of a request and as much of a body as the node reads; resolves with its answer and how much was sent. */
async function pour(head: readonly string[], chunk: string): Promise<{ answer: string; sent: number }> {
  const socket = connect(Number(new URL(maker.address).port), '127.0.0.1')
  let answer = ''
  let sent = 0
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text
  })
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(
    `POST ${VISITED} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${head.join('\r\n')}\r\n\r\n`,
  )
  const pour = (): void => {
    while (socket.writable && answer === '' && sent < 104_857_600) {
      sent += chunk.length
      if (!socket.write(chunk)) return void socket.once('drain', pour)
    }
  }
  pour()
  while (!answer.includes('"detail"') && !socket.destroyed)
    await Promise.race([once(socket, 'data'), once(socket, 'close')])
  socket.destroy()
  return { answer, sent }
}

describe('a body that is meant to hurt', () => {
  const CHUNK = 'x'.repeat(65_536)

  test('of 100 MB is refused before it is read', async () => {
    now += 1_000
    const authorization = `authorization: ${tokenOf(other)}`
    const said = await pour([authorization, 'content-length: 104857600'], CHUNK)
    expect(said.answer).toMatch(/^HTTP\/1.1 413 [\s\S]*at most 1048576 bytes/)
    expect(said.sent).toBeLessThan(20_000_000)
    const unsaid = await pour(
      [authorization.replace(/Bearer .*/, tokenOf(other)), 'transfer-encoding: chunked'],
      `10000\r\n${CHUNK}\r\n`,
    )
    expect(unsaid.answer).toMatch(/^HTTP\/1.1 413 /)
    expect(unsaid.sent).toBeLessThan(20_000_000)
    const nobody = await pour(['content-length: 104857600'], CHUNK)
    expect(nobody.answer).toMatch(/^HTTP\/1.1 413 /)
    expect(nobody.sent).toBeLessThan(20_000_000)
  })

  test('of deep nesting is refused with words', async () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
    const send = (body: string) =>
      maker.call(VISITED, {
        method: 'POST',
        headers: { authorization: tokenOf(other), 'content-type': 'application/json' },
        body,
      })
    expect((await send(nested(64))).status).toBe(200)
    for (const body of [nested(65), nested(500_000), `{"a":${nested(70)}}`])
      expect(await send(body)).toMatchObject({
        status: 400,
        body: { detail: expect.stringContaining('at most 64 levels') },
      })
    expect((await send('{"a":'.repeat(100_000))).status).toBe(400)
  })

  test('is no way around: no session and no role opens the door of partners', async () => {
    for (const headers of [maker.owner, await maker.login('owner')])
      expect((await maker.call(VISITED, { method: 'POST', headers, body: {} })).status).toBe(401)
    // And a partner's token opens none of the people's.
    for (const path of ['/api/partners', '/api/identity', '/api/nothing'])
      expect((await maker.call(path, { headers: { authorization: tokenOf(other) } })).status).toBe(401)
    expect((await maker.call('/exchange/1/nothing', { headers: { authorization: tokenOf(other) } })).status).toBe(404)
    expect((await maker.call('/.well-known/nothing')).status).toBe(404)
  })
})
