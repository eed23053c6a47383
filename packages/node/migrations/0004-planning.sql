-- What planning answers: one run at a time is current; its results are written whole, in one transaction.

create table plan_run (
  id bigint generated always as identity primary key,
  business_day date not null,
  started timestamptz not null,
  ended timestamptz not null default now(),
  counts jsonb not null
);

create table forecast_result (
  run bigint not null references plan_run on delete cascade,
  item text not null,
  date date not null,
  bucket text not null,
  quantity numeric not null,
  p10 numeric,
  p50 numeric,
  p90 numeric,
  method text not null,
  primary key (run, item, date)
);

create table planned_order (
  run bigint not null references plan_run on delete cascade,
  planned_order text not null,
  item text not null,
  type text not null,
  supplier text,
  quantity numeric not null,
  start_quantity numeric not null,
  need_date date not null,
  release_date date not null,
  due_date date not null,
  unit_price numeric,
  primary key (run, planned_order)
);

create table planning_action (
  run bigint not null references plan_run on delete cascade,
  position int not null,
  action text not null,
  order_type text not null,
  order_id text not null,
  line text,
  item text not null,
  item_name text not null,
  quantity numeric,
  new_quantity numeric,
  date date,
  new_date date,
  reason text not null,
  primary key (run, position)
);

create table pegging (
  run bigint not null references plan_run on delete cascade,
  demand_type text not null,
  demand text not null,
  demand_line text,
  item text not null,
  need_date date not null,
  supply_type text not null,
  supply text not null,
  supply_line text,
  supply_item text not null,
  quantity numeric not null,
  available_date date not null
);
create index pegging_down on pegging (run, demand_type, demand);
create index pegging_up on pegging (run, supply_type, supply);

create table capacity_load (
  run bigint not null references plan_run on delete cascade,
  work_center text not null,
  week date not null,
  load_minutes numeric not null,
  available_minutes numeric not null,
  primary key (run, work_center, week)
);

create table scheduled_operation (
  run bigint not null references plan_run on delete cascade,
  order_id text not null,
  sequence int not null,
  item text not null,
  work_center text not null,
  work_unit text not null,
  quantity numeric not null,
  setup_start timestamptz not null,
  start timestamptz not null,
  ended timestamptz not null,
  primary key (run, order_id, sequence)
);

create table plan_issue (
  run bigint not null references plan_run on delete cascade,
  position int not null,
  severity text not null,
  code text not null,
  order_id text,
  line text,
  item text,
  date date,
  days int,
  message text not null,
  primary key (run, position)
);

-- Open sales lines as the page shows them.
create table order_projection (
  run bigint not null references plan_run on delete cascade,
  position int not null,
  order_id text not null,
  line text not null,
  item text not null,
  item_name text not null,
  customer text,
  quantity numeric not null,
  unit text not null,
  requested date not null,
  projected date,
  status text not null check (status in ('late', 'soon-late', 'on-time', 'cannot-plan')),
  days_late int,
  cause jsonb,
  primary key (run, order_id, line)
);

-- The date a customer was told. It outlives runs: the first projection of a line becomes its promise.
create table delivery_promise (
  order_id text not null,
  line text not null,
  promised date not null,
  given timestamptz not null default now(),
  primary key (order_id, line)
);

-- Goods promised in an inquiry that is kept for a while.
create table reservation (
  id uuid primary key,
  item text not null,
  quantity numeric not null check (quantity > 0),
  date date not null,
  customer text not null default '',
  given_by text not null,
  given timestamptz not null default now(),
  -- By the machine's clock.
  expires timestamptz not null
);
create index reservation_open on reservation (expires);
