-- What a partner never answered, of a process that was ended here: nobody has to look at it, and it is not sent again.
alter table outgoing drop constraint outgoing_state_check;
alter table outgoing add constraint outgoing_state_check check (state in ('waiting', 'delivered', 'dead', 'withdrawn'));
