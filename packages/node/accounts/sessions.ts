import type { Person, Role } from '../platform/guard.ts'
import { Refused } from '../platform/problem.ts'
import type { Accounts } from './people.ts'

export interface LoginAnswer {
  /** Set-Cookie headers. */
  readonly cookies: readonly string[]
  readonly person: Omit<Person, 'by'>
}

interface UserRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly disabled: boolean
  readonly mustChange: boolean
}

const personOfRow = ({ id, email, name, role, mustChange }: UserRow): Omit<Person, 'by'> => ({
  id,
  email,
  name,
  role,
  mustChange,
})

const cookieOf = (headers: Headers): string =>
  headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')

/** Logs in with a password. The same refusal for an unknown e-mail and a wrong password, after the same work. */
export async function login(
  { auth }: Accounts,
  { email, password }: { email: string; password: string },
): Promise<LoginAnswer> {
  try {
    const { headers, response } = await auth.api.signInEmail({
      body: { email: email.toLowerCase(), password },
      returnHeaders: true,
    })
    const user = response.user as unknown as UserRow
    if (user.disabled) {
      await logout({ auth } as Accounts, cookieOf(headers))
      throw new Refused('unauthenticated', 'E-mail or password is wrong')
    }
    return { cookies: headers.getSetCookie(), person: personOfRow(user) }
  } catch (error) {
    if (
      (error as { statusCode?: number }).statusCode === 401 ||
      (error as { status?: string }).status === 'UNAUTHORIZED'
    )
      throw new Refused('unauthenticated', 'E-mail or password is wrong')
    throw error
  }
}

/** The person of a session cookie; null without a valid one. */
export async function personOfCookie({ auth }: Accounts, cookie: string): Promise<Person | null> {
  const found = await auth.api.getSession({ headers: new Headers({ cookie }) })
  if (!found) return null
  const user = found.user as unknown as UserRow
  return user.disabled ? null : { ...personOfRow(user), by: 'cookie' }
}

/** Ends a session; answers the headers that clear its cookies. */
export async function logout({ auth }: Accounts, cookie: string): Promise<readonly string[]> {
  const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true })
  return headers.getSetCookie()
}
