import { fail, type Result, succeed } from '@headwater/domain/outcome/result'
import { isSignedBy, type ReadJws, readFields, readJws, type VerifyingKey } from '../identity/jws.ts'

/** A JWT taken apart, its signature not looked at yet. */
export interface ReadJwt {
  readonly jws: ReadJws
  readonly claims: Readonly<Record<string, unknown>>
}

const LONGEST = 131_072

export function readJwt(text: string): Result<ReadJwt> {
  const jws = text.length <= LONGEST ? readJws(text) : undefined
  const claims = jws && readFields(jws.payload)
  return claims ? succeed({ jws, claims }) : fail('forbidden', `should be a JWT of at most ${LONGEST} characters`)
}

/** As it came: there is one way to write it. */
export const textOf = ({ jws: { header, payload, signature } }: ReadJwt): string =>
  `${header}.${payload}.${signature.toString('base64url')}`

/** The name of the key of this DID that a JWT says it was signed with; undefined: that of another. */
export function keyNameOf({ jws: { kid } }: ReadJwt, did: string): string | undefined {
  const name = kid.startsWith('#') ? `${did}${kid}` : kid
  return name.startsWith(`${did}#`) ? name : undefined
}

export const isJwtSignedBy = (key: VerifyingKey, { jws }: ReadJwt): boolean => isSignedBy(key, jws, jws.payload)
