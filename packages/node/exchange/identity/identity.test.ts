import { ECDH } from 'node:crypto'
import { readDidKey } from '@headwater/exchange/identity/did-key'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDatabase } from '../../platform/database.ts'
import { createLog, silentLog } from '../../platform/log.ts'
import { openTestDatabase, type TestDatabase } from '../../platform/test-database.ts'
import { type Exchange, type ExchangeOptions, openExchange } from '../open-exchange.ts'
import { type HandMadePartner, openHandMadePartner } from './hand-made-partner.suite.ts'
import { readIdentity } from './own-identity.ts'
import { addPartner, setPartnerState } from './partners.ts'

/** Heard of over the database, on a machine that may be busy. */
const until = (look: () => unknown): Promise<unknown> => vi.waitFor(look, { timeout: 30_000 })

let database: TestDatabase
let partner: HandMadePartner
let now = Date.now()
const opened: Exchange[] = []
beforeAll(async () => {
  database = await openTestDatabase()
  partner = await openHandMadePartner()
})
afterAll(async () => {
  for (const one of opened) await one.close()
  partner.close()
  await database.close()
})

async function open(options: Partial<ExchangeOptions> = {}, on = database as Parameters<typeof openExchange>[0]) {
  const clock = { machine: () => now }
  const exchange = await openExchange(on, { log: silentLog, clock, loopbackPartners: true, ...options })
  opened.push(exchange)
  return exchange
}

describe('the identity of a node', () => {
  test('is made once, however many processes begin at once', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => open()))
    expect(new Set(all.map((one) => JSON.stringify(one.identity.own.keys))).size).toBe(1)
    expect(all[0]!.identity.own.keys).toHaveLength(2)
  })

  test('goes by its address, until somebody knows it', async () => {
    const lines: string[] = []
    const log = createLog({ level: 'warn', now: () => now, write: (line) => lines.push(line) })
    const exchange = await open({ log })
    expect(await exchange.identity.settle('http://localhost:4700')).toBe('did:web:localhost%3A4700')
    expect(await exchange.identity.settle('https://maker.example')).toBe('did:web:maker.example')
    expect(exchange.identity.origin).toBe('https://maker.example')
    expect(lines).toEqual([])
    await addPartner(exchange, { did: partner.did })
    expect(await exchange.identity.settle('https://moved.example')).toBe('did:web:maker.example')
    expect(lines.join()).toMatch(/did:web:maker\.example.*https:\/\/moved\.example/)
  })

  test('is the same in a process beside it, which hears of every change', async () => {
    const beside = openDatabase({ url: database.url, log: silentLog })
    const [node, worker] = [await open(), await open({}, beside)]
    const { id } = (await node.identity.partner(partner.did))!
    expect((await worker.identity.partner(partner.did))!.state).toBe('active')
    expect(worker.identity.did).toBe('did:web:maker.example')
    now += 2_000
    await node.identity.rotate('owner@example.com')
    await until(() => expect(worker.identity.own.keys).toEqual(node.identity.own.keys))
    expect(worker.identity.own.keys).toHaveLength(4)
    await setPartnerState(node, id, 'suspended')
    await until(async () => expect((await worker.identity.partner(partner.did))!.state).toBe('suspended'))
    await expect(worker.identity.tokenFor(partner.did)).rejects.toThrow('suspended')
    await setPartnerState(node, id, 'active')
    await until(() => worker.identity.tokenFor(partner.did))
    opened.splice(opened.indexOf(worker), 1)
    await worker.close()
    await beside.close()
  })

  test('knows where a partner moved its services to, a day later at the latest', async () => {
    const { identity } = await open()
    const serving = (endpoint: string) => ({
      service: [{ id: '#e', type: 'EvidenceService', serviceEndpoint: endpoint }],
    })
    expect(await identity.serviceOf(partner.did, 'EvidenceService')).toBeUndefined()
    const without = partner.document!
    partner.document = { ...without, ...serving('https://brand.example/one') }
    expect(await identity.serviceOf(partner.did, 'EvidenceService')).toBeUndefined()
    now += 61_000
    expect(await identity.serviceOf(partner.did, 'EvidenceService')).toBe('https://brand.example/one')
    partner.document = { ...without, ...serving('https://brand.example/two') }
    const asked = partner.asked()
    now += 3_600_000
    expect(await identity.serviceOf(partner.did, 'EvidenceService')).toBe('https://brand.example/one')
    expect(partner.asked()).toBe(asked)
    now += 86_400_000
    await until(async () =>
      expect(await identity.serviceOf(partner.did, 'EvidenceService')).toBe('https://brand.example/two'),
    )
    expect(partner.asked()).toBe(asked + 1)
  })

  test('is told as did:key too, for whoever has no network', async () => {
    const { identity } = await open()
    for (const { didKey, algorithm, thumbprint } of readIdentity(identity).keys) {
      const key = readDidKey(didKey)
      const { public: jwk } = identity.own.keys.find((one) => one.kid === thumbprint)!
      expect(key).toMatchObject({ ok: true, value: { kind: algorithm === 'EdDSA' ? 'Ed25519' : 'P-256' } })
      const bytes = key.ok ? key.value.bytes : new Uint8Array()
      const x = algorithm === 'EdDSA' ? Buffer.from(bytes) : uncompressed(bytes).subarray(1, 33)
      expect(x.toString('base64url')).toBe(jwk.x)
      if (jwk.kty === 'EC') expect(uncompressed(bytes).subarray(33).toString('base64url')).toBe(jwk.y)
    }
  })

  test('never tells a private key, and says in the audit log who changed the keys', async () => {
    const { identity } = await open()
    expect(JSON.stringify([identity.own.keys, identity.document(), readIdentity(identity)])).not.toContain('"d"')
    const audit = await database.query<{ by: string; what: string; text: string }>({
      text: `select by, what, a::text as text from audit a where what like 'identity%' or what like 'partner%'`,
    })
    expect(audit).toContainEqual(expect.objectContaining({ by: 'owner@example.com', what: 'identity.rotated' }))
    expect(audit.map((one) => one.what)).toContain('partner.added')
    const secrets = await database.query<{ d: string }>({ text: `select private_jwk ->> 'd' as d from own_key` })
    for (const { d } of secrets) expect(audit.some((one) => one.text.includes(d))).toBe(false)
  })
})

const uncompressed = (point: Uint8Array): Buffer =>
  Buffer.from(ECDH.convertKey(point, 'prime256v1', undefined, undefined, 'uncompressed') as Buffer)
