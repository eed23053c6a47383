/** Places in flight, shared among partners. */
export interface Places {
  /** False: the partner has its share already; the stream waits for a place of it. */
  readonly take: (partner: string, stream: number) => boolean
  /** Gives a place back; answers the partner's streams that may take one now, the longest waiting first. `again` waits behind them. */
  readonly leave: (partner: string, again?: number) => readonly number[]
  readonly isWaitedFor: (partner: string) => boolean
}

interface Share {
  held: number
  readonly waiting: Set<number>
}

/**
 * A partner may hold as many places as are still free, counted anew each time: half of all when it is alone, a third when there are two.
 * However many partners do not answer, the next one finds a place (dynamic thresholds: Choudhury and Hahne, 1998).
 */
export function sharePlaces(most: number): Places {
  const shares = new Map<string, Share>()
  let taken = 0
  const shareOf = (partner: string): Share => {
    const share = shares.get(partner) ?? { held: 0, waiting: new Set<number>() }
    shares.set(partner, share)
    return share
  }
  return {
    take: (partner, stream) => {
      const share = shareOf(partner)
      if (share.held >= most - taken) {
        share.waiting.add(stream)
        return false
      }
      share.waiting.delete(stream)
      share.held += 1
      taken += 1
      return true
    },
    leave: (partner, again) => {
      const share = shareOf(partner)
      if (again !== undefined) share.waiting.add(again)
      share.held -= 1
      taken -= 1
      // Each that starts takes one from what is free and adds one to what is held.
      const room = Math.max(0, Math.ceil((most - taken - share.held) / 2))
      const next = [...share.waiting].slice(0, room)
      for (const stream of next) share.waiting.delete(stream)
      if (share.held === 0 && share.waiting.size === 0) shares.delete(partner)
      return next
    },
    isWaitedFor: (partner) => (shares.get(partner)?.waiting.size ?? 0) > 0,
  }
}
