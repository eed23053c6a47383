import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Today } from '../../schemas/rest/planning.ts'
import type { ImportAnswer } from '../../schemas/rest/records.ts'
import { postmasterFile, readPostmaster } from './platform/postgres-folder.ts'
import { makeHome, type RunningNode, startNode } from './running-node.suite.ts'

const ROUNDS = process.env.HEADWATER_TEST_SCALE === 'full' ? 20 : 3
const ROWS = 4000

let made: ReturnType<typeof makeHome>
let node: RunningNode | undefined
beforeAll(() => {
  made = makeHome()
})
afterAll(async () => {
  await node?.end()
  made.remove()
})

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** Items and sales of one round: all of them or none may be there afterwards. */
const filesOf = (round: number) => [
  { name: 'items.csv', base64: base64(`item\nI${round}\n`) },
  {
    name: 'sell_through.csv',
    base64: base64(
      `item,date,place,quantity\n${Array.from({ length: ROWS }, (_, i) => `I${round},2026-01-${String(1 + (i % 28)).padStart(2, '0')},P${i},1`).join('\n')}\n`,
    ),
  },
]

/** A different moment each round, from at once to after the end. */
const momentOf = (round: number): number => (round * 137) % 900

test(`killed while it imports and plans, ${ROUNDS} times, a node loses nothing acknowledged and keeps nothing half`, async () => {
  node = await startNode(made.home, ['--empty'])
  const acknowledged: number[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const victim = round % 2 === 0 ? readPostmaster(join(made.home, 'data'))!.pid : node.child.pid!
    expect(postmasterFile(join(made.home, 'data'))).toContain('postmaster')
    const work = Promise.allSettled([
      node.ask('POST', '/api/imports?commit=true', { files: filesOf(round) }).then(({ status, body }) => {
        if (status === 200 && (body as ImportAnswer).batch !== null) acknowledged.push(round)
      }),
      node.ask('POST', '/api/plan-runs'),
    ])
    await new Promise((done) => setTimeout(done, momentOf(round)))
    process.kill(victim, 'SIGKILL')
    await work
    await node.end('SIGKILL')
    node = await startNode(made.home, ['--empty'])
    await expectWhole(node, acknowledged)
  }
}, 300_000)

async function expectWhole(running: RunningNode, acknowledged: readonly number[]): Promise<void> {
  const items = await fileOf(running, 'items')
  const sales = new Map<string, number>()
  for (const line of await fileOf(running, 'sell_through')) {
    const item = line.split(',')[0]!
    sales.set(item, (sales.get(item) ?? 0) + 1)
  }
  for (const round of acknowledged) expect(items).toContainEqual(expect.stringMatching(`^I${round},`))
  expect(items.map((line) => line.split(',')[0]).sort()).toEqual([...sales.keys()].sort())
  for (const count of sales.values()) expect(count).toBe(ROWS)
  const today = (await running.ask('GET', '/api/today')).body as Today
  expect(today.rowsRead).toBe(items.length * ROWS)
  const { total } = (await running.ask('GET', '/api/order-lines')).body as { total: number }
  expect(total).toBe(today.run?.counts.openLines ?? 0)
}

/** Lines of an exported file without its header. */
async function fileOf(running: RunningNode, name: string): Promise<string[]> {
  const token = await running.ask('POST', '/api/tokens', { name: 'test', role: 'viewer', days: 1 })
  const { token: bearer } = token.body as { token: string }
  const response = await fetch(`${running.address}/api/files/${name}.csv`, {
    headers: { authorization: `Bearer ${bearer}` },
  })
  return (await response.text()).trim().split('\n').slice(1)
}
