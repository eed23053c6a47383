import type { ViewQuery } from '../../../schemas/rest/views.ts'
import type { Session } from '../platform/database.ts'
import type { Role } from '../platform/guard.ts'

/** What a link reads. */
export interface LinkedList {
  readonly list: string
  readonly view: string | null
  readonly query: ViewQuery
  readonly titles: Readonly<Record<string, string>>
}

export interface NewLinkRow {
  readonly id: string
  readonly name: string
  readonly hash: Buffer
  readonly person: string
  readonly days: number
  readonly link: LinkedList
}

/** Its role is the least: a link reads. */
export async function insertLink(session: Session, { id, name, hash, person, days, link }: NewLinkRow): Promise<void> {
  await session.query({
    text: `insert into api_token (id, name, role, person, hash, expires, link)
           values ($1, $2, 'viewer', $3, $4, now() + make_interval(days => $5), $6::jsonb)`,
    values: [id, name, person, hash, days, JSON.stringify(link)],
  })
}

export interface LinkRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly name: string
  readonly list: string
  readonly by: string
  readonly created: Date
  readonly expires: Date
  readonly lastUsed: Date | null
}

/** Those of a person; null: all. */
export const listLinks = (session: Session, person: string | null): Promise<readonly LinkRow[]> =>
  session.query<LinkRow>({
    text: `select t.id, t.name, t.link ->> 'list' as list, u.email as by, t.created, t.expires, t.last_used as "lastUsed"
           from api_token t join "user" u on u.id = t.person
           where t.link is not null and ($1::text is null or t.person = $1) order by t.created desc, t.id limit 500`,
    values: [person],
  })

export async function deleteLink(session: Session, id: string, person: string | null): Promise<boolean> {
  const rows = await session.query({
    text: 'delete from api_token where id = $1 and link is not null and ($2::text is null or person = $2) returning 1',
    values: [id, person],
  })
  return rows.length > 0
}

export interface FoundLink {
  readonly [column: string]: unknown
  readonly name: string
  readonly link: LinkedList
  /** Who made it. */
  readonly person: string
  /** Their role, as it is now. */
  readonly role: Role
}

/** The link of a token that has not run out; its use is noted at most once a minute. */
export async function findLink(session: Session, hash: Buffer): Promise<FoundLink | undefined> {
  const rows = await session.query<FoundLink & { stale: boolean }>({
    name: 'find-link',
    text: `select t.name, t.link, t.person, u.role, coalesce(t.last_used < now() - interval '1 minute', true) as stale
           from api_token t join "user" u on u.id = t.person
           where t.hash = $1 and t.link is not null and t.expires > now() and not u.disabled`,
    values: [hash],
  })
  if (rows[0]?.stale)
    await session.query({ text: 'update api_token set last_used = now() where hash = $1', values: [hash] })
  return rows[0]
}
