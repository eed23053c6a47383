import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refused } from '../platform/problem.ts'
import { backupFolder } from './backup.task.ts'

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

/** The path of a backup by its name; Refused for another name, so that no other file can be read. */
export function backupPath(home: string, name: string): string {
  const path = join(backupFolder(home), name)
  if (!NAME.test(name) || !existsSync(path)) throw new Refused('not-found', `backup (${name}) should exist`)
  return path
}
