import { randomBytes } from 'node:crypto'
import { type Database, openDatabase } from '../platform/database.ts'
import { silentLog } from '../platform/log.ts'
import { type Migration, readMigrations } from '../platform/migrate.ts'
import type { BackupSummary } from './backup.ts'
import { readBackup } from './read-backup.ts'
import { restore } from './restore.ts'

export interface Verified extends Omit<BackupSummary, 'bytes'> {
  /** False: the server lets this user make no database, so only the file itself was checked. */
  readonly restored: boolean
}

const NOT_ALLOWED = '42501'

/**
 * Proves that a backup can be restored: checks every count and hash of the file, restores it into a database made for this alone, where
 * each is compared again, and drops that. Throws BadBackup, or what the restore throws.
 */
export async function verifyBackup(
  { database, file }: { readonly database: Database; readonly file: string },
  steps: readonly Migration[] = readMigrations(),
): Promise<Verified> {
  const { tables, rows } = await readBackup(file)
  const name = `headwater_verify_${randomBytes(6).toString('hex')}`
  try {
    await database.query({ text: `create database ${name} template template0 encoding 'UTF8'` })
  } catch (error) {
    if ((error as { code?: string }).code !== NOT_ALLOWED) throw error
    return { file, tables, rows, restored: false }
  }
  const scratch = openDatabase({ url: besides(database.url, name), log: silentLog })
  try {
    await restore({ database: scratch, file, steps })
    return { file, tables, rows, restored: true }
  } finally {
    await scratch.close()
    await database.query({ text: `drop database ${name} with (force)` })
  }
}

/** The address of another database of the same server. */
function besides(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
