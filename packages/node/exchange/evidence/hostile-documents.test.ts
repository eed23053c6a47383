import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { hashOf } from '@headwater/exchange/evidence/envelope'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyFile } from '../../../cli/offline/verify-record.ts'
import { openStream } from '../delivery/message-stream.store.ts'
import { inboxOf } from '../delivery/two-nodes.suite.ts'
import {
  documentOf,
  type HandMadeKey,
  type HandMadePartner,
  makeKey,
  openHandMadePartner,
  signHandMade,
} from '../identity/hand-made-partner.suite.ts'
import { openPartnerDoors, type PartnerDoors } from '../identity/partners.suite.ts'
import { sha256 } from './sha256.ts'

const SECOND = join(import.meta.dirname, '../../../../tools/verify-record.mjs')

let maker: PartnerDoors
let folder: string
const partners: HandMadePartner[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-documents-'))
  maker = await openPartnerDoors()
})
afterAll(async () => {
  for (const one of partners) one.close()
  await maker.close()
  rmSync(folder, { recursive: true, force: true })
})

async function meet(change: (one: HandMadePartner) => void) {
  const partner = await openHandMadePartner()
  partners.push(partner)
  change(partner)
  const added = await maker.call('/api/partners', { method: 'POST', headers: maker.owner, body: { did: partner.did } })
  return { partner, added, id: (added.body as { id: string }).id }
}

const bearer = (partner: HandMadePartner, key: HandMadeKey): string =>
  `Bearer ${signHandMade(key, partner.claims(maker.exchange.identity.did, Math.floor(Date.now() / 1_000)))}`

/** A message of the partner, signed by this key; the status of the answer. */
async function bring({ partner, id }: { partner: HandMadePartner; id: string }, key: HandMadeKey): Promise<number> {
  const transferPid = randomUUID()
  await openStream(maker.database, { partner: id, direction: 'in', agreementId: 'a', transferPid })
  const parties = { sender: partner.did, receiver: maker.exchange.identity.did }
  const place = { agreementId: 'a', transferPid, seq: 1, prev: null, sentAt: new Date().toISOString() }
  const body = 'some pieces'
  const content = {
    messageId: randomUUID(),
    type: 'sold:1.0.0',
    ...parties,
    ...place,
    body,
    bodyHash: hashOf(body, sha256),
  }
  const [header, , made] = signHandMade(key, canonicalJson(content)).split('.')
  const response = await fetch(inboxOf(maker), {
    method: 'POST',
    headers: { authorization: bearer(partner, key), 'content-type': 'application/json' },
    body: JSON.stringify({ messages: [{ envelope: content, signature: `${header}..${made}` }] }),
  })
  return response.status
}

/** What both verifiers say of the record with a partner: how many messages it has, or its fault. */
async function proven(id: string): Promise<{ first: number | string; second: string }> {
  const answer = await fetch(`${maker.address}/api/partners/${id}/record`, { headers: maker.owner })
  const file = join(folder, `${id}.jsonl`)
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  const first = await verifyFile(file, new Set()).then(
    (one) => one.records,
    (error: Error) => error.message,
  )
  const second = await promisify(execFile)(process.execPath, [SECOND, file]).then(
    () => 'whole',
    (error: { stderr: string }) => error.stderr.slice(0, 600),
  )
  return { first, second }
}

const rotationBy = (
  partner: HandMadePartner,
  by: HandMadeKey,
  more: { at?: number; retires?: readonly string[]; keys: readonly HandMadeKey[] },
) =>
  signHandMade(by, {
    iss: partner.did,
    at: more.at ?? Math.floor(Date.now() / 1_000),
    retires: more.retires ?? [],
    keys: more.keys.map(({ kid, open }) => ({ id: kid, publicKeyJwk: open.export({ format: 'jwk' }) })),
  })

const ROTATION_OF_ANOTHER = signHandMade(makeKey('did:web:other#a', 'ed'), {
  iss: 'did:web:other',
  at: 1,
  retires: [],
  keys: [],
})

describe('the record with a partner can be proven, whatever document it serves', () => {
  test('one that two readers could take differently is not taken in', async () => {
    const odd = { serial: 2 ** 53 + 2 }
    const { added } = await meet((one) => {
      one.document = { ...one.document, ...odd }
    })
    expect(added.status).toBe(400)
    const { partner, id } = await meet(() => {})
    expect(await bring({ partner, id }, partner.keys.ed)).toBe(202)
    partner.document = {
      ...documentOf(partner.did, [...Object.values(partner.keys), makeKey(`${partner.did}#new`, 'ed')]),
      ...odd,
    }
    expect(await bring({ partner, id }, makeKey(`${partner.did}#new`, 'ed'))).toBe(401)
    expect(await proven(id)).toEqual({ first: 1, second: 'whole' })
  })

  test('with keys that stand where they are used, and are named by their fragments', async () => {
    const { partner, id } = await meet((one) => {
      const { ed } = one.keys
      const method = {
        id: '#ed',
        type: 'JsonWebKey',
        controller: one.did,
        publicKeyJwk: ed.open.export({ format: 'jwk' }),
      }
      one.document = { id: one.did, capabilityInvocation: [method], assertionMethod: ['#ed'] }
    })
    expect(await bring({ partner, id }, partner.keys.ed)).toBe(202)
    expect(await proven(id)).toEqual({ first: 1, second: 'whole' })
  })

  test.each(['', 'a.b.c', 5, {}, ROTATION_OF_ANOTHER])('none with a rotation that is none (%s)', async (rotation) => {
    const { added } = await meet((one) => {
      one.document = { ...one.document, keyRotations: [rotation] }
    })
    expect(added).toMatchObject({ status: 400, body: { detail: expect.stringContaining('keyRotations') } })
  })

  test('none with a key that is no point of its curve; keys of other kinds are passed over', async () => {
    const { added } = await meet((one) => {
      const { x, ...jwk } = one.keys.ec.open.export({ format: 'jwk' })
      const method = { id: `${one.did}#bad`, controller: one.did, publicKeyJwk: { ...jwk, x, y: x } }
      one.document = { ...one.document, assertionMethod: [method] }
    })
    expect(added).toMatchObject({ status: 400, body: { detail: expect.stringContaining('curve') } })
    const { partner, id } = await meet((one) => {
      const { verificationMethod } = one.document as { verificationMethod: object[] }
      const others = [
        5,
        { id: 'x', publicKeyJwk: 'y' },
        { id: '#r', controller: one.did, publicKeyJwk: { kty: 'RSA' } },
      ]
      one.document = { ...one.document, verificationMethod: [...others, ...verificationMethod] }
    })
    expect(await bring({ partner, id }, partner.keys.ed)).toBe(202)
    expect(await proven(id)).toEqual({ first: 1, second: 'whole' })
  })

  test('with keys of the first document that claim to have been announced', async () => {
    const { partner, id } = await meet((one) => {
      const { ed, ec } = one.keys
      const stranger = makeKey(ed.kid, 'ed')
      one.document = documentOf(one.did, [ed, ec], { keyRotations: [rotationBy(one, stranger, { keys: [ed, ec] })] })
    })
    expect(await bring({ partner, id }, partner.keys.ed)).toBe(202)
    expect(await proven(id)).toEqual({ first: 1, second: 'whole' })
  })

  test('with a key that it retires before it is added: it signs nothing', async () => {
    const { added } = await meet((one) => {
      const { ed } = one.keys
      one.document = documentOf(one.did, [ed], { keyRotations: [rotationBy(one, ed, { retires: [ed.kid], keys: [] })] })
    })
    expect(added).toMatchObject({ status: 400 })
  })

  test('with a key that it retires afterwards from a time before it signed', async () => {
    const { partner, id } = await meet(() => {})
    expect(await bring({ partner, id }, partner.keys.ed)).toBe(202)
    const next = makeKey(`${partner.did}#next`, 'ed')
    const rotation = rotationBy(partner, partner.keys.ed, {
      at: Math.floor(Date.now() / 1_000) - 3_600,
      retires: [partner.keys.ed.kid],
      keys: [next],
    })
    partner.document = documentOf(partner.did, [next, partner.keys.ec], { keyRotations: [rotation] })
    expect(await bring({ partner, id }, next)).toBe(202)
    expect(await proven(id)).toEqual({ first: 2, second: 'whole' })
  })
})
