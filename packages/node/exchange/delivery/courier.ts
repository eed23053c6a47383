import { openDatabase } from '../../platform/database.ts'
import { type JobList, runPool } from '../../platform/worker-pool.ts'
import { openBreakers } from './breaker.store.ts'
import type { CourierFacts } from './courier-facts.ts'
import { deliverStream } from './deliver-stream.ts'
import { receiptKeeper } from './keep-receipts.ts'
import { DELIVER_JOB, wakeStreams } from './message-stream.store.ts'
import { forgottenStreams } from './outgoing.store.ts'

/** Delivers what is queued, until it is stopped. */
export interface Courier {
  readonly stop: () => Promise<void>
}

export type CourierOptions = Omit<CourierFacts, 'database' | 'breakers' | 'keepReceipts'> & {
  /** Address of the database: the courier has connections of its own, so that plans and partners do not wait for each other. */
  readonly url: string
  /** Other work for partners, done beside it. */
  readonly jobs?: JobList
}

/** Streams looked after at once; nearly all of the time they wait for a partner. */
const STREAMS = 64
const CONNECTIONS = 8
const LOOK_MS = 30_000
const TROUBLE_MS = 5_000

/** Only one process of a database may do this: the node itself. */
export async function openCourier({ url, jobs = {}, ...options }: CourierOptions): Promise<Courier> {
  const { log } = options
  const database = openDatabase({ url, log, connections: CONNECTIONS, name: 'headwater courier' })
  const facts: CourierFacts = {
    ...options,
    database,
    breakers: await openBreakers(database, options.chance),
    keepReceipts: receiptKeeper({ ...options, database }),
  }
  const stopping = new AbortController()
  const running = new Map<number, { isAskedAgain: boolean }>()
  const pool = await runPool({
    database,
    url,
    log,
    concurrency: STREAMS,
    jobs: {
      ...jobs,
      [DELIVER_JOB]: async (payload) => {
        const { stream } = payload as { stream: number }
        const other = running.get(stream)
        // A stream has one courier at a time; it looks once more before it leaves.
        if (other) {
          other.isAskedAgain = true
          return
        }
        const own = { isAskedAgain: true }
        running.set(stream, own)
        try {
          while (own.isAskedAgain && !stopping.signal.aborted) {
            own.isAskedAgain = false
            await deliverStream(facts, stream, stopping.signal)
          }
        } catch (error) {
          log.error('A stream of messages could not be looked after; trying again', { stream, error })
          await new Promise((done) => setTimeout(done, TROUBLE_MS).unref())
          await wakeStreams(database, [stream])
        } finally {
          running.delete(stream)
        }
      },
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
