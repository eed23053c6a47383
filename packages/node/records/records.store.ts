import type { GivenCells } from '@headwater/files/import/given-rows'
import type { RowChange } from '@headwater/files/import/merge-rows'
import { copyIn } from '../platform/copy.ts'
import type { Session, Transaction } from '../platform/database.ts'
import { readRows } from '../platform/read-rows.ts'
import type { FileOutcome } from './import-outcome.ts'
import { DEMO_SETTING } from './setting-names.ts'

export type StoredFile = ReadonlyMap<string, GivenCells>

/** Every record by file and key, in the order in which they came; without sales. */
export async function loadRecords(session: Session): Promise<Map<string, Map<string, GivenCells>>> {
  const rows = await session.query<{ file: string; key: string; cells: GivenCells }>({
    text: 'select file, key, cells from record order by file, position',
  })
  const files = new Map<string, Map<string, GivenCells>>()
  for (const { file, key, cells } of rows) {
    const known = files.get(file)
    if (known) known.set(key, cells)
    else files.set(file, new Map([[key, cells]]))
  }
  return files
}

/** Sales by item and week, the first day of the week being Monday. */
export const loadWeeklySales = (session: Session) =>
  session.query<{ item: string; date: string; quantity: string }>({
    text: `select item, to_char(date_trunc('week', date), 'YYYY-MM-DD') as date, trim_scale(sum(quantity))::text as quantity
           from sell_through group by 1, 2 order by 1, 2`,
  })

/** One import at a time; the lock ends with the transaction. */
export async function lockImports(session: Session): Promise<void> {
  await session.query({ text: `select pg_advisory_xact_lock(hashtext('headwater import'))` })
}

export interface NewBatch {
  readonly by: string
  readonly files: readonly string[]
  readonly counts: unknown
  readonly task?: string | undefined
}

/** Who gives the records that a node begins with. */
export const START = 'start'

/** Notes a batch. With the first of a person the company is no demo any more: what it has is somebody's. */
export async function insertBatch(session: Session, { by, files, counts, task }: NewBatch): Promise<number> {
  if (by !== START)
    await session.query({
      text: `update setting set value = 'false', changed = now() where name = $1 and value = 'true'`,
      values: [DEMO_SETTING],
    })
  const [row] = await session.query<{ id: number }>({
    text: `insert into import_batch (by, files, counts, task, via)
           values ($1, $2, $3::jsonb, $4, coalesce(nullif(current_setting('headwater.via', true), ''), 'import')) returning id`,
    values: [by, files, JSON.stringify(counts), task ?? null],
  })
  return row!.id
}

/** Grows with every change of the records; null: nothing was ever imported. */
export async function newestBatch(session: Session): Promise<number | null> {
  const [row] = await session.query<{ id: number | null }>({ text: 'select max(id) as id from import_batch' })
  return row!.id
}

export async function saveCounts(session: Session, batch: number, counts: unknown): Promise<void> {
  await session.query({
    text: 'update import_batch set counts = $2::jsonb where id = $1',
    values: [batch, JSON.stringify(counts)],
  })
}

/** Writes the changes of a batch and what they replaced: COPY, then one statement for each kind. */
export async function writeChanges(
  transaction: Transaction,
  batch: number,
  files: readonly { readonly file: string; readonly changes: readonly RowChange[] }[],
): Promise<void> {
  const rows = files.flatMap(({ file, changes }) =>
    changes.map((one) => [batch, file, one.key, one.before, one.after] as const),
  )
  const columns = ['batch', 'file', 'key', 'before', 'after', 'position']
  const numbered = rows.map((row, position) => [...row, position])
  await copyIn(transaction, { table: 'import_change', columns }, numbered)
  await transaction.query({
    text: `delete from record r using import_change c
           where c.batch = $1 and c.after is null and r.file = c.file and r.key = c.key`,
    values: [batch],
  })
  await transaction.query({
    text: `insert into record (file, key, cells)
           select file, key, after from import_change where batch = $1 and after is not null order by position
           on conflict (file, key) do update set cells = excluded.cells`,
    values: [batch],
  })
}

export interface BatchRow {
  readonly [column: string]: unknown
  readonly id: number
  readonly at: Date
  readonly by: string
  readonly files: readonly string[]
  readonly counts: unknown
  readonly undoneBy: number | null
}

export const listBatches = (session: Session, most: number): Promise<readonly BatchRow[]> =>
  session.query<BatchRow>({
    text: 'select id, at, by, files, counts, undone_by as "undoneBy" from import_batch order by id desc limit $1',
    values: [most],
  })

export async function findBatch(session: Session, id: number): Promise<BatchRow | undefined> {
  const rows = await session.query<BatchRow>({
    text: 'select id, at, by, files, counts, undone_by as "undoneBy" from import_batch where id = $1 for update',
    values: [id],
  })
  return rows[0]
}

/** What a task wrote before it was begun again. A batch older than `hours` is let go of, so that the task may write another. */
export async function findTaskBatch(
  session: Session,
  task: string,
  hours?: number,
): Promise<{ readonly id: number; readonly files: FileOutcome[] } | undefined> {
  if (hours !== undefined)
    await session.query({
      text: 'update import_batch set task = null where task = $1 and at <= now() - make_interval(hours => $2)',
      values: [task, hours],
    })
  const rows = await session.query<{ id: number; counts: FileOutcome[] }>({
    text: 'select id, counts from import_batch where task = $1',
    values: [task],
  })
  return rows[0] && { id: rows[0].id, files: rows[0].counts.map((one) => ({ ...one, preview: [] })) }
}

export const loadChanges = (session: Session, batch: number) =>
  session.query<{ file: string; key: string; before: GivenCells | null; after: GivenCells | null }>({
    text: 'select file, key, before, after from import_change where batch = $1',
    values: [batch],
  })

/** Rows of a batch that something later changed. */
export async function countOverwritten(session: Session, batch: number): Promise<number> {
  const [row] = await session.query<{ rows: number }>({
    text: `select (select count(*) from import_change c left join record r using (file, key)
                   where c.batch = $1 and r.cells is distinct from c.after)::int
                  as rows`,
    values: [batch],
  })
  return row!.rows
}

export async function markUndone(session: Session, batch: number, by: number): Promise<void> {
  await session.query({ text: 'update import_batch set undone_by = $2 where id = $1', values: [batch, by] })
}

/** Tells every reader of live events that records changed, when the transaction is committed. */
export async function tellRecordsChanged(session: Session): Promise<void> {
  await session.query({ text: `select pg_notify('headwater_live', 'records')` })
}

export interface SalesCounts {
  readonly [column: string]: unknown
  readonly rows: number
  readonly items: number
}

export async function countSales(session: Session): Promise<SalesCounts> {
  const [row] = await session.query<SalesCounts>({
    text: 'select count(*)::int as rows, count(distinct item)::int as items from sell_through',
  })
  return row!
}

/** Every sale as it was given. */
export const streamSales = (transaction: Transaction) =>
  readRows<{ item: string; date: string; place: string; quantity: string; price: string }>(transaction, {
    text: `select item, to_char(date, 'YYYY-MM-DD') as date, place, trim_scale(quantity)::text as quantity,
                  coalesce(trim_scale(price)::text, '') as price
           from sell_through order by item, date, place`,
  })

/** Rows of each file that has any. */
export async function countRecords(session: Session): Promise<Record<string, number>> {
  const rows = await session.query<{ file: string; rows: number }>({
    text: `select file, count(*)::int as rows from record group by file
           union all select 'sell_through', count(*)::int from sell_through having count(*) > 0`,
  })
  return Object.fromEntries(rows.map((one) => [one.file, one.rows]))
}

/** Keys of a file with the names in words that stand beside them. */
export const loadNames = (session: Session, file: string) =>
  session.query<{ key: string; name: string | null; style: string | null }>({
    text: `select key, cells ->> 'name' as name, cells ->> 'style' as style from record where file = $1`,
    values: [file],
  })

export async function findParameter(session: Session, name: string): Promise<string | undefined> {
  const rows = await session.query<{ value: string }>({
    text: `select cells ->> 'value' as value from record where file = 'parameters' and key = $1`,
    values: [name],
  })
  return rows[0]?.value
}

export async function anyBatchOfPerson(session: Session): Promise<boolean> {
  const [row] = await session.query<{ any: boolean }>({
    text: 'select exists (select 1 from import_batch where by <> $1) as any',
    values: [START],
  })
  return row!.any
}

export async function anyRecords(session: Session): Promise<boolean> {
  const [row] = await session.query<{ any: boolean }>({ text: 'select exists (select 1 from record) as any' })
  return row!.any
}

/** Everything that was imported, and what was planned from it. */
export async function deleteRecords(session: Session): Promise<void> {
  await session.query({ text: `insert into audit (by, what) values ('start', 'records.emptied')` })
  await session.query({
    text: `truncate record, sell_through, import_batch, import_change, sell_through_before, plan_run, forecast_override, delivery_promise,
             reservation, dismissed_action, inbox_item cascade`,
  })
}

export async function loadParameters(session: Session): Promise<ReadonlyMap<string, string>> {
  const rows = await session.query<{ name: string; value: string }>({
    text: `select key as name, cells ->> 'value' as value from record where file = 'parameters'`,
  })
  return new Map(rows.map((one) => [one.name, one.value]))
}

/** Keys of the calendars that the company has given. */
export async function loadCalendarKeys(session: Session): Promise<readonly string[]> {
  const rows = await session.query<{ calendar: string }>({
    text: `select distinct cells ->> 'calendar' as calendar from record where file = 'calendars' order by 1`,
  })
  return rows.map((one) => one.calendar)
}
