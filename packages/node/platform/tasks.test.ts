import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listen } from './listen.ts'
import { silentLog } from './log.ts'
import type { TaskProgram } from './task-run.ts'
import { runWorker, type TaskWorker } from './task-worker.ts'
import { addTask, cancelTask, newestTasks, readTask, TASK_CHANNEL, type TaskOrder, type TaskProgress } from './tasks.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await database.query({ text: 'create table made (task int, process int, at timestamptz default clock_timestamp())' })
})
afterAll(() => database.close())

/** Resolves when the task is in one of these states; hears of changes, and never asks in a loop. */
async function until(id: string, enough: (task: TaskProgress) => boolean): Promise<TaskProgress> {
  let look = () => {}
  const listening = await listen({ url: database.url, log: silentLog, channels: { [TASK_CHANNEL]: () => look() } })
  try {
    for (;;) {
      const changed = new Promise<void>((done) => (look = done))
      const task = await readTask(database, id)
      if (task && enough(task)) return task
      await changed
    }
  } finally {
    await listening.close()
  }
}

const ended = ({ state }: TaskProgress) => state === 'done' || state === 'failed' || state === 'cancelled'
const order = (name: string, more: Partial<TaskOrder> = {}) => addTask(database, { name, payload: {}, ...more })

async function withWorker<T>(tasks: Record<string, TaskProgram>, work: (worker: TaskWorker) => Promise<T>): Promise<T> {
  const worker = await runWorker({ database, url: database.url, tasks, concurrency: 2, log: silentLog })
  try {
    return await work(worker)
  } finally {
    await worker.stop()
  }
}

describe('a task', () => {
  test('exists only if the transaction that ordered it is committed', async () => {
    const lost = database.transaction(async (transaction) => {
      await addTask(transaction, { name: 'never', payload: 1 })
      throw new Error('no')
    })
    await expect(lost).rejects.toThrow('no')
    expect(await newestTasks(database, 10)).toEqual([])
    expect(await database.query({ text: 'select 1 from graphile_worker._private_jobs' })).toEqual([])
  })

  test('gets its payload, tells its progress, and keeps its result', async () => {
    const program: TaskProgram = async (payload: { size: number }, { report }) => {
      report({ step: 'counting', done: 1, total: payload.size })
      return { counted: payload.size }
    }
    const task = await withWorker({ count: program }, async () =>
      until(await order('count', { payload: { size: 7 } }), ended),
    )
    expect(task).toMatchObject({
      state: 'done',
      step: 'counting',
      done: 7,
      total: 7,
      result: { counted: 7 },
      name: 'count',
    })
    expect(task.ended!.getTime()).toBeGreaterThanOrEqual(task.started!.getTime())
  })

  test('that throws has failed, with its message, and is not begun again', async () => {
    let begun = 0
    const broken: TaskProgram = async () => {
      begun += 1
      throw new Error('Row 3 should have a date')
    }
    await withWorker({ broken, after: async () => null }, async () => {
      expect(await until(await order('broken'), ended)).toMatchObject({
        state: 'failed',
        message: 'Row 3 should have a date',
      })
      await until(await order('after'), ended)
    })
    expect(begun).toBe(1)
    expect(await database.query({ text: 'select 1 from graphile_worker._private_jobs' })).toEqual([])
  })

  test('is tried again when its order says so', async () => {
    let begun = 0
    const shaky: TaskProgram = async () => {
      begun += 1
      if (begun < 2) throw new Error('not yet')
      return begun
    }
    const task = await withWorker({ shaky }, async () => until(await order('shaky', { retries: 3 }), ended))
    expect(task).toMatchObject({ state: 'done', result: 2 })
  })

  test('that waits is cancelled at once and never begun', async () => {
    const id = await order('waiting')
    expect(await cancelTask(database, id)).toBe('cancelled')
    let begun = 0
    const waiting: TaskProgram = async () => (begun += 1)
    await withWorker({ waiting, after: async () => null }, async () => until(await order('after'), ended))
    expect(begun).toBe(0)
    expect(await readTask(database, id)).toMatchObject({ state: 'cancelled' })
    expect(await cancelTask(database, id)).toBe('cancelled')
    expect(await cancelTask(database, '00000000-0000-4000-8000-000000000000')).toBeUndefined()
  })

  test('that runs is told to stop when it is cancelled', async () => {
    const long: TaskProgram = (_payload, { signal }) =>
      new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason as Error)))
    await withWorker({ long }, async () => {
      const id = await order('long')
      await until(id, (task) => task.state === 'running')
      expect(await cancelTask(database, id)).toBe('running')
      expect(await until(id, ended)).toMatchObject({ state: 'cancelled' })
    })
  })

  test('is forgotten when it has ended and two hundred newer ones are there', async () => {
    await database.query({
      text: `insert into task_progress (id, name, payload, state, queued)
             select gen_random_uuid(), 'old', 'null', case when n = 1 then 'queued' else 'done' end, now() - n * interval '1 day'
             from generate_series(1, 300) n`,
    })
    await withWorker({ brief: async () => {} }, async () => until(await order('brief'), ended))
    const [left] = await database.query<{ rows: number; waiting: number }>({
      text: `select count(*)::int as rows, (count(*) filter (where name = 'old' and state = 'queued'))::int as waiting from task_progress`,
    })
    expect(left!.waiting).toBe(1)
    expect(left!.rows).toBeLessThan(210)
    await database.query({ text: 'truncate task_progress' })
  })

  test('of one queue is done after the one before it', async () => {
    const made: string[] = []
    const slow: TaskProgram = async (payload: { n: number }) => {
      made.push(`begin ${payload.n}`)
      await database.query({ text: 'select pg_sleep(0.05)' })
      made.push(`end ${payload.n}`)
    }
    const ids: string[] = []
    for (const n of [1, 2, 3]) ids.push(await order('slow', { payload: { n }, queue: 'plans' }))
    await withWorker({ slow }, async () => {
      for (const id of ids) await until(id, ended)
    })
    expect(made).toEqual([1, 2, 3].flatMap((n) => [`begin ${n}`, `end ${n}`]))
  })

  test('that its worker interrupts by stopping is done by the next worker', async () => {
    let begun = 0
    const patient: TaskProgram = (_payload, { signal }) => {
      begun += 1
      if (begun > 1) return Promise.resolve('finished')
      return new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason as Error)))
    }
    const id = await order('patient')
    await withWorker({ patient }, () => until(id, (task) => task.state === 'running'))
    expect(await readTask(database, id)).toMatchObject({ state: 'queued' })
    expect(await withWorker({ patient }, () => until(id, ended))).toMatchObject({ state: 'done', result: 'finished' })
  })

  test('that does not listen is given back when its worker stops', async () => {
    let release = () => {}
    const deaf: TaskProgram = () => new Promise<void>((done) => (release = done))
    const id = await order('deaf')
    await withWorker({ deaf }, () => until(id, (task) => task.state === 'running'))
    expect(await readTask(database, id)).toMatchObject({ state: 'queued' })
    release()
    await cancelTask(database, id)
  })
})

const CONCURRENCY = 4

/** A worker of its own process. `record` notes who did what, `meet` also waits for the others; `hang` never ends. */
const WORKER = `
import { openDatabase } from ${JSON.stringify(new URL('./database.ts', import.meta.url).href)}
import { silentLog as log } from ${JSON.stringify(new URL('./log.ts', import.meta.url).href)}
import { runWorker } from ${JSON.stringify(new URL('./task-worker.ts', import.meta.url).href)}
const url = process.argv[1]
const database = openDatabase({ url, log })
const tasks = {
  record: async ({ number }) => {
    await database.query({ text: 'insert into made (task, process) values ($1, $2)', values: [number, process.pid] })
  },
  meet: async ({ number, all }) => {
    await tasks.record({ number })
    const met = { text: 'select pg_sleep(0.02), (select count(*)::int from made) as here' }
    while ((await database.query(met))[0].here < all);
  },
  hang: () => new Promise(() => {}),
}
const worker = await runWorker({ database, url, tasks, concurrency: ${CONCURRENCY}, log })
console.log('ready')
process.on('SIGTERM', async () => {
  await worker.stop()
  await database.close()
})`

async function startProcess() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', WORKER, database.url], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(createInterface({ input: child.stdout! }), 'line')
  return child
}

describe('several worker processes on one database', () => {
  test('do each task once, and share them', async () => {
    const workers = await Promise.all([startProcess(), startProcess()])
    // As many tasks wait for each other as two processes do at once: one alone would never end them.
    const all = 2 * CONCURRENCY
    await database.transaction(async (transaction) => {
      for (let number = 0; number < 200; number += 1)
        await addTask(transaction, { name: number < all ? 'meet' : 'record', payload: { number, all } })
    })
    for (const { id, state } of await newestTasks(database, 200)) if (state !== 'done') await until(id, ended)
    for (const worker of workers) {
      worker.kill('SIGTERM')
      expect(await once(worker, 'exit')).toEqual([0, null])
    }
    const made = await database.query<{ task: number; process: number }>({
      text: 'select task, process from made order by task',
    })
    expect(made.map((row) => row.task)).toEqual(Array.from({ length: 200 }, (_, number) => number))
    expect(new Set(made.map((row) => row.process)).size).toBe(2)
  })

  test('take up the task of one that was killed', async () => {
    const first = await startProcess()
    const id = await order('hang')
    await until(id, (task) => task.state === 'running')
    first.kill('SIGKILL')
    await once(first, 'exit')
    const task = await withWorker({ hang: async () => 'taken up' }, () => until(id, ended))
    expect(task).toMatchObject({ state: 'done', result: 'taken up' })
  })

  test('give a task up over which too many of them died', async () => {
    const id = await order('hang')
    await database.query({
      text: 'update graphile_worker._private_jobs set attempts = max_attempts - 1 where key = $1',
      values: [id],
    })
    const first = await startProcess()
    await until(id, (task) => task.state === 'running')
    first.kill('SIGKILL')
    await once(first, 'exit')
    const task = await withWorker({ hang: async () => 'taken up' }, () => until(id, ended))
    expect(task).toMatchObject({ state: 'failed' })
    expect(task.message).toMatch(/died 5 times/)
  })
})
