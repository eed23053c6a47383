import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Doors, openDoors } from '../../doors.suite.ts'
import { documentOf, makeKey, openHandMadePartner, signHandMade } from './hand-made-partner.suite.ts'
import { addPartner, openPartnerDoors, type PartnerDoors } from './partners.suite.ts'

/** Both nodes go by a clock that the test moves: keys are looked for once a minute at most. */
let now = Math.floor(Date.now() / 1_000) * 1_000
const clock = { machine: () => now }
const minute = (): void => {
  now += 61_000
}

let maker: PartnerDoors
let brand: Doors
let id: string
beforeAll(async () => {
  maker = await openPartnerDoors({ clock })
  brand = await openDoors({ clock })
  id = await addPartner(maker, brand)
})
afterAll(async () => {
  await brand.close()
  await maker.close()
})

interface Shown {
  readonly keys: readonly { readonly thumbprint: string; readonly retired: string | null }[]
  readonly documents: readonly object[]
  readonly incidents: readonly { readonly kind: string; readonly detail: { readonly keys: readonly object[] } }[]
}
const shown = async (partner = id): Promise<Shown> =>
  (await maker.call(`/api/partners/${partner}`, { headers: maker.owner })).body as unknown as Shown
const rotate = async (): Promise<void> => {
  const { status } = await brand.call('/api/identity/rotate', { method: 'POST', headers: await brand.token('owner') })
  expect(status).toBe(200)
}
const visit = async (): Promise<number> =>
  (await maker.visit(`Bearer ${await brand.exchange.identity.tokenFor(maker.exchange.identity.did)}`)).status

describe('a partner that changes its keys', () => {
  test('is followed from the pinned key three times on, and what its old keys signed still verifies', async () => {
    const { did } = brand.exchange.identity
    const verify = (record: { bytes: Buffer; jws: string; at: Date }) =>
      maker.exchange.identity.verify(record.bytes, record.jws, did, { atKeysOf: record.at })
    const records = []
    for (let i = 0; i < 4; i++) {
      const bytes = Buffer.from(`record ${i}`)
      records.push({ bytes, jws: brand.exchange.identity.sign(bytes), at: new Date(now) })
      expect(await visit()).toBe(200)
      for (const one of records) expect(await verify(one)).toMatchObject({ ok: true })
      minute()
      if (i < 3) await rotate()
    }
    const { keys, documents, incidents } = await shown()
    expect(keys).toHaveLength(8)
    expect(keys.filter((one) => one.retired === null)).toHaveLength(2)
    expect(documents).toHaveLength(4)
    expect(incidents).toEqual([])
    // An old key signs nothing new: neither records of later, nor tokens.
    expect(await verify({ ...records[0]!, at: new Date(now) })).toMatchObject({ ok: false })
    expect(new Set(brand.exchange.identity.own.rotations).size).toBe(3)
  })

  test('is followed over several changes that nobody saw', async () => {
    for (let i = 0; i < 3; i++) {
      minute()
      await rotate()
    }
    minute()
    expect(await visit()).toBe(200)
    expect((await shown()).keys.filter((one) => one.retired === null)).toHaveLength(2)
  })

  test('signs nothing of later with the key before, but for the minute in which it hears of the new one', async () => {
    const bytes = Buffer.from('under way')
    const jws = brand.exchange.identity.sign(bytes)
    minute()
    await rotate()
    expect(await visit()).toBe(200)
    const { did } = brand.exchange.identity
    const verify = (at: number) =>
      maker.exchange.identity.verify(bytes, jws, did, { atKeysOf: new Date(Math.floor(now / 1_000) * 1_000 + at) })
    expect(await verify(60_000)).toMatchObject({ ok: true })
    expect(await verify(60_001)).toMatchObject({ ok: false })
    expect(await verify(Number.NaN)).toMatchObject({ ok: false })
    // However late it comes.
    now += 8 * 86_400_000
    expect(await verify(-9 * 86_400_000)).toMatchObject({ ok: true })
  })

  test('changes them by its owner alone, once a second', async () => {
    const path = '/api/identity/rotate'
    expect((await brand.call(path, { method: 'POST', headers: await brand.token('planner') })).status).toBe(403)
    await rotate()
    expect((await brand.call(path, { method: 'POST', headers: await brand.token('owner') })).status).toBe(409)
    minute()
  })
})

describe('a document that somebody else serves', () => {
  test('brings in no key that nothing announced: refused, noted once, and pinned only by a person', async () => {
    const partner = await openHandMadePartner()
    const headers = maker.owner
    const made = await maker.call('/api/partners', { method: 'POST', headers, body: { did: partner.did } })
    const other = (made.body as { id: string }).id
    const { ed, ec } = partner.keys
    const thief = makeKey(`${partner.did}#thief`, 'ed')
    const come = async (key: typeof ed) =>
      (
        await maker.visit(
          `Bearer ${signHandMade(key, partner.claims(maker.exchange.identity.did, Math.floor(now / 1_000)))}`,
        )
      ).status
    partner.document = documentOf(partner.did, [ed, ec, thief])
    for (let i = 0; i < 3; i++) {
      expect(await come(thief)).toBe(401)
      expect(await come(ed)).toBe(200)
      minute()
    }
    expect((await shown(other)).incidents).toEqual([expect.objectContaining({ kind: 'unannounced-key' })])
    const { items } = (await maker.call('/api/inbox', { headers })).body as { items: { kind: string }[] }
    expect(items.filter((one) => one.kind === 'unannounced-key')).toHaveLength(1)
    // One that announces itself, one that a stranger announces, and another key under a pinned name.
    const rotation = { iss: partner.did, at: Math.floor(now / 1_000), retires: [ed.kid], keys: [asKey(thief)] }
    for (const jws of [signHandMade(thief, rotation), signHandMade(makeKey(ed.kid, 'ed'), rotation)]) {
      partner.document = documentOf(partner.did, [ed, ec, thief], { keyRotations: [jws] })
      minute()
      expect(await come(thief)).toBe(401)
    }
    partner.document = documentOf(partner.did, [{ ...thief, kid: ed.kid }, ec])
    minute()
    expect(await come({ ...thief, kid: ed.kid })).toBe(401)
    expect(await come(makeKey(`${partner.did}#any`, 'ed'))).toBe(401)
    expect(await come(ed)).toBe(401)
    partner.document = documentOf(partner.did, [ed, ec])
    minute()
    expect(await come(ed)).toBe(200)
    // All keys are others: the ones we know go on.
    partner.document = documentOf(partner.did, [thief])
    minute()
    expect(await come(thief)).toBe(401)
    expect(await come(ed)).toBe(200)
    const before = await shown(other)
    expect(before.incidents).toHaveLength(5)
    expect(before.documents).toHaveLength(6)
    // A person who compared the thumbprint says which keys are the partner's.
    const pin = (thumbprint: string) =>
      maker.call(`/api/partners/${other}/pin`, { method: 'POST', headers, body: { thumbprint } })
    expect((await pin('B'.repeat(43))).status).toBe(409)
    expect((await pin(thumbprintOf(thief))).status).toBe(200)
    expect(await come(thief)).toBe(200)
    expect(await come(ed)).toBe(401)
    partner.close()
  })

  test('is followed no further by a key that was retired, whatever date it writes', async () => {
    const partner = await openHandMadePartner()
    const body = { did: partner.did }
    await maker.call('/api/partners', { method: 'POST', headers: maker.owner, body })
    const { ed, ec } = partner.keys
    const [next, stolen] = [makeKey(`${partner.did}#next`, 'ed'), makeKey(`${partner.did}#stolen`, 'ed')]
    const at = Math.floor(now / 1_000)
    const announce = (by: typeof ed, key: typeof ed, when: number) =>
      signHandMade(by, { iss: partner.did, at: when, retires: [by.kid], keys: [asKey(key)] })
    const first = announce(ed, next, at)
    partner.document = documentOf(partner.did, [next, ec], { keyRotations: [first] })
    const come = async (key: typeof ed) =>
      (
        await maker.visit(
          `Bearer ${signHandMade(key, partner.claims(maker.exchange.identity.did, Math.floor(now / 1_000)))}`,
        )
      ).status
    expect(await come(next)).toBe(200)
    partner.document = documentOf(partner.did, [next, ec, stolen], {
      keyRotations: [first, announce(ed, stolen, at - 100)],
    })
    minute()
    expect(await come(stolen)).toBe(401)
    expect(await come(next)).toBe(200)
    partner.close()
  })
})

const asKey = ({ kid, open }: ReturnType<typeof makeKey>) => ({ id: kid, publicKeyJwk: open.export({ format: 'jwk' }) })

/** As RFC 7638 says it, by other means than ours. */
function thumbprintOf({ open }: ReturnType<typeof makeKey>): string {
  const { crv, kty, x } = open.export({ format: 'jwk' })
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url')
}
