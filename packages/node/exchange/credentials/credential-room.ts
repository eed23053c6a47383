import type { Database } from '../../platform/database.ts'
import type { Log } from '../../platform/log.ts'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'
import type { Identity } from '../identity/identity.ts'

/** What asking for a proof of membership works with. */
export interface CredentialRoom {
  readonly database: Database
  readonly log: Log
  readonly identity: Identity
  readonly outboundFetch: OutboundFetch
  /** The machine's clock, in milliseconds. */
  readonly machine: () => number
}
