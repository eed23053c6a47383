import type { ClientBase } from 'pg'
import type { Database } from './database.ts'
import type { Log } from './log.ts'

/** Class of the advisory locks by which workers show that they live; the second number is the hash of the worker's id. */
const PRESENCE = 4_862

/** Shows on this connection that the worker lives, for as long as the connection lasts. */
export async function showPresence(client: ClientBase, worker: string): Promise<void> {
  await client.query('select pg_advisory_lock($1, hashtext($2))', [PRESENCE, worker])
}

const LOOK_MS = 2_000
/** A live worker may be without its connection for a moment, so one that is missed must be missed again. */
const MISSED = 3

/** Gives the tasks of workers that died back to the queue, and fails those over which too many workers died. */
export function watchDeadWorkers(database: Database, log: Log): { readonly stop: () => void } {
  const missed = new Map<string, number>()
  let looking = false
  const look = async () => {
    if (looking) return
    looking = true
    try {
      await releaseDead(database, missed, log)
    } catch (error) {
      log.debug('Dead workers could not be looked for', { error })
    } finally {
      looking = false
    }
  }
  void look()
  const timer = setInterval(() => void look(), LOOK_MS)
  return { stop: () => clearInterval(timer) }
}

async function releaseDead(database: Database, missed: Map<string, number>, log: Log): Promise<void> {
  const absent = await database.query<{ worker: string }>({
    name: 'absent-workers',
    text: `select distinct locked_by as worker from graphile_worker._private_jobs j where locked_by is not null and not exists (
             select 1 from pg_locks l where l.locktype = 'advisory' and l.granted and l.classid = ${PRESENCE} and l.objsubid = 2
                and l.database = (select oid from pg_database where datname = current_database())
                and l.objid = (hashtext(j.locked_by)::bigint & 4294967295)::oid)`,
  })
  const now = new Set(absent.map((one) => one.worker))
  for (const worker of missed.keys()) if (!now.has(worker)) missed.delete(worker)
  for (const worker of now) missed.set(worker, (missed.get(worker) ?? 0) + 1)
  const dead = [...missed].filter(([, times]) => times >= MISSED).map(([worker]) => worker)
  if (dead.length === 0) return
  log.warn('The tasks of workers that died go back to the queue', { workers: dead })
  await release(database, dead)
  for (const worker of dead) missed.delete(worker)
}

const release = (database: Database, dead: readonly string[]): Promise<void> =>
  database.transaction(async (transaction) => {
    await transaction.query({
      text: `update task_progress set state = 'queued', message = '' where state = 'running' and id::text in (
               select key from graphile_worker._private_jobs where locked_by = any($1))`,
      values: [dead],
    })
    await transaction.query({ text: 'select graphile_worker.force_unlock_workers($1)', values: [dead] })
    await transaction.query({
      text: `with given_up as (
               delete from graphile_worker._private_jobs where locked_by is null and attempts >= max_attempts returning key, attempts)
             update task_progress p set state = 'failed', ended = now(),
               message = format('The worker died %s times over this task. Look at its log, make the input smaller, or give it more memory.', attempts)
               from given_up where p.id::text = given_up.key and p.state = 'queued'`,
    })
  })
