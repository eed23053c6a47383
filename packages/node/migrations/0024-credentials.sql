-- What partners have to prove before they see anything, and what they proved.

-- One row: the owner's rule. Off until the owner demands it.
create table membership_rule (
  id boolean primary key default true check (id),
  -- Counts changes: what was proven under another rule is not believed.
  version bigint not null default 1,
  is_demanded boolean not null default false,
  scopes text[] not null default '{org.eclipse.dspace.dcp.vc.type:MembershipCredential:read}',
  credential_types text[] not null default '{MembershipCredential}',
  -- did:web of those whose word counts.
  trusted_issuers text[] not null default '{}',
  is_status_demanded boolean not null default true,
  recheck_seconds integer not null default 60 check (recheck_seconds between 0 and 3600)
);
insert into membership_rule default values;
create trigger audited after insert or update or delete on membership_rule
  for each row execute function audit_row('membership_rule', 'id');

create table membership (
  partner uuid primary key references partner on delete cascade,
  rule_version bigint not null,
  is_member boolean not null,
  -- DIDs of those who say so.
  issuers text[] not null default '{}',
  -- Why not.
  reason text,
  checked_at timestamptz not null,
  -- Nobody looks again before.
  good_until timestamptz not null
);
