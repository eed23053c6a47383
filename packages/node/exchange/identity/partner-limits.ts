import { Refused } from '../../platform/problem.ts'

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
}

/** More than a node of two cores answers anyway; a partner with more to say sends many messages in one call. */
export const PARTNER_LIMIT: LimitRules = { perSecond: 500, burst: 500 }

interface Bucket {
  left: number
  at: number
}

/** A bucket a partner that fills with time. `machine` in milliseconds. */
export function partnerLimits(machine: () => number, { perSecond, burst }: LimitRules = PARTNER_LIMIT): PartnerLimits {
  const buckets = new Map<string, Bucket>()
  const filled = (did: string): Bucket | undefined => {
    const bucket = buckets.get(did)
    if (!bucket) return undefined
    const now = machine()
    bucket.left = Math.min(burst, bucket.left + (Math.max(0, now - bucket.at) * perSecond) / 1_000)
    bucket.at = now
    return bucket
  }
  const refuse = (did: string): void => {
    const bucket = filled(did)
    if (bucket && bucket.left < 1)
      throw new Refused('too-many', `${did} should call at most ${perSecond} times a second; try again in a second`)
  }
  return {
    refuse,
    take: (did) => {
      refuse(did)
      const bucket = filled(did)
      if (bucket) bucket.left -= 1
      else buckets.set(did, { left: burst - 1, at: machine() })
    },
  }
}
