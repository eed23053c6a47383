import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { checkCredential } from '@headwater/exchange/credentials/check-credential'
import { type Credential, readCredential } from '@headwater/exchange/credentials/credential'
import { MOST_CREDENTIALS, presentedCredentials } from '@headwater/exchange/credentials/presentation'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'
import type { Identity } from '../identity/identity.ts'
import { checkSchemas } from './check-schemas.ts'
import { checkStatus } from './check-status.ts'
import { checkIssuer } from './issuer-key.ts'
import type { MembershipRule } from './membership.store.ts'
import { isJwtSignedBy, keyNameOf, type ReadJwt, readJwt, textOf } from './read-jwt.ts'

export interface Judging {
  readonly identity: Identity
  readonly fetch: OutboundFetch
  readonly rule: MembershipRule
  /** DID of the partner. */
  readonly holder: string
  /** In seconds. */
  readonly now: number
}

/** What the presentations prove. */
export interface ProvenMembership {
  /** DIDs. */
  readonly issuers: readonly string[]
  /** In seconds: until then at most it may be believed without asking again; infinite: nothing in them ends. */
  readonly until: number
  /** The JWTs of the credentials that prove it. */
  readonly credentials: readonly string[]
}

/**
 * Whether what a partner presents proves the membership that the rule demands: a good credential of each type that was asked for, and none
 * of these types that is not good. Credentials of other types prove nothing to us and are passed over.
 */
export async function judgePresentations(
  judging: Judging,
  presentations: readonly string[],
): Promise<Result<ProvenMembership>> {
  const credentials: ReadJwt[] = []
  for (const presentation of presentations) {
    const presented = await openPresentation(judging, presentation)
    if (!presented.ok) return presented
    credentials.push(...presented.value)
  }
  if (credentials.length > MOST_CREDENTIALS)
    return fail('forbidden', `a partner should present at most ${MOST_CREDENTIALS} credentials`)
  return judgeCredentials(judging, credentials)
}

/** The same of credentials that were presented before. */
export async function judgeKept(judging: Judging, credentials: readonly string[]): Promise<Result<ProvenMembership>> {
  const read = readAll(credentials)
  return read.ok ? judgeCredentials(judging, read.value) : read
}

async function judgeCredentials(judging: Judging, credentials: readonly ReadJwt[]): Promise<Result<ProvenMembership>> {
  const { credentialTypes } = judging.rule
  const found = new Map<string, Credential>()
  const proofs: string[] = []
  let until = Number.POSITIVE_INFINITY
  for (const jwt of credentials) {
    const credential = readCredential(jwt.claims)
    if (!credential.ok) return credential
    const asked = credentialTypes.filter((one) => credential.value.types.includes(one))
    if (asked.length === 0) continue
    const good = await judgeCredential(judging, jwt, credential.value)
    if (!good.ok) return good
    until = Math.min(until, good.value)
    for (const type of asked) found.set(type, credential.value)
    proofs.push(textOf(jwt))
  }
  const missing = credentialTypes.find((one) => !found.has(one))
  return missing === undefined
    ? succeed({ issuers: [...new Set([...found.values()].map((one) => one.issuer))], until, credentials: proofs })
    : fail('forbidden', `a partner should present a ${missing}`)
}

/** The credentials of a presentation that the partner signed for us. */
async function openPresentation({ identity, holder, now }: Judging, text: string): Promise<Result<readonly ReadJwt[]>> {
  const jwt = readJwt(text)
  if (!jwt.ok) return fail('forbidden', `presentation ${jwt.failure.message}`)
  const name = keyNameOf(jwt.value, holder)
  const key = name === undefined ? undefined : await identity.keyOf(holder, name, 'authentication')
  if (!key?.ok || !isJwtSignedBy(key.value, jwt.value))
    return fail('forbidden', `presentation should be signed by a key that ${holder} has for authentication`)
  const credentials = presentedCredentials(jwt.value.claims, { holder, audience: identity.did, now })
  if (!credentials.ok) return credentials
  return readAll(credentials.value)
}

function readAll(texts: readonly string[]): Result<readonly ReadJwt[]> {
  const read = texts.map(readJwt)
  const wrong = read.find((one) => !one.ok)
  return wrong && !wrong.ok
    ? fail('forbidden', `credential ${wrong.failure.message}`)
    : succeed(read.flatMap((one) => (one.ok ? [one.value] : [])))
}

/** Nothing is fetched for a credential before it is known to be one that we would believe. */
async function judgeCredential(judging: Judging, jwt: ReadJwt, credential: Credential): Promise<Result<number>> {
  const { fetch, rule, holder, now } = judging
  const checked = checkCredential(credential, { holder, trustedIssuers: rule.trustedIssuers, now })
  if (!checked.ok) return checked
  const signed = await checkIssuer(fetch, jwt, credential.issuer)
  if (!signed.ok) return fail('forbidden', `credential ${signed.failure.message}`)
  const ofSchema = await checkSchemas(credential, fetch)
  if (!ofSchema.ok) return ofSchema
  const status = await checkStatus(credential, { fetch, now, isDemanded: rule.isStatusDemanded })
  return status.ok ? succeed(Math.min(status.value, credential.validity.until ?? Number.POSITIVE_INFINITY)) : status
}
