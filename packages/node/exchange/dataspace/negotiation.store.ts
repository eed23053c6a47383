import type { Negotiation } from '@headwater/exchange/dataspace/negotiation'
import type { NegotiationRule } from '@headwater/exchange/dataspace/negotiation-rules'
import type { TransferRule } from '@headwater/exchange/dataspace/transfer-rules'
import type { Session } from '../../platform/database.ts'

/** What the node does by itself, for a negotiation and for the transfers of what comes of it. */
export interface Rules {
  readonly negotiation: readonly NegotiationRule[]
  readonly transfer: readonly TransferRule[]
}

/** A negotiation with what its row knows besides. */
export interface KeptNegotiation extends Omit<Negotiation, 'rules'> {
  readonly partner: string
  /** Where the partner takes our messages. */
  readonly address: string
  readonly rules: Rules
}

interface Row extends Omit<KeptNegotiation, 'ownPid'> {
  readonly [column: string]: unknown
  readonly id: string
}

const COLUMNS = `id, role, partner, partner_pid as "partnerPid", address, state, ours, offer, agreement, rules, todo, note`

const keptOf = ({ id, ...row }: Row): KeptNegotiation => ({ ...row, ownPid: id })

/** As the pure rules see it, and back. */
export const asNegotiation = (kept: KeptNegotiation): Negotiation => ({ ...kept, rules: kept.rules.negotiation })

/** Locked until the end of the transaction. */
export async function lockNegotiation(session: Session, id: string): Promise<KeptNegotiation | undefined> {
  const rows = await session.query<Row>({
    name: 'lock-negotiation',
    text: `select ${COLUMNS} from negotiation where id = $1 for update`,
    values: [id],
  })
  return rows[0] && keptOf(rows[0])
}

export async function findNegotiation(session: Session, id: string): Promise<KeptNegotiation | undefined> {
  const rows = await session.query<Row>({ text: `select ${COLUMNS} from negotiation where id = $1`, values: [id] })
  return rows[0] && keptOf(rows[0])
}

/** The one that a first message with this pid of the partner began. */
export async function findBegun(
  session: Session,
  { partner, role, partnerPid }: Pick<KeptNegotiation, 'partner' | 'role' | 'partnerPid'>,
): Promise<KeptNegotiation | undefined> {
  const rows = await session.query<Row>({
    text: `select ${COLUMNS} from negotiation where partner = $1 and role = $2 and partner_pid = $3`,
    values: [partner, role, partnerPid],
  })
  return rows[0] && keptOf(rows[0])
}

/** False: another first message with this pid of the partner was quicker. */
export async function insertNegotiation(session: Session, one: KeptNegotiation): Promise<boolean> {
  const rows = await session.query({
    text: `insert into negotiation (id, role, partner, partner_pid, address, state, ours, offer, rules, todo, note)
           values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9::jsonb, $10, $11) on conflict do nothing returning 1`,
    values: [
      one.ownPid,
      one.role,
      one.partner,
      one.partnerPid,
      one.address,
      one.state,
      JSON.stringify(one.ours),
      JSON.stringify(one.offer),
      JSON.stringify(one.rules),
      one.todo,
      one.note,
    ],
  })
  return rows.length > 0
}

export async function updateNegotiation(session: Session, one: Negotiation): Promise<void> {
  await session.query({
    name: 'update-negotiation',
    text: `update negotiation set partner_pid = $2, state = $3, offer = $4::jsonb, agreement = $5::jsonb, todo = $6, note = $7,
             changed = now() where id = $1`,
    values: [
      one.ownPid,
      one.partnerPid,
      one.state,
      JSON.stringify(one.offer),
      one.agreement && JSON.stringify(one.agreement),
      one.todo,
      one.note,
    ],
  })
}
