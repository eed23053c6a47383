import type { Database } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'

/** Tells screens that messages came or went. */
export interface ChangeTeller {
  /** Something changed, or is about to be written. */
  readonly note: () => void
  readonly close: () => void
}

/** Screens that follow read a list again each time: however much is delivered, they are told this often. */
const PAUSE_MS = 500

/** A word to all screens a moment after the first change and, while changes go on, after each further pause. */
export function tellChanges({ database, log }: { readonly database: Database; readonly log: Log }): ChangeTeller {
  let timer: NodeJS.Timeout | undefined
  let isNotedAgain = false
  const wait = (): void => {
    isNotedAgain = false
    timer = setTimeout(tell, PAUSE_MS).unref()
  }
  const tell = (): void => {
    timer = undefined
    if (isNotedAgain) wait()
    void database
      .query({ text: `select pg_notify('headwater_live', 'partners')` })
      .catch((error: Error) => log.debug('Screens were not told of messages', { reason: error.message }))
  }
  return {
    note: () => {
      if (timer) isNotedAgain = true
      else wait()
    },
    close: () => clearTimeout(timer),
  }
}
