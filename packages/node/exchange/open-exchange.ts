import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import type { Log } from '../platform/log.ts'
import { type OutboundFetch, type OutboundOptions, openOutbound } from '../platform/outbound-fetch.ts'
import type { IdentifyPartner } from '../platform/partner-guard.ts'
import { membershipGuard, type RequireMembership } from './credentials/require-membership.ts'
import { type Breakers, openBreakers } from './delivery/breaker.store.ts'
import { identifyPartnerWith } from './identity/check-bearer.ts'
import { type Identity, openIdentity } from './identity/identity.ts'
import { type LimitRules, partnerLimits } from './identity/partner-limits.ts'
import { spendTokenOn } from './identity/spend-token.ts'
import { lookAtStrangers } from './identity/strangers.ts'
import { tellChanges } from './tell-changes.ts'

/** What every door and every task of the exchange works with. */
export interface Exchange {
  readonly database: Database
  readonly log: Log
  /** The machine's clock, in milliseconds. */
  readonly machine: () => number
  readonly identity: Identity
  readonly outboundFetch: OutboundFetch
  readonly identifyPartner: IdentifyPartner
  /** For doors that a partner has to be a member for, where the owner demands it. */
  readonly requireMembership: RequireMembership
  /** Of the process that delivers, which is the one with the doors. */
  readonly breakers: Breakers
  /** Tells screens that messages came or went; cheap, however often it is called. */
  readonly noteChange: () => void
  readonly close: () => Promise<void>
}

export interface ExchangeOptions {
  readonly log: Log
  readonly clock: Pick<Clock, 'machine'>
  /** HEADWATER_LOOPBACK_PARTNERS. */
  readonly loopbackPartners: boolean
  /** Other ways out, and another limit of calls, for tests. */
  readonly outbound?: Omit<OutboundOptions, 'loopback'>
  readonly limit?: LimitRules
}

/** Opens the exchange of a node, or of a worker beside it. */
export async function openExchange(database: Database, options: ExchangeOptions): Promise<Exchange> {
  const { log, clock, loopbackPartners, outbound: more, limit } = options
  const { machine } = clock
  const outbound = openOutbound({ loopback: loopbackPartners, ...more })
  const outboundFetch = outbound.fetch
  const identity = await openIdentity(database, { outboundFetch, log, machine })
  const strangerKey = lookAtStrangers(outboundFetch, machine)
  const spendToken = spendTokenOn(database, machine)
  const teller = tellChanges({ database, log })
  return {
    database,
    log,
    machine,
    identity,
    outboundFetch,
    identifyPartner: identifyPartnerWith({
      identity,
      strangerKey,
      spendToken,
      machine,
      limits: partnerLimits(machine, limit),
    }),
    requireMembership: membershipGuard({ database, log, machine, identity, outboundFetch }),
    breakers: await openBreakers(database, Math.random),
    noteChange: teller.note,
    close: async () => {
      teller.close()
      outbound.close()
      await identity.close()
    },
  }
}
