-- What a forecast was before people changed it, how wide it is, and what it was made from.

alter table forecast_result
  -- Without overrides.
  add column baseline numeric,
  add column p05 numeric,
  add column p25 numeric,
  add column p75 numeric,
  add column p95 numeric;
update forecast_result set baseline = quantity;
alter table forecast_result alter column baseline set not null;

-- The places' parts of forecasts of which an override changed the part of one place; of all others a place has its share of the sales.
create table forecast_part (
  run bigint not null references plan_run on delete cascade,
  item text not null,
  date date not null,
  place text not null,
  quantity numeric not null,
  primary key (run, item, date, place)
);

create table forecast_basis (
  run bigint not null references plan_run on delete cascade,
  item text not null,
  -- The heaviest; `given`: the forecast came as it is.
  method text not null,
  is_new boolean not null,
  -- Weeks of sales, and the Mondays of those that do not count.
  weeks int not null,
  stock_outs date[] not null,
  outliers int not null,
  -- Sold in the last four weeks; expected in the next four, without and with overrides.
  recent numeric not null,
  baseline numeric not null,
  expected numeric not null,
  -- Sums of the backtest, one to four weeks ahead, so that items can be added up.
  tested_actual numeric not null,
  tested_absolute numeric not null,
  tested_bias numeric not null,
  -- Methods, errors by weeks ahead, outliers, whom it learns from.
  detail jsonb not null,
  primary key (run, item)
);

-- An override may be of a category of items, and of what one place sells.
alter table forecast_override
  drop constraint forecast_override_level_check,
  add constraint forecast_override_level_check check (level in ('item', 'style', 'category', 'all')),
  add column place text,
  -- Sum of the buckets when it was given.
  add column was numeric;
