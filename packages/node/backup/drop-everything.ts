import pg from 'pg'
import type { Database } from '../platform/database.ts'

/** Clears a database that was empty before a restore which did not end. */
export async function dropEverything(database: Database): Promise<void> {
  const schemas = await database.query<{ name: string }>({
    text: `select nspname as name from pg_namespace where nspname not in ('information_schema') and nspname not like 'pg\\_%'`,
  })
  await database.transaction(async (transaction) => {
    for (const { name } of schemas)
      await transaction.query({ text: `drop schema ${pg.escapeIdentifier(name)} cascade` })
    await transaction.query({ text: 'create schema public' })
  })
}
