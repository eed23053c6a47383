import type { Session } from '../platform/database.ts'
import type { Role } from '../platform/guard.ts'

export interface TokenRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly created: Date
  readonly expires: Date
  readonly lastUsed: Date | null
  /** E-mail of its maker. */
  readonly owner: string
}

export interface NewToken {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly days: number
  readonly person: string
  readonly hash: Buffer
}

export async function insertToken(session: Session, one: NewToken): Promise<void> {
  await session.query({
    text: `insert into api_token (id, name, role, person, hash, expires)
           values ($1, $2, $3, $4, $5, now() + make_interval(days => $6))`,
    values: [one.id, one.name, one.role, one.person, one.hash, one.days],
  })
}

/** Those of a person; null: all. */
export const listTokens = (session: Session, person: string | null): Promise<readonly TokenRow[]> =>
  session.query<TokenRow>({
    text: `select t.id, t.name, t.role, t.created, t.expires, t.last_used as "lastUsed", u.email as owner
           from api_token t join "user" u on u.id = t.person
           where t.link is null and ($1::text is null or t.person = $1) order by t.created`,
    values: [person],
  })

export async function deleteToken(session: Session, id: string, person: string | null): Promise<boolean> {
  const rows = await session.query({
    text: 'delete from api_token where id = $1 and link is null and ($2::text is null or person = $2) returning id',
    values: [id, person],
  })
  return rows.length > 0
}

export interface TokenOwner {
  readonly [column: string]: unknown
  readonly role: Role
  readonly person: string
  readonly personRole: Role
  readonly email: string
  readonly name: string
}

/** Notes the use at most once a minute, so that reading costs no write. */
export async function findToken(session: Session, hash: Buffer): Promise<TokenOwner | undefined> {
  const rows = await session.query<TokenOwner & { stale: boolean }>({
    name: 'find-token',
    text: `select t.role, t.person, u.role as "personRole", u.email, u.name,
                  coalesce(t.last_used < now() - interval '1 minute', true) as stale
           from api_token t join "user" u on u.id = t.person where t.hash = $1 and t.link is null
             and t.expires > now() and not u.disabled`,
    values: [hash],
  })
  if (rows[0]?.stale)
    await session.query({ text: 'update api_token set last_used = now() where hash = $1', values: [hash] })
  return rows[0]
}
