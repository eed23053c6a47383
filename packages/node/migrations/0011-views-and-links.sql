-- How a list is looked at, under a name: of one person or of the company.
create table saved_view (
  id uuid primary key,
  -- The list's path without /api/: order-lines.
  list text not null,
  name text not null,
  -- filter, search, sort, columns, widths, density: what the address of the screen holds.
  query jsonb not null,
  -- Whose it is; a view of the company outlives who made it.
  person text references "user" ("id") on delete set null,
  is_company boolean not null default false,
  changed timestamptz not null default now(),
  -- Taken away, and for a while to be had back.
  deleted timestamptz
);
create unique index saved_view_company on saved_view (list, lower(name)) where is_company and deleted is null;
create unique index saved_view_person on saved_view (list, person, lower(name)) where not is_company and deleted is null;

-- The view with which a list opens: for a person, else (person '') for the company.
create table default_view (
  list text not null,
  person text not null default '',
  view uuid not null references saved_view on delete cascade,
  primary key (list, person)
);

-- A token that reads one list as a table, and nothing else; null: what its role may.
alter table api_token add column link jsonb;
