import type { Database } from '../platform/database.ts'
import { forgetNegotiations } from './dataspace/retention.store.ts'
import { forgetBodies, forgetControl, reuseRoom } from './delivery/retention.store.ts'
import type { Exchange } from './open-exchange.ts'

const HOUR_MS = 3_600_000
/** A node that is started anew every day forgets all the same. */
const FIRST_MS = 60_000

/** Takes away what nobody has agreed to keep any longer. */
export async function forgetOld(database: Database, now: Date): Promise<void> {
  await forgetControl(database, now)
  await forgetNegotiations(database, now)
  await forgetBodies(database, now)
  await reuseRoom(database)
}

/** The same a minute after the start, and then every hour. */
export function forgetHourly({ database, log, machine }: Exchange): { readonly stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const forget = (): void => {
    running = running
      .then(() => forgetOld(database, new Date(machine())))
      .catch((error: Error) => log.warn('What is too old was not taken away', { error }))
  }
  const first = setTimeout(forget, FIRST_MS).unref()
  const hourly = setInterval(forget, HOUR_MS).unref()
  return {
    stop: async () => {
      clearTimeout(first)
      clearInterval(hourly)
      await running
    },
  }
}
