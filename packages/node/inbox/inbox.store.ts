import type { InboxItem } from '../../../schemas/rest/inbox.ts'
import type { Session } from '../platform/database.ts'

/** What is told, before it has a number and a time. */
export interface InboxNote {
  readonly kind: InboxItem['kind']
  /** What it is about: the same kind of the same subject is told once. */
  readonly subject: string
  /** Who caused it: they are not told. */
  readonly by?: readonly string[]
  readonly facts: InboxItem['facts']
}

/** Most items that are kept, and for how long. */
const KEPT_ITEMS = 500
const KEPT_DAYS = 30
/** Looked for again and again: these stay their time, however many newer ones there are, or they would be told anew. */
const IS_LOOKED_FOR = `kind like 'reservation-%'`

/** Tells everybody, in the caller's transaction; what is too old or too much goes. */
export async function noteInbox(session: Session, notes: readonly InboxNote[]): Promise<void> {
  if (notes.length === 0) return
  const told = await session.query({
    text: `insert into inbox_item (kind, subject, by, facts)
           select kind, subject, array(select jsonb_array_elements_text(by)), facts
           from jsonb_to_recordset($1::jsonb) as one (kind text, subject text, by jsonb, facts jsonb)
           on conflict (kind, subject) do nothing returning id`,
    values: [JSON.stringify(notes.map((one) => ({ by: [], ...one })))],
  })
  if (told.length === 0) return
  await session.query({
    text: `delete from inbox_item where at < now() - make_interval(days => $2)
             or (not ${IS_LOOKED_FOR}
                 and id <= (select id from inbox_item where not ${IS_LOOKED_FOR} order by id desc offset $1 limit 1))`,
    values: [KEPT_ITEMS, KEPT_DAYS],
  })
  await tellInboxChanged(session)
}

/** Every open page reads its inbox again: another tab of the same person too. */
export async function tellInboxChanged(session: Session): Promise<void> {
  await session.query({ text: `select pg_notify('headwater_live', 'inbox')` })
}

/** What one person is told: by id for what is read, by e-mail for what they caused. */
export interface Reader {
  readonly id: string
  readonly email: string
}

const OF_READER = 'not ($2 = any (i.by))'

/** The newest first. */
export const listInbox = (session: Session, { id, email }: Reader, most: number) =>
  session.query<InboxItem & { [column: string]: unknown }>({
    text: `select i.id, to_char(i.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, i.kind, i.by, i.facts,
                  r.item is not null as "isRead"
           from inbox_item i left join inbox_read r on r.item = i.id and r.person = $1
           where ${OF_READER} order by i.id desc limit $3`,
    values: [id, email, most],
  })

export async function countUnread(session: Session, { id, email }: Reader): Promise<number> {
  const [row] = await session.query<{ unread: number }>({
    text: `select count(*)::int as unread from inbox_item i
           where ${OF_READER} and not exists (select from inbox_read r where r.item = i.id and r.person = $1)`,
    values: [id, email],
  })
  return row!.unread
}

/** Marks items, or all of them, as read by a person, or as not read. */
export async function setRead(
  session: Session,
  person: string,
  { items, isRead }: { readonly items: readonly number[] | null; readonly isRead: boolean },
): Promise<void> {
  const chosen = `($2::bigint[] is null or i.id = any ($2))`
  await session.query({
    text: isRead
      ? `insert into inbox_read (person, item) select $1, i.id from inbox_item i where ${chosen} on conflict do nothing`
      : `delete from inbox_read r using inbox_item i where r.person = $1 and r.item = i.id and ${chosen}`,
    values: [person, items],
  })
}

/** Reservations that ran out lately by the business clock, or will before `soon`. */
export const endingReservations = (
  session: Session,
  { since, now, soon }: Readonly<Record<'since' | 'now' | 'soon', Date>>,
) =>
  session.query<{
    id: string
    item: string
    itemName: string | null
    quantity: string
    customer: string
    expires: Date
    isOver: boolean
  }>({
    text: `select v.id, v.item, i.cells ->> 'name' as "itemName", trim_scale(v.quantity)::text as quantity, v.customer, v.expires,
                  v.expires <= $2 as "isOver"
           from reservation v left join record i on i.file = 'items' and i.key = v.item
           where v.expires > $1 and v.expires <= $3 order by v.expires, v.id limit 500`,
    values: [since, now, soon],
  })
