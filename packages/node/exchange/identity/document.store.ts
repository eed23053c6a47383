import type { PinNote } from '@headwater/exchange/evidence/pin-note'
import type { Session } from '../../platform/database.ts'

export interface SeenDocument {
  readonly did: string
  readonly hash: string
  readonly document: string
}

/** New versions of one partner's document that are taken in within a day. */
export const MOST_A_DAY = 20
/** All that is kept of one partner's documents, in characters: some thousand of usual ones. */
export const MOST_CHARACTERS = 8 * 1024 * 1024

/** Whether a version may be taken in: `seen` before, `new`, or `too-many` of them. */
export type Room = 'seen' | 'new' | 'too-many'

/**
 * Looks whether there is room for a version, and makes room: those that brought no key go first, oldest first. A partner that serves
 * another document whenever it is asked would else fill the disk.
 */
export async function roomFor(session: Session, partner: string, { hash, document }: SeenDocument): Promise<Room> {
  const [row] = await session.query<{ seen: boolean; today: number; characters: number; needed: number }>({
    text: `select coalesce(bool_or(hash = $2), false) as seen,
             (count(*) filter (where seen_at > now() - interval '1 day'))::int as today,
             coalesce(sum(length(document)), 0)::int as characters,
             coalesce(sum(length(document)) filter (where ${NEEDED}), 0)::int as needed
           from partner_did_document d where partner = $1`,
    values: [partner, hash],
  })
  const { seen, today, characters, needed } = row!
  if (seen) return 'seen'
  if (today >= MOST_A_DAY || needed + document.length > MOST_CHARACTERS) return 'too-many'
  const tooMany = characters + document.length - MOST_CHARACTERS
  if (tooMany > 0) await makeRoom(session, partner, tooMany)
  return 'new'
}

const NEEDED = 'brought_keys or hash = (select document_hash from partner p where p.id = d.partner)'

async function makeRoom(session: Session, partner: string, characters: number): Promise<void> {
  await session.query({
    text: `delete from partner_did_document where partner = $1 and hash in (
             select hash from (
               select hash, sum(length(document)) over (order by seen_at, hash) - length(document) as before
               from partner_did_document d where partner = $1 and not (${NEEDED})) oldest
             where before < $2)`,
    values: [partner, characters],
  })
}

/** Keeps a version; again without effect. `broughtKeys`: it named a key that was pinned then. */
export async function keepDocument(
  session: Session,
  partner: string,
  { did, hash, document, broughtKeys }: SeenDocument & { readonly broughtKeys: boolean },
): Promise<void> {
  await session.query({
    text: `insert into partner_did_document (partner, did, hash, document, brought_keys) values ($1, $2, $3, $4, $5)
           on conflict (partner, hash) do update set brought_keys = partner_did_document.brought_keys or excluded.brought_keys`,
    values: [partner, did, hash, document, broughtKeys],
  })
}

/** From now on this version is the partner's. */
export async function trustDocument(session: Session, partner: string, hash: string): Promise<void> {
  await session.query({ text: 'update partner set document_hash = $2 where id = $1', values: [partner, hash] })
}

/** The version that a pinned key vouched for last. */
export async function findDocument(session: Session, partner: string): Promise<string | undefined> {
  const rows = await session.query<{ document: string }>({
    text: `select d.document from partner p join partner_did_document d on d.partner = p.id and d.hash = p.document_hash
           where p.id = $1`,
    values: [partner],
  })
  return rows[0]?.document
}

/** A person's word for the keys of a version, signed by this node. */
export interface KeptPin {
  readonly hash: string
  readonly note: PinNote
  readonly signature: string
  readonly now: Date
}

/** Of one version the last word counts. */
export async function keepPin(
  session: Session,
  partner: string,
  { hash, note, signature, now }: KeptPin,
): Promise<void> {
  await session.query({
    text: `insert into partner_pin (partner, document_hash, note, signature, pinned) values ($1, $2, $3::jsonb, $4, $5)
           on conflict (partner, document_hash) do update set note = excluded.note, signature = excluded.signature,
             pinned = excluded.pinned`,
    values: [partner, hash, JSON.stringify(note), signature, now],
  })
}

/** Every version that is kept, in the order in which it was seen, or its keys taken on a person's word. */
export const listDocuments = (
  session: Session,
  partner: string,
): Promise<readonly (SeenDocument & { readonly seenAt: Date } & Partial<Pick<KeptPin, 'note' | 'signature'>>)[]> =>
  session.query<SeenDocument & Readonly<Record<string, unknown>> & { seenAt: Date }>({
    text: `select d.did, d.hash, d.document, d.seen_at as "seenAt", p.note, p.signature
           from partner_did_document d left join partner_pin p on p.partner = d.partner and p.document_hash = d.hash
           where d.partner = $1 order by coalesce(p.pinned, d.seen_at), d.hash`,
    values: [partner],
  })
