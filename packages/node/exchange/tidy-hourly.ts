import { forgetNegotiations } from './dataspace/retention.store.ts'
import { forgetBodies, forgetControl, reuseRoom } from './delivery/retention.store.ts'
import { growLog } from './evidence/grow-log.ts'
import { logsToGrow } from './evidence/record-log.store.ts'
import type { Exchange } from './open-exchange.ts'

const HOUR_MS = 3_600_000
/** A node that is started anew every day does it all the same. */
const FIRST_MS = 60_000

/**
 * Takes away what nobody has agreed to keep any longer, and lets the trees of the logs grow, so that a partner that asks for a checkpoint
 * after a busy day does not wait for all of it.
 */
export async function tidyUp({ database, machine }: Pick<Exchange, 'database' | 'machine'>): Promise<void> {
  const now = new Date(machine())
  for (const log of await logsToGrow(database)) await growLog(database, log)
  await forgetControl(database, now)
  await forgetNegotiations(database, now)
  await forgetBodies(database, now)
  await reuseRoom(database)
}

/** The same a minute after the start, and then every hour. */
export function tidyHourly(exchange: Exchange): { readonly stop: () => Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  const tidy = (): void => {
    running = running
      .then(() => tidyUp(exchange))
      .catch((error: Error) => exchange.log.warn('What is too old was not taken away', { error }))
  }
  const first = setTimeout(tidy, FIRST_MS).unref()
  const hourly = setInterval(tidy, HOUR_MS).unref()
  return {
    stop: async () => {
      clearTimeout(first)
      clearInterval(hourly)
      await running
    },
  }
}
