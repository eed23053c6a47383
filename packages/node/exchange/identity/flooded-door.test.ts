import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DOOR_RULES } from '../../platform/partner-door.ts'
import { type HandMadePartner, openHandMadePartner, signHandMade } from './hand-made-partner.suite.ts'
import { openPartnerDoors, type PartnerDoors, VISITED } from './partners.suite.ts'

const doorRules = {
  ...DOOR_RULES,
  refusedAtOnce: 200,
  refusedPerSecond: 0.001,
  heldSeconds: 0.05,
  callsAtOnce: 8,
  bytesAtOnce: 1_000_000,
  bodySeconds: 0.5,
}
let maker: PartnerDoors
let flooding: HandMadePartner
let other: HandMadePartner
beforeAll(async () => {
  maker = await openPartnerDoors({ doorRules })
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
  `Bearer ${signHandMade(keys.ed, claims(maker.exchange.identity.did, Math.floor(Date.now() / 1_000)))}`
const port = (): number => Number(new URL(maker.address).port)

/** A call from an address of this machine's own, with a small body. */
async function callFrom(localAddress: string, authorization: string): Promise<number> {
  const asked = request({
    host: '127.0.0.1',
    port: port(),
    localAddress,
    path: VISITED,
    method: 'POST',
    headers: { host: 'localhost', authorization, 'content-type': 'application/json', 'content-length': 2 },
  })
  asked.end('{}')
  const [response] = await once(asked, 'response')
  response.resume()
  return response.statusCode
}
const callsFrom = (address: string, tokens: readonly string[]) =>
  Promise.all(tokens.map((one) => callFrom(address, one)))

/** How often the database was asked for meanwhile, by anybody in this process. */
async function statementsDuring(work: () => Promise<void>): Promise<number> {
  let asked = 0
  const count = (): void => {
    asked += 1
  }
  maker.database.pool.on('acquire', count)
  await work()
  maker.database.pool.off('acquire', count)
  return asked
}

/** Opens a call whose body does not come. */
async function beginCall(by: HandMadePartner, length: number): Promise<{ socket: Socket; answer: () => string }> {
  const socket = connect({ host: '127.0.0.1', port: port() })
  let answer = ''
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text
  })
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(
    `POST ${VISITED} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\nauthorization: ${tokenOf(by)}\r\ncontent-length: ${length}\r\n\r\n`,
  )
  return { socket, answer: () => answer }
}

const usedTokens = async (): Promise<number> =>
  (await maker.database.query<{ used: number }>({ text: 'select count(*)::int as used from used_token' }))[0]!.used

describe('an address that floods', () => {
  test('is shut out: its calls ask neither the database nor for a key, and who was there before, or elsewhere, is served', async () => {
    expect(await callFrom('127.0.0.9', tokenOf(other))).toBe(200)
    const forged = tokenOf(flooding).slice(0, -20) + 'A'.repeat(20)
    const flood = await callsFrom(
      '127.0.0.9',
      Array.from({ length: 201 }, () => forged),
    )
    expect(new Set(flood)).toEqual(new Set([401]))
    const documents = flooding.asked()
    const statements = await statementsDuring(async () => {
      const good = Array.from({ length: 50 }, () => tokenOf(flooding))
      expect(new Set(await callsFrom('127.0.0.9', [...good, forged, 'Bearer x', ''].filter(Boolean)))).toEqual(
        new Set([429]),
      )
    })
    // Those of the node's own worker alone.
    expect(statements).toBeLessThan(10)
    expect(flooding.asked()).toBe(documents)
    expect(await callFrom('127.0.0.9', tokenOf(other))).toBe(200)
    expect(await callFrom('127.0.0.10', tokenOf(flooding))).toBe(200)
    expect(await callFrom('127.0.0.10', tokenOf(other))).toBe(200)
  })

  test('with bodies that no door takes is refused before its tokens are looked at', async () => {
    const used = await usedTokens()
    const { socket, answer } = await beginCall(flooding, 104_857_600)
    await once(socket, 'close')
    expect(answer()).toMatch(/^HTTP\/1.1 413 [\s\S]*connection: close[\s\S]*at most 1048576 bytes/i)
    expect(await usedTokens()).toBe(used)
  })
})

describe('a partner whose bodies drip', () => {
  test('has a few calls under way, takes no place of another, and is let go', async () => {
    const dripping = []
    for (let i = 0; i < doorRules.callsAtOnce; i++) dripping.push(await beginCall(flooding, 100))
    const settled = async () => (await usedTokens()) >= doorRules.callsAtOnce
    await expect.poll(settled).toBe(true)
    expect(await callFrom('127.0.0.1', tokenOf(other))).toBe(200)
    // No byte comes: the connections end, and their places are free.
    for (const { socket } of dripping) if (!socket.closed) await once(socket, 'close')
    expect(await callFrom('127.0.0.1', tokenOf(flooding))).toBe(200)
  })

  test('has so many bytes under way', async () => {
    const large = [await beginCall(flooding, 900_000), await beginCall(flooding, 900_000)]
    await once(large[1]!.socket, 'data')
    expect(large[1]!.answer()).toMatch(/^HTTP\/1.1 429 [\s\S]*retry-after: 1[\s\S]*bytes under way/i)
    expect(large[0]!.answer()).toBe('')
    for (const { socket } of large) socket.destroy()
  })
})
