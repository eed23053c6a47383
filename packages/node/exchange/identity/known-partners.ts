import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { type DidEndpoint, type KeyUse, readDidDocument } from '@headwater/exchange/identity/did-document'
import type { Database } from '../../platform/database.ts'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'
import { findDocument } from './document.store.ts'
import { isKey, type VerifyingKey, verifyingKey } from './jws.ts'
import { findPartner, listPartnerKeys, type PartnerRow } from './partner.store.ts'
import { takeInDocument } from './pin-keys.ts'
import { resolveDid } from './resolve-did.ts'

export interface KnownKey extends VerifyingKey {
  readonly uses: readonly KeyUse[]
  /** Milliseconds since 1970; null: in use. */
  readonly retired: number | null
}

/** A partner with its keys, ready to check signatures with. */
export interface KnownPartner extends Pick<PartnerRow, 'id' | 'did' | 'name' | 'state'> {
  readonly keys: ReadonlyMap<string, KnownKey>
  readonly services: readonly DidEndpoint[]
}

export interface KnownPartners {
  /** From memory, else from the database. */
  readonly find: (did: string) => Promise<KnownPartner | undefined>
  /** The same after its document was fetched anew, once a minute at most; the failure says why it could not be. */
  readonly lookAgain: (did: string) => Promise<Result<KnownPartner>>
  /** Address of a service in a partner’s document, which is looked at anew once a day, and where it has no such service. */
  readonly serviceOf: (did: string, type: string) => Promise<string | undefined>
  /** What changed elsewhere is read again; without a DID everything. */
  readonly forget: (did?: string) => void
}

/** So often at most a partner's document is fetched because a signature names a key that we do not know. */
const AGAIN_MS = 60_000
/** A partner’s services may move without a word to us. */
const OLD_MS = 86_400_000

export interface PartnerFacts {
  readonly database: Database
  readonly outboundFetch: OutboundFetch
  readonly machine: () => number
}

/** Keeps the partners that calls come from in memory. */
export function knownPartners({ database, outboundFetch, machine }: PartnerFacts): KnownPartners {
  const known = new Map<string, KnownPartner>()
  const looked = new Map<string, { readonly at: number; readonly done: Promise<Result<KnownPartner>> }>()
  // A row that was read before a change is not kept after it.
  let changes = 0
  const find = async (did: string): Promise<KnownPartner | undefined> => {
    const kept = known.get(did)
    if (kept) return kept
    const before = changes
    const partner = await readPartner(database, did)
    if (partner && before === changes) known.set(did, partner)
    return partner
  }
  const fetchAnew = async (partner: KnownPartner): Promise<Result<KnownPartner>> => {
    const { did } = partner
    const resolved = await resolveDid(outboundFetch, did)
    if (!resolved.ok) return resolved
    await database.transaction((transaction) => takeInDocument(transaction, partner, resolved.value))
    forget(did)
    return succeed((await find(did)) ?? partner)
  }
  const lookAgain = async (did: string): Promise<Result<KnownPartner>> => {
    const partner = await find(did)
    if (!partner) return fail('not-found', `DID (${did}) should be a partner’s`)
    const last = looked.get(did)
    if (last && machine() - last.at < AGAIN_MS) {
      const result = await last.done
      return result.ok ? latest(did, find) : result
    }
    // One that broke has found out nothing: the next who asks looks.
    const done = fetchAnew(partner).catch((error: unknown) => {
      looked.delete(did)
      throw error
    })
    looked.set(did, { at: machine(), done })
    return done
  }
  const forget = (did = ''): void => {
    changes += 1
    if (did === '') known.clear()
    else known.delete(did)
  }
  return {
    find,
    forget,
    lookAgain,
    serviceOf: async (did, type) => {
      const partner = await find(did)
      if (!partner) return undefined
      const found = endpointOf(partner, type)
      if (found === undefined) {
        const again = await lookAgain(did)
        return again.ok ? endpointOf(again.value, type) : undefined
      }
      // What is known serves this time.
      if (machine() - (looked.get(did)?.at ?? 0) > OLD_MS) void lookAgain(did).catch(() => {})
      return found
    },
  }
}

const endpointOf = ({ services }: KnownPartner, type: string): string | undefined =>
  services.find((one) => one.type === type)?.endpoint

async function latest(did: string, find: KnownPartners['find']): Promise<Result<KnownPartner>> {
  const partner = await find(did)
  return partner ? succeed(partner) : fail('not-found', `DID (${did}) should be a partner’s`)
}

async function readPartner(database: Database, did: string): Promise<KnownPartner | undefined> {
  const partner = await findPartner(database, { did })
  if (!partner) return undefined
  const [keys, document] = await Promise.all([
    listPartnerKeys(database, partner.id),
    findDocument(database, partner.id),
  ])
  const read = document === undefined ? undefined : readDidDocument(JSON.parse(document), did)
  const { id, name, state } = partner
  return {
    id,
    did,
    name,
    state,
    services: read?.ok ? read.value.services : [],
    // Of two keys with one name the one in use, which comes last.
    keys: new Map(
      keys
        .filter(({ jwk }) => isKey(jwk))
        .map(({ kid, jwk, uses, retired }) => [
          kid,
          { ...verifyingKey(jwk), uses, retired: retired?.getTime() ?? null },
        ]),
    ),
  }
}
