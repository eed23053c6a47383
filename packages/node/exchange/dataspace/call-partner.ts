import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import { Refused } from '../../platform/problem.ts'
import type { Dataspace } from './dataspace.ts'

export interface PartnerReply {
  readonly body: JsonObject
  /** Of a Link header: the next page. */
  readonly link: string | null
}

/** Asks a partner; refused `unavailable` in words where it does not answer with what was asked. */
export async function askPartner(
  { identity, outboundFetch }: Dataspace,
  { did, url, body }: { readonly did: string; readonly url: string; readonly body?: JsonObject },
): Promise<PartnerReply> {
  const authorization = `Bearer ${await identity.tokenFor(did)}`
  const sent = body && { body: JSON.stringify(body) }
  const headers = { authorization, accept: 'application/json', ...(sent ? { 'content-type': 'application/json' } : {}) }
  const answer = await outboundFetch(url, {
    method: sent ? 'POST' : 'GET',
    headers,
    ...sent,
    maxBytes: MOST_BYTES,
  }).catch((error: Error) => {
    throw new Refused('unavailable', `The partner could not be reached: ${error.message}`)
  })
  if (answer.status !== 200)
    throw new Refused('unavailable', `The partner answered ${answer.status}: ${saidIn(answer.body.toString())}`)
  const { link } = answer.headers
  return { body: readBody(answer.body), link: typeof link === 'string' ? link : null }
}

const LONGEST = 300

/** Why the partner says no: the words of an error of the protocol, or of problem+json, else the text as it came. */
function saidIn(text: string): string {
  const said = wordsIn(text)
  return (said.length > 0 ? said.join('; ') : text).replaceAll('\0', '').slice(0, LONGEST)
}

function wordsIn(text: string): readonly string[] {
  try {
    const { reason, detail } = JSON.parse(text) as { readonly reason?: unknown; readonly detail?: unknown }
    return [reason, detail].flat().filter((one) => typeof one === 'string' && one !== '') as string[]
  } catch {
    return []
  }
}

/** A page of a catalogue has a hundred datasets or so. */
const MOST_BYTES = 2 * 1024 * 1024

function readBody(bytes: Buffer): JsonObject {
  try {
    return JSON.parse(bytes.toString()) as JsonObject
  } catch {
    throw new Refused('unavailable', 'The partner’s answer should be JSON')
  }
}
