-- A credential that is revoked stops what flows to its holder, too: it is looked up again while something flows.
alter table membership
  -- JWTs of the credentials that proved it.
  add column credentials text[] not null default '{}',
  -- Data goes to the partner until then, unless it was looked at again; null: none goes.
  add column sends_until timestamptz;
