import type { Identify } from '../platform/guard.ts'
import type { Accounts } from './people.ts'
import { personOfCookie } from './sessions.ts'
import { personOfToken } from './tokens.ts'

/** Who asks: the owner of the bearer token, else of the session cookie. */
export const identifyWith =
  (accounts: Accounts): Identify =>
  async (request) => {
    const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1]
    if (bearer !== undefined) return personOfToken(accounts, bearer)
    return request.headers.cookie ? personOfCookie(accounts, request.headers.cookie) : null
  }
