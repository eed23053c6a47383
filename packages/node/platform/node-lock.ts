import { join } from 'node:path'
import pg from 'pg'
import { type FileLock, tryFileLock } from './file-lock.ts'
import { makeHomeFolder } from './home-folder.ts'
import type { Log } from './log.ts'

/** A start that is refused because another node has the data. */
export class NodeRunning extends Error {}

/** Takes the home for this process. Throws NodeRunning with the number of the process that has it. */
export function lockHome(home: string): FileLock {
  makeHomeFolder(home)
  const attempt = tryFileLock(join(home, 'node.lock'))
  if ('lock' in attempt) return attempt.lock
  const { pid, note } = attempt.holder
  throw new NodeRunning(
    `Another Headwater node (process ${pid}${note ? `, ${note}` : ''}) is using ${home}. ` +
      `Use that one, stop it (kill ${pid}), or start this one with another HEADWATER_HOME.`,
  )
}

export interface DatabaseLock {
  readonly release: () => Promise<void>
}

const KEY = 4_862_000
const AGAIN_MS = 1_000

/**
 * Takes the database for this node, also where its server is on another machine. The lock is the connection's: it ends with the process.
 * When the database restarts, the lock is taken again; `lost` is called if another node was faster.
 */
export async function lockDatabase(url: string, log: Log, lost: (error: NodeRunning) => void): Promise<DatabaseLock> {
  let released = false
  let client = await hold(url)
  const watch = () => {
    client.on('error', () => {})
    client.on('end', () => void (released || again()))
  }
  const again = async (): Promise<void> => {
    while (!released) {
      try {
        client = await hold(url)
        return watch()
      } catch (error) {
        if (error instanceof NodeRunning) return lost(error)
        log.warn('The lock of the database was lost with its connection; trying again', {
          error: (error as Error).message,
        })
        await new Promise((done) => setTimeout(done, AGAIN_MS).unref())
      }
    }
  }
  watch()
  return {
    release: async () => {
      released = true
      await client.end().catch(() => {})
    },
  }
}

async function hold(url: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `headwater node ${process.pid}`,
    keepAlive: true,
  })
  client.on('error', () => {})
  await client.connect()
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [KEY])
  if (rows[0]?.held) return client
  const holder = await client.query<{ application_name: string; client_addr: string | null }>(
    `select a.application_name, a.client_addr::text from pg_locks l join pg_stat_activity a using (pid)
      where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = 0 and l.objid = $1 and l.granted`,
    [KEY],
  )
  await client.end()
  const { application_name: name, client_addr: address } = holder.rows[0] ?? {
    application_name: 'headwater node',
    client_addr: null,
  }
  throw new NodeRunning(
    `Another Headwater node (${name.replace('headwater node', 'process')}${address ? ` on ${address}` : ''}) is using this database. ` +
      'Stop it, or give this node another database. For more computing power start "headwater worker" instead.',
  )
}
