-- One log a direction of a pair of companies: the receiver gives the places, the sender mirrors them from its receipts, and both have the
-- same hash tree (RFC 6962).
create table record_log (
  id bigint generated always as identity primary key,
  -- DIDs.
  sender text not null,
  receiver text not null,
  -- The place that the receiver gives next; stays 0 where this node is the sender.
  next_index bigint not null default 0,
  -- How many leaves are in the tree, and the roots of its full subtrees, largest first.
  size bigint not null default 0,
  peaks bytea[] not null default '{}',
  unique (sender, receiver)
);

create table record_leaf (
  log bigint not null references record_log,
  index bigint not null,
  -- Of the leaf.
  hash bytea not null,
  -- Roots of the full subtrees of 2, 4, 8 … leaves that the leaf completes, one after the other; null: not in the tree yet, or none.
  subtrees bytea,
  primary key (log, index)
) with (fillfactor = 90);

-- What the two companies of a log said of it, each signed: so long, and with this root. Those that did not agree are incidents.
create table checkpoint (
  id bigint generated always as identity primary key,
  -- Name of the log.
  origin text not null,
  -- DID of who said it.
  signer text not null,
  size bigint not null,
  -- Text of the checkpoint, and the detached JWS over it.
  text text not null,
  signature text not null,
  kept timestamptz not null default now()
);
create index checkpoint_newest on checkpoint (origin, signer, id desc);
