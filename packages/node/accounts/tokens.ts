import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mayAct, type Person, type Role } from '../platform/guard.ts'
import { Refused } from '../platform/problem.ts'
import { writeAudit } from './audit.store.ts'
import type { Accounts } from './people.ts'
import { deleteToken, findToken, insertToken, listTokens, type TokenRow } from './tokens.store.ts'

const PREFIX = 'hw_'
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest()

export interface TokenOrder {
  readonly name: string
  readonly role: Role
  readonly days: number
}

/** Makes a token for a program; it is shown this once. Its role is not above its maker's, who is a person: a token makes no token. */
export async function createToken(
  { database }: Accounts,
  { name, role, days }: TokenOrder,
  by: Person,
): Promise<{ id: string; token: string }> {
  if (by.by === 'token')
    throw new Refused('forbidden', 'A token should be made by a person who is logged in, not with another token')
  if (!mayAct(by.role, role)) throw new Refused('forbidden', `role (${role}) should not be above yours (${by.role})`)
  const token = `${PREFIX}${randomBytes(32).toString('base64url')}`
  const id = randomUUID()
  await database.transaction(async (transaction) => {
    await insertToken(transaction, { id, name, role, days, person: by.id, hash: hashOf(token) })
    await writeAudit(transaction, {
      by: by.email,
      what: 'token.created',
      file: 'tokens',
      key: id,
      after: { name, role, days },
    })
  })
  return { id, token }
}

/** An owner sees and revokes every token, others their own. */
const whoseOf = (by: Person): string | null => (by.role === 'owner' ? null : by.id)

export const readTokens = ({ database }: Accounts, by: Person): Promise<readonly TokenRow[]> =>
  listTokens(database, whoseOf(by))

export async function revokeToken({ database }: Accounts, id: string, by: Person): Promise<void> {
  await database.transaction(async (transaction) => {
    if (!(await deleteToken(transaction, id, whoseOf(by)))) throw new Refused('not-found', `token (${id}) should exist`)
    await writeAudit(transaction, { by: by.email, what: 'token.revoked', file: 'tokens', key: id })
  })
}

/** The person for whom a token acts, with the smaller of both roles; null for an unknown or expired one. */
export async function personOfToken({ database }: Accounts, token: string): Promise<Person | null> {
  if (!token.startsWith(PREFIX)) return null
  const found = await findToken(database, hashOf(token))
  if (!found) return null
  const role = mayAct(found.personRole, found.role) ? found.role : found.personRole
  return { id: found.person, email: found.email, name: found.name, role, by: 'token' }
}
