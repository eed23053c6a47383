import { randomUUID } from 'node:crypto'
import { hashOf } from '@headwater/exchange/evidence/envelope'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AgreementRow } from '../../../../schemas/rest/dataspace.ts'
import type { Inbox } from '../../../../schemas/rest/inbox.ts'
import type { Doors } from '../../doors.suite.ts'
import { lockedOut } from '../../platform/locked-out.suite.ts'
import { openStream } from '../delivery/message-stream.store.ts'
import { sendEnvelopes } from '../delivery/send-envelope.ts'
import { inboxOf, openTwoNodes, type TwoNodes, untilDelivered } from '../delivery/two-nodes.suite.ts'
import { sha256 } from '../evidence/sha256.ts'
import { insertAgreement, isNameTaken } from './agreement.store.ts'
import { DSP_PATH } from './dataspace.ts'
import { TRANSFER_WORDS, transferRequest } from './messages.suite.ts'
import { suspendDisputed } from './suspend-disputed.ts'
import { insertTransfer, type KeptTransfer, lockTransfer, updateTransfer } from './transfer.store.ts'

/** The brand provides, the maker consumes. */
let nodes: TwoNodes
const stops: (() => Promise<void>)[] = []
beforeAll(async () => {
  nodes = await openTwoNodes()
  for (const one of [nodes.brand, nodes.maker]) stops.push((await nodes.startCourier(one)).stop)
})
afterAll(async () => {
  for (const stop of stops) await stop()
  await nodes.close()
})

const bodyOf = (name: string) => ({ '@id': name, '@type': 'Agreement', target: 'stock', assigner: 'a', assignee: 'b' })

/** An agreement that both hold; answers by side its own id of it and the stream of its record. */
async function agree(name: string) {
  const sides = { brand: nodes.makerId, maker: nodes.brandId } as const
  const made = { brand: { id: '', stream: 0 }, maker: { id: '', stream: 0 } }
  for (const side of ['brand', 'maker'] as const) {
    const { database } = nodes[side]
    const id = randomUUID()
    const partner = sides[side]
    const role = side === 'brand' ? 'provider' : 'consumer'
    const body = bodyOf(name)
    const rest = { negotiation: null, target: 'stock', address: 'http://localhost:1/', rules: [] }
    await insertAgreement(database, { id, name, partner, role, body, hash: hashOf(body, sha256), ...rest })
    const other = side === 'brand' ? nodes.maker : nodes.brand
    const order = { partner, agreementId: name, transferPid: name, endpoint: inboxOf(other) }
    await openStream(database, { ...order, direction: 'in' })
    made[side] = { id, stream: await openStream(database, { ...order, direction: 'out' }) }
  }
  return made
}

async function sign({ database, exchange }: Doors, stream: number, agreementHash: string): Promise<void> {
  const messages = [{ type: 'agreement_signature:1.0.0', body: { agreementHash } }]
  const sender = { identity: exchange.identity, now: exchange.machine }
  await database.transaction((transaction) => sendEnvelopes(transaction, { stream, messages }, sender))
  await untilDelivered({ ...nodes, brand: { ...nodes.brand, database } }, stream)
}

const rowOf = async (at: Doors, id: string): Promise<AgreementRow> => {
  const { body } = await at.call(`/api/agreements?filter=id:${id}`, { headers: await at.token('viewer') })
  return (body as unknown as { rows: AgreementRow[] }).rows[0]!
}

const askByMaker = async (agreement: string) =>
  nodes.maker.call('/api/transfers', {
    method: 'POST',
    headers: await nodes.maker.token('planner'),
    body: { agreement, format: 'HttpData-PULL' },
  })

const requestAtBrand = async (name: string) =>
  nodes.brand.call(`${DSP_PATH}/transfers/request`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await nodes.maker.exchange.identity.tokenFor(nodes.brand.exchange.identity.did)}`,
    },
    body: transferRequest(randomUUID(), { base: 'http://localhost:1/dsp', agreementId: name }),
  })

/** A transfer that flows by an agreement, as one side keeps it. */
async function flow(
  at: 'brand' | 'maker',
  agreement: string,
  { state = 'STARTED', rules = [] }: Partial<Pick<KeptTransfer, 'state' | 'rules'>> = {},
): Promise<string> {
  const ownPid = randomUUID()
  await insertTransfer(nodes[at].database, {
    role: at === 'brand' ? 'provider' : 'consumer',
    ownPid,
    partner: at === 'brand' ? nodes.makerId : nodes.brandId,
    partnerPid: `urn:of:${ownPid}`,
    address: 'http://localhost:1',
    agreement,
    state,
    format: 'HttpData-PULL',
    dataAddress: null,
    rules,
    todo: [],
    note: '',
  })
  return ownPid
}

/** The other side wants it to flow again, or not to. */
async function sayBy(from: Doors, at: Doors, { transfer, word }: { transfer: string; word: 'start' | 'suspension' }) {
  const own = from === nodes.brand ? 'providerPid' : 'consumerPid'
  const theirs = from === nodes.brand ? 'consumerPid' : 'providerPid'
  return at.call(`${DSP_PATH}/transfers/${transfer}/${word}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await from.exchange.identity.tokenFor(at.exchange.identity.did)}` },
    body: TRANSFER_WORDS[word]!({ [own]: `urn:of:${transfer}`, [theirs]: transfer }),
  })
}

const transferAt = async (at: Doors, id: string) =>
  (await at.call(`/api/transfers/${id}`, { headers: await at.token('viewer') })).body

test('an agreement whose hash both sign is in force, and shows what the partner has signed', async () => {
  const { brand, maker } = await agree('urn:agreement:same')
  const hash = hashOf(bodyOf('urn:agreement:same'), sha256)
  expect(await rowOf(nodes.maker, maker.id)).toMatchObject({ hash, partnerHash: null, state: 'in-force' })
  await sign(nodes.brand, brand.stream, hash)
  await sign(nodes.maker, maker.stream, hash)
  for (const [at, id] of [
    [nodes.brand, brand.id],
    [nodes.maker, maker.id],
  ] as const)
    expect(await rowOf(at, id)).toMatchObject({ hash, partnerHash: hash, state: 'in-force' })
  expect((await requestAtBrand('urn:agreement:same')).status).toBe(201)
  expect((await askByMaker(maker.id)).status).toBe(201)
})

test.each([
  ['provider', 'brand', 'maker'],
  ['consumer', 'maker', 'brand'],
] as const)(
  'another hash signed by the %s is an incident, the owner is told, no data is asked for by it, and what flows is suspended',
  async (what, by, at) => {
    const name = `urn:agreement:other by the ${what}`.replaceAll(' ', '-')
    const made = await agree(name)
    const theirs = `sha-256:${'0'.repeat(64)}`
    const ours = hashOf(bodyOf(name), sha256)
    const transfer = await flow(at, made[at].id)
    await sign(nodes[by], made[by].stream, theirs)
    expect(await rowOf(nodes[at], made[at].id)).toMatchObject({ hash: ours, partnerHash: theirs, state: 'disputed' })
    const [incident] = await nodes[at].database.query({
      text: `select kind, detail from incident where kind = 'agreement-disputed' and detail ->> 'agreement' = $1`,
      values: [name],
    })
    expect(incident).toMatchObject({ detail: { ours, theirs, content: expect.stringContaining(theirs) } })
    const { body } = await nodes[at].call('/api/inbox', { headers: await nodes[at].token('owner') })
    const told = (body as unknown as Inbox).items.filter((one) => one.kind === 'agreement-disputed')
    expect(told).toMatchObject([{ facts: { message: expect.stringContaining(ours) } }])
    const refused = at === 'maker' ? await askByMaker(made.maker.id) : await requestAtBrand(name)
    expect(refused.status).toBe(at === 'maker' ? 409 : 400)
    expect(JSON.stringify(refused.body)).toContain('in dispute')
    const isSuspended = { state: 'SUSPENDED', note: expect.stringContaining('disputed') }
    await expect.poll(() => transferAt(nodes[at], transfer)).toMatchObject(isSuspended)
    const start = { method: 'POST', headers: await nodes[at].token('planner'), body: { action: 'start' } } as const
    expect(await nodes[at].call(`/api/transfers/${transfer}/decide`, start)).toMatchObject({ status: 409 })
    expect(await sayBy(nodes[by], nodes[at], { transfer, word: 'start' })).toMatchObject({ status: 400 })
    // To sign the right one afterwards does not undo it.
    await sign(nodes[by], made[by].stream, ours)
    expect(await rowOf(nodes[at], made[at].id)).toMatchObject({ partnerHash: theirs, state: 'disputed' })
  },
)

test('the name of an agreement is taken once it is sent, before it is final: two texts under one name are none', async () => {
  const { database } = nodes.brand
  const known = () => isNameTaken(database, nodes.makerId, 'urn:agreement:sent')
  expect(await known()).toBe(false)
  await database.query({
    text: `insert into negotiation (id, role, partner, address, state, ours, offer, rules, agreement)
           values ($1, 'consumer', $2, '', 'AGREED', '{}', '{}', '{}', '{"id":"urn:agreement:sent"}')`,
    values: [randomUUID(), nodes.makerId],
  })
  expect(await known()).toBe(true)
})

test('by an agreement in dispute our own rules start nothing', async () => {
  const name = 'urn:agreement:ruled'
  const made = await agree(name)
  await sign(nodes.maker, made.maker.stream, `sha-256:${'0'.repeat(64)}`)
  expect(await rowOf(nodes.brand, made.brand.id)).toMatchObject({ state: 'disputed' })
  const transfer = await flow('brand', made.brand.id, { rules: [{ on: 'suspended', do: ['start'] }] })
  expect(await sayBy(nodes.maker, nodes.brand, { transfer, word: 'suspension' })).toMatchObject({ status: 200 })
  expect(await transferAt(nodes.brand, transfer)).toMatchObject({ state: 'SUSPENDED' })
})

test('a transfer that is being started while the dispute comes is suspended, too', async () => {
  const name = 'urn:agreement:at-once'
  const made = await agree(name)
  const id = await flow('brand', made.brand.id, { state: 'SUSPENDED' })
  const { database } = nodes.brand
  let suspended: Promise<void> | undefined
  await database.transaction(async (transaction) => {
    const kept = (await lockTransfer(transaction, id))!
    await updateTransfer(transaction, { ...kept, state: 'STARTED' })
    suspended = suspendDisputed({ database }, { partner: nodes.makerId, name })
    await expect.poll(() => lockedOut(database)).toBe(1)
  })
  await suspended
  expect(await transferAt(nodes.brand, id)).toMatchObject({
    state: 'SUSPENDED',
    note: expect.stringContaining('disputed'),
  })
})
