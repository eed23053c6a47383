import { isAlive } from '@headwater/exchange/delivery/judge-answer'
import { RETRY_RULES, retryDelayMs } from '@headwater/exchange/delivery/retry'
import type { PartnerAnswer } from './call-partner.ts'
import type { CourierFacts } from './courier-facts.ts'
import { wakePartner, wakeStreamsAt } from './message-stream.store.ts'
import type { StreamHead, WaitingMessage } from './outgoing.store.ts'

export interface Turns {
  readonly stopping?: AbortSignal
  /** Others wait for the place: asked after what was read at once has been sent. */
  readonly isOver?: () => boolean
}

/** What a look at the head of a stream has come to. `looks-again`: what waits has changed; `waits`: when to go on is written down. */
export type Turn = 'taken' | 'looks-again' | 'waits'

/** Whether the head may leave now: the messages that are too old for it, or how long it waits for its next attempt or for the breaker. */
export async function mayLeave(
  courier: CourierFacts,
  head: StreamHead,
): Promise<
  | { readonly kind: 'leaves' }
  | { readonly kind: 'too-old'; readonly messages: readonly WaitingMessage[] }
  | { readonly kind: 'waits' }
> {
  const now = courier.now()
  const messages = head.messages.filter((one) => now - one.waitingSince.getTime() >= RETRY_RULES.ageMs)
  if (messages.length > 0) {
    const facts = { partner: head.did, messages: messages.length }
    courier.log.warn('Messages to a partner are given up: they waited too long', facts)
    return { kind: 'too-old', messages }
  }
  if (head.nextAttempt && head.nextAttempt.getTime() > now) return waitUntil(courier, head, head.nextAttempt.getTime())
  const leave = await courier.breakers.mayCall(head.partner, now)
  if (leave.kind !== 'wait') return { kind: 'leaves' }
  // Those that wait for the breaker do not all come at once.
  return waitUntil(courier, head, leave.until + Math.round(courier.chance() * SPREAD_MS))
}

const SPREAD_MS = 1_000

/** Tells the breaker of an answer; a partner that is back has all its streams looked after. */
export async function noteCall(courier: CourierFacts, { partner }: StreamHead, answer: PartnerAnswer): Promise<void> {
  const call = { isAnswered: isAlive(answer.status), now: courier.now() }
  const isBack = await courier.breakers.afterCall(partner, call)
  if (isBack) await wakePartner(courier.database, partner, new Date(courier.now()))
}

/** Goes on later, as the partner asked or as its failures advise; at once where it has called us meanwhile and so is back. */
export async function waitAfter(courier: CourierFacts, head: StreamHead, answer: PartnerAnswer): Promise<'waits'> {
  const attempts = head.messages[0]!.attempts + 1
  const isBack = !isAlive(answer.status) && courier.breakers.wasHeard(head.partner, answer.begun)
  const delay = isBack ? 0 : retryDelayMs({ attempts, retryAfterMs: answer.retryAfterMs }, courier.chance)
  const { kind } = await waitUntil(courier, head, courier.now() + delay)
  return kind
}

async function waitUntil({ database }: CourierFacts, { stream }: StreamHead, at: number) {
  await wakeStreamsAt(database, [stream], new Date(at))
  return { kind: 'waits' } as const
}
