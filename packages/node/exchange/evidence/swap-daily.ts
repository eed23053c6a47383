import type { Exchange } from '../open-exchange.ts'
import type { AskSwap } from './ask-swap.ts'
import { partnersToCheck } from './checkpoint.store.ts'

/** A partner that is not there is asked again after so long. */
const LOOK_MS = 3_600_000
/** As old as a swap may become. */
const SWAP_HOURS = 24

/** Swaps checkpoints with each partner whose last ones are a day old, whoever of the two asked last. */
export function swapDaily(exchange: Exchange, askSwap: AskSwap): { readonly stop: () => Promise<void> } {
  let stopped = false
  let running: Promise<void> = Promise.resolve()
  const look = async (): Promise<void> => {
    const partners = await partnersToCheck(exchange.database, { own: exchange.identity.did, hours: SWAP_HOURS })
    for (const { id, did } of partners) {
      if (stopped) return
      // What is wrong with one partner does not keep the others from their swap.
      await swapWith({ id, did }).catch((error: Error) => notSwapped(did, error.message))
    }
  }
  const swapWith = async ({ id, did }: { readonly id: string; readonly did: string }): Promise<void> => {
    const partner = await exchange.identity.partner(did)
    if (!partner) return
    const swapped = await askSwap({ ...partner, id })
    if (!swapped.ok) notSwapped(did, swapped.failure.message)
  }
  const notSwapped = (partner: string, reason: string): void =>
    exchange.log.warn('Checkpoints could not be swapped', { partner, reason })
  const timer = setInterval(() => {
    running = running
      .then(look)
      .catch((error: Error) => exchange.log.warn('Checkpoints could not be swapped', { reason: error.message }))
  }, LOOK_MS).unref()
  return {
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}
