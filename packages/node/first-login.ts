import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Accounts, createFirstOwner, isPassword } from './accounts/index.ts'
import { makeHomeFolder } from './platform/home-folder.ts'

export interface FirstLogin {
  readonly email: string
  /** undefined: it was changed since, and only its owner knows it. */
  readonly password: string | undefined
}

const EMAIL = 'owner@headwater.local'

/**
 * The login to print at a start. Until its owner changes the password, it is kept beside the data, readable by the node's user alone:
 * whoever reads that can read the data too.
 */
export async function firstLogin(accounts: Accounts, home: string): Promise<FirstLogin> {
  const file = join(home, 'first-login.json')
  const made = await createFirstOwner(accounts, EMAIL)
  if (made) {
    makeHomeFolder(home)
    writeFileSync(file, JSON.stringify(made), { mode: 0o600 })
    return made
  }
  if (!existsSync(file)) return { email: EMAIL, password: undefined }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { email: string; password: string }
  if (await isPassword(accounts, kept)) return kept
  rmSync(file)
  return { email: kept.email, password: undefined }
}
