-- What happened that people should look at, and who has looked. The newest 500 of the last 30 days are kept.

create table inbox_item (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  kind text not null,
  -- What it is about: the same thing is told once.
  subject text not null,
  -- Who caused it, and need not be told; null: nobody.
  by text[] not null default '{}',
  facts jsonb not null,
  unique (kind, subject)
);
create index inbox_item_at on inbox_item (at);

create table inbox_read (
  person text not null references "user" ("id") on delete cascade,
  item bigint not null references inbox_item on delete cascade,
  primary key (person, item)
);
