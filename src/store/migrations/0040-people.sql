-- Who may use the console. People belong to the installation, not to one account. All times here are
-- machine time: a session and a code are about real people and their real clocks. Only hashes are kept
-- of what opens something (links, sessions, steps, recovery codes); TOTP secrets are sealed.
create table person (
  person_id text primary key,
  email text not null,
  name text not null,
  role text not null check (role in ('owner', 'operator', 'viewer')),
  password_hash text not null,
  totp_sealed bytea not null,
  -- The last time step whose code was taken: a code opens once.
  totp_step bigint not null,
  preferences jsonb not null default '{}',
  created_at timestamptz not null,
  removed_at timestamptz
);
create unique index person_email on person (lower(email)) where removed_at is null;
-- The audit names people by their name.
create unique index person_name on person (lower(name)) where removed_at is null;

create table person_recovery (
  person_id text not null references person on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (person_id, code_hash)
);

-- One-time links: to make the owner, to take up an invitation, to begin again without a password.
create table person_link (
  link_id text primary key,
  token_hash bytea not null unique,
  purpose text not null check (purpose in ('owner', 'invitation', 'reset')),
  email text,
  person_id text references person on delete cascade,
  role text not null check (role in ('owner', 'operator', 'viewer')),
  created_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz
);

-- Between the password and the code; a link's step carries what the person chose.
create table sign_in_step (
  step_hash bytea primary key,
  person_id text references person on delete cascade,
  link_id text references person_link on delete cascade,
  email text,
  name text,
  password_hash text,
  totp_sealed bytea,
  tries integer not null default 0,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  check ((person_id is null) <> (link_id is null))
);
create index sign_in_step_over on sign_in_step (expires_at);

create table person_session (
  session_id text primary key,
  token_hash bytea not null unique,
  person_id text not null references person on delete cascade,
  device text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz
);
create index person_session_of_person on person_session (person_id, last_seen_at desc);
create index person_session_over on person_session (expires_at);

-- Tries by what they are counted for; every process counts here.
create table sign_in_try (
  subject text primary key,
  began_at timestamptz not null,
  tries integer not null
);
