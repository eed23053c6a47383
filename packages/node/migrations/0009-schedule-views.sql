-- The schedule of a run as the timeline draws it, made with the run: JSON text, sent as it is.
create table schedule_view (
  run bigint primary key references plan_run on delete cascade,
  -- Newest batch of records that the run knew.
  batch bigint,
  view text not null
);

-- A search for a better schedule while it runs, and what it found.
create table schedule_search (
  task uuid primary key,
  seconds int not null,
  seed int not null,
  -- A person wants the best so far: the search ends and is kept.
  is_kept boolean not null default false,
  elapsed double precision not null default 0,
  first_late double precision,
  late double precision,
  setup_minutes int,
  bound double precision,
  trace jsonb not null default '[]',
  ordered timestamptz not null default now()
);

-- Where operations stood before a change of the schedule: its undo puts them back.
create table schedule_before (
  batch bigint primary key references import_batch on delete cascade,
  operations jsonb not null
);
