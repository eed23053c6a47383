import { gzipSync } from 'node:zlib'
import type { Companies, Company, Page } from './test-companies.suite.ts'

export const TYPE = 'MembershipCredential'
export const SCOPE = `org.eclipse.dspace.dcp.vc.type:${TYPE}:read`
export const STATUS_PATH = '/status/1'
/** Where the credential of these tests stands in its list. */
export const INDEX = 4

/** A membership as an issuer says it; `now` in seconds. */
export interface Membership {
  readonly companies: Companies
  readonly now: number
  readonly profile?: 'vc20-bssl/jwt' | 'vc11-sl2021/jwt'
}

/** The entry of a credential in the issuer's list. */
export const statusEntry = ({ origin }: Companies, more: object = {}) => ({
  type: 'BitstringStatusListEntry',
  statusPurpose: 'revocation',
  statusListIndex: String(INDEX),
  statusListCredential: `${origin}${STATUS_PATH}`,
  ...more,
})

const isoOf = (seconds: number): string => new Date(seconds * 1000).toISOString()

/** A credential of the holder, signed by `by`; `more` overrides members of the credential itself. */
export function credentialOf(
  { companies, now, profile = 'vc20-bssl/jwt' }: Membership,
  { by = companies.issuer, claims = {}, ...more }: { by?: Company; claims?: object; [member: string]: unknown } = {},
): Promise<string> {
  const isEarlier = profile === 'vc11-sl2021/jwt'
  const dates = isEarlier
    ? { issuanceDate: isoOf(now - 60), expirationDate: isoOf(now + 3_600) }
    : { validFrom: isoOf(now - 60), validUntil: isoOf(now + 3_600) }
  const body = {
    '@context': [isEarlier ? 'https://www.w3.org/2018/credentials/v1' : 'https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiableCredential', TYPE],
    issuer: companies.issuer.did,
    credentialSubject: { id: companies.holder.did, foo: 'bar' },
    credentialStatus: statusEntry(companies),
    ...dates,
    ...more,
  }
  const life = { iss: by.did, iat: now, exp: now + 300 }
  return by.sign(
    isEarlier ? { ...life, sub: companies.holder.did, vc: body, ...claims } : { ...body, iss: by.did, ...claims },
  )
}

/** A presentation of these credentials for `audience`. */
export function presentationOf(
  { companies: { holder }, now, profile = 'vc20-bssl/jwt' }: Membership,
  {
    audience,
    credentials,
    by = holder,
    ...more
  }: {
    audience: string
    credentials: readonly string[]
    by?: Company
    [claim: string]: unknown
  },
): Promise<string> {
  const claims = { iss: holder.did, sub: holder.did, aud: audience, iat: now, exp: now + 300 }
  const body =
    profile === 'vc11-sl2021/jwt'
      ? { vp: { type: 'VerifiablePresentation', verifiableCredential: credentials } }
      : {
          type: ['VerifiablePresentation'],
          holder: holder.did,
          verifiableCredential: credentials.map((one) => ({
            type: 'EnvelopedVerifiableCredential',
            id: `data:application/vc+jwt,${one}`,
          })),
        }
  return by.sign({ ...claims, ...body, ...more })
}

export const responseOf = (presentation: readonly string[]) => ({
  '@context': ['https://w3id.org/dspace-dcp/v1.0/dcp.jsonld'],
  type: 'PresentationResponseMessage',
  presentation,
})

/** A status list credential with these bits set, as its address answers it. */
export async function statusListOf(
  { companies, now }: Membership,
  {
    set = [],
    by = companies.issuer,
    subject = {},
    bits = Buffer.alloc(16_384),
    ...more
  }: {
    set?: readonly number[]
    by?: Company
    subject?: object
    bits?: Buffer
    [member: string]: unknown
  } = {},
): Promise<Page> {
  const list = Buffer.from(bits)
  for (const index of set) list[index >> 3]! |= 1 << (7 - (index & 7))
  const id = `${companies.origin}${STATUS_PATH}`
  const body = await by.sign({
    '@context': ['https://www.w3.org/ns/credentials/v2'],
    id,
    type: ['VerifiableCredential', 'BitstringStatusListCredential'],
    issuer: by.did,
    validFrom: isoOf(now - 60),
    validUntil: isoOf(now + 3_600),
    credentialSubject: {
      id: `${id}#list`,
      type: 'BitstringStatusList',
      statusPurpose: 'revocation',
      encodedList: `u${gzipSync(list).toString('base64url')}`,
      ...subject,
    },
    ...more,
  })
  return { body }
}
