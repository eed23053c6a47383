import { createHash } from 'node:crypto'
import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { type DidDocument, readDidDocument } from '@headwater/exchange/identity/did-document'
import { didWebAddress } from '@headwater/exchange/identity/did-web'
import { OutboundFailure, type OutboundFetch } from '../../platform/outbound-fetch.ts'
import { isKey } from './jws.ts'

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
    if (status !== 200) return fail('unavailable', `${address.value} answered ${status} in place of a DID document`)
    const text = body.toString('utf8')
    if (text.includes('\0'))
      return fail('invalid', `${address.value} should answer with JSON, without a zero character`)
    const document = readDidDocument(JSON.parse(text), did)
    if (!document.ok) return document
    const keys = document.value.keys.filter((one) => isKey(one.jwk))
    return succeed({
      document: { ...document.value, keys },
      text,
      hash: createHash('sha256').update(text).digest('hex'),
    })
  } catch (error) {
    if (error instanceof OutboundFailure)
      return fail(
        error.reason === 'forbidden' ? 'invalid' : 'unavailable',
        `DID (${did}) was not resolved: ${error.message}`,
      )
    if (error instanceof SyntaxError) return fail('invalid', `${address.value} should answer with JSON`)
    throw error
  }
}
