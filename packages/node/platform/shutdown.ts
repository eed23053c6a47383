import type { Log } from './log.ts'

export interface ShutdownStep {
  readonly name: string
  readonly end: () => Promise<void> | void
}

/** The whole stop takes at most this long, then the process ends with what it has: the next start recovers. */
const DEADLINE_MS = 4_300

/**
 * Ends the process on SIGINT or SIGTERM: runs the steps one after the other, first the doors and last the database. Asked again it only
 * goes on, because a signal to a process group arrives more than once.
 */
export function stopOnSignal(
  steps: readonly ShutdownStep[],
  log: Log,
  exit: (code: number) => void = (code) => process.exit(code),
): () => Promise<void> {
  let stopping: Promise<void> | undefined
  const stop = () => {
    stopping ??= runSteps(steps, log).then((clean) => exit(clean ? 0 : 1))
    return stopping
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop())
  return stop
}

/** Ends a process that cannot go on: what it began is put in order, then it exits with this code. */
export async function endNow(steps: readonly ShutdownStep[], log: Log, code: number): Promise<void> {
  await runSteps(steps, log)
  process.exit(code)
}

async function runSteps(steps: readonly ShutdownStep[], log: Log): Promise<boolean> {
  let clean = true
  const all = async () => {
    for (const { name, end } of steps) {
      try {
        await end()
      } catch (error) {
        clean = false
        log.error('A part did not stop as it should', { part: name, error })
      }
    }
  }
  const late = new Promise<void>((done) => {
    setTimeout(() => {
      clean = false
      log.warn('Stopping took too long; the process ends now')
      done()
    }, DEADLINE_MS).unref()
  })
  await Promise.race([all(), late])
  return clean
}
