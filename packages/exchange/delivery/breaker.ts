/** Whether a partner is called at all: one that does not answer is left alone for a while, then asked once. */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'half-open'
  /** In a row. */
  readonly failures: number
  /** How often it opened in a row: each time it stays open for longer. */
  readonly opened: number
  /** Milliseconds since 1970: until then it is open, or its probe is waited for. */
  readonly until: number
  /** The partner called us while it was open: it was tried early for that, once. */
  readonly isHeard?: true
}

export const CLOSED: Breaker = { state: 'closed', failures: 0, opened: 0, until: 0 }

/** A partner that fails so often in a row is left alone. */
export const MOST_FAILURES = 5
const FIRST_OPEN_MS = 15_000
const MOST_OPEN_MS = 30 * 60_000
/** A probe that has not come back by then is given up; longer than any call lasts. */
const PROBE_MS = 30_000

export type Leave =
  | { readonly kind: 'call' }
  /** The one call that finds out whether the partner is back; take `breaker` before making it. */
  | { readonly kind: 'probe'; readonly breaker: Breaker }
  | { readonly kind: 'wait'; readonly until: number }

export function mayCall(breaker: Breaker, now: number): Leave {
  if (breaker.state === 'closed') return { kind: 'call' }
  if (now < breaker.until) return { kind: 'wait', until: breaker.until }
  return { kind: 'probe', breaker: { ...breaker, state: 'half-open', until: now + PROBE_MS } }
}

/** After a call: whatever the partner answered it is there; an error of its server or no answer is a failure. */
export function afterCall(
  breaker: Breaker,
  { isAnswered, now }: { readonly isAnswered: boolean; readonly now: number },
  chance: () => number,
): Breaker {
  if (isAnswered) return CLOSED
  const failures = breaker.failures + 1
  if (breaker.state === 'closed' && failures < MOST_FAILURES) return { ...breaker, failures }
  // Calls that were under way when it opened say nothing new.
  if (breaker.state === 'open') return { ...breaker, failures }
  const openMs = Math.min(MOST_OPEN_MS, FIRST_OPEN_MS * 2 ** Math.min(breaker.opened, 20))
  const until = now + Math.round(openMs / 2 + (chance() * openMs) / 2)
  return { ...breaker, state: 'open', failures, opened: breaker.opened + 1, until }
}

/**
 * Ends the wait of an open breaker: a person wants the partner tried, or the partner has called and so is back. What a partner does counts
 * once until it has answered, so that one who calls and never answers is not called more often than the waits allow. The same breaker where
 * nothing waits.
 */
export function endWait(
  breaker: Breaker,
  { by, now }: { readonly by: 'person' | 'partner'; readonly now: number },
): Breaker {
  if (breaker.state !== 'open' || breaker.until <= now) return breaker
  if (by === 'person') return { ...breaker, until: now }
  return breaker.isHeard ? breaker : { ...breaker, until: now, isHeard: true }
}
