import type { CourierFacts } from './courier-facts.ts'
import { deliverControl } from './deliver-control.ts'
import { deliverEnvelopes } from './deliver-envelopes.ts'
import { readHead } from './outgoing.store.ts'
import type { Turns } from './take-turn.ts'

/**
 * Sends what waits in a stream, in its order, until nothing is left or the partner does not take it: then when to go on is written down, and
 * the answer is true. False: its turn was over before.
 */
export async function deliverStream(courier: CourierFacts, stream: number, turns: Turns = {}): Promise<boolean> {
  while (!turns.stopping?.aborted) {
    const head = await readHead(courier.database, { stream })
    if (!head) return true
    const deliver = head.kind === 'control' ? deliverControl : deliverEnvelopes
    if ((await deliver(courier, head, turns)) === 'waits') return true
    if (turns.isOver?.()) return false
  }
  return false
}
