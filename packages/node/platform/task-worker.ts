import type { Job, TaskList } from 'graphile-worker'
import type { Database } from './database.ts'
import { watchDeadWorkers } from './dead-workers.ts'
import type { Log } from './log.ts'
import { runTask, TaskCancelled, type TaskProgram, WorkerStopping } from './task-run.ts'
import { TASK_CHANNEL } from './tasks.ts'
import { runPool } from './worker-pool.ts'

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

interface Running {
  readonly job: Job
  readonly controller: AbortController
}

/** Does background tasks until it is stopped; as many processes as one likes may do so on one database. */
export async function runWorker(options: WorkerOptions): Promise<TaskWorker> {
  const { database, log } = options
  const running = new Map<string, Running>()
  const cancel = (text: string) => {
    const change = JSON.parse(text) as { id: string; cancel: boolean }
    if (change.cancel) running.get(change.id)?.controller.abort(new TaskCancelled('cancelled'))
  }
  const pool = await runPool({
    ...options,
    jobs: taskList(options, running),
    channels: { [TASK_CHANNEL]: cancel },
    onConnect: async (client) => {
      const missed = await client.query<{ id: string }>(
        'select id from task_progress where cancel_requested and id = any($1::uuid[])',
        [[...running.keys()]],
      )
      for (const row of missed.rows) cancel(JSON.stringify({ id: row.id, cancel: true }))
    },
  })
  const deadWorkers = watchDeadWorkers(database, log)
  return {
    stop: async () => {
      deadWorkers.stop()
      const asked = [...running.values()]
      for (const { controller } of asked) controller.abort(new WorkerStopping('the worker stops'))
      await pool.stop((worker) => giveBack(database, worker, asked))
    },
  }
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
