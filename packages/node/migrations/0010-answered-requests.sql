-- Answers to requests that came with a key, committed with what they changed: the same request sent again changes nothing again.
create table answered_request (
  -- SHA-256 of who sent it and the key: the key itself is not kept.
  id bytea primary key,
  -- HMAC of what was asked, by the key.
  request bytea not null,
  status int not null,
  -- Null: the answer had a secret.
  body text,
  type text not null,
  at timestamptz not null default now()
);
create index answered_request_at on answered_request (at);
