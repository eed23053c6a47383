-- A person compared the thumbprints and took the keys of a document for a partner's: who, when, which for which, signed by this node.
create table partner_pin (
  partner uuid not null references partner on delete cascade,
  -- Of the version whose keys were taken.
  document_hash text not null,
  -- {at, by, did, new, old}, and the detached JWS over its canonical text.
  note jsonb not null,
  signature text not null,
  pinned timestamptz not null,
  primary key (partner, document_hash)
);
