-- Only settings are secret by their names: a view may be called as it likes and is audited.

create or replace function audit_row() returns trigger language plpgsql as $$
declare
  was jsonb := case when tg_op = 'INSERT' then null else to_jsonb(old) end;
  is_now jsonb := case when tg_op = 'DELETE' then null else to_jsonb(new) end;
  row_now jsonb := coalesce(is_now, was);
begin
  if was = is_now or (tg_argv[0] = 'setting' and row_now ->> 'name' ~* 'secret') then return null; end if;
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
