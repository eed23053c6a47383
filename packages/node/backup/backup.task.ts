import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeAudit } from '../accounts/index.ts'
import type { TaskProgram } from '../platform/task-run.ts'
import { backup } from './backup.ts'
import { tables } from './catalogue.ts'
import { type BackupOrdered, backupFolder } from './order-backup.ts'

/** `headwater-2026-11-26T08-15-30Z.backup` */
const nameAt = (now: number): string =>
  `headwater-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z.backup`

const UNFINISHED = /^headwater-[\dTZ-]{20}\.backup\.part$/

/** Backs everything up into the home of this node: a task of the node itself, since a worker elsewhere has another disk. */
export const backupTask =
  (home: string): TaskProgram =>
  async ({ by }: BackupOrdered, { database, report, signal }) => {
    const folder = backupFolder(home)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    // Backups are made one after the other: what is unfinished is of a node that was killed.
    for (const name of readdirSync(folder)) if (UNFINISHED.test(name)) rmSync(join(folder, name), { force: true })
    const total = (await tables(database)).length
    let done = 0
    const onTable = (): void => {
      done += 1
      report({ step: 'backup', done, total })
    }
    const name = nameAt(Date.now())
    const { bytes, rows } = await backup({ database, file: join(folder, name), now: Date.now(), onTable, signal })
    await database.transaction((transaction) =>
      writeAudit(transaction, { by, what: 'backup.made', file: 'backup', key: name, after: { bytes, rows } }),
    )
    return { name, bytes, rows }
  }
