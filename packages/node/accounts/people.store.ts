import { randomUUID } from 'node:crypto'
import type { Session } from '../platform/database.ts'
import type { Role } from '../platform/guard.ts'

export interface PersonRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly disabled: boolean
  readonly mustChange: boolean
  /** The newest sign of them in a browser. */
  readonly seen: Date | null
}

export async function countPeople(session: Session): Promise<number> {
  const [row] = await session.query<{ people: number }>({ text: 'select count(*)::int as people from "user"' })
  return row!.people
}

export const listPeople = (session: Session): Promise<readonly PersonRow[]> =>
  session.query<PersonRow>({
    text: `select u.id, u.email, u.name, u.role, u.disabled, u."mustChange", max(s."updatedAt") as seen
           from "user" u left join session s on s."userId" = u.id group by u.id order by u.email`,
  })

export interface NewPersonRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly hash: string
  /** Somebody else has chosen the password. */
  readonly mustChange: boolean
}

export async function insertPerson(
  session: Session,
  { id, email, name, role, hash, mustChange }: NewPersonRow,
): Promise<boolean> {
  const rows = await session.query({
    text: `insert into "user" (id, email, name, role, "emailVerified", "mustChange") values ($1, $2, $3, $4, true, $5)
           on conflict (email) do nothing returning id`,
    values: [id, email, name, role, mustChange],
  })
  if (rows.length === 0) return false
  await session.query({
    text: `insert into account (id, "accountId", "providerId", "userId", password, "updatedAt")
           values ($1, $2, 'credential', $2, $3, now())`,
    values: [randomUUID(), id, hash],
  })
  return true
}

export async function setPassword(
  session: Session,
  { email, hash, mustChange }: { email: string; hash: string; mustChange: boolean },
): Promise<boolean> {
  const rows = await session.query<{ userId: string }>({
    text: `update account set password = $2, "updatedAt" = now()
           from "user" u where u.id = account."userId" and u.email = $1 and "providerId" = 'credential'
           returning account."userId"`,
    values: [email, hash],
  })
  if (rows.length === 0) return false
  const values = [rows[0]!.userId]
  await session.query({ text: 'update "user" set "mustChange" = $2 where id = $1', values: [...values, mustChange] })
  await session.query({ text: 'delete from session where "userId" = $1', values })
  await session.query({ text: 'delete from api_token where person = $1', values })
  return true
}

const OTHER_OWNER = `exists (select 1 from "user" o where o.role = 'owner' and not o.disabled and o.id <> u.id)`

/** Owners are locked, so that two of them cannot remove each other at once; in one order, so that neither waits for the other. */
async function lockOwners(session: Session): Promise<void> {
  await session.query({ text: `select 1 from "user" where role = 'owner' order by id for update` })
}

/** A person as they were, for the audit log. */
export interface PersonWas {
  readonly [column: string]: unknown
  readonly email: string
  readonly role: Role
  readonly disabled: boolean
}

/** The person as they are, locked; undefined where they do not exist. */
async function lockPerson(session: Session, id: string): Promise<PersonWas | undefined> {
  await lockOwners(session)
  const rows = await session.query<PersonWas>({
    text: 'select email, role, disabled from "user" where id = $1 for update',
    values: [id],
  })
  return rows[0]
}

/** Undefined: no such person, or no other owner would remain. */
export async function updateRole(
  session: Session,
  { id, role }: { id: string; role: Role },
): Promise<PersonWas | undefined> {
  const was = await lockPerson(session, id)
  const rows = await session.query({
    text: `update "user" u set role = $2, "updatedAt" = now()
           where u.id = $1 and (u.role <> 'owner' or $2 = 'owner' or ${OTHER_OWNER}) returning u.id`,
    values: [id, role],
  })
  return rows.length > 0 ? was : undefined
}

/** Lets a person in no more, or again; their sessions end. Undefined as above. */
export async function setDisabled(
  session: Session,
  { id, disabled }: { id: string; disabled: boolean },
): Promise<PersonWas | undefined> {
  const was = await lockPerson(session, id)
  const rows = await session.query({
    text: `update "user" u set disabled = $2, "updatedAt" = now()
           where u.id = $1 and (not $2 or u.role <> 'owner' or ${OTHER_OWNER}) returning u.id`,
    values: [id, disabled],
  })
  if (rows.length === 0) return undefined
  if (disabled) await session.query({ text: 'delete from session where "userId" = $1', values: [id] })
  return was
}

export async function deletePerson(session: Session, id: string): Promise<PersonWas | undefined> {
  const was = await lockPerson(session, id)
  const rows = await session.query({
    text: `delete from "user" u where u.id = $1 and (u.role <> 'owner' or ${OTHER_OWNER}) returning u.id`,
    values: [id],
  })
  return rows.length > 0 ? was : undefined
}

export async function findEmail(session: Session, id: string): Promise<string | undefined> {
  const rows = await session.query<{ email: string }>({
    text: 'select email from "user" where id = $1',
    values: [id],
  })
  return rows[0]?.email
}

export async function findPasswordHash(session: Session, email: string): Promise<string | undefined> {
  const rows = await session.query<{ password: string }>({
    text: `select a.password from account a join "user" u on u.id = a."userId" where u.email = $1 and a."providerId" = 'credential'`,
    values: [email],
  })
  return rows[0]?.password
}
