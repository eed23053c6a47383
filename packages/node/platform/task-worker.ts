import { EventEmitter } from 'node:events'
import { type Job, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { Database } from './database.ts'
import { showPresence, watchDeadWorkers } from './dead-workers.ts'
import { listen } from './listen.ts'
import type { Log } from './log.ts'
import { runTask, TaskCancelled, type TaskProgram, WorkerStopping } from './task-run.ts'
import { TASK_CHANNEL } from './tasks.ts'
import { workerLogger } from './worker-logger.ts'

export interface WorkerOptions {
  readonly database: Database
  /** The same database, for the connection that listens. */
  readonly url: string
  readonly tasks: Readonly<Record<string, TaskProgram>>
  /** Tasks done at once by this process. */
  readonly concurrency: number
  readonly log: Log
}

export interface TaskWorker {
  /** Takes no new task, asks the running ones to stop, and gives those that do not end in time back to the queue. */
  readonly stop: () => Promise<void>
}

const PATIENCE_MS = 2_000
const AGAIN_MS = 1_000

interface Running {
  readonly job: Job
  readonly controller: AbortController
}

/** Does background tasks until it is stopped; as many processes as one likes may do so on one database. */
export async function runWorker(options: WorkerOptions): Promise<TaskWorker> {
  const running = new Map<string, Running>()
  let stopping = false
  let pool = await startPool(options, running)
  const restart = async () => {
    while (!stopping) {
      await pool.runner.promise.catch((error) => options.log.error('The worker broke; it is started again', { error }))
      if (stopping) return
      await pool.close()
      await new Promise((done) => setTimeout(done, AGAIN_MS))
      pool = await startPool(options, running).catch((error) => {
        options.log.error('The worker could not be started again; trying again', { error })
        return pool
      })
    }
  }
  void restart()
  const deadWorkers = watchDeadWorkers(options.database, options.log)
  return {
    stop: async () => {
      stopping = true
      deadWorkers.stop()
      const asked = [...running.values()]
      for (const { controller } of asked) controller.abort(new WorkerStopping('the worker stops'))
      const late = new Promise<void>((done) => setTimeout(done, PATIENCE_MS).unref())
      await Promise.race([pool.runner.stop().catch(() => {}), late])
      await giveBack(options.database, pool.id, asked)
      await pool.close()
    },
  }
}

async function startPool(options: WorkerOptions, running: Map<string, Running>) {
  const events: WorkerEvents = new EventEmitter()
  let id = ''
  events.on('pool:create', ({ workerPool }) => (id = workerPool.id))
  const runner: Runner = await run({
    pgPool: options.database.pool,
    concurrency: options.concurrency,
    taskList: taskList(options, running),
    logger: workerLogger(options.log),
    noHandleSignals: true,
    pollInterval: 1_000,
    crontab: '',
    events,
  })
  const cancel = (text: string) => {
    const change = JSON.parse(text) as { id: string; cancel: boolean }
    if (change.cancel) running.get(change.id)?.controller.abort(new TaskCancelled('cancelled'))
  }
  const listening = await listen({
    url: options.url,
    log: options.log,
    channels: { [TASK_CHANNEL]: cancel },
    onConnect: async (client) => {
      await showPresence(client, id)
      const missed = await client.query<{ id: string }>(
        'select id from task_progress where cancel_requested and id = any($1::uuid[])',
        [[...running.keys()]],
      )
      for (const row of missed.rows) cancel(JSON.stringify({ id: row.id, cancel: true }))
    },
  })
  return { runner, id, close: listening.close }
}

function taskList({ tasks, database, log }: WorkerOptions, running: Map<string, Running>): TaskList {
  const wrapped =
    (program: TaskProgram) =>
    async (payload: unknown, { job }: { job: Job }) => {
      const { id, retries } = payload as { id: string; retries: number }
      const controller = new AbortController()
      running.set(id, { job, controller })
      try {
        await runTask({ id, program, controller, database, log, again: job.attempts <= retries })
      } finally {
        running.delete(id)
      }
    }
  return Object.fromEntries(Object.entries(tasks).map(([name, program]) => [name, wrapped(program)]))
}

/** A stop is no failed try: the tasks that it interrupted wait again, at once, with as many tries as before. */
async function giveBack(database: Database, worker: string, asked: readonly Running[]): Promise<void> {
  if (asked.length === 0) return
  await database.transaction(async (transaction) => {
    const ids = asked.map(({ job }) => job.id)
    await transaction.query({
      text: `update task_progress set state = 'queued' where state = 'running' and id::text in (
               select key from graphile_worker._private_jobs where id = any($1))`,
      values: [ids],
    })
    await transaction.query({ text: 'select graphile_worker.force_unlock_workers($1)', values: [[worker]] })
    await transaction.query({
      text: `select graphile_worker.reschedule_jobs(array[j.id], now(), attempts := j.attempts - 1)
               from graphile_worker._private_jobs j where id = any($1) and locked_by is null`,
      values: [ids],
    })
  })
}
