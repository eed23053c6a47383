-- People, their passwords and sessions, in the form that better-auth reads; and tokens for programs.

create table "user" (
  "id" text not null primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null,
  "role" text not null check ("role" in ('owner', 'planner', 'supervisor', 'operator', 'viewer'))
);

create table "session" (
  "id" text not null primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references "user" ("id") on delete cascade
);
create index "session_userId_idx" on "session" ("userId");

create table "account" (
  "id" text not null primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references "user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz not null
);
create index "account_userId_idx" on "account" ("userId");

create table "verification" (
  "id" text not null primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz default current_timestamp not null,
  "updatedAt" timestamptz default current_timestamp not null
);
create index "verification_identifier_idx" on "verification" ("identifier");

create table api_token (
  id uuid primary key,
  name text not null,
  -- SHA-256 of the token: it is shown once and never kept.
  hash bytea not null unique,
  role text not null check (role in ('owner', 'planner', 'supervisor', 'operator', 'viewer')),
  person text not null references "user" ("id") on delete cascade,
  created timestamptz not null default now(),
  expires timestamptz not null,
  last_used timestamptz
);

-- Who did what to whom; never a password, never a token.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  by text not null,
  what text not null,
  detail jsonb not null default '{}'
);
