-- What is sent to partners and what came from them, with the proof that it arrived.

-- Messages that must arrive in their order: those of one negotiation or transfer, or the envelopes of one transfer.
create table message_stream (
  id bigint generated always as identity primary key,
  partner uuid not null references partner,
  direction text not null check (direction in ('out', 'in')),
  kind text not null check (kind in ('control', 'envelopes')),
  -- Id of the process at the side that serves the stream; of envelopes the transferPid.
  pid text not null,
  agreement_id text,
  -- Where envelopes go: the partner's inbox.
  endpoint text,
  -- Most envelopes in one request.
  most_at_once int not null default 64 check (most_at_once between 1 and 256),
  -- Days for which the agreement has bodies kept; after them hashes and receipts are left.
  retention_days int not null default 365 check (retention_days >= 0),
  state text not null default 'open' check (state in ('open', 'suspended', 'closed')),
  opened timestamptz not null default now(),
  -- Number and hash of the last envelope.
  seq bigint not null default 0,
  last_hash text,
  -- Of the message at the head, when the partner did not take it; null: at once.
  next_attempt timestamptz,
  unique (partner, direction, kind, pid)
);

create table outgoing (
  id bigint generated always as identity primary key,
  stream bigint not null references message_stream,
  message_id uuid not null unique,
  -- Of envelopes.
  seq bigint,
  type text not null,
  -- Of control messages.
  url text,
  -- The bytes that are sent in every attempt, an envelope in its canonical form; null: its time is over.
  content text,
  -- Of envelopes.
  signature text,
  body_hash text,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'dead')),
  queued timestamptz not null,
  -- Of attempts that the partner did not take, the newest twenty: {at, status, answer}.
  attempts int not null default 0,
  tries jsonb not null default '[]',
  -- Since when it waits: a replay begins anew.
  waiting_since timestamptz not null,
  -- The last answer: its status, and its words where it was no receipt.
  status int,
  answer text,
  receipt text,
  receipt_signature text,
  leaf_index bigint,
  ended timestamptz
);
create index outgoing_waiting on outgoing (stream, id) where state = 'waiting';
create unique index outgoing_seq on outgoing (stream, seq);
create index outgoing_dead on outgoing (stream) where state = 'dead';

create table incoming (
  id bigint generated always as identity primary key,
  stream bigint not null references message_stream,
  partner uuid not null references partner,
  message_id uuid not null,
  seq bigint not null,
  type text not null,
  -- The envelope in its canonical form; null: its time is over.
  content text,
  hash text not null,
  body_hash text not null,
  signature text not null,
  received timestamptz not null,
  receipt text not null,
  receipt_signature text not null,
  leaf_index bigint not null,
  unique (partner, message_id),
  unique (stream, seq)
);

-- Whether a partner is called: closed, open, half-open as of a circuit breaker.
create table partner_breaker (
  partner uuid primary key references partner on delete cascade,
  state text not null check (state in ('closed', 'open', 'half-open')),
  failures int not null,
  opened int not null,
  until timestamptz not null
);
