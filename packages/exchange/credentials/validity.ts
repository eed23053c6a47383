import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { LEEWAY_SECONDS } from '../identity/check-id-token.ts'
import type { Fields } from './read-fields.ts'

/** From when to when something counts, in seconds since 1970; null: without an end. */
export interface Validity {
  readonly from: number
  readonly until: number | null
}

/** dateTimeStamp of XML Schema: a moment without a zone would be another one for each reader. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?(Z|[+-]\d\d:\d\d)$/
const BEGINNINGS = ['validFrom', 'issuanceDate']
const ENDS = ['validUntil', 'expirationDate']

/**
 * The narrowest span that the claims of a JWT and the dates of the credential in it leave: they may differ, and the wider of two would
 * let something in that one of them shuts out. What is no time is refused, not passed over.
 */
export function readValidity(claims: Fields, body: Fields): Result<Validity> {
  const beginnings = [...numbers(claims, ['nbf', 'iat']), ...moments(body, BEGINNINGS)]
  const ends = [...numbers(claims, ['exp']), ...moments(body, ENDS)]
  if ([...beginnings, ...ends].some((one) => !Number.isFinite(one)))
    return fail('forbidden', 'times should be seconds since 1970 in nbf, iat and exp, and dates with a zone elsewhere')
  return succeed({ from: Math.max(0, ...beginnings), until: ends.length === 0 ? null : Math.min(...ends) })
}

export function checkValidity({ from, until }: Validity, now: number): Result<null> {
  if (from - LEEWAY_SECONDS > now) return fail('forbidden', `should be valid by now (${now}), not from ${from}`)
  if (until !== null && until + LEEWAY_SECONDS <= now)
    return fail('forbidden', `should be valid at ${now}, not until ${until}`)
  return succeed(null)
}

const numbers = (claims: Fields, names: readonly string[]): readonly number[] =>
  names
    .filter((name) => claims[name] !== undefined)
    .map((name) => (typeof claims[name] === 'number' ? claims[name] : Number.NaN))

/** A credential is JSON-LD, where null says the same as nothing; issuers write it for "without an end". */
const moments = (body: Fields, names: readonly string[]): readonly number[] =>
  names.filter((name) => body[name] !== undefined && body[name] !== null).map((name) => secondsOf(body[name]))

const secondsOf = (value: unknown): number =>
  typeof value === 'string' && MOMENT.test(value) ? Math.floor(Date.parse(value) / 1000) : Number.NaN
