-- The first dates of a plan are nobody's change: one log entry for each line of each first plan would hide what people did.

drop trigger audited on delivery_promise;
create trigger audited after update or delete on delivery_promise
  for each row execute function audit_row('promise', 'order_id,line');
create trigger audited_given after insert on delivery_promise
  for each row when (nullif(current_setting('headwater.via', true), '') is not null)
  execute function audit_row('promise', 'order_id,line');
