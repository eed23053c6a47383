-- What planners know better than the history, with when and why. Withdrawn ones stay for the history.
create table forecast_override (
  id bigint generated always as identity primary key,
  level text not null check (level in ('item', 'style', 'all')),
  key text,
  first_day date not null,
  last_day date not null check (last_day >= first_day),
  quantity numeric(15, 6) not null check (quantity >= 0),
  given_by text not null,
  given timestamptz not null default now(),
  reason text not null,
  withdrawn_by text,
  withdrawn timestamptz,
  check ((level = 'all') = (key is null))
);

-- The override that a bucket's quantity comes from.
alter table forecast_result add column override_id bigint references forecast_override;
