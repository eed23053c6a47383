import { randomUUID } from 'node:crypto'
import { otherParty } from '@headwater/exchange/dataspace/messages'
import { MESSAGE_OF } from '@headwater/exchange/dataspace/negotiation-rules'
import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { TRANSFER_MESSAGE_OF } from '@headwater/exchange/dataspace/transfer-rules'
import {
  NEGOTIATION,
  nextState,
  type Party,
  TRANSFER,
  type Transition,
} from '@headwater/exchange/dataspace/transitions'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doors, openDoors } from '../../doors.suite.ts'
import {
  firstOffer,
  firstRequest,
  NEGOTIATION_WORDS,
  offerOf,
  TRANSFER_WORDS,
  transferRequest,
} from './messages.suite.ts'
import { openPlainPartner, type PlainPartner } from './plain-partner.suite.ts'

let doors: Doors
let partner: PlainPartner
let owner: Record<string, string>

beforeAll(async () => {
  doors = await openDoors()
  partner = await openPlainPartner(() => ({ address: doors.address, did: doors.exchange.identity.did }))
  owner = await doors.token('owner')
  await order('/api/partners', { did: partner.did, name: 'Plain' })
  const offer = { id: 'offer-D', policy: { permission: [{ action: 'use' }] } }
  await order('/api/datasets', { id: 'D', title: 'Demand', aspect: 'week_based_material_demand:3.0.1', offer })
})
afterAll(async () => {
  await doors.close()
  await partner.close()
})

async function order(path: string, body: object): Promise<string> {
  const made = await doors.call(path, { method: 'POST', headers: owner, body })
  if (made.status >= 300) throw new Error(`${path} answered ${made.status}: ${JSON.stringify(made.body)}`)
  return (made.body as { id?: string }).id ?? ''
}

interface Process {
  readonly kind: 'negotiation' | 'transfer'
  /** Ours and the partner's. */
  readonly own: string
  readonly their: string
  readonly role: Party
}

type Table = readonly Transition<string, string>[]
const TABLES: Readonly<Record<Process['kind'], Table>> = { negotiation: NEGOTIATION, transfer: TRANSFER }
const ACTIONS = { negotiation: MESSAGE_OF, transfer: TRANSFER_MESSAGE_OF }

const pidsOf = ({ role, own, their }: Process) =>
  role === 'provider' ? { providerPid: own, consumerPid: their } : { consumerPid: own, providerPid: their }

/** The partner says something about a process. */
function say(process: Process, word: string) {
  const { kind, own } = process
  if (kind === 'transfer')
    return partner.call('POST', `/transfers/${own}/${word}`, TRANSFER_WORDS[word]!(pidsOf(process)))
  const { place, write } = NEGOTIATION_WORDS[word]!
  return partner.call('POST', `/negotiations/${own}/${place}`, write({ pids: pidsOf(process), dataset: 'D' }))
}

/** A new process at its first state. */
async function begin(kind: Process['kind'], role: Party): Promise<Process> {
  const their = randomUUID()
  const facts = { dataset: 'D', base: partner.base }
  if (kind === 'negotiation') {
    const [path, body] =
      role === 'provider' ? ['request', firstRequest(their, facts)] : ['offers', firstOffer(their, facts)]
    const { body: begun } = await partner.call('POST', `/negotiations/${path}`, body as JsonObject)
    return { kind, role, their, own: begun[`${role}Pid`] as string }
  }
  const agreement = agreements[role]
  if (role === 'consumer') return { kind, role, their, own: await order('/api/transfers', { agreement: agreement.id }) }
  const body = transferRequest(their, { agreementId: agreement.name, base: partner.base })
  const { body: begun } = await partner.call('POST', '/transfers/request', body)
  return { kind, role, their, own: begun.providerPid as string }
}

/** Leads a process along the table: what is ours to do a person decides, what is the partner's it says. */
async function lead(process: Process, from: string, to: string): Promise<void> {
  for (const step of wayThrough(process, from, to)) {
    if (step.by !== process.role) expect(await say(process, step.message)).toMatchObject({ status: 200 })
    else {
      const [action] = Object.entries(ACTIONS[process.kind]).find(([, message]) => message === step.message)!
      await order(`/api/${process.kind}s/${process.own}/decide`, { action })
    }
  }
}

/** The shortest way between two states; the partner's steps first, because it can always speak. */
function wayThrough({ kind, role }: Process, from: string, to: string): readonly Transition<string, string>[] {
  const steps = [...TABLES[kind]].sort((one, other) => Number(one.by === role) - Number(other.by === role))
  const ways = new Map<string, readonly Transition<string, string>[]>([[from, []]])
  for (const [state, way] of ways)
    for (const step of steps) if (step.from === state && !ways.has(step.to)) ways.set(step.to, [...way, step])
  return ways.get(to)!
}

const agreements = {} as Record<Party, { readonly id: string; readonly name: string }>

beforeAll(async () => {
  for (const role of ['provider', 'consumer'] as const) {
    const process = await begin('negotiation', role)
    await lead(process, role === 'provider' ? 'REQUESTED' : 'OFFERED', 'FINALIZED')
    const found = await doors.database.query<{ id: string; name: string }>({
      text: 'select id, name from agreement where negotiation = $1',
      values: [process.own],
    })
    agreements[role] = found[0]!
  }
})

/** All that a message could have changed: the process, its log, and what is to be sent about it. */
async function kept({ kind, own }: Process): Promise<{ state: string; rest: unknown }> {
  const [row] = await doors.database.query<{ state: string; rest: unknown }>({
    text: `select p.state, jsonb_build_object('row', to_jsonb(p),
             'log', (select jsonb_agg(m order by m.id) from process_message m where m.process = p.id),
             'outgoing', (select jsonb_agg(o.message_id order by o.id) from outgoing o join message_stream s on s.id = o.stream
                          where s.kind = 'control' and s.pid = p.id::text),
             'agreements', (select count(*) from agreement)) as rest
           from ${kind} p where p.id = $1`,
    values: [own],
  })
  return row!
}

interface Cell {
  readonly kind: Process['kind']
  readonly role: Party
  readonly state: string
  /** `again`: a first message under a pid that is used, with other content. */
  readonly word: string
}

const WORDS: Readonly<Record<Process['kind'], Readonly<Record<Party, readonly string[]>>>> = {
  negotiation: {
    provider: ['again', 'request', 'accepted', 'verification', 'termination'],
    consumer: ['again', 'offer', 'agreement', 'finalized', 'termination'],
  },
  transfer: {
    provider: ['start', 'completion', 'suspension', 'termination'],
    consumer: ['start', 'completion', 'suspension', 'termination'],
  },
}

const statesOf = (table: Table): readonly string[] => [...new Set(table.map((one) => one.to))]
const CELLS: readonly Cell[] = (['negotiation', 'transfer'] as const).flatMap((kind) =>
  (['provider', 'consumer'] as const).flatMap((role) =>
    statesOf(TABLES[kind]).flatMap((state) => WORDS[kind][role].map((word) => ({ kind, role, state, word }))),
  ),
)

/** The first message once more, asking for something else. */
function sayAgain({ role, their }: Process) {
  const facts = { dataset: 'D', base: partner.base }
  const offer = offerOf('D', 'offer-D', { prohibition: [{ action: 'use' }] })
  return role === 'provider'
    ? partner.call('POST', '/negotiations/request', firstRequest(their, facts, offer))
    : partner.call('POST', '/negotiations/offers', firstOffer(their, facts, offer))
}

test('F1: of 70 + 40 cells the legal edges move a process, every other is refused with 400 and changes nothing', async () => {
  expect(CELLS.filter((one) => one.kind === 'negotiation')).toHaveLength(70)
  expect(CELLS.filter((one) => one.kind === 'transfer')).toHaveLength(40)
  let moved = 0
  for (const { kind, role, state, word } of CELLS) {
    const process = await begin(kind, role)
    await lead(process, kind === 'negotiation' && role === 'consumer' ? 'OFFERED' : 'REQUESTED', state)
    const before = await kept(process)
    expect(before.state).toBe(state)
    const { status, body } = word === 'again' ? await sayAgain(process) : await say(process, word)
    const after = await kept(process)
    const to = word === 'again' ? null : nextState(TABLES[kind], state, { message: word, by: otherParty(role) })
    const cell = { kind, role, state, word }
    if (to === null) {
      const type = kind === 'negotiation' ? 'ContractNegotiationError' : 'TransferError'
      expect({ ...cell, status, type: body['@type'] }).toEqual({ ...cell, status: 400, type })
      expect(after).toEqual(before)
    } else {
      moved += 1
      expect({ ...cell, status, state: body.state }).toEqual({ ...cell, status: 200, state: to })
      expect(after.state).toBe(to)
    }
  }
  // Edges that the partner walks: as consumer of ours, and as provider.
  expect(moved).toBe(14 + 13)
})
