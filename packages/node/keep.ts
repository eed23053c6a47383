import { backup } from './backup/backup.ts'
import { restore } from './backup/restore.ts'
import { joinDatabase } from './joined-database.ts'

/** keep.ts backup FILE · keep.ts restore FILE: prints one line of JSON; exit code 1 with a message on stderr. */
const [command, file] = process.argv.slice(2) as ['backup' | 'restore', string]
const { database, close } = await joinDatabase({ migrated: command === 'backup' })
try {
  const onTable = ({ table, rows }: { table: string; rows: number }): void =>
    void process.stderr.write(`${table}  ${rows}\n`)
  const summary =
    command === 'backup'
      ? await backup({ database, file, now: Date.now(), onTable })
      : await restore({ database, file, onTable })
  process.stdout.write(`${JSON.stringify({ file: summary.file, tables: summary.tables.length, rows: summary.rows })}\n`)
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`)
  process.exitCode = 1
} finally {
  await close()
}
