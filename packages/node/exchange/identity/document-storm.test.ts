import { afterAll, beforeAll, expect, test } from 'vitest'
import { MOST_A_DAY, MOST_CHARACTERS } from './document.store.ts'
import {
  documentOf,
  type HandMadePartner,
  makeKey,
  openHandMadePartner,
  signHandMade,
} from './hand-made-partner.suite.ts'
import { openPartnerDoors, type PartnerDoors } from './partners.suite.ts'

let now = Math.floor(Date.now() / 1_000) * 1_000
let maker: PartnerDoors
let partner: HandMadePartner
let id: string
beforeAll(async () => {
  maker = await openPartnerDoors({ clock: { machine: () => now } })
  partner = await openHandMadePartner()
  const body = { did: partner.did }
  const added = await maker.call('/api/partners', { method: 'POST', headers: maker.owner, body })
  id = (added.body as { id: string }).id
})
afterAll(async () => {
  partner.close()
  await maker.close()
})

const visit = async (key = partner.keys.ed): Promise<number> => {
  const claims = partner.claims(maker.exchange.identity.did, Math.floor(now / 1_000))
  return (await maker.visit(`Bearer ${signHandMade(key, claims)}`)).status
}

/** Serves another document at each look, which a key that is not in it provokes. */
async function storm(looks: number, filler = ''): Promise<void> {
  const { did, keys } = partner
  for (let i = 0; i < looks; i++) {
    now += 61_000
    partner.document = documentOf(did, [keys.ed, keys.ec], { lie: `${now}${filler}` })
    expect(await visit(makeKey(`${did}#nobody`, 'ed'))).toBe(401)
  }
}

const kept = async () => {
  const text = 'select count(*)::int as versions, sum(length(document))::int as characters from partner_did_document'
  return (await maker.database.query<{ versions: number; characters: number }>({ text }))[0]!
}
const aDayPasses = () =>
  maker.database.query({ text: `update partner_did_document set seen_at = seen_at - interval '25 hours'` })

test('a partner that serves another document at each look fills nothing, and is known as it was', async () => {
  const before = partner.asked()
  await storm(MOST_A_DAY * 2)
  expect(partner.asked() - before).toBe(MOST_A_DAY * 2)
  expect((await kept()).versions).toBe(MOST_A_DAY)
  expect(await visit()).toBe(200)
  const { incidents } = (await maker.call(`/api/partners/${id}`, { headers: maker.owner })).body as {
    incidents: readonly { kind: string }[]
  }
  expect(incidents.map((one) => one.kind)).toEqual(['document-storm'])
})

test('its long documents make room for each other, but not the one that brought its keys', async () => {
  const [first] = await maker.database.query<{ hash: string }>({
    text: 'select hash from partner_did_document order by seen_at limit 1',
  })
  for (let day = 0; day < 3; day++) {
    await aDayPasses()
    await storm(MOST_A_DAY, 'x'.repeat(200_000))
  }
  const { versions, characters } = await kept()
  expect(characters).toBeLessThanOrEqual(MOST_CHARACTERS)
  expect(versions).toBeGreaterThan(30)
  const left = await maker.database.query({
    text: 'select from partner_did_document where hash = $1',
    values: [first!.hash],
  })
  expect(left).toHaveLength(1)
  expect(await visit()).toBe(200)
})

test('a key that it announces is pinned the day after', async () => {
  await aDayPasses()
  now += 61_000
  const { did, keys } = partner
  const next = makeKey(`${did}#next`, 'ed')
  const rotation = {
    iss: did,
    at: Math.floor(now / 1_000),
    retires: [],
    keys: [{ id: next.kid, publicKeyJwk: next.open.export({ format: 'jwk' }) }],
  }
  partner.document = documentOf(did, [keys.ed, keys.ec, next], { keyRotations: [signHandMade(keys.ed, rotation)] })
  expect(await visit(next)).toBe(200)
})
