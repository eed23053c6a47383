import type { CourierFacts } from './courier-facts.ts'
import { deliverStream } from './deliver-stream.ts'
import { wakeStreams } from './message-stream.store.ts'
import { sharePlaces } from './places.ts'

/** What the queue says is to be looked after. */
export interface StreamJob {
  readonly stream: number
  /** Id of the partner it leads to. */
  readonly partner: string
}

export interface StreamDesk {
  /** Streams looked after at once, by all jobs together; a job that runs has one of them to give. */
  readonly places: number
  readonly stopping: AbortSignal
}

const TROUBLE_MS = 5_000

/** Looks after a stream; then, in the place that it leaves, after one of the same partner that waits for a place. */
export function keepStreams(
  facts: CourierFacts,
  { places: most, stopping }: StreamDesk,
): (job: StreamJob) => Promise<void> {
  const places = sharePlaces(most)
  /** Whether somebody asked for a stream again while it was looked after. */
  const running = new Map<number, boolean>()
  const turn = async ({ stream, partner }: StreamJob): Promise<boolean> => {
    try {
      return await deliverStream(facts, stream, { stopping, isOver: () => places.isWaitedFor(partner) })
    } catch (error) {
      facts.log.error('A stream of messages could not be looked after; trying again', { stream, error })
      await new Promise((done) => setTimeout(done, TROUBLE_MS).unref())
      return false
    }
  }
  const isRunning = (stream: number): boolean => {
    // A stream has one courier at a time; it looks once more before it leaves.
    if (running.has(stream)) running.set(stream, true)
    return running.has(stream)
  }
  return async ({ stream, partner }) => {
    let next: number | undefined = stream
    while (next !== undefined && !isRunning(next) && places.take(partner, next)) {
      running.set(next, false)
      const isDone = await turn({ stream: next, partner })
      const wantsMore = (!isDone || running.get(next) === true) && !stopping.aborted
      running.delete(next)
      const [first, ...more] = places.leave(partner, wantsMore ? next : undefined)
      if (more.length > 0) await wakeStreams(facts.database, more)
      next = first
    }
  }
}
