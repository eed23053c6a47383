-- What this company offers to others, what it negotiates with them, what they agreed, and what flows by that (Dataspace Protocol 2025-1).

create table dataset (
  -- As the catalogue names it.
  id text primary key,
  -- The order of the catalogue: a page goes on behind a place, whatever is added meanwhile.
  place bigint generated always as identity unique,
  title text not null,
  -- Aspect and its version, as week_based_material_demand:3.0.1.
  aspect text not null,
  formats text[] not null,
  -- Who sees it; null: every partner.
  partners uuid[],
  added timestamptz not null default now(),
  withdrawn timestamptz
);
create index dataset_aspect on dataset (aspect, place);

create table offer (
  id text primary key,
  dataset text not null references dataset,
  -- Permission, prohibition, obligation, profile.
  policy jsonb not null,
  -- What the node does by itself: {"negotiation": […], "transfer": […]}.
  rules jsonb not null,
  added timestamptz not null default now(),
  withdrawn timestamptz
);
create index offer_dataset on offer (dataset);

create table negotiation (
  -- Our own pid.
  id uuid primary key,
  -- Which side we are.
  role text not null check (role in ('consumer', 'provider')),
  partner uuid not null references partner,
  -- Null: not told yet.
  partner_pid text,
  -- Where the partner takes our messages.
  address text not null,
  state text not null,
  -- Our own terms, and those that lie on the table.
  ours jsonb not null,
  offer jsonb not null,
  agreement jsonb,
  -- {"negotiation": […], "transfer": […]}.
  rules jsonb not null,
  todo text[] not null default '{}',
  -- Why a person should look, or why it ended.
  note text not null default '',
  begun timestamptz not null default now(),
  changed timestamptz not null default now()
);
-- A first request that comes again finds what it began.
create unique index negotiation_partner_pid on negotiation (partner, role, partner_pid);
create index negotiation_changed on negotiation (changed);

create table agreement (
  id uuid primary key,
  -- As the two sides name it; the provider gave the name.
  name text not null,
  -- Null: made by a test profile.
  negotiation uuid unique references negotiation,
  partner uuid not null references partner,
  role text not null check (role in ('consumer', 'provider')),
  target text not null,
  -- The Agreement of the protocol as it was sent, and the hash of its canonical text.
  body jsonb not null,
  hash text not null,
  address text not null,
  rules jsonb not null,
  -- When both sides stood to it: nothing flows before.
  finalized timestamptz not null default now(),
  ended timestamptz,
  unique (partner, name)
);

create table transfer (
  id uuid primary key,
  role text not null check (role in ('consumer', 'provider')),
  partner uuid not null references partner,
  partner_pid text,
  address text not null,
  agreement uuid not null references agreement,
  state text not null,
  format text not null,
  data_address jsonb,
  rules jsonb not null,
  todo text[] not null default '{}',
  note text not null default '',
  begun timestamptz not null default now(),
  changed timestamptz not null default now()
);
create unique index transfer_partner_pid on transfer (partner, role, partner_pid);
create index transfer_agreement on transfer (agreement);
create index transfer_changed on transfer (changed);

-- Every message of a negotiation or a transfer, in the order in which it moved it.
create table process_message (
  id bigint generated always as identity primary key,
  process uuid not null,
  direction text not null check (direction in ('in', 'out')),
  message text not null,
  -- After it.
  state text not null,
  body jsonb not null,
  at timestamptz not null default now()
);
create index process_message_process on process_message (process, id);

create trigger audited after insert or update or delete on dataset
  for each row execute function audit_row('dataset', 'id');
create trigger audited after insert or update or delete on offer
  for each row execute function audit_row('offer', 'id');
create trigger audited after insert or update or delete on agreement
  for each row execute function audit_row('agreement', 'name');
