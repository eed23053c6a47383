import type { ImportChecked } from '../../../schemas/rest/imports.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { openThread, type Thread } from '../platform/thread.ts'
import type { CheckQuestion } from './check-import.ts'
import { asRefused, LIMITS } from './import-in-thread.ts'

/** Threads that check imports. One that has answered waits for the next question: while cells are fixed, many come. */
export interface CheckThreads {
  /** Throws Refused where too much is asked at once, and the reason of an aborted signal. */
  readonly ask: (question: CheckQuestion, signal: AbortSignal) => Promise<ImportChecked>
  readonly close: () => Promise<void>
}

/** Each reads whole files. */
const MOST_AT_ONCE = 4
const IDLE_MS = 60_000

export function openCheckThreads({ url }: Database): CheckThreads {
  const file = new URL('./check.worker.ts', import.meta.url)
  const idle = new Map<Thread, NodeJS.Timeout>()
  const busy = new Set<Thread>()
  const take = (): Thread => {
    const [waiting] = idle.keys()
    if (waiting) clearTimeout(idle.get(waiting))
    const thread = waiting ?? openThread({ file, data: { url }, limits: LIMITS })
    idle.delete(thread)
    busy.add(thread)
    return thread
  }
  const end = async (thread: Thread): Promise<void> => {
    clearTimeout(idle.get(thread))
    idle.delete(thread)
    busy.delete(thread)
    await thread.close()
  }
  const giveBack = (thread: Thread): void => {
    busy.delete(thread)
    idle.set(thread, setTimeout(() => void end(thread), IDLE_MS).unref())
  }
  return {
    ask: async (question, signal) => {
      if (busy.size >= MOST_AT_ONCE)
        throw new Refused(
          'unavailable',
          `${MOST_AT_ONCE} imports are being checked already; try again in a few seconds`,
        )
      const thread = take()
      const stop = (): void => void end(thread)
      signal.addEventListener('abort', stop, { once: true })
      try {
        const answer = await thread.ask<ImportChecked>(question)
        giveBack(thread)
        return answer
      } catch (error) {
        await end(thread)
        signal.throwIfAborted()
        throw asRefused(error)
      } finally {
        signal.removeEventListener('abort', stop)
      }
    },
    close: async () => {
      await Promise.all([...idle.keys(), ...busy].map(end))
    },
  }
}
