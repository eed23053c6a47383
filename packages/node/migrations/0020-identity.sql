-- Who this node is to other companies, whom it knows, and what it has seen of them.

-- Keys of the node, the private half too: whoever has the database is the company. Old keys stay, because old records name them.
create table own_key (
  -- Thumbprint of the public key (RFC 7638); the fragment of its name in the DID document.
  kid text primary key,
  alg text not null check (alg in ('EdDSA', 'ES256')),
  public_jwk jsonb not null,
  private_jwk jsonb not null,
  made timestamptz not null default now(),
  -- From when on it signs nothing new.
  retired timestamptz
);
create unique index own_key_in_use on own_key (alg) where retired is null;

-- Each change of keys, signed with the key before it: the chain that a partner follows from the key it has pinned.
create table own_key_rotation (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  jws text not null
);

create table partner (
  id uuid primary key,
  did text not null unique,
  name text not null,
  state text not null default 'active' check (state in ('active', 'suspended')),
  -- Other names of the company, never its key: two nodes of one company share them.
  gln text,
  lei text,
  uscc text,
  bpn text,
  -- Hash of the version of its DID document that a pinned key vouched for last.
  document_hash text not null,
  added timestamptz not null default now()
);
create trigger audited after insert or update or delete on partner
  for each row execute function audit_row('partner', 'did');

-- Keys that we take for a partner's: those pinned when it was added, and those that a chain of rotations led to from one of these.
create table partner_key (
  partner uuid not null references partner on delete cascade,
  -- As the partner's document names it: a DID URL.
  kid text not null,
  thumbprint text not null,
  jwk jsonb not null,
  -- assertionMethod, authentication, capabilityInvocation.
  uses text[] not null,
  pinned timestamptz not null default now(),
  retired timestamptz,
  primary key (partner, kid, thumbprint)
);

-- Every version of a partner's DID document that was seen, as it was sent.
create table partner_did_document (
  partner uuid not null references partner on delete cascade,
  did text not null,
  -- SHA-256 of the text, in hexadecimal.
  hash text not null,
  document text not null,
  seen_at timestamptz not null default now(),
  primary key (partner, hash)
);

-- Tokens that opened a door, until they would have run out: none opens two.
create table used_token (
  -- SHA-256 of issuer and jti.
  hash bytea primary key,
  expires timestamptz not null
);
create index used_token_expires on used_token (expires);

-- What a partner did that it should not have, kept as evidence.
create table incident (
  id bigint generated always as identity primary key,
  kind text not null,
  -- Null: whoever it was is no partner.
  partner uuid references partner on delete set null,
  what text not null,
  detail jsonb not null default '{}',
  at timestamptz not null default now()
);
create index incident_partner on incident (partner, id desc);
