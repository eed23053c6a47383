import { randomUUID } from 'node:crypto'
import type { Session } from '../platform/database.ts'
import type { Role } from '../platform/guard.ts'

export interface PersonRow {
  readonly [column: string]: unknown
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
}

export async function countPeople(session: Session): Promise<number> {
  const [row] = await session.query<{ people: number }>({ text: 'select count(*)::int as people from "user"' })
  return row!.people
}

export const listPeople = (session: Session): Promise<readonly PersonRow[]> =>
  session.query<PersonRow>({ text: 'select id, email, name, role from "user" order by email' })

export async function insertPerson(
  session: Session,
  { id, email, name, role, hash }: { id: string; email: string; name: string; role: Role; hash: string },
): Promise<boolean> {
  const rows = await session.query({
    text: `insert into "user" (id, email, name, role, "emailVerified") values ($1, $2, $3, $4, true)
           on conflict (email) do nothing returning id`,
    values: [id, email, name, role],
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
  { email, hash }: { email: string; hash: string },
): Promise<boolean> {
  const rows = await session.query<{ userId: string }>({
    text: `update account set password = $2, "updatedAt" = now()
           from "user" u where u.id = account."userId" and u.email = $1 and "providerId" = 'credential'
           returning account."userId"`,
    values: [email, hash],
  })
  if (rows.length === 0) return false
  const values = [rows[0]!.userId]
  await session.query({ text: 'delete from session where "userId" = $1', values })
  await session.query({ text: 'delete from api_token where person = $1', values })
  return true
}

const OTHER_OWNER = `exists (select 1 from "user" o where o.role = 'owner' and o.id <> u.id)`

/** Owners are locked, so that two of them cannot remove each other at once; in one order, so that neither waits for the other. */
async function lockOwners(session: Session): Promise<void> {
  await session.query({ text: `select 1 from "user" where role = 'owner' order by id for update` })
}

export async function updateRole(session: Session, { id, role }: { id: string; role: Role }): Promise<boolean> {
  await lockOwners(session)
  const rows = await session.query({
    text: `update "user" u set role = $2, "updatedAt" = now()
           where u.id = $1 and (u.role <> 'owner' or $2 = 'owner' or ${OTHER_OWNER}) returning u.id`,
    values: [id, role],
  })
  return rows.length > 0
}

export async function deletePerson(session: Session, id: string): Promise<boolean> {
  await lockOwners(session)
  const rows = await session.query({
    text: `delete from "user" u where u.id = $1 and (u.role <> 'owner' or ${OTHER_OWNER}) returning u.id`,
    values: [id],
  })
  return rows.length > 0
}

export async function findPasswordHash(session: Session, email: string): Promise<string | undefined> {
  const rows = await session.query<{ password: string }>({
    text: `select a.password from account a join "user" u on u.id = a."userId" where u.email = $1 and a."providerId" = 'credential'`,
    values: [email],
  })
  return rows[0]?.password
}
