-- What the company knows, in the words in which it was given: one row of a file of the contract is one row here. packages/files says
-- which columns a file has and checks every cell before it comes here.

create table record (
  file text not null,
  -- Key cells joined by '|'.
  key text not null,
  position bigint generated always as identity,
  -- Column → text; empty cells are left out.
  cells jsonb not null,
  primary key (file, key)
);

-- Real sales are many: typed, and partitioned by item so that several workers may load and read at once.
create table sell_through (
  item text not null,
  date date not null,
  place text not null default '',
  quantity numeric(15, 6) not null,
  price numeric(15, 6),
  batch bigint not null,
  primary key (item, date, place)
) partition by hash (item);
create table sell_through_0 partition of sell_through for values with (modulus 4, remainder 0);
create table sell_through_1 partition of sell_through for values with (modulus 4, remainder 1);
create table sell_through_2 partition of sell_through for values with (modulus 4, remainder 2);
create table sell_through_3 partition of sell_through for values with (modulus 4, remainder 3);
create index sell_through_date on sell_through (date);
create index sell_through_batch on sell_through (batch);

create table import_batch (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  by text not null,
  files text[] not null,
  counts jsonb not null,
  undone_by bigint references import_batch
);

create table import_change (
  batch bigint not null references import_batch on delete cascade,
  file text not null,
  key text not null,
  before jsonb,
  after jsonb,
  primary key (batch, file, key)
);

-- Sales that a batch replaced, for its undo.
create table sell_through_before (
  batch bigint not null references import_batch on delete cascade,
  item text not null,
  date date not null,
  place text not null,
  quantity numeric(15, 6) not null,
  price numeric(15, 6),
  old_batch bigint not null,
  primary key (batch, item, date, place)
);

-- How a company's own headers were mapped to columns: proposed again for the same headers.
create table column_mapping (
  file text not null,
  headers text not null,
  mapping jsonb not null,
  primary key (file, headers)
);
