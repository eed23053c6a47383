import type { GivenCells } from '@headwater/files/import/given-rows'
import type { RowChange } from '@headwater/files/import/merge-rows'
import type { SaleRow } from '@headwater/files/import/sell-through-rows'
import { type CopyRow, copyIn } from '../platform/copy.ts'
import type { Session, Transaction } from '../platform/database.ts'

/** Puts sales into a table of the transaction by COPY; resolves with their number. */
export async function stageSales(transaction: Transaction, rows: Iterable<SaleRow>): Promise<number> {
  await transaction.query({
    text: `create temporary table given_sale (row int not null, item text not null, date date not null, place text not null,
                                             quantity numeric(15, 6) not null, price numeric(15, 6)) on commit drop`,
  })
  const count = await copyIn(
    transaction,
    { table: 'given_sale', columns: ['row', 'item', 'date', 'place', 'quantity', 'price'] },
    cells(rows),
  )
  await transaction.query({ text: 'analyze given_sale' })
  return count
}

/** Rows read before others get a turn: about 10 ms. */
const TURN = 2_000

/** Reading is work without waiting: left alone, it would keep the whole process from answering until the last row. */
async function* cells(rows: Iterable<SaleRow>): AsyncGenerator<CopyRow> {
  let count = 0
  for (const one of rows) {
    if (++count % TURN === 0) await new Promise((go) => setImmediate(go))
    yield [one.row, one.item, one.date, one.place, one.quantity, one.price]
  }
}

export interface WrongSale {
  readonly [column: string]: unknown
  readonly row: number
  readonly item: string
  /** The first row of the same key; null: its item is not known. */
  readonly first: number | null
}

/** Takes sales of items that are not known, and second sales of one key, out of the staged ones; resolves with the first of them. */
export async function refuseWrongSales(
  transaction: Transaction,
  most: number,
): Promise<{ readonly count: number; readonly first: readonly WrongSale[] }> {
  await transaction.query({
    text: `create temporary table wrong_sale on commit drop as
             select row, item, null::int as first from given_sale g
             where not exists (select 1 from record r where r.file = 'items' and r.key = g.item)
           union all
             select g.row, g.item, d.first
             from (select item, date, place, min(row) as first from given_sale group by item, date, place having count(*) > 1) d
             join given_sale g using (item, date, place)
             where g.row > d.first and exists (select 1 from record r where r.file = 'items' and r.key = g.item)`,
  })
  const [found] = await transaction.query<{ count: number }>({ text: 'select count(*)::int as count from wrong_sale' })
  if (found!.count === 0) return { count: 0, first: [] }
  const first = await transaction.query<WrongSale>({
    text: 'select row, item, first from wrong_sale order by row limit $1',
    values: [most],
  })
  await transaction.query({ text: 'delete from given_sale g using wrong_sale w where g.row = w.row' })
  return { count: found!.count, first }
}

/** The condition that a staged sale (g) changes the stored one (s). */
const differsFrom = (hasPrice: boolean): string =>
  `(s.quantity <> g.quantity${hasPrice ? ' or s.price is distinct from g.price' : ''})`

export interface SalesPreview {
  readonly hasPrice: boolean
  readonly most: number
  /** As they stand in the file; else changed ones before new ones. */
  readonly isInOrder: boolean
}

/** The first staged sales that change something. */
export async function previewSales(
  transaction: Transaction,
  { hasPrice, most, isInOrder }: SalesPreview,
): Promise<(RowChange & { readonly row: number })[]> {
  const rows = await transaction.query<{ key: string; row: number; before: GivenCells | null; after: GivenCells }>({
    text: `select concat_ws('|', item, to_char(date, 'YYYY-MM-DD'), place) as key, g.row,
                  case when s.item is not null then ${cellsOf('s')} end as before, ${cellsOf('g')} as after
           from given_sale g left join sell_through s using (item, date, place)
           where s.item is null or ${differsFrom(hasPrice)} order by ${isInOrder ? '' : 's.item is null, '}g.row limit $1`,
    values: [most],
  })
  return rows.map(({ key, row, before, after }) => ({ key, row, before, after }))
}

/** A sale as cells of its file. */
const cellsOf = (
  table: string,
): string => `jsonb_strip_nulls(jsonb_build_object('item', item, 'date', to_char(date, 'YYYY-MM-DD'),
  'place', nullif(place, ''), 'quantity', trim_scale(${table}.quantity)::text, 'price', trim_scale(${table}.price)::text))`

/** Writes the staged sales; what they replace is kept for the undo. A column that is not given keeps what is there. */
export async function writeSales(
  transaction: Transaction,
  { batch, hasPrice }: { readonly batch: number; readonly hasPrice: boolean },
): Promise<{ added: number; changed: number; unchanged: number }> {
  const differs = differsFrom(hasPrice)
  const [counts] = await transaction.query<{ total: number; known: number; changed: number }>({
    text: `select count(*)::int as total, count(s.item)::int as known, (count(*) filter (where s.item is not null and ${differs}))::int as changed
           from given_sale g left join sell_through s using (item, date, place)`,
  })
  const { total, known, changed } = counts!
  if (changed > 0)
    await transaction.query({
      text: `insert into sell_through_before (batch, item, date, place, quantity, price, old_batch)
             select $1, s.item, s.date, s.place, s.quantity, s.price, s.batch
             from sell_through s join given_sale g using (item, date, place) where ${differs}`,
      values: [batch],
    })
  if (known - changed < total)
    await transaction.query({
      text: `insert into sell_through as s (item, date, place, quantity, price, batch)
             select g.item, g.date, g.place, g.quantity, g.price, $1 from given_sale g
             on conflict (item, date, place) do update
               set quantity = excluded.quantity, batch = excluded.batch${hasPrice ? ', price = excluded.price' : ''}
             where ${differs.replaceAll('g.', 'excluded.')}`,
      values: [batch],
    })
  return { added: total - known, changed, unchanged: known - changed }
}

/** Sales that a batch wrote and a later one wrote over. */
export async function countSalesOverwritten(session: Session, batch: number): Promise<number> {
  const [row] = await session.query<{ rows: number }>({
    text: `select count(*)::int as rows from sell_through_before b join sell_through s using (item, date, place)
           where b.old_batch = $1 and s.batch <> $1`,
    values: [batch],
  })
  return row!.rows
}

/** Takes the sales of a batch out and puts back what they replaced. */
export async function unwriteSales(transaction: Transaction, batch: number): Promise<void> {
  await transaction.query({ text: 'delete from sell_through where batch = $1', values: [batch] })
  await transaction.query({
    text: `insert into sell_through (item, date, place, quantity, price, batch)
           select item, date, place, quantity, price, old_batch from sell_through_before where batch = $1`,
    values: [batch],
  })
}

/** An item that a batch takes away although sales name it. */
export async function findItemWithSales(session: Session, batch: number): Promise<string | undefined> {
  const rows = await session.query<{ item: string }>({
    text: `select key as item from import_change c where batch = $1 and file = 'items' and after is null
           and exists (select 1 from sell_through s where s.item = c.key) order by key limit 1`,
    values: [batch],
  })
  return rows[0]?.item
}
