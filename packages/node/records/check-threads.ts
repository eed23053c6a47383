import type { CheckProgress, ImportChecked } from '../../../schemas/rest/imports.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { openThread, type Thread } from '../platform/thread.ts'
import type { CheckQuestion } from './check-import.ts'
import { asRefused, LIMITS } from './import-in-thread.ts'

/** A question under an id of the asker's own, by which its progress can be asked for. */
export type Check = CheckQuestion & { readonly id?: string }

/** Threads that check imports. One that has answered waits for the next question: while cells are fixed, many come. */
export interface CheckThreads {
  /** Throws Refused where too much is asked at once, and the reason of an aborted signal. */
  readonly ask: (question: Check, signal: AbortSignal) => Promise<ImportChecked>
  /** How far a check of this person is; undefined: it has not begun, or is over. */
  readonly progressOf: (id: string, by: string) => CheckProgress | undefined
  readonly close: () => Promise<void>
}

/** Each reads whole files. */
const MOST_AT_ONCE = 4
const IDLE_MS = 60_000

type Running = Map<Thread, { readonly check: Check; progress: CheckProgress }>

/** A thread that notes how far it is with what it does. */
function openReporting(url: string, running: Running): Thread {
  const thread: Thread = openThread({
    file: new URL('./check.worker.ts', import.meta.url),
    data: { url },
    limits: LIMITS,
    onReport: (progress) => {
      const own = running.get(thread)
      if (own) own.progress = progress as CheckProgress
    },
  })
  return thread
}

export function openCheckThreads({ url }: Database): CheckThreads {
  const idle = new Map<Thread, NodeJS.Timeout>()
  const busy = new Set<Thread>()
  const running: Running = new Map()
  const take = (): Thread => {
    const [waiting] = idle.keys()
    if (waiting) clearTimeout(idle.get(waiting))
    const thread = waiting ?? openReporting(url, running)
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
    progressOf: (id, by) => [...running.values()].find(({ check }) => check.id === id && check.by === by)?.progress,
    ask: async (check, signal) => {
      if (busy.size >= MOST_AT_ONCE)
        throw new Refused(
          'unavailable',
          `${MOST_AT_ONCE} imports are being checked already; try again in a few seconds`,
        )
      const thread = take()
      const { id: _, ...question } = check
      running.set(thread, { check, progress: { step: 'opening files', done: 0, total: null } })
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
        running.delete(thread)
        signal.removeEventListener('abort', stop)
      }
    },
    close: async () => {
      await Promise.all([...idle.keys(), ...busy].map(end))
    },
  }
}
