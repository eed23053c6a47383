import { isAlive } from '@headwater/exchange/delivery/judge-answer'
import { RETRY_RULES, retryDelayMs } from '@headwater/exchange/delivery/retry'
import type { CourierFacts } from './courier-facts.ts'
import { deliverControl, giveUpControl } from './deliver-control.ts'
import { deliverEnvelopes } from './deliver-envelopes.ts'
import { wakePartner, wakeStreamsAt } from './message-stream.store.ts'
import { markDead, readHead, type StreamHead } from './outgoing.store.ts'

export interface Turns {
  readonly stopping?: AbortSignal
  /** Others wait for the place: asked after what was read at once has been sent. */
  readonly isOver?: () => boolean
}

/**
 * Sends what waits in a stream, in its order, until nothing is left or the partner does not take it: then when to go on is written down, and
 * the answer is true. False: its turn was over before.
 */
export async function deliverStream(
  courier: CourierFacts,
  stream: number,
  { stopping, isOver }: Turns = {},
): Promise<boolean> {
  while (!stopping?.aborted) {
    let head = await readHead(courier.database, stream)
    if (!head) return true
    let isJustRead = true
    // What was read ahead goes on while the partner takes everything, and nobody has stopped the stream since.
    while (head.messages.length > 0 && !stopping?.aborted) {
      if (!isJustRead && !(await courier.maySend(stream))) return true
      isJustRead = false
      const turn = await deliverHead(courier, head)
      if (turn === 'waits') return true
      head = turn === 'taken' ? { ...head, messages: head.messages.slice(head.mostAtOnce) } : { ...head, messages: [] }
    }
    if (isOver?.()) return false
  }
  return false
}

/** `taken`: the envelopes of one request; `looks-again`: what waits has changed. */
type Turn = 'taken' | 'looks-again' | 'waits'

async function deliverHead(courier: CourierFacts, head: StreamHead): Promise<Turn> {
  const now = courier.now()
  const old = head.messages.filter((one) => now - one.waitingSince.getTime() >= RETRY_RULES.ageMs)
  if (old.length > 0) return giveUp(courier, head, old)
  if (head.nextAttempt && head.nextAttempt.getTime() > now) return waitUntil(courier, head, head.nextAttempt.getTime())
  const leave = await courier.breakers.mayCall(head.partner, now)
  // Those that wait for the breaker do not all come at once.
  if (leave.kind === 'wait') return waitUntil(courier, head, leave.until + Math.round(courier.chance() * SPREAD_MS))
  const {
    answer,
    isSettled,
    isWhole = false,
  } = head.kind === 'control' ? await deliverControl(courier, head) : await deliverEnvelopes(courier, head)
  const isBack = await courier.breakers.afterCall(head.partner, {
    isAnswered: isAlive(answer.status),
    now: courier.now(),
  })
  if (isBack) await wakePartner(courier.database, head.partner, new Date(courier.now()))
  if (isSettled) return isWhole ? 'taken' : 'looks-again'
  const { attempts } = head.messages[0]!
  const delay = retryDelayMs({ attempts: attempts + 1, retryAfterMs: answer.retryAfterMs }, courier.chance)
  return waitUntil(courier, head, courier.now() + delay)
}

const SPREAD_MS = 1_000

async function waitUntil({ database }: CourierFacts, { stream }: StreamHead, at: number): Promise<Turn> {
  await wakeStreamsAt(database, [stream], new Date(at))
  return 'waits'
}

async function giveUp(courier: CourierFacts, head: StreamHead, old: StreamHead['messages']): Promise<Turn> {
  if (head.kind === 'control') await giveUpControl(courier, head)
  else {
    const ids = old.map((one) => one.id)
    await markDead(courier.database, ids, new Date(courier.now()))
  }
  courier.log.warn('Messages to a partner are given up: they waited too long', {
    partner: head.did,
    messages: old.length,
  })
  return 'looks-again'
}
