import { afterAll, beforeAll, expect, test } from 'vitest'
import { type HandMadePartner, makeKey, openHandMadePartner, signHandMade } from './hand-made-partner.suite.ts'
import { openPartnerDoors, type PartnerDoors } from './partners.suite.ts'

const now = Math.floor(Date.now() / 1_000) * 1_000
let maker: PartnerDoors
let partner: HandMadePartner
beforeAll(async () => {
  maker = await openPartnerDoors({ clock: { machine: () => now } })
  partner = await openHandMadePartner()
  await maker.call('/api/partners', { method: 'POST', headers: maker.owner, body: { did: partner.did } })
})
afterAll(async () => {
  partner.close()
  await maker.close()
})

const visit = async (key = partner.keys.ed): Promise<number> => {
  const claims = partner.claims(maker.exchange.identity.did, now / 1_000)
  return (await maker.visit(`Bearer ${signHandMade(key, claims)}`)).status
}
const rename = (from: string, to: string) => maker.database.query({ text: `alter table ${from} rename to ${to}` })

test('a look at a document that the database broke is made again by the next who asks, at once', async () => {
  expect(await visit()).toBe(200)
  const unknown = makeKey(`${partner.did}#nobody`, 'ed')
  const before = partner.asked()
  await rename('partner_did_document', 'gone')
  expect(await visit(unknown)).toBeGreaterThanOrEqual(500)
  await rename('gone', 'partner_did_document')
  expect([await visit(unknown), partner.asked() - before]).toEqual([401, 2])
  // What a look has found out is kept for a minute.
  expect([await visit(unknown), partner.asked() - before]).toEqual([401, 2])
})
