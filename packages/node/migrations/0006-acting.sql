-- Planning actions as a person acts on them, and what one needs to see before.

alter table planned_order add column priority int;

-- What asks for it first, and what it says as a whole: the key under which it is dismissed.
alter table planning_action
  add column need_type text,
  add column need_order text,
  add column need_line text,
  add column need_date date,
  add column said text not null default '';

-- Stays until the plan says something else.
create table dismissed_action (
  said text primary key,
  by text not null,
  at timestamptz not null default now()
);

-- Carried out, but no plan has been made since; proposed again as soon as its batch is undone.
create table applied_action (
  run bigint not null,
  position int not null,
  batch bigint not null references import_batch on delete cascade,
  primary key (run, position, batch),
  foreign key (run, position) references planning_action on delete cascade
);

-- What no need takes of a supply.
create table unpegged_supply (
  run bigint not null references plan_run on delete cascade,
  supply_type text not null,
  supply text not null,
  supply_line text,
  supply_item text not null,
  quantity numeric not null,
  available_date date not null
);
create index unpegged_supply_item on unpegged_supply (run, supply_item);
create index pegging_item on pegging (run, item);
create index pegging_supply_item on pegging (run, supply_item);

-- What fills a week of a work center.
create table order_load (
  run bigint not null references plan_run on delete cascade,
  work_center text not null,
  week date not null,
  type text not null,
  order_id text not null,
  item text not null,
  minutes numeric not null,
  primary key (run, work_center, week, type, order_id)
);

-- Each item over the horizon in one row.
create table item_balance (
  run bigint not null references plan_run on delete cascade,
  item text not null,
  stock numeric not null,
  receipts numeric not null,
  planned numeric not null,
  needs numeric not null,
  -- The least that is there on a day, by the plan.
  lowest numeric not null,
  -- First day with less than nothing, by the plan.
  short_date date,
  -- First day with less than nothing when nothing is ordered any more.
  out_date date,
  primary key (run, item)
);
