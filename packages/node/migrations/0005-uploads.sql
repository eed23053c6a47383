-- Files that came in, or are to be fetched: bytes of an import, and rows that it refused. They go after a day.

create table upload (
  id uuid primary key,
  name text not null,
  by text not null,
  at timestamptz not null default now(),
  bytes bigint not null
);

create table upload_piece (
  upload uuid not null references upload on delete cascade,
  number integer not null,
  bytes bytea not null,
  primary key (upload, number)
);

-- The task that wrote a batch: one that is taken up again after its worker died writes nothing twice.
alter table import_batch add column task uuid unique;
