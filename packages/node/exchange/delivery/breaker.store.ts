import { afterCall, type Breaker, CLOSED, endWait, type Leave, mayCall } from '@headwater/exchange/delivery/breaker'
import type { Database } from '../../platform/database.ts'
import { wakePartner } from './message-stream.store.ts'

/** The breakers of all partners: decided in this process, which alone delivers, and kept for the screens and the next start. */
export interface Breakers {
  readonly mayCall: (partner: string, now: number) => Promise<Leave>
  /** Answers whether the partner is back after it was left alone. */
  readonly afterCall: (
    partner: string,
    call: { readonly isAnswered: boolean; readonly now: number },
  ) => Promise<boolean>
  /**
   * A person wants it tried, or the partner has called and so is back: all that waits for it goes on now. Answers whether anything goes now;
   * costs nothing where the partner is not left alone.
   */
  readonly endWait: (
    partner: string,
    call: { readonly by: 'person' | 'partner'; readonly now: number },
  ) => Promise<boolean>
  /** Whether a call of the partner has ended a wait since then. */
  readonly wasHeard: (partner: string, since: number) => boolean
}

interface BreakerRow {
  readonly [column: string]: unknown
  readonly partner: string
  readonly state: Breaker['state']
  readonly failures: number
  readonly opened: number
  readonly until: Date
}

export async function openBreakers(database: Database, chance: () => number): Promise<Breakers> {
  const rows = await database.query<BreakerRow>({
    text: 'select partner, state, failures, opened, until from partner_breaker',
  })
  const breakers = new Map<string, Breaker>(
    rows.map(({ partner, state, failures, opened, until }) => [
      partner,
      { state, failures, opened, until: until.getTime() },
    ]),
  )
  const keep = async (partner: string, breaker: Breaker): Promise<void> => {
    breakers.set(partner, breaker)
    await saveBreaker(database, partner, breaker)
  }
  const of = (partner: string): Breaker => breakers.get(partner) ?? CLOSED
  return {
    mayCall: async (partner, now) => {
      const leave = mayCall(of(partner), now)
      if (leave.kind === 'probe') await keep(partner, leave.breaker)
      return leave
    },
    afterCall: async (partner, call) => {
      const before = of(partner)
      const after = afterCall(before, call, chance)
      // Most calls find it closed and leave it so: they cost nothing.
      if (before === after || (before.failures === 0 && after.failures === 0)) return false
      await keep(partner, after)
      return before.state !== 'closed' && after.state === 'closed'
    },
    wasHeard: (partner, since) => (of(partner).heardAt ?? Number.NEGATIVE_INFINITY) >= since,
    endWait: async (partner, call) => {
      const before = of(partner)
      const after = endWait(before, call)
      if (after !== before) await keep(partner, after)
      // A probe that is under way wakes the others when it is answered.
      if (after === before || after.state !== 'open') return call.by === 'person' && after.state === 'half-open'
      return (await wakePartner(database, partner, new Date(call.now))) > 0
    },
  }
}

async function saveBreaker(database: Database, partner: string, breaker: Breaker): Promise<void> {
  await database.query({
    name: 'save-breaker',
    text: `insert into partner_breaker (partner, state, failures, opened, until) values ($1, $2, $3, $4, $5)
           on conflict (partner) do update set state = excluded.state, failures = excluded.failures, opened = excluded.opened,
             until = excluded.until`,
    values: [partner, breaker.state, breaker.failures, breaker.opened, new Date(breaker.until)],
  })
}
