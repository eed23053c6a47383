-- Rows come into the records in the order of their file, which the place on disk does not tell.

alter table import_change add column position integer not null default 0;
alter table import_change alter column position drop default;
