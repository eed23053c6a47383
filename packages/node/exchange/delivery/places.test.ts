import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.ts'
import { openOutbound } from '../../platform/outbound-fetch.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/test-database.ts'
import { openIdentity } from '../identity/identity.ts'
import { insertPartner } from '../identity/partner.store.ts'
import { openBreakers } from './breaker.store.ts'
import { openCourier } from './courier.ts'
import { paceCalls } from './pace-calls.ts'
import { sharePlaces } from './places.ts'
import { queueControl } from './queue-control.ts'

describe('places in flight', () => {
  const takeAll = (places: ReturnType<typeof sharePlaces>, partner: string, streams: number): number =>
    Array.from({ length: streams }, (_, i) => places.take(partner, i)).filter(Boolean).length

  test('are half of all for one partner, and each further one still finds some', () => {
    const places = sharePlaces(64)
    expect(['a', 'b', 'c', 'd', 'e', 'f'].map((one) => takeAll(places, one, 100))).toEqual([32, 16, 8, 4, 2, 1])
    expect(places.take('g', 0)).toBe(true)
  })

  test('go to the stream that waits longest, and one that comes again waits behind it', () => {
    const places = sharePlaces(2)
    expect([1, 2, 3].map((one) => places.take('a', one))).toEqual([true, false, false])
    expect(places.isWaitedFor('a')).toBe(true)
    expect(places.leave('a', 1)).toEqual([2])
    expect(places.take('a', 2)).toBe(true)
    expect(places.leave('a')).toEqual([3])
    expect(places.take('a', 3)).toBe(true)
    expect(places.leave('a')).toEqual([1])
    expect(places.isWaitedFor('a')).toBe(false)
  })

  test('come back to a partner when others leave theirs', () => {
    const places = sharePlaces(64)
    takeAll(places, 'b', 40)
    takeAll(places, 'a', 40)
    for (let i = 0; i < 32; i++) places.leave('b')
    let held = 16
    for (let next = places.leave('a'); next.length > 0 && held < 32; next = places.leave('a')) {
      held -= 1
      for (const stream of next) if (places.take('a', stream)) held += 1
    }
    expect(held).toBeGreaterThan(25)
  })

  test('are never more than there are, none is lost, and nobody waits where nobody works', () => {
    const step = fc.record({ partner: fc.constantFrom('a', 'b', 'c', 'd'), leaves: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
        const places = sharePlaces(8)
        const held = new Map<string, number>()
        const of = (partner: string): number => held.get(partner) ?? 0
        const start = (partner: string, stream: number): void => {
          if (places.take(partner, stream)) held.set(partner, of(partner) + 1)
        }
        for (const [i, { partner, leaves }] of steps.entries()) {
          if (!leaves) start(partner, i)
          else if (of(partner) > 0) {
            held.set(partner, of(partner) - 1)
            for (const stream of places.leave(partner)) start(partner, stream)
          }
          expect([...held.values()].reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(8)
          if (of(partner) === 0) expect(places.isWaitedFor(partner)).toBe(false)
        }
      }),
    )
  })
})

describe('F4 a partner that never answers', () => {
  const SILENT = '018f0000-0000-7000-8000-00000000000a'
  const OTHER = '018f0000-0000-7000-8000-00000000000b'
  let database: TestDatabase
  let server: Server
  let address: string
  const held = new Set<ServerResponse>()
  let gaveUp = 0
  let reached: () => void
  const other = new Promise<void>((done) => (reached = done))

  beforeAll(async () => {
    database = await openTestDatabase()
    server = createServer((request, response) => {
      request.resume()
      if (request.url === '/other') {
        response.end()
        reached()
        return
      }
      held.add(response)
      response.on('close', () => (gaveUp += 1))
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    server.closeAllConnections()
    server.close()
    await database.close()
  })

  test('does not hold up another for as long as one call of it lasts', async () => {
    const outbound = openOutbound({ loopback: true })
    const identity = await openIdentity(database, { outboundFetch: outbound.fetch, log: silentLog, machine: Date.now })
    await insertPartner(database, { id: SILENT, did: 'did:web:silent.example', name: 'Silent', hash: '' })
    await insertPartner(database, { id: OTHER, did: 'did:web:other.example', name: 'Other', hash: '' })
    const queue = (partner: string, stream: string, path: string) =>
      queueControl(database, { partner, stream, url: `${address}/${path}`, body: {} })
    for (let i = 0; i < 200; i++) await queue(SILENT, `silent ${i}`, 'silent')
    await queue(OTHER, 'other', 'other')
    const courier = await openCourier({
      url: database.url,
      identity,
      // Longer than any machine is slow.
      fetch: (url, request) => outbound.fetch(url, { ...request, timeoutMs: 60_000 }),
      breakers: await openBreakers(database, Math.random),
      pace: paceCalls(),
      settleControl: () => Promise.resolve(),
      now: Date.now,
      chance: Math.random,
      log: silentLog,
    })
    await other
    expect(held.size).toBeGreaterThan(0)
    expect(gaveUp).toBe(0)
    server.closeAllConnections()
    await courier.stop()
    outbound.close()
    await identity.close()
  })
})
