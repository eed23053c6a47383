import { type Database, openDatabase } from './platform/database.ts'
import { homeFolder } from './platform/home-folder.ts'
import { createLog } from './platform/log.ts'
import { joinedUrl, openStore } from './platform/store.ts'

export interface JoinedDatabase {
  readonly database: Database
  readonly url: string
  readonly close: () => Promise<void>
}

const log = createLog({ level: 'warn', now: Date.now })

/**
 * The node's database for a second program: that of DATABASE_URL or of the node that runs in HEADWATER_HOME. Where none runs, it is
 * started for as long as the program needs it.
 */
export async function joinDatabase({ migrated = true } = {}): Promise<JoinedDatabase> {
  const home = homeFolder(process.env.HEADWATER_HOME)
  const databaseUrl = process.env.DATABASE_URL || undefined
  const url = joinedUrl({ home, databaseUrl })
  if (url !== undefined) {
    const database = openDatabase({ url, log })
    return { database, url, close: database.close }
  }
  const postgresBinaries = process.env.HEADWATER_POSTGRES_BIN || undefined
  const store = await openStore({ home, databaseUrl, postgresBinaries, log, migrated })
  return { database: store.database, url: store.url, close: store.close }
}
