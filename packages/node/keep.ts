import { backup } from './backup/backup.ts'
import { BadBackup } from './backup/container.ts'
import { DatabaseNotEmpty, restore } from './backup/restore.ts'
import { verifyBackup } from './backup/verify-backup.ts'
import { joinDatabase } from './joined-database.ts'
import { runProgram } from './refusals.ts'

/** keep.ts backup FILE · keep.ts restore FILE · keep.ts verify FILE: prints one line of JSON; exit code 2 with a message where it is refused. */
const [command, file] = process.argv.slice(2) as ['backup' | 'restore' | 'verify', string]

await runProgram(async () => {
  const { database, close } = await joinDatabase({ migrated: command === 'backup' })
  const onTable = ({ table, rows }: { table: string; rows: number }): void =>
    void process.stderr.write(`${table}  ${rows}\n`)
  try {
    const { tables, ...summary } =
      command === 'backup'
        ? await backup({ database, file, now: Date.now(), onTable })
        : command === 'verify'
          ? await verifyBackup({ database, file })
          : await restore({ database, file, onTable })
    process.stdout.write(`${JSON.stringify({ ...summary, tables: tables.length })}\n`)
  } finally {
    await close()
  }
}, [BadBackup, DatabaseNotEmpty])
