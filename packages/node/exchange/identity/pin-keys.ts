import { canonicalBytes } from '@headwater/exchange/evidence/envelope'
import type { DidDocument, DidKey } from '@headwater/exchange/identity/did-document'
import { followRotations, type OpenRotation, type TrustedKey } from '@headwater/exchange/identity/follow-rotations'
import { noteInbox } from '../../inbox/index.ts'
import type { Session } from '../../platform/database.ts'
import { keepDocument, keepPin, MOST_A_DAY, roomFor, trustDocument } from './document.store.ts'
import { noteIncident } from './incident.store.ts'
import { isKey, isSignedBy, readFields, readJws, thumbprintOf, verifyingKey } from './jws.ts'
import { tellIdentityChanged } from './own-key.store.ts'
import {
  findPartner,
  keepPartnerKeys,
  listPartnerKeys,
  lockPartner,
  type PartnerKeyRow,
  type PartnerRow,
} from './partner.store.ts'
import type { ResolvedDid } from './resolve-did.ts'

type NewKey = Omit<PartnerKeyRow, 'pinned'>

/** The keys of a document as they are pinned: those without a use, or that its rotations retire, were gone before we knew the partner. */
export function keysToPin({ did, keys, rotations }: DidDocument, now: Date): readonly NewKey[] {
  const all = keys.map(({ id, jwk }): TrustedKey => ({ id, jwk, retired: null }))
  const followed = followRotations(all, { did, rotations, open: openRotation })
  const retired = new Set(followed.filter((one) => one.retired !== null).map((one) => one.id))
  return keys.map(({ id, jwk, uses }) => {
    const isGone = uses.length === 0 || retired.has(id)
    return { kid: id, thumbprint: thumbprintOf(jwk), jwk, uses: isGone ? [] : uses, retired: isGone ? now : null }
  })
}

/**
 * Takes in a document of a partner that was fetched anew, in the caller's transaction: the version is kept; keys that the chain of
 * rotations leads to are pinned; a key that nothing announced is not, and is noted as an incident. A document that no pinned key is in
 * any more changes nothing else: whoever serves it is perhaps somebody else. Of one version after the other that never ends nothing is
 * taken in.
 */
export async function takeInDocument(
  session: Session,
  partner: Pick<PartnerRow, 'id' | 'did' | 'name'>,
  { document, text, hash }: ResolvedDid,
): Promise<void> {
  await lockPartner(session, partner.id)
  const version = { did: partner.did, hash, document: text }
  const room = await roomFor(session, partner.id, version)
  if (room === 'too-many') return noteStorm(session, partner, hash)
  const pinned = await listPartnerKeys(session, partner.id)
  const trusted = followRotations(pinned.map(asTrusted), { ...document, open: openRotation })
  const isTrusted = (key: DidKey): boolean =>
    trusted.some((one) => one.id === key.id && thumbprintOf(one.jwk) === thumbprintOf(key.jwk))
  const foreign = document.keys.filter((key) => key.uses.length > 0 && !isTrusted(key))
  const broughtKeys = trusted.some((key) => !pinned.some((one) => isSameKey(one, key)))
  await keepDocument(session, partner.id, { ...version, broughtKeys })
  if (room === 'new' && foreign.length > 0) await raise(session, partner, { hash, foreign })
  const used = document.keys.filter((key) => key.uses.length > 0 && isTrusted(key))
  if (used.length === 0) return
  await keepPartnerKeys(
    session,
    partner.id,
    trusted.map((one) => asRow(one, used)),
  )
  await trustDocument(session, partner.id, hash)
  await tellIdentityChanged(session, partner.did)
}

/** Kept once a day. */
async function noteStorm(
  session: Session,
  { id, did }: Pick<PartnerRow, 'id' | 'did'>,
  document: string,
): Promise<void> {
  const kind = 'document-storm'
  const what = `The DID document of ${did} changes again and again: more than ${MOST_A_DAY} versions of a day, or too much text, are not taken in`
  await noteIncident(session, { kind, partner: id, what, detail: { document }, onceIn: '1 day' })
}

/** Kept as evidence, and told to people: either the partner forgot to announce its key, or somebody else serves its document. */
async function raise(
  session: Session,
  { id, did, name }: Pick<PartnerRow, 'id' | 'did' | 'name'>,
  { hash, foreign }: { readonly hash: string; readonly foreign: readonly DidKey[] },
): Promise<void> {
  const kind = 'unannounced-key'
  const keys = foreign.map((key) => ({ id: key.id, thumbprint: thumbprintOf(key.jwk) }))
  const what = `The DID document of ${did} has a key that none of the pinned keys announced`
  await noteIncident(session, { kind, partner: id, what, detail: { document: hash, keys } })
  const message = keys.map((one) => one.thumbprint).join(', ')
  await noteInbox(session, [
    { kind, subject: `${did} ${hash}`, facts: { customer: name, message: message.slice(0, 500) } },
  ])
}

export interface PinOrder {
  readonly resolved: ResolvedDid
  /** Who compared the thumbprints. */
  readonly by: string
  readonly now: Date
  /** Signs for this node. */
  readonly sign: (bytes: Uint8Array) => string
}

/**
 * A person compared the thumbprints and takes the keys of this document for the partner's, in place of all before. The signed note of it
 * goes with every export: nothing else leads from the old keys to these.
 */
export async function pinAnew(session: Session, id: string, { resolved, by, now, sign }: PinOrder): Promise<void> {
  const { document, text, hash } = resolved
  await lockPartner(session, id)
  const partner = await findPartner(session, { id })
  if (!partner) return
  await keepDocument(session, id, { did: partner.did, hash, document: text, broughtKeys: true })
  const keys = keysToPin(document, now)
  const before = await listPartnerKeys(session, id)
  const note = { at: now.toISOString(), by, did: partner.did, new: inUse(keys), old: replacedBy(keys, before) }
  await keepPin(session, id, { hash, note, signature: sign(canonicalBytes(note)), now })
  const gone = before.filter((old) => !keys.some((one) => one.kid === old.kid && one.thumbprint === old.thumbprint))
  await keepPartnerKeys(session, id, [
    ...keys,
    ...gone.map((one) => ({ ...one, uses: [], retired: one.retired ?? now })),
  ])
  await trustDocument(session, id, hash)
  await tellIdentityChanged(session, partner.did)
}

/** Those that count no longer. */
const replacedBy = (keys: readonly NewKey[], before: readonly PartnerKeyRow[]): readonly string[] =>
  inUse(before).filter((one) => !inUse(keys).includes(one))

const inUse = (keys: readonly Pick<NewKey, 'retired' | 'thumbprint'>[]): readonly string[] => [
  ...new Set(keys.filter((one) => one.retired === null).map((one) => one.thumbprint)),
]

/** A key that goes is news too. */
const isSameKey = ({ kid, retired }: PartnerKeyRow, key: TrustedKey): boolean =>
  kid === key.id && (retired === null) === (key.retired === null)

const asTrusted = ({ kid, jwk, retired }: PartnerKeyRow): TrustedKey => ({
  id: kid,
  jwk,
  retired: retired && Math.floor(retired.getTime() / 1_000),
})

/** What a key is used for is what the document says now; a key that it has left out is used for nothing. */
const asRow = ({ id, jwk, retired }: TrustedKey, used: readonly DidKey[]): NewKey => ({
  kid: id,
  thumbprint: thumbprintOf(jwk),
  jwk,
  uses: retired === null ? (used.find((one) => one.id === id)?.uses ?? []) : [],
  retired: retired === null ? null : new Date(retired * 1_000),
})

const openRotation: OpenRotation = (text, keyOf) => {
  const jws = readJws(text)
  const jwk = jws && keyOf(jws.kid)
  if (!jws || !jwk || !isKey(jwk) || !isSignedBy(verifyingKey(jwk), jws, jws.payload)) return undefined
  return { by: jws.kid, payload: readFields(jws.payload) }
}
