import pg from 'pg'
import { quoteTable } from '../platform/copy.ts'
import type { Session } from '../platform/database.ts'
import type { Partition, Sequence, TableHead } from './container.ts'

/** What a database holds, read from its own catalogue: nothing that a later schema step adds can be forgotten. */

/** Schemas of PostgreSQL itself. */
const OURS = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_toast%' and n.nspname not like 'pg\\_temp%'`

/** Tables that came with an extension of the server are its own. */
const NO_EXTENSION = `not exists (select 1 from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** Kept by the schema steps themselves, so neither backed up nor restored. */
const NOT_DATA = ['public.schema_migration', 'graphile_worker.migrations']

export interface Table extends TableHead {
  /** Reads these columns, rows in an order that is the same on every server. */
  readonly query: (columns: readonly string[]) => string
}

interface ColumnRow extends Record<string, unknown> {
  readonly table: string
  readonly columns: readonly string[]
  readonly key: readonly string[]
}

/** Every table that holds rows, each partition by itself, in the order of their names. */
export async function tables(session: Session): Promise<readonly Table[]> {
  const rows = await session.query<ColumnRow>({
    text: `select n.nspname || '.' || c.relname as table,
                  array(select a.attname::text from pg_attribute a
                         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                         order by a.attname) as columns,
                  array(select case when t.typcollation <> 0 then format('%I collate "C"', a.attname) else format('%I', a.attname) end
                          from unnest(i.indkey) with ordinality as k (attnum, place)
                          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
                          join pg_type t on t.oid = a.atttypid order by k.place) as key
             from pg_class c join pg_namespace n on n.oid = c.relnamespace
             left join pg_index i on i.indrelid = c.oid and i.indisprimary
            where c.relkind = 'r' and c.relpersistence <> 't' and ${OURS} and ${NO_EXTENSION} order by (n.nspname || '.' || c.relname) collate "C"`,
  })
  return rows.filter((row) => !NOT_DATA.includes(row.table) && row.columns.length > 0).map(asTable)
}

const asTable = ({ table, columns, key }: ColumnRow): Table => ({
  table,
  columns,
  query: (list) => {
    const names = list.map((name) => pg.escapeIdentifier(name)).join(', ')
    const order = key.length > 0 ? key.join(', ') : `row(${names})::text collate "C"`
    return `select ${names} from ${quoteTable(table)} order by ${order}`
  },
})

/** Partitions, parents first. */
export const partitions = (session: Session): Promise<readonly Partition[]> =>
  session.query<Partition & Record<string, unknown>>({
    text: `with recursive part as (
             select i.inhrelid as oid, i.inhparent as parent, 1 as depth from pg_inherits i
               join pg_class p on p.oid = i.inhparent and p.relkind = 'p' and not p.relispartition
             union all
             select i.inhrelid, i.inhparent, part.depth + 1 from pg_inherits i join part on i.inhparent = part.oid)
           select n.nspname || '.' || c.relname as table, m.nspname || '.' || p.relname as parent,
                  pg_get_expr(c.relpartbound, c.oid) as bound,
                  case when c.relkind = 'p' then pg_get_partkeydef(c.oid) end as divided
             from part join pg_class c on c.oid = part.oid join pg_namespace n on n.oid = c.relnamespace
             join pg_class p on p.oid = part.parent join pg_namespace m on m.oid = p.relnamespace
            where c.relkind in ('r', 'p') order by part.depth, (n.nspname || '.' || c.relname) collate "C"`,
  })

/** Where every sequence stands. A sequence is outside transactions: it is read last, so that it is never behind the rows. */
export async function sequences(session: Session): Promise<readonly Sequence[]> {
  const names = await session.query<{ name: string }>({
    text: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'S' and ${OURS} order by (n.nspname || '.' || c.relname) collate "C"`,
  })
  if (names.length === 0) return []
  const parts = names.map(
    ({ name }) =>
      `select '${name.replaceAll("'", "''")}' as name, last_value::text as value, is_called as called from ${quoteTable(name)}`,
  )
  return session.query<Sequence & Record<string, unknown>>({ text: `${parts.join(' union all ')} order by 1` })
}

/** Tables and other relations of any kind; an empty database has none. */
export async function relations(session: Session): Promise<readonly string[]> {
  const rows = await session.query<{ name: string }>({
    text: `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and ${OURS} and ${NO_EXTENSION} order by 1`,
  })
  return rows.map((row) => row.name)
}

/** Schemas that are neither the server's nor an extension's. */
export async function schemas(session: Session): Promise<readonly string[]> {
  const rows = await session.query<{ name: string }>({
    text: `select n.nspname as name from pg_namespace n where ${OURS} and not exists (
             select 1 from pg_depend d where d.classid = 'pg_namespace'::regclass and d.objid = n.oid and d.deptype = 'e')
            order by 1`,
  })
  return rows.map((row) => row.name)
}

/** Routines and types by themselves, which an empty database has none of either. */
export async function routinesAndTypes(session: Session): Promise<readonly string[]> {
  const rows = await session.query<{ name: string }>({
    text: `select n.nspname || '.' || p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where ${OURS} and not exists (
              select 1 from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
           union all
           select n.nspname || '.' || t.typname from pg_type t join pg_namespace n on n.oid = t.typnamespace
            where ${OURS} and t.typtype in ('e', 'd', 'r') and not exists (
              select 1 from pg_depend d where d.classid = 'pg_type'::regclass and d.objid = t.oid and d.deptype = 'e')
            order by 1`,
  })
  return rows.map((row) => row.name)
}

/** Settings under which the text of a value is the same on every server. */
export const CANONICAL = `set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres';
  set local extra_float_digits = 1; set local bytea_output = 'hex'; set local lc_monetary = 'C'; set local row_security = off;
  set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`
