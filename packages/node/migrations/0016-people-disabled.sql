-- A person who may not log in any more, and one whose password somebody else has chosen.
alter table "user"
  add column disabled boolean not null default false,
  add column "mustChange" boolean not null default false;
