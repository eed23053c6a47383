import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeHome, type RunningNode, startNode } from '../../running-node.suite.ts'
import { type FaultyWay, openFaultyWay } from './faulty-way.suite.ts'
import { type Fault, openPlainPartner, type PlainPartner } from './plain-partner.suite.ts'
import { configure, play } from './play-scenario.suite.ts'
import { REACTIONS, SCENARIOS } from './tck-scenarios.suite.ts'

let made: ReturnType<typeof makeHome>
let node: RunningNode
let way: FaultyWay
let did: string
const partners: PlainPartner[] = []
const faults = { lost: 0, late: 0 }

beforeAll(async () => {
  made = makeHome()
  node = await startNode(made.home, ['--empty'], { HEADWATER_LOOPBACK_PARTNERS: '1' })
  way = await openFaultyWay(node.address)
  did = ((await node.ask('GET', '/api/identity')).body as { did: string }).did
})
afterAll(async () => {
  await node?.end()
  for (const partner of partners) await partner.close()
  await way?.close()
  made.remove()
})

/** Lost and late in turn; of every message once. */
function nextFault(): Fault {
  const fault = (faults.lost + faults.late) % 2 === 0 ? 'lost' : 'late'
  faults[fault] += 1
  return fault
}

const PLAYED = REACTIONS.filter((one) => SCENARIOS[one.test] !== undefined)

/** A partner a scenario: one that does not answer is called less, and would hold up the others. */
async function playWithFaults(reaction: (typeof REACTIONS)[number]): Promise<void> {
  const partner = await openPlainPartner(() => ({ address: way.address, did }), nextFault)
  partners.push(partner)
  const added = await node.ask('POST', '/api/partners', { did: partner.did, name: reaction.test })
  const stage = { node, partner, partnerId: (added.body as { id: string }).id }
  await configure(stage, reaction)
  await play(stage, reaction)
}

describe.concurrent('F5: every reply is lost or late once, both ways, and still', () => {
  for (const reaction of PLAYED)
    test(`${reaction.test} ends right: ${SCENARIOS[reaction.test]}`, () => playWithFaults(reaction), 60_000)
})

test('F5: faults of both kinds met both ways', () => {
  expect(Math.min(faults.lost, faults.late, way.counts.lost, way.counts.late)).toBeGreaterThan(50)
})
