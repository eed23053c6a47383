import { betterAuth } from 'better-auth'
import type { Database } from '../platform/database.ts'

export const PASSWORD_LEAST = 12
export const PASSWORD_MOST = 128
const SESSION_DAYS = 30

/**
 * Passwords and sessions by better-auth on the node's own tables. Its HTTP handler is not mounted: the node's own routes call it, so
 * that nobody can sign up by themselves and every door is behind the guard.
 */
export const openAuth = (database: Database, { secret, address }: { secret: string; address: string }) =>
  betterAuth({
    database: database.pool,
    secret,
    baseURL: address,
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, minPasswordLength: PASSWORD_LEAST, maxPasswordLength: PASSWORD_MOST },
    session: { expiresIn: SESSION_DAYS * 86_400, updateAge: 86_400 },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, input: false, defaultValue: 'viewer' },
        disabled: { type: 'boolean', required: false, input: false, defaultValue: false },
        mustChange: { type: 'boolean', required: false, input: false, defaultValue: false },
      },
    },
    advanced: { cookiePrefix: 'headwater', useSecureCookies: address.startsWith('https:') },
  })

export type Auth = ReturnType<typeof openAuth>
