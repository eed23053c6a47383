import type { Transfer } from '@headwater/exchange/dataspace/transfer'
import type { Session } from '../../platform/database.ts'
import type { AgreementOf } from './agreement-signature.store.ts'

/** A transfer with what its row knows besides. */
export interface KeptTransfer extends Transfer {
  readonly partner: string
  readonly address: string
  /** Our own id of the agreement that it rests on. */
  readonly agreement: string
}

interface Row extends Omit<KeptTransfer, 'ownPid'> {
  readonly [column: string]: unknown
  readonly id: string
}

const COLUMNS = `id, role, partner, partner_pid as "partnerPid", address, agreement, state, format, data_address as "dataAddress",
                 rules, todo, note`

const keptOf = ({ id, ...row }: Row): KeptTransfer => ({ ...row, ownPid: id })

/** Locked until the end of the transaction. */
export async function lockTransfer(session: Session, id: string): Promise<KeptTransfer | undefined> {
  const rows = await session.query<Row>({
    name: 'lock-transfer',
    text: `select ${COLUMNS} from transfer where id = $1 for update`,
    values: [id],
  })
  return rows[0] && keptOf(rows[0])
}

export async function findTransfer(session: Session, id: string): Promise<KeptTransfer | undefined> {
  const rows = await session.query<Row>({ text: `select ${COLUMNS} from transfer where id = $1`, values: [id] })
  return rows[0] && keptOf(rows[0])
}

/** Ids of those by an agreement that have not ended. */
export async function openTransfers(session: Session, { partner, name }: AgreementOf): Promise<readonly string[]> {
  const rows = await session.query<{ id: string }>({
    text: `select t.id from transfer t join agreement a on a.id = t.agreement
           where a.partner = $1 and a.name = $2 and t.state not in ('COMPLETED', 'TERMINATED')`,
    values: [partner, name],
  })
  return rows.map((one) => one.id)
}

/** The one that a request with this pid of the partner began. */
export async function findRequested(
  session: Session,
  { partner, partnerPid }: { readonly partner: string; readonly partnerPid: string },
): Promise<KeptTransfer | undefined> {
  const rows = await session.query<Row>({
    text: `select ${COLUMNS} from transfer where partner = $1 and role = 'provider' and partner_pid = $2`,
    values: [partner, partnerPid],
  })
  return rows[0] && keptOf(rows[0])
}

/** False: another request with this pid of the partner was quicker. */
export async function insertTransfer(session: Session, one: KeptTransfer): Promise<boolean> {
  const rows = await session.query({
    text: `insert into transfer (id, role, partner, partner_pid, address, agreement, state, format, data_address, rules, todo, note)
           values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11, $12) on conflict do nothing returning 1`,
    values: [
      one.ownPid,
      one.role,
      one.partner,
      one.partnerPid,
      one.address,
      one.agreement,
      one.state,
      one.format,
      one.dataAddress && JSON.stringify(one.dataAddress),
      JSON.stringify(one.rules),
      one.todo,
      one.note,
    ],
  })
  return rows.length > 0
}

export async function updateTransfer(session: Session, one: Transfer): Promise<void> {
  await session.query({
    name: 'update-transfer',
    text: `update transfer set partner_pid = $2, state = $3, data_address = $4::jsonb, todo = $5, note = $6, changed = now()
           where id = $1`,
    values: [
      one.ownPid,
      one.partnerPid,
      one.state,
      one.dataAddress && JSON.stringify(one.dataAddress),
      one.todo,
      one.note,
    ],
  })
}
