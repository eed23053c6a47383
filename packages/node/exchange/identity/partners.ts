import { randomUUID } from 'node:crypto'
import { COMPANY_NUMBERS, type CompanyNumber, readCompanyNumber } from '@headwater/exchange/identity/company-number'
import { readDidDocument } from '@headwater/exchange/identity/did-document'
import type {
  NewPartner,
  PartnerChange,
  PartnerDetail,
  PartnerOfList,
  PartnerView,
  RecordStateView,
} from '../../../../schemas/rest/partners.ts'
import { writeAudit } from '../../accounts/index.ts'
import type { Database } from '../../platform/database.ts'
import type { OutboundFetch } from '../../platform/outbound-fetch.ts'
import { Refused } from '../../platform/problem.ts'
import { listTraffic, type Traffic } from '../delivery/exchange-message.store.ts'
import { listRecordStates, type RecordState } from '../evidence/record-state.store.ts'
import { findDocument, keepDocument, listDocuments } from './document.store.ts'
import type { Identity } from './identity.ts'
import { listIncidents } from './incident.store.ts'
import { algorithmOf, didKeyOfJwk, thumbprintOf } from './jws.ts'
import { tellIdentityChanged } from './own-key.store.ts'
import {
  findPartner,
  insertPartner,
  keepPartnerKeys,
  listPartnerKeys,
  listPartners,
  type PartnerRow,
  type PartnerState,
  updatePartner,
} from './partner.store.ts'
import { keysToPin, pinAnew } from './pin-keys.ts'
import { type ResolvedDid, resolveDid } from './resolve-did.ts'

export interface PartnerRoom {
  readonly database: Database
  readonly identity: Identity
  readonly outboundFetch: OutboundFetch
  /** The machine's clock, in milliseconds. */
  readonly machine: () => number
}

export async function readPartners({ database, identity }: PartnerRoom): Promise<readonly PartnerOfList[]> {
  const [partners, states, traffic] = await Promise.all([
    listPartners(database),
    listRecordStates(database, identity.did),
    listTraffic(database),
  ])
  const stateById = new Map(states.map((one) => [one.partner, one]))
  const trafficById = new Map(traffic.map((one) => [one.partner, one]))
  return partners.map((one) => ({
    ...viewOf(one),
    ...trafficOf(trafficById.get(one.id)),
    record: recordOf(stateById.get(one.id)),
  }))
}

const trafficOf = (
  traffic: Traffic | undefined,
): Pick<PartnerOfList, 'lastMessage' | 'waiting' | 'dead' | 'pausedUntil'> => ({
  lastMessage: traffic?.lastMessage?.toISOString() ?? null,
  waiting: traffic?.waiting ?? null,
  dead: traffic?.dead ?? null,
  pausedUntil: traffic?.pausedUntil?.toISOString() ?? null,
})

function recordOf(state: RecordState | undefined): RecordStateView | null {
  if (!state) return null
  const { at, theirs, ours, isBehind, isDisputed } = state
  const word = isDisputed ? 'disputed' : at === null ? 'open' : isBehind ? 'behind' : 'agreed'
  return { state: word, at: at?.toISOString() ?? null, theirs, ours }
}

export const readPartner = async (room: PartnerRoom, id: string): Promise<PartnerDetail> =>
  detailOf(room, await partnerOrRefuse(room, id))

/**
 * Adds a company by its DID: its document is fetched, and its keys are pinned as they are now. Refused: our own DID, one that is a partner,
 * a document without a key that could sign, and one without the key that the partner told us.
 */
export async function addPartner(room: PartnerRoom, order: NewPartner): Promise<PartnerDetail> {
  const { did, name, thumbprint, ...numbers } = order
  const { database, identity } = room
  if (did === identity.did) throw new Refused('invalid', `did (${did}) should be another company’s, not our own`)
  if (await findPartner(database, { did })) throw isPartner(did)
  const aliases = readAliases(numbers)
  const resolved = await resolveOrRefuse(room, did)
  refuseOtherKeys(resolved, thumbprint)
  const id = randomUUID()
  await database.transaction(async (transaction) => {
    const called = name?.trim() ?? did.slice('did:web:'.length).slice(0, 120)
    if (!(await insertPartner(transaction, { id, did, name: called, hash: resolved.hash }))) throw isPartner(did)
    await updatePartner(transaction, id, aliases)
    const { hash, text: document } = resolved
    await keepDocument(transaction, id, { did, hash, document, broughtKeys: true })
    await keepPartnerKeys(transaction, id, keysToPin(resolved.document, new Date()))
    await tellIdentityChanged(transaction, did)
  })
  return readPartner(room, id)
}

export async function changePartner(
  room: PartnerRoom,
  id: string,
  { name, ...numbers }: PartnerChange,
): Promise<PartnerDetail> {
  const change = { ...readAliases(numbers), ...(name === undefined ? {} : { name: name.trim() }) }
  return changed(room, id, change)
}

/** A suspended partner’s calls are refused, and none are made to it. */
export const setPartnerState = (room: PartnerRoom, id: string, state: PartnerState): Promise<PartnerDetail> =>
  changed(room, id, { state })

/** A person compared the thumbprint: from now on the keys of the partner’s document as it is now are the partner’s. */
export async function pinPartnerKeys(
  room: PartnerRoom,
  id: string,
  { thumbprint, by }: { readonly thumbprint: string; readonly by: string },
): Promise<PartnerDetail> {
  const { did } = await partnerOrRefuse(room, id)
  const resolved = await resolveOrRefuse(room, did)
  refuseOtherKeys(resolved, thumbprint)
  await room.database.transaction(async (transaction) => {
    const { identity, machine } = room
    await pinAnew(transaction, id, { resolved, by, now: new Date(machine()), sign: identity.sign })
    const after = { keys: resolved.document.keys.map((one) => thumbprintOf(one.jwk)) }
    await writeAudit(transaction, { by, what: 'partner.pinned', file: 'partner', key: did, after })
  })
  return readPartner(room, id)
}

async function changed(
  room: PartnerRoom,
  id: string,
  change: Parameters<typeof updatePartner>[2],
): Promise<PartnerDetail> {
  const { did } = await partnerOrRefuse(room, id)
  await room.database.transaction(async (transaction) => {
    await updatePartner(transaction, id, change)
    await tellIdentityChanged(transaction, did)
  })
  return readPartner(room, id)
}

async function partnerOrRefuse({ database }: PartnerRoom, id: string): Promise<PartnerRow> {
  const partner = await findPartner(database, { id })
  if (!partner) throw new Refused('not-found', `partner (${id}) should exist`)
  return partner
}

const isPartner = (did: string): Refused => new Refused('conflict', `${did} is a partner already`)

type Numbers = Pick<PartnerChange, (typeof COMPANY_NUMBERS)[number]>

/** Empty or null takes a number away. */
function readAliases(numbers: Numbers): Record<string, string | null> {
  const read: Record<string, string | null> = {}
  for (const kind of COMPANY_NUMBERS) {
    const text = numbers[kind]
    if (text === undefined) continue
    read[kind] = text === null || text.trim() === '' ? null : numberOrRefuse(kind, text)
  }
  return read
}

function numberOrRefuse(kind: CompanyNumber, text: string): string {
  const number = readCompanyNumber(kind, text)
  if (!number.ok) throw new Refused('invalid', number.failure.message)
  return number.value
}

async function resolveOrRefuse({ outboundFetch }: PartnerRoom, did: string): Promise<ResolvedDid> {
  const resolved = await resolveDid(outboundFetch, did)
  if (!resolved.ok) throw new Refused(resolved.failure.reason, resolved.failure.message)
  return resolved.value
}

function refuseOtherKeys({ document }: ResolvedDid, thumbprint: string | undefined): void {
  const { did } = document
  const pinned = keysToPin(document, new Date()).filter((one) => one.uses.length > 0)
  if (!pinned.some((one) => one.uses.includes('capabilityInvocation')))
    throw new Refused(
      'invalid',
      `The document of ${did} should have an Ed25519 or P-256 key under capabilityInvocation`,
    )
  if (thumbprint !== undefined && !pinned.some((one) => one.thumbprint === thumbprint))
    throw new Refused(
      'conflict',
      `thumbprint (${thumbprint}) should be one of ${did}: ${pinned.map((one) => one.thumbprint).join(', ')}. Ask the partner by another way`,
    )
}

const viewOf = ({
  id,
  did,
  name,
  state,
  gln,
  lei,
  uscc,
  bpn,
  added,
  thumbprint,
  incidentCount,
}: PartnerRow): PartnerView => ({
  id,
  did,
  name,
  state,
  gln,
  lei,
  uscc,
  bpn,
  added: added.toISOString(),
  thumbprint,
  incidentCount,
})

async function detailOf({ database }: PartnerRoom, partner: PartnerRow): Promise<PartnerDetail> {
  const { id, did } = partner
  const [keys, documents, text, incidents] = await Promise.all([
    listPartnerKeys(database, id),
    listDocuments(database, id),
    findDocument(database, id),
    listIncidents(database, id),
  ])
  const read = text === undefined ? undefined : readDidDocument(JSON.parse(text), did)
  return {
    ...viewOf(partner),
    keys: keys.map(({ kid, thumbprint, jwk, pinned, retired }) => ({
      kid,
      thumbprint,
      didKey: didKeyOfJwk(jwk),
      algorithm: algorithmOf(jwk),
      since: pinned.toISOString(),
      retired: retired?.toISOString() ?? null,
    })),
    services: read?.ok ? [...read.value.services] : [],
    documents: documents.map(({ hash, seenAt }) => ({ hash, seen: seenAt.toISOString() })),
    incidents: incidents.map(({ at, ...one }) => ({ ...one, at: at.toISOString() })),
  }
}
