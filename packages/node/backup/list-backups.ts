import { createReadStream, existsSync, type ReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAudit } from '../accounts/index.ts'
import type { Database } from '../platform/database.ts'
import { Refused } from '../platform/problem.ts'
import { backupFolder } from './order-backup.ts'

export interface BackupFile {
  readonly name: string
  readonly bytes: number
  readonly made: Date
}

const NAME = /^headwater-[\dTZ-]{20}\.backup$/

/** Whole backups in the home of this node, the newest first. */
export async function listBackups(home: string): Promise<readonly BackupFile[]> {
  const folder = backupFolder(home)
  if (!existsSync(folder)) return []
  const names = (await readdir(folder))
    .filter((name) => NAME.test(name))
    .toSorted()
    .reverse()
  return Promise.all(
    names.map(async (name) => {
      const { size, mtime } = await stat(join(folder, name))
      return { name, bytes: size, made: mtime }
    }),
  )
}

/** The bytes of a backup by its name, noted as fetched; Refused for another name, so that no other file can be read. */
export async function fetchBackup(
  { database, home }: { readonly database: Database; readonly home: string },
  name: string,
  by: string,
): Promise<ReadStream> {
  const path = join(backupFolder(home), name)
  if (!NAME.test(name) || !existsSync(path)) throw new Refused('not-found', `backup (${name}) should exist`)
  await writeAudit(database, { by, what: 'backup.fetched', file: 'backup', key: name })
  return createReadStream(path)
}
