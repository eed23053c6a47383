import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'
import { wireCheck } from '../../platform/wire-schemas.ts'
import type { Identity } from '../identity/identity.ts'

/** What every message of DCP is read by. */
export const DCP_CONTEXT = 'https://w3id.org/dspace-dcp/v1.0/dcp.jsonld'
const isResponse = wireCheck('credentials/presentation-response-message')

export interface PresentationQuery {
  readonly identity: Identity
  readonly fetch: OutboundFetch
  /** DID of the partner. */
  readonly holder: string
  /** What the partner gave us to see its credentials with: the claim `token` of its ID token. */
  readonly accessToken: string
  readonly scopes: readonly string[]
}

/** Asks the partner's credential service for what the scopes name (DCP 1.0.1 section 5.4); the answer is not believed yet. */
export async function askPresentations(query: PresentationQuery): Promise<Result<readonly string[]>> {
  const { identity, fetch, holder, accessToken, scopes } = query
  const address = await identity.serviceOf(holder, 'CredentialService')
  if (address === undefined) return fail('forbidden', `the DID document of ${holder} should have a CredentialService`)
  const { status, body } = await fetch(`${address.replace(/\/$/, '')}/presentations/query`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await identity.tokenFor(holder, { accessToken })}`,
    },
    body: JSON.stringify({ '@context': [DCP_CONTEXT], type: 'PresentationQueryMessage', scope: scopes }),
  })
  if (status < 200 || status > 299)
    return fail('forbidden', `the credential service of ${holder} should answer with presentations, not with ${status}`)
  const answer = parse(body)
  const wrong = isResponse(answer)
  return wrong === null
    ? succeed((answer as { presentation: readonly string[] }).presentation)
    : fail(
        'forbidden',
        `the answer of the credential service of ${holder} should be a PresentationResponseMessage: ${wrong}`,
      )
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}
