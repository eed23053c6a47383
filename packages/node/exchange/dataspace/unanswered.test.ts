import { randomUUID } from 'node:crypto'
import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Doors, openDoors } from '../../doors.suite.ts'
import { lockedOut } from '../../platform/locked-out.suite.ts'
import type { Courier } from '../delivery/courier.ts'
import { settleOvertaken } from '../delivery/queue-control.ts'
import { startCourier } from '../index.ts'
import { insertAgreement } from './agreement.store.ts'
import { NEGOTIATION_WORDS } from './messages.suite.ts'
import { lockNegotiation } from './negotiation.store.ts'
import { type Heard, openPlainPartner, type PlainPartner, type Reply } from './plain-partner.suite.ts'

let maker: Doors
let partner: PlainPartner
let partnerId: string
let courier: Courier
const agreement = randomUUID()
/** What the partner heard, and what it answers to each. */
let heard: Heard[] = []
let answer: (one: Heard) => Reply | Promise<Reply>
beforeAll(async () => {
  maker = await openDoors()
  partner = await openPlainPartner(() => ({ address: maker.address, did: maker.exchange.identity.did }))
  partner.relayTo((_method, one) => {
    heard.push(one)
    return Promise.resolve(answer(one))
  })
  const body = { did: partner.did, name: 'Partner' }
  const added = await maker.call('/api/partners', { method: 'POST', headers: await maker.token('owner'), body })
  partnerId = (added.body as { id: string }).id
  await insertAgreement(maker.database, {
    id: agreement,
    name: 'urn:agreement',
    negotiation: null,
    partner: partnerId,
    role: 'consumer',
    target: 'stock',
    body: { '@id': 'urn:agreement' },
    hash: `sha-256:${'0'.repeat(64)}`,
    address: partner.base,
    rules: [],
  })
  courier = await startCourier(maker.exchange, maker.database.url)
})
afterAll(async () => {
  await courier.stop()
  await partner.close()
  await maker.close()
})
beforeEach(() => {
  heard = []
})

async function ask(method: 'GET' | 'POST', path: string, body?: object) {
  return maker.call(path, { method, headers: await maker.token('owner'), ...(body ? { body } : {}) })
}

async function begin(kind: 'negotiations' | 'transfers'): Promise<string> {
  const offer = { id: 'offer-stock', target: 'stock', policy: { permission: [{ action: 'use' }] } }
  const order = kind === 'negotiations' ? { partner: partnerId, offer } : { agreement }
  const made = await ask('POST', `/api/${kind}`, order)
  expect(made).toMatchObject({ status: 201 })
  return (made.body as { id: string }).id
}

const end = (kind: string, id: string) =>
  ask('POST', `/api/${kind}/${id}/decide`, { action: 'terminate', reason: 'no longer needed' })

const stateOf = async (kind: string, id: string) => (await ask('GET', `/api/${kind}/${id}`)).body as object

const waitsFor = async (id: string) => {
  const { body } = await ask('GET', `/api/negotiations?filter=${encodeURIComponent(`id:${id}`)}`)
  return (body as { rows: { waits: string }[] }).rows[0]!.waits
}

/** States of the messages of a process. */
const messagesOf = async (pid: string) =>
  (
    await maker.database.query<{ state: string }>({
      text: `select o.state from outgoing o join message_stream s on s.id = o.stream where s.pid = $1 order by o.id`,
      values: [pid],
    })
  ).map((one) => one.state)

/** Answers that are held back until the test lets them go. */
function holdAnswers(): { readonly release: (reply: Reply) => void; readonly isAsked: () => Promise<void> } {
  let release: (reply: Reply) => void = () => {}
  const reply = new Promise<Reply>((done) => {
    release = done
  })
  let asked: () => void = () => {}
  const isAsked = new Promise<void>((done) => {
    asked = done
  })
  answer = ({ path }) => {
    if (!path.endsWith('/request')) return { status: 200, body: {} }
    asked()
    return reply
  }
  return { release: (one) => release(one), isAsked: () => isAsked }
}

const named = (providerPid: string): Reply => ({ status: 201, body: { providerPid } as JsonObject })

for (const kind of ['negotiations', 'transfers'] as const) {
  test(`one of ${kind} that the partner never answered is ended here, and nothing of it leaves any more`, async () => {
    answer = () => ({ status: 503, body: {} })
    const id = await begin(kind)
    await expect.poll(() => heard.length).toBeGreaterThan(0)
    expect(await end(kind, id)).toMatchObject({ status: 204 })
    expect(await stateOf(kind, id)).toMatchObject({ state: 'TERMINATED', note: 'no longer needed', mayDo: [] })
    const replayed = await ask('POST', '/api/exchange-messages/replay', { partner: partnerId })
    expect(replayed).toMatchObject({ status: 404, body: { detail: expect.stringContaining('was ended') } })
    expect(await messagesOf(id)).toEqual(['withdrawn'])
    expect(await end(kind, id)).toMatchObject({ status: 409 })
  })

  test(`a partner that answers one of ${kind} after it was ended is told so`, async () => {
    const { release, isAsked } = holdAnswers()
    const id = await begin(kind)
    await isAsked()
    expect(await end(kind, id)).toMatchObject({ status: 204 })
    const pid = `urn:uuid:${randomUUID()}`
    release(named(pid))
    await expect.poll(() => heard.at(-1)?.path).toBe(`/${kind}/${pid}/termination`)
    expect(heard.at(-1)!.body).toMatchObject({ consumerPid: id, providerPid: pid, reason: ['no longer needed'] })
    expect(await stateOf(kind, id)).toMatchObject({ state: 'TERMINATED', partnerPid: pid, note: 'no longer needed' })
  })
}

test('what was given up needs nobody any more when the partner ends the process, or goes on without it', async () => {
  answer = ({ path }) => ({ status: path.endsWith('/request') ? 400 : 200, body: {} })
  for (const word of ['offer', 'termination']) {
    const id = await begin('negotiations')
    await expect.poll(() => messagesOf(id)).toEqual(['dead'])
    const { place, write } = NEGOTIATION_WORDS[word]!
    const pids = { consumerPid: id, providerPid: `urn:uuid:${randomUUID()}` }
    const body = write({ pids, dataset: 'stock' })
    expect(await partner.callAgain('POST', `/negotiations/${id}/${place}`, body)).toMatchObject({ status: 200 })
    expect(await messagesOf(id)).toEqual(['withdrawn'])
  }
})

test('a request that the partner has refused waits for us, and one that is under way for the partner', async () => {
  const { release, isAsked } = holdAnswers()
  const id = await begin('negotiations')
  await isAsked()
  expect(await waitsFor(id)).toBe('partner')
  release({ status: 400, body: {} })
  await expect.poll(() => waitsFor(id)).toBe('us')
  expect(await stateOf('negotiations', id)).toMatchObject({ state: 'REQUESTED', mayDo: ['terminate'] })
  expect(await end('negotiations', id)).toMatchObject({ status: 204 })
  expect(await waitsFor(id)).toBe('nobody')
})

test('a partner that says no to a question is quoted in its own words', async () => {
  const detail = 'did:web:maker is no partner of this node; its owner can add it'
  answer = () => ({ status: 403, body: { '@type': 'CatalogError', code: '403', reason: [detail] } as JsonObject })
  const asked = await ask('GET', `/api/partners/${partnerId}/catalogue`)
  expect(asked).toMatchObject({ status: 503, body: { detail: `The partner answered 403: ${detail}` } })
})

test('a partner that goes on before it has answered and the answer itself do not wait for each other', async () => {
  const { release, isAsked } = holdAnswers()
  const id = await begin('negotiations')
  await isAsked()
  await maker.database.transaction(async (transaction) => {
    // As the partner's next message does it, in the same order.
    await lockNegotiation(transaction, id)
    release(named('urn:uuid:1'))
    await expect.poll(() => lockedOut(maker.database)).toBe(1)
    await settleOvertaken(transaction, { partner: partnerId, stream: id }, new Date())
  })
  await expect.poll(() => stateOf('negotiations', id)).toMatchObject({ partnerPid: 'urn:uuid:1' })
  expect(await messagesOf(id)).toEqual(['delivered'])
})

test('an agreement that binds others than the two is refused, and the negotiation waits for the right one', async () => {
  const providerPid = `urn:uuid:${randomUUID()}`
  answer = ({ path }) => (path.endsWith('/request') ? named(providerPid) : { status: 200, body: {} })
  const id = await begin('negotiations')
  await expect.poll(() => stateOf('negotiations', id)).toMatchObject({ partnerPid: providerPid })
  const ours = maker.exchange.identity.did
  const say = async (assigner: string, assignee: string) => {
    const said = { pids: { consumerPid: id, providerPid }, dataset: 'stock', parties: { assigner, assignee } }
    const body = NEGOTIATION_WORDS.agreement!.write(said)
    const answered = await partner.callAgain('POST', `/negotiations/${id}/agreement`, body)
    return { status: answered.status, text: JSON.stringify(answered.body) }
  }
  const stranger = 'did:web:somebody.example'
  expect(await say(stranger, ours)).toEqual({ status: 400, text: expect.stringContaining(`assigner (${stranger})`) })
  expect(await say(partner.did, stranger)).toEqual({ status: 400, text: expect.stringContaining('assignee (') })
  expect(await stateOf('negotiations', id)).toMatchObject({ state: 'REQUESTED' })
  expect((await say(partner.did, ours)).status).toBe(200)
  expect(await stateOf('negotiations', id)).toMatchObject({ state: 'AGREED' })
})
