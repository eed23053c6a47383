import type { NodeFacts } from '../../../schemas/rest/node-facts.ts'
import { listBackups } from '../backup/list-backups.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { folderBytes } from '../platform/folder-bytes.ts'
import { readBusinessDay, readSiteZone } from '../records/index.ts'

/** Where and what the process is, told once at its start. */
export interface NodePlace {
  readonly home: string
  readonly version: string
  readonly isEmbedded: boolean
}

interface Room {
  readonly database: Database
  readonly clock: Clock
  readonly place: NodePlace
}

/** A clock this close to the machine's has not been moved. */
const SAME_MS = 60_000

export async function readNodeFacts({ database, clock, place }: Room): Promise<NodeFacts> {
  const [row] = await database.query<{ version: string; bytes: number }>({
    text: `select current_setting('server_version') as version, pg_database_size(current_database())::float8 as bytes`,
  })
  const [business, machine] = [clock.business(), clock.machine()]
  return {
    version: place.version,
    runtime: process.version,
    started: new Date(machine - Math.round(process.uptime() * 1000)).toISOString(),
    home: place.home,
    homeBytes: await folderBytes(place.home),
    database: { version: row!.version, bytes: row!.bytes, isEmbedded: place.isEmbedded },
    businessClock: new Date(business).toISOString(),
    isClockMoved: Math.abs(business - machine) > SAME_MS,
    today: await readBusinessDay(database, clock),
    zone: await readSiteZone(database),
    newestBackup: (await listBackups(place.home))[0]?.made.toISOString() ?? null,
  }
}
