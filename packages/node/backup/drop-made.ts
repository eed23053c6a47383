import pg from 'pg'
import type { Database } from '../platform/database.ts'
import { UNFINISHED } from '../platform/migrate.ts'
import { schemas } from './catalogue.ts'

/**
 * Clears what a restore has made that did not end: its schemas, and all in public but what came with extensions. The database was empty
 * before; schemas of that time, public itself and whoever may use it stay as they were.
 */
export async function dropMade(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    const [mark] = await transaction.query<{ before: readonly string[]; made: readonly string[] | null }>({
      text: `select before, made from ${UNFINISHED}`,
    })
    const before = new Set(mark?.before ?? [])
    const made = mark?.made ?? (await schemas(transaction)).filter((name) => !before.has(name) && name !== 'public')
    for (const name of made)
      await transaction.query({ text: `drop schema if exists ${pg.escapeIdentifier(name)} cascade` })
    for (const look of [RELATIONS, ROUTINES, TYPES]) {
      const found = await transaction.query<{ kind: string; name: string }>({ text: look })
      for (const { kind, name } of found) await transaction.query({ text: `drop ${kind} if exists ${name} cascade` })
    }
  })
}

const NO_EXTENSION = (catalogue: string, oid: string): string =>
  `not exists (select 1 from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

const RELATIONS = `select case relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence'
                            when 'f' then 'foreign table' else 'table' end as kind, oid::regclass::text as name
  from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
   and ${NO_EXTENSION('pg_class', 'pg_class.oid')} order by relkind = 'S'`

const ROUTINES = `select 'routine' as kind, oid::regprocedure::text as name
  from pg_proc where pronamespace = 'public'::regnamespace and ${NO_EXTENSION('pg_proc', 'pg_proc.oid')}`

const TYPES = `select 'type' as kind, oid::regtype::text as name
  from pg_type where typnamespace = 'public'::regnamespace and typtype in ('e', 'd', 'r', 'c') and typrelid = 0
   and ${NO_EXTENSION('pg_type', 'pg_type.oid')}`
