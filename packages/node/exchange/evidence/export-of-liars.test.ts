import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Json } from '@headwater/exchange/evidence/canonical-json'
import { canonicalJson } from '@headwater/exchange/evidence/canonical-json'
import { hashOf } from '@headwater/exchange/evidence/envelope'
import { AGREEMENT_SIGNATURE } from '@headwater/exchange/evidence/verify-log'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyFile } from '../../../cli/offline/verify-record.ts'
import type { Doors } from '../../doors.suite.ts'
import { insertAgreement } from '../dataspace/agreement.store.ts'
import { openStream } from '../delivery/message-stream.store.ts'
import { sendEnvelopes } from '../delivery/send-envelope.ts'
import { inboxOf, openTwoNodes, type TwoNodes, untilDelivered } from '../delivery/two-nodes.suite.ts'
import { signDetached } from '../identity/jws.ts'
import { appendLeaves } from './record-log.store.ts'
import { sha256 } from './sha256.ts'
import { swapCheckpoints } from './swap-checkpoints.ts'

const SECOND = join(import.meta.dirname, '../../../../tools/verify-record.mjs')
const HOUR_MS = 3_600_000

let passed = 0
const machine = (): number => Date.now() + passed
let nodes: TwoNodes
let folder: string
const stops: (() => Promise<void>)[] = []
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'headwater-liars-'))
  nodes = await openTwoNodes({ clock: { machine } })
  for (const one of [nodes.brand, nodes.maker]) stops.push((await nodes.startCourier(one)).stop)
})
afterAll(async () => {
  for (const stop of stops) await stop()
  await nodes.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What both verifiers say of the record that a side exports now. */
async function proven(by: Doors, partner: string) {
  const answer = await fetch(`${by.address}/api/partners/${partner}/record`, { headers: await by.token('owner') })
  const file = join(folder, 'export.jsonl')
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()))
  const verdict = await verifyFile(file, new Set()).catch((error: Error) => error.message)
  const second = await promisify(execFile)(process.execPath, [SECOND, file]).then(
    () => 'whole',
    (error: { stderr: string }) => error.stderr.slice(0, 400),
  )
  return { verdict, second }
}

/** Takes places of the maker's log back, and all that was said of them. */
async function forgetPlaces(from: number): Promise<void> {
  const { brand, maker } = nodes
  await maker.database.query({ text: 'delete from record_leaf where index >= $1', values: [from] })
  await maker.database.query({ text: `update record_log set next_index = $1, size = 0, peaks = '{}'`, values: [from] })
  for (const { database } of [brand, maker]) await database.query({ text: 'delete from checkpoint' })
}

describe('the record of an honest company is whole, whatever its partner', () => {
  test('signs: another hash of an agreement is told, and takes nothing else of the record away', async () => {
    const { brand, maker, makerId, brandId } = nodes
    const name = 'urn:agreement:disputed'
    const body = { '@id': name, '@type': 'Agreement', target: 'stock', assigner: 'a', assignee: 'b' }
    const rest = { negotiation: null, target: 'stock', address: 'http://localhost:1/', rules: [], body }
    const kept = { id: crypto.randomUUID(), name, hash: hashOf(body, sha256), ...rest }
    await insertAgreement(brand.database, { ...kept, partner: makerId, role: 'provider' })
    await insertAgreement(maker.database, { ...kept, partner: brandId, role: 'consumer' })
    const stream = await nodes.openTransfer(name, { agreementId: name })
    await maker.database.query({ text: 'update message_stream set agreement_id = $1 where pid = $1', values: [name] })
    const sender = { identity: brand.exchange.identity, now: machine }
    const messages = [{ type: AGREEMENT_SIGNATURE, body: { agreementHash: `sha-256:${'0'.repeat(64)}` } as Json }]
    await brand.database.transaction((transaction) => sendEnvelopes(transaction, { stream, messages }, sender))
    await untilDelivered(nodes, stream)
    const { verdict, second } = await proven(maker, brandId)
    expect(verdict).toMatchObject({ records: 1, agreements: { both: 0, one: 0, none: 0, disputed: 1 } })
    expect(second).toBe('whole')
  })

  test('says of a log that it is longer than the receipts that have come', async () => {
    const { brand, maker, makerId } = nodes
    const log = { sender: brand.exchange.identity.did, receiver: maker.exchange.identity.did }
    await appendLeaves(maker.database, log, [Buffer.from('its receipt is under way')])
    const partner = (await brand.exchange.identity.partner(log.receiver))!
    expect(await swapCheckpoints(brand.exchange, partner)).toMatchObject({ value: [{ taken: { kind: 'ahead' } }, {}] })
    const { verdict, second } = await proven(brand, makerId)
    expect(verdict).toMatchObject({ records: 1 })
    expect(second).toBe('whole')
    await forgetPlaces(1)
  })

  test('signs with: a key that it had retired signs nothing later, on paper or at the door', async () => {
    const { brand, maker, makerId, brandId } = nodes
    const old = brand.exchange.identity.own.signing.EdDSA
    passed += HOUR_MS
    await brand.exchange.identity.rotate('owner@example.com')
    passed += HOUR_MS
    const order = { agreementId: 'late', transferPid: 'late' }
    await openStream(maker.database, { ...order, partner: brandId, direction: 'in' })
    const stream = await openStream(brand.database, { ...order, partner: makerId, direction: 'out', endpoint: 'x' })
    await brand.database.query({
      text: `update message_stream set state = 'suspended' where id = $1`,
      values: [stream],
    })
    const envelope = {
      messageId: crypto.randomUUID(),
      type: 'sell_through:1.0.0',
      ...order,
      sender: brand.exchange.identity.did,
      receiver: maker.exchange.identity.did,
      seq: 1,
      prev: null,
      sentAt: new Date(machine()).toISOString(),
      bodyHash: hashOf('late', sha256),
      body: 'late',
    }
    const bring = async (sentAt: string) => {
      const one = { ...envelope, sentAt }
      const signature = signDetached(old, Buffer.from(canonicalJson(one)))
      const token = await brand.exchange.identity.tokenFor(maker.exchange.identity.did)
      const response = await fetch(inboxOf(maker), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ messages: [{ envelope: one, signature }] }),
      })
      return { status: response.status, text: await response.text() }
    }
    expect(await bring(envelope.sentAt)).toMatchObject({ status: 400, text: expect.stringContaining('signature') })
    expect(await bring(new Date(machine() - 90 * 60_000).toISOString())).toMatchObject({ status: 202 })
    expect(await proven(maker, brandId)).toMatchObject({ verdict: { records: 2 }, second: 'whole' })
  })
})
