-- What an owner entered to connect both platforms, until it is connected: names here, secrets sealed beside them
-- as those of a connection are. Running workers see none of it.
create table set_up (
  account_id text primary key,
  amazon jsonb,
  shopify jsonb,
  updated_at timestamptz not null -- machine time
);

create table set_up_secret (
  account_id text not null,
  name text not null,
  sealed bytea not null,
  primary key (account_id, name)
);

-- Of a person who went to a platform to give access: taken once, by the session that began. Machine time.
create table oauth_state (
  state_hash bytea primary key,
  account_id text not null,
  door text not null check (door in ('amazon', 'shopify')),
  session_id text not null references person_session on delete cascade,
  expires_at timestamptz not null
);
