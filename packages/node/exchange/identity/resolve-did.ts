import { createHash } from 'node:crypto'
import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { NotCanonical } from '@headwater/exchange/evidence/canonical-json'
import { readJson } from '@headwater/exchange/evidence/read-json'
import { type DidDocument, readDidDocument } from '@headwater/exchange/identity/did-document'
import { didWebAddress, didWithPort } from '@headwater/exchange/identity/did-web'
import { readRotation } from '@headwater/exchange/identity/follow-rotations'
import { OutboundFailure, type OutboundFetch } from '../../platform/outbound-fetch.ts'
import { isKey, readFields, readJws } from './jws.ts'

export interface ResolvedDid {
  readonly document: DidDocument
  /** As it was sent. */
  readonly text: string
  /** SHA-256 of the text, in hexadecimal. */
  readonly hash: string
}

/** Where the document of this DID is; of a node on this machine by plain http, which the guarded fetch allows only if it was told to. */
function addressOf(did: string): Result<string> {
  const address = didWebAddress(did)
  if (!address.ok) return address
  return succeed(address.value.replace(/^https:(?=\/\/(localhost|127\.0\.0\.1)[:/])/, 'http:'))
}

/** Fetches the DID document of another company and reads it. */
export async function resolveDid(outboundFetch: OutboundFetch, did: string): Promise<Result<ResolvedDid>> {
  const address = addressOf(did)
  if (!address.ok) return address
  try {
    const { status, body } = await outboundFetch(address.value, {
      headers: { accept: 'application/did+json, application/json' },
    })
    if (status !== 200)
      return fail('unavailable', `${address.value} answered ${status} in place of a DID document${hintOf(did)}`)
    const text = body.toString('utf8')
    if (text.includes('\0'))
      return fail('invalid', `${address.value} should answer with JSON, without a zero character`)
    // What two readers could take differently would stand in every export of the record.
    const document = readDidDocument(readJson(text), did)
    if (!document.ok) return document
    const fault = faultOf(document.value)
    if (fault !== null) return fail('invalid', fault)
    return succeed({ document: document.value, text, hash: createHash('sha256').update(text).digest('hex') })
  } catch (error) {
    if (error instanceof OutboundFailure)
      return fail(
        error.reason === 'forbidden' ? 'invalid' : 'unavailable',
        `DID (${did}) was not resolved: ${error.message}${hintOf(did)}`,
      )
    if (error instanceof NotCanonical)
      return fail('invalid', `${address.value} should answer with JSON that has one meaning: ${error.message}`)
    throw error
  }
}

const hintOf = (did: string): string => {
  const meant = didWithPort(did)
  return meant === undefined ? '' : `. A port is written %3A: did you mean ${meant}?`
}

/** What would be read by one verifier of a record and not by another; null: nothing. */
function faultOf({ did, keys, rotations }: DidDocument): string | null {
  const beside = keys.find((one) => !isKey(one.jwk))
  if (beside) return `key (${beside.id}) of the DID document should be a point of its curve`
  const isRotation = (text: string): boolean =>
    readRotation(readFields(readJws(text)?.payload ?? ''), did) !== undefined
  return rotations.every(isRotation)
    ? null
    : `keyRotations of ${did} should each be a JWS with iss, at, retires and keys`
}
