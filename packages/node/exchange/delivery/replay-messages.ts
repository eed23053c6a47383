import type { ExchangeReplay, ExchangeReplayed } from '../../../../schemas/rest/exchange.ts'
import type { Database } from '../../platform/database.ts'
import { Refused } from '../../platform/problem.ts'
import type { Breakers } from './breaker.store.ts'
import { partnerWaitedFor, replayDead } from './exchange-message.store.ts'
import { wakeStreamsAt } from './message-stream.store.ts'

export interface ReplayFacts {
  readonly database: Database
  readonly breakers: Breakers
  /** The machine's clock, in milliseconds. */
  readonly now: () => number
}

/**
 * Sends again what was given up, the same bytes, and what waits for a partner that is left alone: the partner is tried now. Refused
 * `not-found` where there is nothing of the kind.
 */
export async function replayMessages(
  { database, breakers, now }: ReplayFacts,
  which: ExchangeReplay,
): Promise<ExchangeReplayed> {
  const messages = await database.transaction(async (transaction) => {
    const { messages, streams } = await replayDead(transaction, which)
    await wakeStreamsAt(transaction, streams, new Date(now()))
    return messages
  })
  const partner = 'partner' in which ? which.partner : await partnerWaitedFor(database, which.id)
  const isTried = partner !== undefined && (await breakers.endWait(partner, { by: 'person', now: now() }))
  if (messages === 0 && !isTried) throw nothingOf(which)
  return { messages, isTried }
}

const nothingOf = (which: ExchangeReplay): Refused =>
  new Refused(
    'not-found',
    `${'id' in which ? `message (${which.id})` : `what goes to partner (${which.partner})`} was not given up and does not wait for a partner that is left alone, or belongs to a process that was ended, or its bytes are not kept any more`,
  )
