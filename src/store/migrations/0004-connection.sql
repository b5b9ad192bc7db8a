-- A connection joins one Amazon seller account with one Shopify shop. Its epoch grows with each
-- reconnect: observations of an earlier epoch never move money. Times here are world time.
create table connection (
  account_id text primary key,
  epoch integer not null default 1,
  state text not null default 'connected' check (state in ('connected', 'disconnected')),
  connected_at timestamptz not null,
  amazon jsonb not null,
  shopify jsonb not null,
  settings jsonb not null default '{}'
);

-- Secrets, sealed with AES-256-GCM by src/config/secrets.ts; the database never sees them open.
create table credential (
  account_id text not null,
  name text not null,
  sealed bytea not null,
  updated_at timestamptz not null,
  primary key (account_id, name)
);

create table access_token (
  account_id text not null,
  name text not null,
  sealed bytea not null,
  expires_at timestamptz not null,
  primary key (account_id, name)
);

-- What people did, and with what right. Never personal data of buyers.
create table audit (
  audit_id bigint generated always as identity primary key,
  account_id text not null,
  actor text not null,
  action text not null,
  subject text not null,
  detail jsonb not null default '{}',
  at timestamptz not null
);
create index audit_newest on audit (account_id, audit_id desc);

create table api_key (
  key_id text primary key,
  account_id text not null,
  name text not null,
  role text not null check (role in ('owner', 'operator', 'viewer')),
  secret_hash bytea not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
