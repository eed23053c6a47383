/** How often a partner is called. */
export interface Pace {
  /** In the long run. */
  readonly perSecond: number
  /** As many may come at once after a rest. */
  readonly burst: number
}

/** Well below what a partner's node refuses as too many, so that who has much to say is not taken for a flood; a call brings up to 256 messages. */
export const PARTNER_PACE: Pace = { perSecond: 600, burst: 60 }

/** Of one call: milliseconds that it waits, and what the next call is reckoned from. */
export interface PacedCall {
  readonly waitMs: number
  readonly due: number
}

/**
 * Gives a call its place (generic cell rate algorithm, ITU-T I.371: `due` is its theoretical arrival time). `due` of the call before, 0 for
 * the first; times in milliseconds of one clock.
 */
export function pacedCall(due: number, now: number, { perSecond, burst }: Pace = PARTNER_PACE): PacedCall {
  const interval = 1_000 / perSecond
  const from = Math.max(due, now)
  return { waitMs: Math.max(0, from - (burst - 1) * interval - now), due: from + interval }
}
