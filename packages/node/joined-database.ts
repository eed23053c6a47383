import { type Database, openDatabase } from './platform/database.ts'
import { homeFolder } from './platform/home-folder.ts'
import { createLog } from './platform/log.ts'
import { mustBeCurrent } from './platform/migrate.ts'
import { joinedUrl, openStore } from './platform/store.ts'

export interface JoinedDatabase {
  readonly database: Database
  readonly url: string
  readonly close: () => Promise<void>
}

/** A second program that is refused; the message says why and what to do. */
export class JoinRefused extends Error {}

const log = createLog({ level: 'warn', now: Date.now })

export interface Joining {
  /** False: the schema is left as it is, for a restore. */
  readonly migrated?: boolean
  /** False: a node should be running already. */
  readonly mayStart?: boolean
}

/**
 * The node's database for a second program: that of DATABASE_URL or of the node that runs in HEADWATER_HOME. Where none runs, it is
 * started for as long as the program needs it. Throws where the schema is not the one of this program.
 */
export async function joinDatabase({ migrated = true, mayStart = true }: Joining = {}): Promise<JoinedDatabase> {
  const home = homeFolder(process.env.HEADWATER_HOME)
  const databaseUrl = process.env.DATABASE_URL || undefined
  const url = joinedUrl({ home, databaseUrl })
  if (url === undefined && !mayStart)
    throw new JoinRefused(`No node runs in ${home}. Start one (npm start), or set DATABASE_URL to the database of one`)
  if (url === undefined) {
    const postgresBinaries = process.env.HEADWATER_POSTGRES_BIN || undefined
    const store = await openStore({ home, databaseUrl, postgresBinaries, log, migrated })
    return { database: store.database, url: store.url, close: store.close }
  }
  const database = openDatabase({ url, log })
  try {
    if (migrated) await mustBeCurrent(database)
    return { database, url, close: database.close }
  } catch (error) {
    await database.close()
    throw error
  }
}
