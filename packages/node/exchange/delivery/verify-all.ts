import type { Failure } from '@headwater/domain/outcome/result'
import type { Identity } from '../identity/identity.ts'

/** Bytes with the detached signature that came with them. */
export interface SignedBytes {
  readonly bytes: Uint8Array
  readonly signature: string
  /** When they were signed, as they say themselves. */
  readonly at: string
}

/**
 * Checks the signatures of one company, many at a time on the processors that are there; answers the first that is not good, or null. The
 * first of all is checked alone: where its key is not known, the company is asked for it once.
 */
export async function firstForged(
  identity: Pick<Identity, 'verify'>,
  did: string,
  signed: readonly SignedBytes[],
): Promise<{ readonly index: number; readonly failure: Failure } | null> {
  for (const [from, to] of [
    [0, 1],
    [1, signed.length],
  ] as const) {
    const part = signed.slice(from, to)
    const results = await Promise.all(
      part.map(({ bytes, signature, at }) => identity.verify(bytes, signature, did, { atKeysOf: new Date(at) })),
    )
    const at = results.findIndex((one) => !one.ok)
    const result = results[at]
    if (result && !result.ok) return { index: from + at, failure: result.failure }
  }
  return null
}
