import type { SaleRow } from '@headwater/files/import/sell-through-rows'
import { copyIn, type CopyRow } from '../platform/copy.ts'
import type { Transaction } from '../platform/database.ts'

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

function* cells(rows: Iterable<SaleRow>): Generator<CopyRow> {
  for (const one of rows) yield [one.row, one.item, one.date, one.place, one.quantity, one.price]
}

/** Sales of items that are not known, and second sales of one key. */
export const findWrongSales = (transaction: Transaction, most: number) =>
  transaction.query<{ row: number; item: string; first: number | null }>({
    text: `(select min(row) as row, item, null::int as first from given_sale g
            where not exists (select 1 from record r where r.file = 'items' and r.key = g.item) group by item)
           union all
           (select row, item, first from (select row, item, min(row) over (partition by item, date, place) as first from given_sale) d
            where row > first)
           order by row limit $1`,
    values: [most],
  })

/** Writes the staged sales; what they replace is kept for the undo. */
export async function writeSales(
  transaction: Transaction,
  batch: number,
): Promise<{ added: number; changed: number; unchanged: number }> {
  const [counts] = await transaction.query<{ total: number; same: number; changed: number }>({
    text: `select count(*)::int as total, (count(*) filter (where s.quantity = g.quantity and s.price is not distinct from g.price))::int as same,
                  (count(*) filter (where s.item is not null))::int as changed
           from given_sale g left join sell_through s using (item, date, place)`,
  })
  await transaction.query({
    text: `insert into sell_through_before (batch, item, date, place, quantity, price, old_batch)
           select $1, s.item, s.date, s.place, s.quantity, s.price, s.batch from sell_through s join given_sale g using (item, date, place)
           where s.quantity <> g.quantity or s.price is distinct from g.price`,
    values: [batch],
  })
  await transaction.query({
    text: `insert into sell_through (item, date, place, quantity, price, batch)
           select item, date, place, quantity, price, $1 from given_sale
           on conflict (item, date, place) do update set quantity = excluded.quantity, price = excluded.price, batch = excluded.batch
           where sell_through.quantity <> excluded.quantity or sell_through.price is distinct from excluded.price`,
    values: [batch],
  })
  const { total, same, changed } = counts!
  return { added: total - changed, changed: changed - same, unchanged: same }
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
