import { EventEmitter } from 'node:events'
import { type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type { ClientBase } from 'pg'
import type { Database } from './database.ts'
import { showPresence } from './dead-workers.ts'
import { listen } from './listen.ts'
import type { Log } from './log.ts'
import { workerLogger } from './worker-logger.ts'

/** What is done with the payload of a job, by the job's name. */
export type JobList = TaskList

export interface PoolOptions {
  readonly database: Database
  /** The same database, for the connection that listens. */
  readonly url: string
  readonly jobs: JobList
  /** Jobs done at once. */
  readonly concurrency: number
  readonly log: Log
  /** What to do when something is said on a channel. */
  readonly channels?: Readonly<Record<string, (text: string) => void>>
  /** After the connection that listens was made, and made again. */
  readonly onConnect?: (client: ClientBase) => Promise<void>
}

export interface WorkerPool {
  /** Takes no new job and waits a moment for those that run; those that did not end are given back by `giveBack`, told the worker's id. */
  readonly stop: (giveBack: (worker: string) => Promise<void>) => Promise<void>
}

const PATIENCE_MS = 2_000
const AGAIN_MS = 1_000
const POLL_MS = 1_000
/** From here on jobs are fetched for all at once: so many that ask one by one would be a load when there is nothing to do. */
const MANY = 8

/** Does the jobs of a queue until it is stopped, and begins again when it breaks. Its jobs go back to the queue when it dies. */
export async function runPool(options: PoolOptions): Promise<WorkerPool> {
  let stopping = false
  let pool = await startPool(options)
  const restart = async () => {
    while (!stopping) {
      await pool.runner.promise.catch((error) => options.log.error('The worker broke; it is started again', { error }))
      if (stopping) return
      await pool.close()
      await new Promise((done) => setTimeout(done, AGAIN_MS))
      pool = await startPool(options).catch((error) => {
        options.log.error('The worker could not be started again; trying again', { error })
        return pool
      })
    }
  }
  void restart()
  return {
    stop: async (giveBack) => {
      stopping = true
      const late = new Promise<void>((done) => setTimeout(done, PATIENCE_MS).unref())
      await Promise.race([pool.runner.stop().catch(() => {}), late])
      await giveBack(pool.id)
      await pool.close()
    },
  }
}

async function startPool({ database, url, jobs, concurrency, log, channels = {}, onConnect }: PoolOptions) {
  const events: WorkerEvents = new EventEmitter()
  let id = ''
  events.on('pool:create', ({ workerPool }) => {
    id = workerPool.id
  })
  const runner: Runner = await run({
    pgPool: database.pool,
    concurrency,
    taskList: jobs,
    logger: workerLogger(log),
    noHandleSignals: true,
    pollInterval: POLL_MS,
    crontab: '',
    events,
    ...(concurrency < MANY ? {} : { preset: { worker: { localQueue: { size: concurrency } } } }),
  })
  const listening = await listen({
    url,
    log,
    channels,
    onConnect: async (client) => {
      await showPresence(client, id)
      await onConnect?.(client)
    },
  })
  return { runner, id, close: listening.close }
}
