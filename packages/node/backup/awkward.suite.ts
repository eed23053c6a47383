import { copyIn } from '../platform/copy.ts'
import type { Database } from '../platform/database.ts'
import { migration, readMigrations } from '../platform/migrate.ts'
import { addTask } from '../platform/tasks.ts'

/** A schema with everything that is awkward to move. */
export const AWKWARD = migration(
  '9000-awkward.sql',
  `create schema shop;
   create type shop.size as enum ('S', 'M', 'L');
   create table shop.item (code text primary key, parent text references shop.item, size shop.size, price numeric(20, 4), weight float8,
     doubled numeric generated always as (price * 2) stored, photo bytea, facts jsonb, seen timestamptz, day date, span interval, tags text[]);
   create table shop."Odd name" ("a ""quoted"" one" int generated always as identity, text text);
   create table shop.first (id int primary key, second int);
   create table shop.second (id int primary key, first int references shop.first);
   alter table shop.first add foreign key (second) references shop.second;
   create table shop.sale (item text references shop.item, day date, quantity bigint, primary key (item, day)) partition by range (day);
   create table shop.counter (id bigserial primary key, text text);
   create table shop.note (text text);
   create function shop.add_note() returns trigger language plpgsql as 'begin insert into shop.note values (new.code); return new; end';
   create trigger noted after insert on shop.item for each row execute function shop.add_note();
   insert into shop.item (code) values ('made by the schema step');`,
)

/** The program's own schema, and the awkward one after it. */
export const STEPS = [...readMigrations(), AWKWARD]

/** Puts rows of every kind in. */
export async function fill(database: Database): Promise<void> {
  await database.transaction(async (transaction) => {
    await transaction.query({
      text: `create table shop.sale_2025 partition of shop.sale for values from ('2025-01-01') to ('2026-01-01');
             create table shop.sale_rest partition of shop.sale default partition by range (day);
             create table shop.sale_rest_2026 partition of shop.sale_rest for values from ('2026-01-01') to ('2027-01-01');
             create table shop.sale_rest_other partition of shop.sale_rest default;
             delete from shop.item; delete from shop.note`,
    })
    const columns = ['code', 'parent', 'size', 'price', 'weight', 'photo', 'facts', 'seen', 'day', 'span', 'tags']
    await copyIn(transaction, { table: 'shop.item', columns }, [
      [
        'b',
        null,
        'M',
        '12345678901234.5678',
        0.1 + 0.2,
        new Uint8Array([0, 1, 255]),
        { x: [1, '\\ \n\t'] },
        new Date(1),
        '2026-02-28',
        '1 mon',
        '{"a b",NULL}',
      ],
      ['a', 'b', 'L', null, -0, null, null, null, null, null, null],
      ['源头 ä', 'a', null, '0.0001', 1e-300, null, null, null, null, null, '{}'],
    ])
    await copyIn(transaction, { table: 'shop.Odd name', columns: ['text'] }, [['x'], [null], ['\\N'], ['']])
    await transaction.query({
      text: `insert into shop.first values (1), (2); insert into shop.second values (1, 1), (2, 2); update shop.first set second = 3 - id;
             insert into shop.counter (text) values ('x'), ('y'); delete from shop.counter where id = 2`,
    })
    await copyIn(transaction, { table: 'shop.sale', columns: ['item', 'day', 'quantity'] }, [
      ['a', '2025-05-05', 1],
      ['b', '2026-05-05', -2],
      ['b', '2031-05-05', 3],
    ])
    await addTask(transaction, { name: 'plan', payload: { a: 1 } })
  })
}
