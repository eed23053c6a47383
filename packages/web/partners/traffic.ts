import type { ExchangeStream } from '../../../schemas/rest/exchange.ts'
import type { PartnerOfList } from '../../../schemas/rest/partners.ts'

/** A partner with what is on its way to it. */
export interface PartnerRow extends PartnerOfList {
  /** Undefined: nothing was ever sent to it, nor came from it. */
  readonly waiting: number | undefined
  readonly dead: number | undefined
  /** Until when it is not called, because it did not answer. */
  readonly pausedUntil: string | null
  /** Of the record of both sides; what needs a person first is sorted first. */
  readonly recordRank: number
}

const RANKS = ['disputed', 'behind', 'open', 'agreed']
const NONE = RANKS.length

/** Joins partners with their streams; one breaker is for all streams of a partner. */
export function withTraffic(
  partners: readonly PartnerOfList[],
  streams: readonly ExchangeStream[] | undefined,
): readonly PartnerRow[] {
  return partners.map((partner) => {
    const own = (streams ?? []).filter((one) => one.partnerId === partner.id)
    const sum = (of: 'waiting' | 'dead'): number | undefined =>
      own.length === 0 ? undefined : own.reduce((total, one) => total + one[of], 0)
    const paused = own.find((one) => one.breaker !== 'closed')
    return {
      ...partner,
      waiting: sum('waiting'),
      dead: sum('dead'),
      pausedUntil: paused?.breakerUntil ?? null,
      recordRank: partner.record === null ? NONE : RANKS.indexOf(partner.record.state),
    }
  })
}
