import { randomBytes } from 'node:crypto'
import { openAccounts, resetPassword } from './accounts/index.ts'
import { joinDatabase } from './joined-database.ts'
import { Refused } from './platform/problem.ts'

/** password.ts EMAIL: gives a person a new password, prints it once, and ends their sessions. For who can read the data anyway. */
const [email] = process.argv.slice(2) as [string]
const { database, close } = await joinDatabase()
try {
  const password = randomBytes(12).toString('base64url')
  await resetPassword(await openAccounts(database, 'http://localhost'), { email, password }, 'command line')
  process.stdout.write(`${JSON.stringify({ email, password })}\n`)
} catch (error) {
  if (!(error instanceof Refused)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
} finally {
  await close()
}
