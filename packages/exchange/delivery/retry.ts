/** When a message that a partner did not take is sent again, and when it is given up. */
export interface RetryRules {
  readonly firstMs: number
  readonly mostMs: number
  /** A message that is older is given up: a person decides. */
  readonly ageMs: number
  /** For so long a 404 may mean that the partner is not ready for the message yet. */
  readonly unreadyMs: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** At most 60 attempts in 24 hours, whatever chance says: 14 until the hour is reached, then none within half an hour of the last. */
export const RETRY_RULES: RetryRules = { firstMs: 500, mostMs: HOUR, ageMs: 72 * HOUR, unreadyMs: 5 * MINUTE }

export interface FailedAttempts {
  /** How often it was tried; from 1. */
  readonly attempts: number
  /** What the partner asked for, if it did. */
  readonly retryAfterMs?: number | undefined
}

/**
 * Milliseconds until the next attempt: twice as long each time, half of it by chance, so that streams that failed together do not come
 * back together (exponential backoff with equal jitter). A partner that asks for more time gets it, up to the longest wait of a day.
 */
export function retryDelayMs(
  { attempts, retryAfterMs = 0 }: FailedAttempts,
  chance: () => number,
  { firstMs, mostMs }: RetryRules = RETRY_RULES,
): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempts - 1, 40))
  return Math.max(Math.round(whole / 2 + (chance() * whole) / 2), Math.min(retryAfterMs, MOST_RETRY_AFTER_MS))
}

/** A partner may not put us off for longer than this. */
const MOST_RETRY_AFTER_MS = 24 * HOUR

/** `Retry-After` (RFC 9110 section 10.2.3) in milliseconds; undefined: there is none, or it cannot be read. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs)
}
