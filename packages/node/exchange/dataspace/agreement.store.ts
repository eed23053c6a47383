import type { JsonObject } from '@headwater/exchange/dataspace/policy'
import type { TransferRule } from '@headwater/exchange/dataspace/transfer-rules'
import type { Party } from '@headwater/exchange/dataspace/transitions'
import type { Session } from '../../platform/database.ts'

/** What both sides stand to. */
export interface KeptAgreement {
  readonly id: string
  /** As the two sides name it. */
  readonly name: string
  readonly negotiation: string | null
  readonly partner: string
  readonly role: Party
  readonly target: string
  readonly body: JsonObject
  /** Of the canonical text of the body. */
  readonly hash: string
  readonly address: string
  readonly rules: readonly TransferRule[]
}

const COLUMNS = 'id, name, negotiation, partner, role, target, body, hash, address, rules'

export async function insertAgreement(session: Session, one: KeptAgreement): Promise<void> {
  await session.query({
    text: `insert into agreement (${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10::jsonb)`,
    values: [
      one.id,
      one.name,
      one.negotiation,
      one.partner,
      one.role,
      one.target,
      JSON.stringify(one.body),
      one.hash,
      one.address,
      JSON.stringify(one.rules),
    ],
  })
}

type Found = KeptAgreement & { readonly [column: string]: unknown }

/** An agreement in force, by the name that both sides know; locked against its end. */
export async function findAgreement(
  session: Session,
  { partner, name }: Pick<KeptAgreement, 'partner' | 'name'>,
): Promise<KeptAgreement | undefined> {
  const rows = await session.query<Found>({
    text: `select ${COLUMNS} from agreement where partner = $1 and name = $2 and ended is null for share`,
    values: [partner, name],
  })
  return rows[0]
}

/** The same by our own id, whether in force or not. */
export async function readAgreementRow(session: Session, id: string): Promise<KeptAgreement | undefined> {
  const rows = await session.query<Found>({ text: `select ${COLUMNS} from agreement where id = $1`, values: [id] })
  return rows[0]
}

/** The agreement that a transfer rests on. */
export async function agreementOf(
  session: Session,
  { agreement: id }: { readonly agreement: string },
): Promise<KeptAgreement> {
  const found = await readAgreementRow(session, id)
  if (!found) throw new Error(`agreement (${id}) of a transfer should be there`)
  return found
}

/**
 * Whether an agreement with the partner, final or not, or a transfer has this name already. A name is its provider's to give, once: what is
 * sent and signed is told apart by it. Who asks is alone with the name until the end of the transaction.
 */
export async function isNameTaken(session: Session, partner: string, name: string): Promise<boolean> {
  await session.query({ text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))', values: [`${partner} ${name}`] })
  const rows = await session.query({
    text: `select 1 from agreement where partner = $1 and name = $2
           union all select 1 from negotiation where partner = $1 and agreement ->> 'id' = $2
           union all select 1 from transfer where partner = $1
             and case role when 'consumer' then partner_pid else id::text end = $2 limit 1`,
    values: [partner, name],
  })
  return rows.length > 0
}
