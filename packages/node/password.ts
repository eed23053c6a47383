import { randomBytes } from 'node:crypto'
import { openAccounts, resetPassword } from './accounts/index.ts'
import { joinDatabase } from './joined-database.ts'
import { runProgram } from './refusals.ts'

/** password.ts EMAIL: gives a person a new password, prints it once, and ends their sessions. For who can read the data anyway. */
const [email] = process.argv.slice(2) as [string]

await runProgram(async () => {
  const { database, close } = await joinDatabase()
  try {
    const password = randomBytes(12).toString('base64url')
    await resetPassword(await openAccounts(database, 'http://localhost'), { email, password }, 'command line')
    process.stdout.write(`${JSON.stringify({ email, password })}\n`)
  } finally {
    await close()
  }
})
