import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import type { Session } from '../../platform/database.ts'

/** An agreement by its name, and whose it is. */
export interface AgreementOf {
  readonly partner: string
  readonly name: string
}

export interface PartnerSignature extends AgreementOf {
  /** What the partner says the hash of the agreement is. */
  readonly hash: string
  readonly isSame: boolean
  readonly messageId: string
}

/** Keeps what the partner signed; one that differed once stays. */
export async function keepSignature(session: Session, one: PartnerSignature): Promise<void> {
  await session.query({
    text: `insert into agreement_signature as kept (partner, agreement, hash, is_same, message_id) values ($1, $2, $3, $4, $5)
           on conflict (partner, agreement) do update
             set hash = excluded.hash, is_same = excluded.is_same, message_id = excluded.message_id, taken = now()
           where kept.is_same`,
    values: [one.partner, one.name, one.hash, one.isSame, one.messageId],
  })
}

/** The Agreement as it was sent, whether it is final yet or not; undefined: none is held under that name. */
export async function findAgreed(session: Session, { partner, name }: AgreementOf): Promise<JsonObject | undefined> {
  const rows = await session.query<{ body: JsonObject }>({
    text: `select body from agreement where partner = $1 and name = $2
           union all
           select agreement -> 'body' from negotiation where partner = $1 and agreement ->> 'id' = $2 limit 1`,
    values: [partner, name],
  })
  return rows[0]?.body
}

/** The hash that the partner signed where it is another than ours: the two do not stand to the same agreement. */
export async function disputedHash(session: Session, { partner, name }: AgreementOf): Promise<string | undefined> {
  const rows = await session.query<{ hash: string }>({
    text: 'select hash from agreement_signature where partner = $1 and agreement = $2 and not is_same',
    values: [partner, name],
  })
  return rows[0]?.hash
}
