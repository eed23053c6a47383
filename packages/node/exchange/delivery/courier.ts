import { openDatabase } from '../../platform/database.ts'
import { type JobList, runPool } from '../../platform/worker-pool.ts'
import type { CourierFacts } from './courier-facts.ts'
import { receiptKeeper } from './keep-receipts.ts'
import { keepStreams, type StreamJob } from './keep-streams.ts'
import { DELIVER_JOB, sendingAsker, wakeStreams } from './message-stream.store.ts'
import { forgottenStreams } from './outgoing.store.ts'

/** Delivers what is queued, until it is stopped. */
export interface Courier {
  readonly stop: () => Promise<void>
}

export type CourierOptions = Omit<CourierFacts, 'database' | 'keepReceipts' | 'maySend'> & {
  /** Address of the database: the courier has connections of its own, so that plans and partners do not wait for each other. */
  readonly url: string
  /** Other work for partners, done beside it. */
  readonly jobs?: JobList
}

/** Streams looked after at once; nearly all of the time they wait for a partner. */
const STREAMS = 64
const CONNECTIONS = 8
const LOOK_MS = 30_000

/** Only one process of a database may do this: the node itself. */
export async function openCourier({ url, jobs = {}, ...options }: CourierOptions): Promise<Courier> {
  const { log } = options
  const database = openDatabase({ url, log, connections: CONNECTIONS, name: 'headwater courier' })
  const facts: CourierFacts = {
    ...options,
    database,
    keepReceipts: receiptKeeper({ ...options, database }),
    maySend: sendingAsker(database),
  }
  const stopping = new AbortController()
  const keep = keepStreams(facts, { places: STREAMS, stopping: stopping.signal })
  const pool = await runPool({
    database,
    url,
    log,
    concurrency: STREAMS,
    jobs: {
      ...jobs,
      [DELIVER_JOB]: (payload) => keep(payload as StreamJob),
    },
  })
  const end = await lookNowAndThen(facts)
  return {
    stop: async () => {
      stopping.abort()
      end()
      await pool.stop(async (worker) => {
        await database.query({ text: 'select graphile_worker.force_unlock_workers($1)', values: [[worker]] })
      })
      await database.close()
    },
  }
}

/** Streams that nobody looks after, as after a restored backup. Answers how to end it. */
async function lookNowAndThen({ database, log }: CourierFacts): Promise<() => void> {
  const look = async () => wakeStreams(database, await forgottenStreams(database))
  const looking = setInterval(() => void look().catch((error) => log.debug('No look at streams', { error })), LOOK_MS)
  await look()
  return () => clearInterval(looking)
}
