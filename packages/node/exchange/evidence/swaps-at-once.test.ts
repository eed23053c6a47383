import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Doors } from '../../doors.suite.ts'
import { openTwoNodes, type TwoNodes, untilDelivered } from '../delivery/two-nodes.suite.ts'

const ROUNDS = process.env.HEADWATER_TEST_SCALE === 'full' ? 500 : 60

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

test('records that both sides compare at once while messages flow never look rewritten, and every comparison is answered', async () => {
  const stream = await nodes.openTransfer('t-flow', { mostAtOnce: 1 })
  const ask = async (of: Doors, id: string, owner: Record<string, string>) => {
    const { status, body } = await of.call(`/api/partners/${id}/checkpoints`, { method: 'POST', headers: owner })
    const verdicts =
      status === 200 ? (body as { logs: { verdict: string }[] }).logs.map((one) => one.verdict) : [JSON.stringify(body)]
    return `${status} ${[...new Set(verdicts)].sort().join(' ')}`
  }
  const [byBrand, byMaker] = [await nodes.brand.token('owner'), await nodes.maker.token('owner')]
  const answers = new Map<string, number>()
  for (let round = 0; round < ROUNDS; round++) {
    await nodes.send(stream, [round, 'once more'])
    const given = await Promise.all([
      ask(nodes.brand, nodes.makerId, byBrand),
      ask(nodes.maker, nodes.brandId, byMaker),
      ask(nodes.brand, nodes.makerId, byBrand),
    ])
    for (const one of given) answers.set(one, (answers.get(one) ?? 0) + 1)
  }
  await untilDelivered(nodes, stream)
  for (const one of [nodes.brand, nodes.maker])
    expect(await one.database.query({ text: 'select kind, what from incident' })).toEqual([])
  // A receiver may hold what its sender has no receipt of yet.
  expect([...answers.keys()].filter((one) => !/^200 (agreed|ahead|agreed ahead)$/.test(one))).toEqual([])
})
