import { join } from 'node:path'
import type { Database } from '../platform/database.ts'
import { addTask } from '../platform/tasks.ts'

export const BACKUP_TASK = 'backup-node'

/** Backups that a node makes itself stand below its home. */
export const backupFolder = (home: string): string => join(home, 'backups')

export interface BackupOrdered {
  readonly by: string
}

/** Orders a backup in the background; one is made after the other. Resolves with the task. */
export const orderBackup = (database: Database, payload: BackupOrdered): Promise<string> =>
  addTask(database, { name: BACKUP_TASK, payload, queue: BACKUP_TASK })
