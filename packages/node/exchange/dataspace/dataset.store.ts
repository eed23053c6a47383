import type { Policy } from '@headwater/exchange/dataspace/policy'
import type { Session } from '../../platform/database.ts'
import type { Rules } from './negotiation.store.ts'

export interface KeptOffer {
  readonly id: string
  readonly policy: Policy
}

/** A dataset as the catalogue shows it. */
export interface KeptDataset {
  readonly id: string
  readonly place: number
  readonly title: string
  readonly aspect: string
  readonly formats: readonly string[]
  readonly offers: readonly KeptOffer[]
}

export interface CataloguePlace {
  readonly partner: string
  readonly aspect: string | null
  /** Go on behind this; 0: from the beginning. */
  readonly after: number
  readonly most: number
}

const OFFERS = `(select jsonb_agg(jsonb_build_object('id', o.id, 'policy', o.policy) order by o.added, o.id)
  from offer o where o.dataset = d.id and o.withdrawn is null)`
const SEEN = `d.withdrawn is null and (d.partners is null or $1 = any (d.partners))`

type Row = KeptDataset & { readonly [column: string]: unknown }

/** Datasets that a partner sees, in the order in which they were added, with their offers. */
export const listCatalogue = (
  session: Session,
  { partner, aspect, after, most }: CataloguePlace,
): Promise<readonly KeptDataset[]> =>
  session.query<Row>({
    name: 'list-catalogue',
    text: `select * from (
             select d.id, d.place::int, d.title, d.aspect, d.formats, ${OFFERS} as offers from dataset d
             where ${SEEN} and d.place > $3 and ($2::text is null or d.aspect = $2)) as d
           where offers is not null order by place limit $4`,
    values: [partner, aspect, after, most],
  })

export async function findDataset(session: Session, partner: string, id: string): Promise<KeptDataset | undefined> {
  const rows = await session.query<Row>({
    text: `select * from (select d.id, d.place::int, d.title, d.aspect, d.formats, ${OFFERS} as offers from dataset d
             where ${SEEN} and d.id = $2) as d where offers is not null`,
    values: [partner, id],
  })
  return rows[0]
}

/** An offer that a partner may ask for. */
export async function findOffer(
  session: Session,
  { partner, id }: { readonly partner: string; readonly id: string },
): Promise<{ readonly dataset: string; readonly policy: Policy; readonly rules: Rules } | undefined> {
  const rows = await session.query<{ dataset: string; policy: Policy; rules: Rules }>({
    text: `select o.dataset, o.policy, o.rules from offer o join dataset d on d.id = o.dataset
           where o.id = $2 and o.withdrawn is null and ${SEEN}`,
    values: [partner, id],
  })
  return rows[0]
}

export interface NewDatasetRow {
  readonly id: string
  readonly title: string
  readonly aspect: string
  readonly formats: readonly string[]
  readonly partners: readonly string[] | null
}

/** False: a dataset of this id is or was there. */
export async function insertDataset(session: Session, one: NewDatasetRow): Promise<boolean> {
  const rows = await session.query({
    text: `insert into dataset (id, title, aspect, formats, partners) values ($1, $2, $3, $4, $5::uuid[])
           on conflict do nothing returning 1`,
    values: [one.id, one.title, one.aspect, one.formats, one.partners],
  })
  return rows.length > 0
}

export interface NewOfferRow {
  readonly id: string
  readonly dataset: string
  readonly policy: Policy
  readonly rules: Rules
}

/** False: an offer of this id is or was there. */
export async function insertOffer(session: Session, one: NewOfferRow): Promise<boolean> {
  const rows = await session.query({
    text: `insert into offer (id, dataset, policy, rules) values ($1, $2, $3::jsonb, $4::jsonb) on conflict do nothing returning 1`,
    values: [one.id, one.dataset, JSON.stringify(one.policy), JSON.stringify(one.rules)],
  })
  return rows.length > 0
}

export async function isOffered(session: Session, dataset: string): Promise<boolean> {
  const rows = await session.query({
    text: 'select 1 from dataset where id = $1 and withdrawn is null for update',
    values: [dataset],
  })
  return rows.length > 0
}

/** What is under way goes on; nobody sees it any more. False: it is not there. */
export async function withdrawDataset(session: Session, id: string): Promise<boolean> {
  const rows = await session.query({
    text: 'update dataset set withdrawn = now() where id = $1 and withdrawn is null returning 1',
    values: [id],
  })
  return rows.length > 0
}

export async function withdrawOffer(session: Session, id: string): Promise<boolean> {
  const rows = await session.query({
    text: 'update offer set withdrawn = now() where id = $1 and withdrawn is null returning 1',
    values: [id],
  })
  return rows.length > 0
}
