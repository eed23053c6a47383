import { gunzipSync } from 'node:zlib'
import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { type Credential, readCredential } from '@headwater/exchange/credentials/credential'
import { type StatusEntry, statusEntries } from '@headwater/exchange/credentials/status-entry'
import { isSet, type PackedStatusList, readStatusList } from '@headwater/exchange/credentials/status-list'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'
import { checkIssuer } from './issuer-key.ts'
import { readJwt } from './read-jwt.ts'

export interface StatusFacts {
  readonly fetch: OutboundFetch
  /** A credential whose revocation cannot be looked up does not count. */
  readonly isDemanded: boolean
  /** In seconds. */
  readonly now: number
}

/** Eight million credentials; what unpacks to more was made to fill our memory. */
const MOST_BYTES = 1_048_576

/** Looks a credential up in every list that it names; answers until when (in seconds) that may be believed, at most. */
export async function checkStatus(credential: Credential, facts: StatusFacts): Promise<Result<number>> {
  const entries = statusEntries(credential, facts.isDemanded)
  if (!entries.ok) return entries
  let until = Number.POSITIVE_INFINITY
  for (const entry of entries.value) {
    const list = await fetchList(credential, { entry, ...facts })
    if (!list.ok) return list
    const bits = unpack(list.value.packed)
    const set = bits.ok ? isSet(bits.value, entry.index) : bits
    if (!set.ok) return set
    if (set.value)
      return fail(
        'forbidden',
        `credential should be in force, but its issuer set its ${entry.purpose} (${entry.index})`,
      )
    const { ttlSeconds, until: end } = list.value
    until = Math.min(until, facts.now + (ttlSeconds ?? Number.POSITIVE_INFINITY), end ?? Number.POSITIVE_INFINITY)
  }
  return succeed(until)
}

/** The list as its address has it now, signed by who issued the credential. */
async function fetchList(
  { issuer }: Credential,
  { entry, fetch, now }: StatusFacts & { readonly entry: StatusEntry },
): Promise<Result<PackedStatusList>> {
  const { status, body } = await fetch(entry.list, { headers: { accept: 'application/vc+jwt, application/jwt' } })
  if (status !== 200) return refuse(`(${entry.list}) should be there, not answered with ${status}`)
  const jwt = readJwt(body.toString('utf8').trim())
  if (!jwt.ok) return refuse(jwt.failure.message)
  const signed = await checkIssuer(fetch, jwt.value, issuer)
  if (!signed.ok) return refuse(signed.failure.message)
  const list = readCredential(jwt.value.claims)
  return list.ok ? readStatusList(list.value, entry, { issuer, now }) : list
}

function unpack(packed: string): Result<Uint8Array> {
  try {
    return succeed(gunzipSync(Buffer.from(packed, 'base64url'), { maxOutputLength: MOST_BYTES }))
  } catch {
    return refuse(`should be GZIP of at most ${MOST_BYTES} bytes`)
  }
}

const refuse = (message: string): Result<never> => fail('forbidden', `status list ${message}`)
