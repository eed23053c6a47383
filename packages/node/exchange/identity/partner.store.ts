import type { KeyUse, PublicJwk } from '@headwater/exchange/identity/did-document'
import type { Session } from '../../platform/database.ts'

/** What a row of the database is to its reader. */
type Columns = Readonly<Record<string, unknown>>

export type PartnerState = 'active' | 'suspended'

export interface PartnerRow {
  readonly id: string
  readonly did: string
  readonly name: string
  readonly state: PartnerState
  readonly gln: string | null
  readonly lei: string | null
  readonly uscc: string | null
  readonly bpn: string | null
  readonly added: Date
  readonly thumbprint: string | null
  readonly incidentCount: number
}

export interface PartnerKeyRow {
  /** DID URL. */
  readonly kid: string
  readonly thumbprint: string
  readonly jwk: PublicJwk
  readonly uses: readonly KeyUse[]
  readonly pinned: Date
  readonly retired: Date | null
}

const COLUMNS = `id, did, name, state, gln, lei, uscc, bpn, added,
  (select thumbprint from partner_key where partner = partner.id and retired is null and 'assertionMethod' = any(uses)
   order by (jwk->>'crv' = 'Ed25519') desc, pinned desc limit 1) as thumbprint,
  (select count(*)::int from incident where partner = partner.id and closed is null) as "incidentCount"`

/** All of them: a person has added each. */
export const listPartners = (session: Session): Promise<readonly PartnerRow[]> =>
  session.query<PartnerRow & Columns>({
    text: `select ${COLUMNS} from partner order by lower(name), did`,
  })

export async function findPartner(
  session: Session,
  by: { id: string } | { did: string },
): Promise<PartnerRow | undefined> {
  const [column, value] = 'id' in by ? ['id', by.id] : ['did', by.did]
  const rows = await session.query<PartnerRow & Columns>({
    text: `select ${COLUMNS} from partner where ${column} = $1`,
    values: [value],
  })
  return rows[0]
}

export async function hasPartners(session: Session): Promise<boolean> {
  return (await session.query({ text: 'select 1 from partner limit 1' })).length > 0
}

/** False: this DID is a partner already. */
export async function insertPartner(
  session: Session,
  { id, did, name, hash }: Pick<PartnerRow, 'id' | 'did' | 'name'> & { readonly hash: string },
): Promise<boolean> {
  const rows = await session.query({
    text: `insert into partner (id, did, name, document_hash) values ($1, $2, $3, $4)
           on conflict (did) do nothing returning 1`,
    values: [id, did, name, hash],
  })
  return rows.length > 0
}

export type PartnerChange = Partial<Pick<PartnerRow, 'name' | 'state' | 'gln' | 'lei' | 'uscc' | 'bpn'>>
const CHANGED = ['name', 'state', 'gln', 'lei', 'uscc', 'bpn'] as const

export async function updatePartner(session: Session, id: string, change: PartnerChange): Promise<void> {
  const columns = CHANGED.filter((one) => change[one] !== undefined)
  if (columns.length === 0) return
  await session.query({
    text: `update partner set ${columns.map((one, i) => `${one} = $${i + 2}`).join(', ')} where id = $1`,
    values: [id, ...columns.map((one) => change[one])],
  })
}

/** Those that were retired first. */
export const listPartnerKeys = (session: Session, partner: string): Promise<readonly PartnerKeyRow[]> =>
  session.query<PartnerKeyRow & Columns>({
    text: `select kid, thumbprint, jwk, uses, pinned, retired from partner_key where partner = $1
           order by retired nulls last, pinned, kid`,
    values: [partner],
  })

/** Pins keys, and says of those that are pinned what they are used for now and whether they still are. */
export async function keepPartnerKeys(
  session: Session,
  partner: string,
  keys: readonly Omit<PartnerKeyRow, 'pinned'>[],
): Promise<void> {
  await session.query({
    text: `insert into partner_key (partner, kid, thumbprint, jwk, uses, retired)
           select $1, kid, thumbprint, jwk, array(select jsonb_array_elements_text(uses)), retired
           from jsonb_to_recordset($2::jsonb) as one (kid text, thumbprint text, jwk jsonb, uses jsonb, retired timestamptz)
           on conflict (partner, kid, thumbprint) do update
             set uses = excluded.uses, retired = coalesce(partner_key.retired, excluded.retired)`,
    values: [partner, JSON.stringify(keys)],
  })
}

/** Its keys are changed by one process at a time; held until the transaction ends. Rows that name the partner may come meanwhile. */
export async function lockPartner(session: Session, partner: string): Promise<void> {
  await session.query({ text: 'select 1 from partner where id = $1 for no key update', values: [partner] })
}
