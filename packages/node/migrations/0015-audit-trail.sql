-- Who changed what, from what to what: written in the transaction of the change, and never changed again.

alter table audit
  -- screen, program, import, or node where nobody asked.
  add column via text not null default 'node',
  -- What kind of thing and which one.
  add column file text,
  add column key text,
  add column before jsonb,
  add column after jsonb;
create index audit_at on audit (at);

alter table import_batch add column via text not null default 'import';

-- Who asks is told by the transaction (headwater.by, headwater.via); else the row itself says who gave it.
create function audit_row() returns trigger language plpgsql as $$
declare
  was jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  is_now jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  row_now jsonb := coalesce(is_now, was);
begin
  if was = is_now or row_now ->> 'name' ~* 'secret' then return null; end if;
  insert into audit (by, via, what, file, key, before, after) values (
    coalesce(nullif(current_setting('headwater.by', true), ''), row_now ->> 'withdrawn_by', row_now ->> 'given_by',
             row_now ->> 'by', 'node'),
    coalesce(nullif(current_setting('headwater.via', true), ''), 'node'),
    tg_argv[0] || case tg_op when 'INSERT' then '.added' when 'DELETE' then '.removed' else '.changed' end,
    tg_argv[0],
    (select string_agg(row_now ->> name, '|' order by place)
       from unnest(string_to_array(tg_argv[1], ',')) with ordinality as k (name, place)),
    was, is_now);
  return null;
end $$;

create trigger audited after insert or update or delete on setting
  for each row execute function audit_row('setting', 'name');
create trigger audited after insert or update or delete on reservation
  for each row execute function audit_row('reservation', 'id');
create trigger audited after insert or update or delete on delivery_promise
  for each row execute function audit_row('promise', 'order_id,line');
create trigger audited after insert or update or delete on forecast_override
  for each row execute function audit_row('override', 'id');
create trigger audited after insert or update or delete on dismissed_action
  for each row execute function audit_row('dismissal', 'said');
create trigger audited after insert or update or delete on saved_view
  for each row execute function audit_row('view', 'list,name');
create trigger audited after insert or update or delete on default_view
  for each row execute function audit_row('default-view', 'list,person');

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'table % is only added to', tg_table_name;
end $$;
create trigger only_added before update or delete or truncate on audit
  for each statement execute function refuse_change();
create trigger only_added before update or delete on import_change
  for each statement execute function refuse_change();

-- Changes of the records stand in import_change already; both as one.
create view audit_entry as
select 'a' || id as id, at, by, via, what, file, key, before, after, detail from audit
union all
select 'c' || c.batch || '|' || c.file || '|' || c.key, b.at, b.by, b.via,
       case when jsonb_typeof(b.counts) = 'object' and b.counts ? 'undo' then 'undone'
            when c.before is null then 'record.added' when c.after is null then 'record.removed' else 'record.changed' end,
       c.file, c.key, c.before, c.after,
       jsonb_build_object('batch', b.id) || case when jsonb_typeof(b.counts) = 'object' then b.counts else '{}' end
from import_change c join import_batch b on b.id = c.batch
union all
select 'b' || b.id, b.at, b.by, b.via, 'sales.imported', 'sell_through', null, null, null, jsonb_build_object('batch', b.id)
from import_batch b where 'sell_through' = any (b.files);
