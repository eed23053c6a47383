import { randomBytes, randomUUID } from 'node:crypto'
import type { Database } from '../platform/database.ts'
import type { Person, Role } from '../platform/guard.ts'
import { Refused } from '../platform/problem.ts'
import { readSetting, writeSetting } from '../platform/settings.store.ts'
import { writeAudit } from './audit.store.ts'
import { type Auth, openAuth, PASSWORD_LEAST, PASSWORD_MOST } from './auth.ts'
import {
  countPeople,
  deletePerson,
  findEmail,
  findPasswordHash,
  insertPerson,
  listPeople,
  type PersonRow,
  setDisabled,
  setPassword,
  updateRole,
} from './people.store.ts'

/** The accounts of a node. */
export interface Accounts {
  readonly database: Database
  readonly auth: Auth
}

/** Opens the accounts; the secret that signs cookies is made once and kept in the database. */
export async function openAccounts(database: Database, address: string): Promise<Accounts> {
  const fresh = randomBytes(32).toString('base64url')
  if ((await readSetting(database, SECRET)) === undefined) await writeSetting(database, SECRET, fresh)
  const secret = (await readSetting(database, SECRET)) as string
  return { database, auth: openAuth(database, { secret, address }) }
}

const SECRET = 'accounts-secret'

export interface NewPerson {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly role: Role
  /** Somebody else has chosen the password: they choose another at their first login. */
  readonly mustChange?: boolean
}

/** The first owner of a node that has nobody yet; answers the login to be printed once, or undefined when somebody is there. */
export async function createFirstOwner(
  accounts: Accounts,
  email: string,
): Promise<{ email: string; password: string } | undefined> {
  if ((await countPeople(accounts.database)) > 0) return undefined
  const password = newPassword()
  await createPerson(accounts, { email, name: 'Owner', password, role: 'owner' }, 'start')
  return { email, password }
}

/** Adds a person with a first password. Refused: an e-mail that is taken, a short password. */
export async function createPerson(
  { database, auth }: Accounts,
  { email, name, password, role, mustChange = false }: NewPerson,
  by: string,
): Promise<string> {
  checkPassword(password)
  const context = await auth.$context
  const hash = await context.password.hash(password)
  return database.transaction(async (transaction) => {
    const id = randomUUID()
    const isNew = await insertPerson(transaction, { id, email: email.toLowerCase(), name, role, hash, mustChange })
    if (!isNew) throw new Refused('conflict', `E-mail (${email}) should be new: somebody has it`)
    await writeAudit(transaction, {
      by,
      what: 'person.created',
      file: 'people',
      key: email,
      after: { email, name, role },
    })
    return id
  })
}

/** Sets a new password, ends all sessions of the person and revokes their tokens: whoever had the old one may have made some. */
export async function resetPassword(
  { database, auth }: Accounts,
  { email, password, mustChange = false }: { email: string; password: string; mustChange?: boolean },
  by: string,
): Promise<void> {
  checkPassword(password)
  const hash = await (await auth.$context).password.hash(password)
  await database.transaction(async (transaction) => {
    const isKnown = await setPassword(transaction, { email: email.toLowerCase(), hash, mustChange })
    if (!isKnown) throw new Refused('not-found', `E-mail (${email}) should be that of a person of this node`)
    await writeAudit(transaction, { by, what: 'password.reset', file: 'people', key: email })
  })
}

export const readPeople = ({ database }: Accounts): Promise<readonly PersonRow[]> => listPeople(database)

const LAST_OWNER = 'The person should exist, and another owner who may log in should remain'

/** Gives another role; a node always keeps an owner. */
export async function changeRole(
  { database }: Accounts,
  { id, role }: { id: string; role: Role },
  by: Person,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const was = await updateRole(transaction, { id, role })
    if (!was) throw new Refused('conflict', LAST_OWNER)
    const entry = { file: 'people', key: was.email, before: { role: was.role }, after: { role } }
    await writeAudit(transaction, { by: by.email, what: 'person.role', ...entry })
  })
}

/** Lets a person in no more, or again: nothing of what they did goes. A node always keeps an owner who may log in. */
export async function disablePerson(
  { database }: Accounts,
  { id, disabled }: { id: string; disabled: boolean },
  by: Person,
): Promise<void> {
  await database.transaction(async (transaction) => {
    const was = await setDisabled(transaction, { id, disabled })
    if (!was) throw new Refused('conflict', LAST_OWNER)
    const entry = { file: 'people', key: was.email, before: { disabled: was.disabled }, after: { disabled } }
    await writeAudit(transaction, { by: by.email, what: 'person.disabled', ...entry })
  })
}

/** A password that is told once, for the first login: then another has to be chosen. */
export async function giveOnePassword(accounts: Accounts, id: string, by: Person): Promise<string> {
  const email = await findEmail(accounts.database, id)
  if (email === undefined) throw new Refused('not-found', `person (${id}) should exist`)
  const password = newPassword()
  await resetPassword(accounts, { email, password, mustChange: true }, by.email)
  return password
}

export const newPassword = (): string => randomBytes(12).toString('base64url')

export async function removePerson({ database }: Accounts, id: string, by: Person): Promise<void> {
  await database.transaction(async (transaction) => {
    const was = await deletePerson(transaction, id)
    if (!was) throw new Refused('conflict', LAST_OWNER)
    const entry = { file: 'people', key: was.email, before: { email: was.email, role: was.role } }
    await writeAudit(transaction, { by: by.email, what: 'person.removed', ...entry })
  })
}

function checkPassword(password: string): void {
  if (password.length < PASSWORD_LEAST || password.length > PASSWORD_MOST)
    throw new Refused(
      'invalid',
      `password (${password.length} characters) should have ${PASSWORD_LEAST} to ${PASSWORD_MOST}`,
    )
}

/** Whether a password is the person's, without a session. */
export async function isPassword(
  { database, auth }: Accounts,
  { email, password }: { email: string; password: string },
): Promise<boolean> {
  const hash = await findPasswordHash(database, email)
  return hash !== undefined && (await auth.$context).password.verify({ hash, password })
}
