-- The exchange log begins with the newest messages of both tables: without these each page would sort all that was ever said.
create index outgoing_newest on outgoing
  (coalesce(queued, '-infinity'::timestamptz) desc, coalesce('o' || id, '') collate "C" desc);
create index incoming_newest on incoming
  (coalesce(received, '-infinity'::timestamptz) desc, coalesce('i' || id, '') collate "C" desc);
