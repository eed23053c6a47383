-- What the platform itself keeps: settings, and the progress of background tasks.

create table setting (
  name text primary key,
  value jsonb not null,
  changed timestamptz not null default now()
);

create table task_progress (
  id uuid primary key,
  name text not null,
  payload jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  step text not null default '',
  done bigint not null default 0,
  -- Null: how much there is to do is not known.
  total bigint,
  message text not null default '',
  result jsonb,
  cancel_requested boolean not null default false,
  queued timestamptz not null default now(),
  started timestamptz,
  ended timestamptz
);

create index task_progress_newest on task_progress (queued desc);
create index task_progress_open on task_progress (name) where state in ('queued', 'running');

-- Listeners hear the number and state of each task that changes, when the change is committed.
create function notify_task_progress() returns trigger language plpgsql as $$
begin
  perform pg_notify('task_progress', json_build_object('id', new.id, 'state', new.state, 'cancel', new.cancel_requested)::text);
  return null;
end $$;

create trigger task_progress_changed after insert or update on task_progress
  for each row execute function notify_task_progress();
