/** Whether a partner is called at all: one that does not answer is left alone for a while, then asked once. */
export interface Breaker {
  readonly state: 'closed' | 'open' | 'half-open'
  /** In a row. */
  readonly failures: number
  /** How often it opened in a row: each time it stays open for longer. */
  readonly opened: number
  /** Milliseconds since 1970: until then it is open, or its probe is waited for. */
  readonly until: number
  /** The partner called us since it opened: the wait ended for that, or, `during-probe`, is not begun when the probe fails. Counts once. */
  readonly heard?: 'during-probe' | 'spent'
  /** When that was; kept when it closes, so that a partner that fails and calls in turns gains little. */
  readonly heardAt?: number
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
  if (isAnswered) return breaker.heardAt === undefined ? CLOSED : { ...CLOSED, heardAt: breaker.heardAt }
  const failures = breaker.failures + 1
  if (breaker.state === 'closed' && failures < MOST_FAILURES) return { ...breaker, failures }
  // Calls that were under way when it opened say nothing new.
  if (breaker.state === 'open') return { ...breaker, failures }
  const opened = { ...breaker, state: 'open', failures, opened: breaker.opened + 1 } as const
  if (breaker.heard === 'during-probe') return { ...opened, heard: 'spent', until: now }
  const openMs = Math.min(MOST_OPEN_MS, FIRST_OPEN_MS * 2 ** Math.min(breaker.opened, 20))
  return { ...opened, until: now + Math.round(openMs / 2 + (chance() * openMs) / 2) }
}

/**
 * Ends the wait of an open breaker: a person wants the partner tried, or the partner has called and so is back. What a partner does counts
 * once until it has answered, and once in so long as a breaker is open at first: one that calls and never answers, or answers now and then,
 * is not called more often than the waits allow. The same breaker where nothing is to be done.
 */
export function endWait(
  breaker: Breaker,
  { by, now }: { readonly by: 'person' | 'partner'; readonly now: number },
): Breaker {
  if (breaker.state === 'closed') return breaker
  const isOpen = breaker.state === 'open'
  const until = isOpen ? Math.min(breaker.until, now) : breaker.until
  if (by === 'person') return isOpen ? { ...breaker, until } : breaker
  if (breaker.heard !== undefined || now < (breaker.heardAt ?? Number.NEGATIVE_INFINITY) + FIRST_OPEN_MS) return breaker
  return { ...breaker, until, heard: isOpen ? 'spent' : 'during-probe', heardAt: now }
}
