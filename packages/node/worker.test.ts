import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PLAN_TASK } from './planning/index.ts'
import { listen } from './platform/listen.ts'
import { silentLog } from './platform/log.ts'
import { addTask, newestTasks, TASK_CHANNEL } from './platform/tasks.ts'
import { openTestDatabase, type TestDatabase } from './platform/test-database.ts'
import { importRecords } from './records/index.ts'

const FILES = {
  'items.csv': 'item,supply,lead_time_days,lot_rule\nCHAIR,make,1,lot-for-lot\n',
  'operations.csv': 'item,sequence,work_center,run_minutes\nCHAIR,10,SAW,6\n',
  'work_centers.csv': 'work_center\nSAW\n',
  'sales_orders.csv': 'order,line,item,quantity,due_date\nS1,1,CHAIR,8,2027-03-04\nS2,1,CHAIR,5,2027-03-05\n',
}

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  const files = new Map(Object.entries(FILES).map(([name, text]) => [name, new TextEncoder().encode(text)] as const))
  await importRecords(database, { files, commit: true, by: 'planner' })
  await database.query({
    text: `create table taken (task text, worker text);
           create function note_taken() returns trigger language plpgsql as
             'begin insert into taken values (new.key, new.locked_by); return null; end';
           create trigger noted after update on graphile_worker._private_jobs for each row
             when (new.locked_by is not null and old.locked_by is null) execute function note_taken()`,
  })
})
const workers: ChildProcess[] = []
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await database.close()
})

/** The program as `headwater worker` runs it, once it says that it takes work. */
async function startWorker(): Promise<ChildProcess> {
  const program = new URL('./worker.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, '--json'], {
    env: { ...process.env, DATABASE_URL: database.url, HEADWATER_TASKS: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  workers.push(child)
  const [said] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  expect(JSON.parse(said)).toMatchObject({ worker: child.pid, concurrency: 1 })
  return child
}

/** Resolves when no task of these waits or runs; hears of changes, and never asks in a loop. */
async function untilAllEnded(count: number): Promise<readonly string[]> {
  let look = () => {}
  const listening = await listen({ url: database.url, log: silentLog, channels: { [TASK_CHANNEL]: () => look() } })
  try {
    for (;;) {
      const changed = new Promise<void>((done) => (look = done))
      const states = (await newestTasks(database, count)).map((one) => one.state)
      if (states.every((one) => one !== 'queued' && one !== 'running')) return states
      await changed
    }
  } finally {
    await listening.close()
  }
}

const order = (count: number) =>
  database.transaction(async (transaction) => {
    for (let i = 0; i < count; i++) await addTask(transaction, { name: PLAN_TASK, payload: { searchSeconds: 0.05 } })
  })

test('two workers of another machine share the plans of a node, each done once, and end when asked', async () => {
  await Promise.all([startWorker(), startWorker()])
  await order(10)
  expect(await untilAllEnded(10)).toEqual(Array.from({ length: 10 }, () => 'done'))
  const [counts] = await database.query({
    text: `select (select count(*)::int from taken) as taken, (select count(distinct worker)::int from taken) as workers,
                  (select count(distinct result ->> 'run')::int from task_progress) as plans`,
  })
  expect(counts).toEqual({ taken: 10, workers: 2, plans: 10 })
  for (const worker of workers) {
    worker.kill('SIGTERM')
    expect((await once(worker, 'exit'))[1]).toBeNull()
  }
})
