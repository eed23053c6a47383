import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Accepted, TaskView, Today } from '../../schemas/rest/planning.ts'
import type { UploadMade } from '../../schemas/rest/records.ts'
import { readPostmaster } from './platform/postgres-folder.ts'
import { makeHome, type RunningNode, startNode } from './running-node.suite.ts'

const ROUNDS = process.env.HEADWATER_TEST_SCALE === 'full' ? 20 : 3
const ROWS = 20_000

let made: ReturnType<typeof makeHome>
let node: RunningNode | undefined
beforeAll(() => {
  made = makeHome()
})
afterAll(async () => {
  await node?.end()
  made.remove()
})

/** Items and sales of one round: all of them or none may be there at any time. */
const filesOf = (round: number): Record<string, string> => ({
  'items.csv': `item\nI${round}\n`,
  'sell_through.csv': `item,date,place,quantity\n${Array.from({ length: ROWS }, (_, i) => `I${round},2026-01-${String(1 + (i % 28)).padStart(2, '0')},P${i},1`).join('\n')}\n`,
})

const VICTIMS = ['node', 'database', 'both'] as const

test(`killed while it imports and plans, ${ROUNDS} times, a node loses nothing acknowledged and keeps nothing half`, async () => {
  node = await startNode(made.home, ['--empty'])
  const imported: number[] = []
  const hit: string[] = []
  for (let round = 1; round <= ROUNDS; round++) {
    const tasks = [await orderImport(node, round), await orderPlan(node)]
    imported.push(round)
    const step = await stepAfter(node, tasks[round % 2]!, (round * 83) % 400)
    if (step !== undefined) hit.push(step)
    await kill(node, VICTIMS[round % VICTIMS.length]!)
    node = await startNode(made.home, ['--empty'])
    await expectWhole(node)
    for (const task of tasks) expect(await endOf(node, task)).toMatchObject({ state: 'done' })
    expect(await expectWhole(node)).toEqual(imported.map((one) => `I${one}`).sort())
  }
  // A kill that comes when all is over proves nothing.
  expect(hit.length).toBeGreaterThan(ROUNDS / 2)
}, 900_000)

async function orderImport(running: RunningNode, round: number): Promise<string> {
  const files = []
  for (const [name, text] of Object.entries(filesOf(round))) {
    const response = await running.send(`/api/uploads?name=${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream' },
      body: text,
    })
    files.push({ name, upload: ((await response.json()) as UploadMade).upload })
  }
  return ((await running.ask('POST', '/api/import-tasks?commit=true', { files })).body as Accepted).task
}

const orderPlan = async (running: RunningNode): Promise<string> =>
  ((await running.ask('POST', '/api/plan-runs?searchSeconds=1')).body as Accepted).task

const viewOf = async (running: RunningNode, task: string): Promise<TaskView> =>
  (await running.ask('GET', `/api/tasks/${task}`)).body as TaskView

const isOver = ({ state }: TaskView): boolean => !['queued', 'running'].includes(state)

/** The step that a task is in so many milliseconds after it began; undefined: it was over by then. */
async function stepAfter(running: RunningNode, task: string, ms: number): Promise<string | undefined> {
  let view = await viewOf(running, task)
  while (view.state === 'queued') {
    await wait(5)
    view = await viewOf(running, task)
  }
  await wait(ms)
  view = await viewOf(running, task)
  return view.state === 'running' ? view.step : undefined
}

async function kill(running: RunningNode, victim: (typeof VICTIMS)[number]): Promise<void> {
  const database = readPostmaster(join(made.home, 'data'))!.pid
  if (victim !== 'node') process.kill(database, 'SIGKILL')
  if (victim !== 'database') return void (await running.end('SIGKILL'))
  // The node goes on without its database for a moment, and is then killed as well.
  await running.ask('GET', '/api/today').catch(() => {})
  await running.end('SIGKILL')
}

async function endOf(running: RunningNode, task: string): Promise<TaskView> {
  for (;;) {
    const view = await viewOf(running, task)
    if (isOver(view)) return view
    await wait(100)
  }
}

/** Every item has all its sales, and the plan all its lines; resolves with the items. */
async function expectWhole(running: RunningNode): Promise<string[]> {
  const items = (await fileOf(running, 'items')).map((line) => line.split(',')[0]!).sort()
  const sales = new Map<string, number>()
  for (const line of await fileOf(running, 'sell_through')) {
    const item = line.split(',')[0]!
    sales.set(item, (sales.get(item) ?? 0) + 1)
  }
  expect([...sales.keys()].sort()).toEqual(items)
  for (const count of sales.values()) expect(count).toBe(ROWS)
  const today = (await running.ask('GET', '/api/today')).body as Today
  const { total } = (await running.ask('GET', '/api/order-lines')).body as { total: number }
  expect(total).toBe(today.run?.counts.openLines ?? 0)
  return items
}

/** Lines of an exported file without its header. */
async function fileOf(running: RunningNode, name: string): Promise<string[]> {
  const text = await (await running.send(`/api/files/${name}.csv`, {})).text()
  return text.trim().split('\n').slice(1)
}
