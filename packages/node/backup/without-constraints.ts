import pg from 'pg'
import { quoteTable } from '../platform/copy.ts'
import type { Transaction } from '../platform/database.ts'
import { tables } from './catalogue.ts'

interface Constraint extends Record<string, unknown> {
  readonly table: string
  readonly name: string
  readonly definition: string
}

interface Trigger extends Record<string, unknown> {
  readonly table: string
  readonly name: string
  readonly mode: string
}

const NO_SYSTEM = `n.nspname not in ('pg_catalog', 'information_schema')`

/**
 * Empties every table (schema steps put rows in) and takes foreign keys and triggers off, so that tables can be loaded in any order and
 * nothing acts on the rows. Resolves with what puts them back; the keys are then checked against all rows. Needs no superuser.
 */
export async function withoutConstraints(transaction: Transaction): Promise<() => Promise<void>> {
  const triggers = await userTriggers(transaction)
  for (const { table, name } of triggers)
    await alter(transaction, table, `disable trigger ${pg.escapeIdentifier(name)}`)
  const keys = await foreignKeys(transaction)
  for (const { table, name } of keys) await alter(transaction, table, `drop constraint ${pg.escapeIdentifier(name)}`)
  const all = (await tables(transaction)).map((one) => quoteTable(one.table))
  if (all.length > 0) await transaction.query({ text: `truncate ${all.join(', ')}` })
  return async () => {
    for (const { table, name, definition } of keys) {
      await alter(transaction, table, `add constraint ${pg.escapeIdentifier(name)} ${definition}`)
    }
    for (const { table, name, mode } of triggers)
      await alter(transaction, table, `enable ${mode}trigger ${pg.escapeIdentifier(name)}`)
  }
}

const alter = (transaction: Transaction, table: string, change: string) =>
  transaction.query({ text: `alter table ${quoteTable(table)} ${change}` })

/** Keys of a partitioned table stand for those of its partitions. */
const foreignKeys = (transaction: Transaction): Promise<readonly Constraint[]> =>
  transaction.query<Constraint>({
    text: `select n.nspname || '.' || c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as definition
             from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
            where k.contype = 'f' and k.conparentid = 0 and ${NO_SYSTEM} order by 1, 2`,
  })

const userTriggers = (transaction: Transaction): Promise<readonly Trigger[]> =>
  transaction.query<Trigger>({
    text: `select n.nspname || '.' || c.relname as table, t.tgname as name,
                  case t.tgenabled when 'A' then 'always ' when 'R' then 'replica ' else '' end as mode
             from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
            where not t.tgisinternal and t.tgparentid = 0 and t.tgenabled <> 'D' and ${NO_SYSTEM} order by 1, 2`,
  })
