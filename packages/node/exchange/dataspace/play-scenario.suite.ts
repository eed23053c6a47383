import { randomUUID } from 'node:crypto'
import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { expect } from 'vitest'
import type { RunningNode } from '../../running-node.suite.ts'
import {
  firstRequest,
  NEGOTIATION_WORDS,
  offerOf,
  type ProcessPids,
  TRANSFER_WORDS,
  transferRequest,
} from './messages.suite.ts'
import type { Heard, PlainPartner, Reply } from './plain-partner.suite.ts'
import { type Reaction, SCENARIOS } from './tck-scenarios.suite.ts'

/** A node under test and the partner that plays the other side. */
export interface Stage {
  readonly node: RunningNode
  readonly partner: PlainPartner
  readonly partnerId: string
}

const POLICY = { permission: [{ action: 'use' }] }

async function order({ node }: Stage, path: string, body: object): Promise<string> {
  const made = await node.ask('POST', path, body)
  if (made.status >= 300) throw new Error(`${path} answered ${made.status}: ${JSON.stringify(made.body)}`)
  return (made.body as { id: string }).id
}

/** Tells the node what it offers, and what it does by itself about it. */
export async function configure(stage: Stage, { id, role, rules }: Reaction): Promise<void> {
  if (role === 'consumer') return
  const offer = { id: `offer-${id}`, policy: POLICY, rules }
  await order(stage, '/api/datasets', { id, title: id, aspect: 'week_based_material_demand:3.0.1', offer })
}

/** Plays one scenario to its end; every step is checked. */
export async function play(stage: Stage, reaction: Reaction): Promise<void> {
  const actor = reaction.test.startsWith('CN')
    ? await beginNegotiation(stage, reaction)
    : await beginTransfer(stage, reaction)
  for (const step of SCENARIOS[reaction.test]!.split(' ')) await take(actor, step)
}

/** The other side of one process. */
interface Actor {
  readonly say: (word: string) => Promise<Reply>
  readonly hear: () => Promise<string>
  readonly state: () => Promise<unknown>
}

async function take({ say, hear, state }: Actor, step: string): Promise<void> {
  const word = step.slice(1)
  if (step.startsWith('→')) expect(saidIn(step, await say(word))).toBe(`${step}: 200`)
  else if (step.startsWith('✗')) expect(saidIn(step, await say(word))).toBe(`${step}: 400`)
  else if (step.startsWith('←')) expect(await hear()).toBe(word)
  else expect(await state()).toBe(word)
}

/** A refusal that was not expected says why. */
function saidIn(step: string, { status, body }: Reply): string {
  const isExpected = status === (step.startsWith('→') ? 200 : 400)
  return `${step}: ${status}${isExpected ? '' : ` ${JSON.stringify(body)}`}`
}

const WORDS: Readonly<Record<string, string>> = {
  ContractRequestMessage: 'request',
  ContractOfferMessage: 'offer',
  ContractAgreementMessage: 'agreement',
  ContractAgreementVerificationMessage: 'verification',
  ContractNegotiationTerminationMessage: 'termination',
  TransferRequestMessage: 'request',
  TransferStartMessage: 'start',
  TransferCompletionMessage: 'completion',
  TransferSuspensionMessage: 'suspension',
  TransferTerminationMessage: 'termination',
}
const wordOf = ({ body }: Heard): string =>
  WORDS[body['@type'] as string] ?? (body.eventType === 'ACCEPTED' ? 'accepted' : 'finalized')

async function beginNegotiation(stage: Stage, reaction: Reaction): Promise<Actor> {
  const pids = await (reaction.role === 'provider' ? ask(stage, reaction) : beAsked(stage, reaction))
  const own = reaction.role === 'provider' ? pids.providerPid : pids.consumerPid
  return {
    say: (word) => {
      const { place, write } = NEGOTIATION_WORDS[word]!
      return persist(stage, { path: `/negotiations/${own}`, place, body: write({ pids, dataset: reaction.id }) })
    },
    hear: async () => wordOf(await stage.partner.hear(own)),
    state: async () => (await stage.partner.call('GET', `/negotiations/${own}`)).body.state,
  }
}

type BothPids = Required<ProcessPids>

/** As a consumer we ask the node for an offer of its. */
async function ask(stage: Stage, { id }: Reaction): Promise<BothPids> {
  const { partner } = stage
  const consumerPid = `urn:uuid:${randomUUID()}`
  const body = firstRequest(consumerPid, { dataset: id, base: partner.base })
  const { status, body: begun } = await persist(stage, { path: '/negotiations', place: 'request', body })
  expect({ status, begun }).toMatchObject({ status: 201, begun: { '@type': 'ContractNegotiation', consumerPid } })
  return { consumerPid, providerPid: begun.providerPid as string }
}

/** A person at the node asks for an offer of ours. */
async function beAsked(stage: Stage, { id, rules }: Reaction): Promise<BothPids> {
  const { partner, partnerId } = stage
  const offer = { id: offerOf(id)['@id'], target: id, policy: POLICY }
  const consumerPid = await order(stage, '/api/negotiations', { partner: partnerId, offer, rules })
  expect(wordOf(await partner.hear(consumerPid))).toBe('request')
  return { consumerPid, providerPid: partner.pidOf(consumerPid) }
}

/** Finalizes an agreement first, then a transfer begins by it. */
async function beginTransfer(stage: Stage, reaction: Reaction): Promise<Actor> {
  const agreement = await agree(stage, reaction)
  const pids = await (reaction.role === 'provider' ? askForData(stage, agreement) : beAskedForData(stage, agreement))
  const own = reaction.role === 'provider' ? pids.providerPid : pids.consumerPid
  return {
    say: (word) => persist(stage, { path: `/transfers/${own}`, place: word, body: TRANSFER_WORDS[word]!(pids) }),
    hear: async () => wordOf(await stage.partner.hear(own)),
    state: async () => (await stage.partner.call('GET', `/transfers/${own}`)).body.state,
  }
}

const AGREEING = { provider: '←agreement →verification ←finalized', consumer: '→agreement ←verification →finalized' }

/** Answers the name that both sides have for the agreement. */
export async function agree(stage: Stage, reaction: Reaction): Promise<string> {
  const actor = await beginNegotiation(stage, reaction)
  for (const step of AGREEING[reaction.role].split(' ')) await take(actor, step)
  const list = await stage.node.ask('GET', `/api/agreements?filter=dataset:${reaction.id}`)
  return (list.body as { rows: { name: string }[] }).rows[0]!.name
}

async function askForData(stage: Stage, agreementId: string): Promise<BothPids> {
  const consumerPid = `urn:uuid:${randomUUID()}`
  const body = transferRequest(consumerPid, { agreementId, base: stage.partner.base })
  const { status, body: begun } = await persist(stage, { path: '/transfers', place: 'request', body })
  expect({ status, begun }).toMatchObject({ status: 201, begun: { '@type': 'TransferProcess', consumerPid } })
  return { consumerPid, providerPid: begun.providerPid as string }
}

async function beAskedForData(stage: Stage, name: string): Promise<BothPids> {
  const { node, partner } = stage
  const list = await node.ask('GET', `/api/agreements?filter=name:${name}`)
  const [agreement] = (list.body as { rows: { id: string }[] }).rows
  const consumerPid = await order(stage, '/api/transfers', { agreement: agreement!.id })
  expect(wordOf(await partner.hear(consumerPid))).toBe('request')
  return { consumerPid, providerPid: partner.pidOf(consumerPid) }
}

interface Message {
  readonly path: string
  readonly place: string
  readonly body: JsonObject
}

/**
 * Sends until an answer comes, as a connector does. An answer that was lost is found again: the first message of a process by sending
 * it once more, a later one by the state of the process, which differs from that before if the message was taken.
 */
async function persist({ partner }: Stage, { path, place, body }: Message): Promise<Reply> {
  const isFirst = !path.includes('/', 1)
  const before = isFirst ? undefined : (await steady(() => partner.call('GET', path))).body.state
  try {
    return await partner.call('POST', `${path}/${place}`, body)
  } catch {
    const again = await steady(() => partner.callAgain('POST', `${path}/${place}`, body))
    if (isFirst || again.status !== 400) return again
    const now = await steady(() => partner.call('GET', path))
    return now.body.state === before ? again : { status: 200, body: now.body }
  }
}

async function steady<T>(call: () => Promise<T>): Promise<T> {
  return call().catch(call)
}
