import { randomUUID } from 'node:crypto'
import type { Result } from '@headwater/domain/outcome/result'
import { type KeyUse, writeDidDocument } from '@headwater/exchange/identity/did-document'
import type { Database } from '../../platform/database.ts'
import type { Log } from '../../platform/log.ts'
import { OutboundFailure, type OutboundFetch } from '../../platform/outbound-fetch.ts'
import { followOwnKeys } from './follow-own-keys.ts'
import { signCompact, signDetached } from './jws.ts'
import { type KnownKey, type KnownPartner, knownPartners } from './known-partners.ts'
import { didOfOrigin, keptDid, type OwnKeys, originOf, ownDocument, renameNode, rotateOwnKeys } from './own-keys.ts'
import { hasPartners } from './partner.store.ts'
import { findKey, isUsedFor, type SignedBy, type VerifyOptions, verifySignature } from './verify-signature.ts'

/** Who this node is to other companies: signs for it, and checks what they have signed. */
export interface Identity {
  /** did:web of the node. */
  readonly did: string
  /** Where it answers to partners, by its DID: `https://maker.example`. */
  readonly origin: string
  readonly own: OwnKeys
  /** The DID document, as it is served. */
  readonly document: () => Readonly<Record<string, unknown>>
  /** A detached JWS over the bytes, `header..signature`. */
  readonly sign: (bytes: Uint8Array) => string
  /** Whether a key of this DID, a partner’s or our own, made the signature. A key that we do not know is looked for in its document once. */
  readonly verify: (bytes: Uint8Array, jws: string, did: string, options: VerifyOptions) => Promise<Result<SignedBy>>
  /**
   * A bearer token that opens one call to this company (DCP 1.0.1 section 4); `accessToken` is one that it gave us. For a partner that is
   * suspended none is made: the call fails as one that may not be made (OutboundFailure).
   */
  readonly tokenFor: (audienceDid: string, more?: { readonly accessToken?: string }) => Promise<string>
  readonly partner: (did: string) => Promise<KnownPartner | undefined>
  /** Address of a service in the partner’s document: CatalogService, DataService, EvidenceService, CredentialService. */
  readonly serviceOf: (did: string, type: string) => Promise<string | undefined>
  /** A key of a partner that may be used so, looked for in its document where it is not known. */
  readonly keyOf: (did: string, kid: string, use: KeyUse) => Promise<Result<KnownKey>>
  /** The node’s own address, once it is known: its DID follows it until there is a partner. Answers the DID that it goes by. */
  readonly settle: (origin: string) => Promise<string>
  /** New keys, announced by the old ones; `by` is who wanted it. */
  readonly rotate: (by: string) => Promise<void>
  readonly close: () => Promise<void>
}

export interface IdentityOptions {
  readonly outboundFetch: OutboundFetch
  readonly log: Log
  /** The machine's clock, in milliseconds. */
  readonly machine: () => number
}

/** Longer than a call may take, shorter than a thief needs. */
const TOKEN_SECONDS = 120
/** Who a node is that has not yet said where it answers. */
const NOBODY = 'did:web:localhost'

/** Opens the identity of a database, for the node and for every worker beside it; makes its keys at the first run. */
export async function openIdentity(database: Database, options: IdentityOptions): Promise<Identity> {
  const { outboundFetch, log, machine } = options
  const partners = knownPartners({ database, outboundFetch, machine })
  const own = await followOwnKeys(database, { log, first: { did: NOBODY, machine }, forget: partners.forget })
  const facts = { partners, own: own.now }
  return {
    get did() {
      return own.now().did
    },
    get origin() {
      return originOf(own.now().did)
    },
    get own() {
      return own.now()
    },
    document: () => writeDidDocument(ownDocument(own.now())),
    sign: (bytes) => signDetached(own.now().signing.EdDSA, bytes),
    verify: (bytes, jws, did, verifyOptions) => verifySignature(facts, { bytes, jws, did }, verifyOptions),
    tokenFor: async (audience, more) => {
      if ((await partners.find(audience))?.state === 'suspended')
        throw new OutboundFailure('forbidden', `${audience} is suspended, so nothing is sent to it`)
      return makeToken(own.now(), { ...more, audience, now: machine() })
    },
    partner: partners.find,
    serviceOf: partners.serviceOf,
    keyOf: (did, kid, use) => findKey(partners, { did, kid, isGood: isUsedFor(use) }),
    settle: async (origin) => {
      await settle(database, origin, log)
      await own.refresh()
      return own.now().did
    },
    rotate: async (by) => {
      await rotateOwnKeys(database, { did: own.now().did, now: machine(), by })
      await own.refresh()
    },
    close: own.close,
  }
}

interface TokenOrder {
  readonly audience: string
  readonly now: number
  readonly accessToken?: string
}

function makeToken({ did, signing }: OwnKeys, { audience, now, accessToken }: TokenOrder): string {
  const iat = Math.floor(now / 1_000)
  const life = { jti: randomUUID(), iat, exp: iat + TOKEN_SECONDS }
  const claims = {
    iss: did,
    sub: did,
    aud: audience,
    ...life,
    ...(accessToken === undefined ? {} : { token: accessToken }),
  }
  // Credential services are other people's programs: all of them read ES256, not all of them EdDSA.
  return signCompact(accessToken === undefined ? signing.EdDSA : signing.ES256, Buffer.from(JSON.stringify(claims)))
}

/** Partners know a node by its DID: it does not change under them. */
async function settle(database: Database, origin: string, log: Log): Promise<void> {
  const wanted = didOfOrigin(origin)
  const kept = await keptDid(database)
  if (kept === wanted) return
  if (kept !== undefined && (await hasPartners(database)))
    log.warn(`Partners know this node as ${kept}, but it answers at ${origin} now. Give it back its address`)
  else await renameNode(database, wanted)
}
