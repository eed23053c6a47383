import { backup } from './backup/backup.ts'
import { BadBackup } from './backup/container.ts'
import { DatabaseNotEmpty, restore } from './backup/restore.ts'
import { joinDatabase } from './joined-database.ts'
import { runProgram } from './refusals.ts'

/** keep.ts backup FILE · keep.ts restore FILE: prints one line of JSON; exit code 2 with a message where it is refused. */
const [command, file] = process.argv.slice(2) as ['backup' | 'restore', string]

await runProgram(async () => {
  const { database, close } = await joinDatabase({ migrated: command === 'backup' })
  const onTable = ({ table, rows }: { table: string; rows: number }): void =>
    void process.stderr.write(`${table}  ${rows}\n`)
  try {
    const summary =
      command === 'backup'
        ? await backup({ database, file, now: Date.now(), onTable })
        : await restore({ database, file, onTable })
    const { tables, rows } = summary
    process.stdout.write(`${JSON.stringify({ file: summary.file, tables: tables.length, rows })}\n`)
  } finally {
    await close()
  }
}, [BadBackup, DatabaseNotEmpty])
