import type { Database } from './database.ts'

/** Connections of a database that wait for a lock. */
export async function lockedOut(database: Database): Promise<number> {
  const [row] = await database.query<{ count: number }>({
    text: `select count(*)::int as count from pg_stat_activity
           where datname = current_database() and wait_event_type = 'Lock'`,
  })
  return row!.count
}
