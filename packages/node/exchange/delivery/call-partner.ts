import { retryAfterMs } from '@headwater/exchange/delivery/retry'
import { OutboundFailure } from '../../platform/outbound-fetch.ts'
import type { CourierFacts } from './courier-facts.ts'

/** What came back from a partner. */
export interface PartnerAnswer {
  /** Null: no answer came. */
  readonly status: number | null
  /** Its body, or why there is none. */
  readonly text: string
  readonly retryAfterMs: number | undefined
  /** When the call began, by the machine's clock. */
  readonly begun: number
}

const MOST_ANSWER_BYTES = 512 * 1024

/** One attempt, with a token of its own; never throws for what the partner or the network does. */
export async function callPartner(
  { fetch, identity, now }: CourierFacts,
  { did, url, body }: { readonly did: string; readonly url: string; readonly body: string },
): Promise<PartnerAnswer> {
  const begun = now()
  try {
    const token = await identity.tokenFor(did)
    const answer = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
      maxBytes: MOST_ANSWER_BYTES,
    })
    const header = answer.headers['retry-after']
    return {
      status: answer.status,
      // The database keeps no zero character: one in an answer would leave the message waiting for ever.
      text: answer.body.toString('utf8').replaceAll('\0', ''),
      retryAfterMs: retryAfterMs(typeof header === 'string' ? header : undefined, now()),
      begun,
    }
  } catch (error) {
    if (!(error instanceof OutboundFailure)) throw error
    return { status: null, text: error.message, retryAfterMs: undefined, begun }
  }
}
