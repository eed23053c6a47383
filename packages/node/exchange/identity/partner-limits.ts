import { TooMany } from '../../platform/problem.ts'

/** How often each partner may call. */
export interface PartnerLimits {
  /** Refuses a call of a partner that has none left, before anything is spent on it. */
  readonly refuse: (did: string) => void
  /** Counts a call that is surely this partner's. */
  readonly take: (did: string) => void
}

export interface LimitRules {
  /** Calls a second in the long run, and how many may come at once. */
  readonly perSecond: number
  readonly burst: number
  /** Whoever has used them up is refused for so long: a flood that were let in at its limit would still slow all others. */
  readonly waitSeconds: number
}

/** About what a node of two cores could answer at all; a partner with more to say sends many messages in one call. */
export const PARTNER_LIMIT: LimitRules = { perSecond: 800, burst: 200, waitSeconds: 20 }

/** Of the burst, what there is after the wait: a flood that goes on is noticed at once. */
const LEFT_AFTER_WAIT = 0.1

interface Bucket {
  left: number
  at: number
  /** Refused until then. */
  until: number
}

/** A bucket a partner that fills with time. `machine` in milliseconds. */
export function partnerLimits(machine: () => number, rules: LimitRules = PARTNER_LIMIT): PartnerLimits {
  const { perSecond, burst, waitSeconds } = rules
  const buckets = new Map<string, Bucket>()
  const refuse = (did: string): void => {
    const bucket = buckets.get(did)
    if (!bucket) return
    const now = machine()
    fill(bucket, now, rules)
    if (now >= bucket.until && bucket.left < 1) {
      bucket.until = now + waitSeconds * 1_000
      bucket.at = bucket.until
      bucket.left = burst * LEFT_AFTER_WAIT
    }
    if (now < bucket.until)
      throw new TooMany(
        `${did} should call at most ${perSecond} times a second`,
        Math.ceil((bucket.until - now) / 1_000),
      )
  }
  return {
    refuse,
    take: (did) => {
      refuse(did)
      const bucket = buckets.get(did)
      if (bucket) bucket.left -= 1
      else buckets.set(did, { left: burst - 1, at: machine(), until: 0 })
    },
  }
}

function fill(bucket: Bucket, now: number, { perSecond, burst }: LimitRules): void {
  bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) * perSecond) / 1_000)
  bucket.at = Math.max(bucket.at, now)
}
