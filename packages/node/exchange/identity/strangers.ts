import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'
import { type VerifyingKey, verifyingKey } from './jws.ts'
import { type ResolvedDid, resolveDid } from './resolve-did.ts'

/** The key that a company we do not know calls with, from its document. */
export type StrangerKey = (did: string, kid: string) => Promise<Result<VerifyingKey>>

/** Documents of strangers that are kept, for how long, and how many are fetched in that time: anybody can make us look. */
const MOST_KEPT = 100
const FRESH_MS = 60_000
const MOST_FETCHED = 30

interface Looked {
  readonly at: number
  readonly done: Promise<Result<ResolvedDid>>
}

/**
 * Looks who a stranger is, so that whoever is not the company that it says is told the same (401) whether that company is a partner or not;
 * only the company itself hears that it is none.
 */
export function lookAtStrangers(outboundFetch: OutboundFetch, machine: () => number): StrangerKey {
  const looked = new Map<string, Looked>()
  const look = (did: string): Promise<Result<ResolvedDid>> | undefined => {
    const now = machine()
    const last = looked.get(did)
    if (last && now - last.at < FRESH_MS) return last.done
    if ([...looked.values()].filter((one) => now - one.at < FRESH_MS).length >= MOST_FETCHED) return undefined
    const done = resolveDid(outboundFetch, did)
    looked.delete(did)
    looked.set(did, { at: now, done })
    if (looked.size > MOST_KEPT) looked.delete(looked.keys().next().value!)
    return done
  }
  return async (did, kid) => {
    const resolved = await look(did)
    if (!resolved) return fail('unavailable', 'Too many unknown companies call just now; try again in a minute')
    if (!resolved.ok) return resolved
    const key = resolved.value.document.keys.find((one) => one.id === kid)
    return key?.uses.includes('capabilityInvocation')
      ? succeed(verifyingKey(key.jwk))
      : fail('forbidden', `key (${kid.slice(0, 300)}) should stand under capabilityInvocation of ${did}`)
  }
}
