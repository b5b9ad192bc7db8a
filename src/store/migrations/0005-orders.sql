-- One row an Amazon order that we ever heard of: what Amazon last showed (without personal data), the
-- newest event heard, and the last decision as a projection for lists. The decision itself is made
-- anew at each look; nothing reads it back to decide.
create table amazon_order (
  account_id text not null,
  amazon_order_id text not null,
  first_seen_at timestamptz not null,
  -- Amazon's own times.
  created_at timestamptz,
  last_updated_at timestamptz,
  event_at timestamptz,
  -- World time at which the stored observation was read.
  as_of timestamptz,
  observed jsonb,
  unreadable_paths text[],
  behind_reads integer not null default 0,
  personal_state text not null default 'none' check (personal_state in ('complete', 'no-address', 'none')),
  generation integer not null default 1,
  status text,
  fulfilled_by text,
  marketplace_id text,
  ship_by timestamptz,
  total_minor bigint,
  currency text,
  -- The last decision.
  outcome text not null default 'new'
    check (outcome in ('new', 'working', 'imported', 'adopted', 'held', 'waiting', 'resting')),
  reason text,
  outcome_detail jsonb,
  again_at timestamptz,
  decided_at timestamptz,
  shopify_gid text,
  shopify_name text,
  imported_at timestamptz,
  primary key (account_id, amazon_order_id)
);
create index amazon_order_newest on amazon_order (account_id, created_at desc nulls last, amazon_order_id desc);
create index amazon_order_by_outcome on amazon_order (account_id, outcome, reason, created_at desc nulls last, amazon_order_id desc);
create index amazon_order_by_shopify on amazon_order (account_id, shopify_gid) where shopify_gid is not null;
create index amazon_order_by_shopify_name on amazon_order (account_id, shopify_name) where shopify_name is not null;
create index amazon_order_by_ship_by on amazon_order (account_id, ship_by) where outcome in ('held', 'waiting');

create table order_line (
  account_id text not null,
  amazon_order_id text not null,
  item_id text not null,
  sku text,
  title text not null,
  quantity integer not null,
  primary key (account_id, amazon_order_id, item_id)
);
create index order_line_by_sku on order_line (account_id, sku, amazon_order_id);

-- Units that Amazon has promised and the shop's stock does not show as sold yet (design section 7).
create table reservation (
  account_id text not null,
  amazon_order_id text not null,
  sku text not null,
  units integer not null check (units > 0),
  since timestamptz not null,
  primary key (account_id, amazon_order_id, sku)
);
create index reservation_by_sku on reservation (account_id, sku);

-- Personal data, sealed; the keyed HMACs serve the exact search and are purged with the row.
create table order_personal (
  account_id text not null,
  amazon_order_id text not null,
  sealed bytea,
  raw_sealed bytea not null,
  name_hmac bytea,
  postcode_hmac bytea,
  purge_after timestamptz,
  primary key (account_id, amazon_order_id)
);
create index order_personal_by_name on order_personal (account_id, name_hmac) where name_hmac is not null;
create index order_personal_by_postcode on order_personal (account_id, postcode_hmac) where postcode_hmac is not null;
create index order_personal_purge on order_personal (purge_after) where purge_after is not null;

-- Why: what was seen, decided, called and answered, in order.
create table order_trace (
  trace_id bigint generated always as identity primary key,
  account_id text not null,
  amazon_order_id text not null,
  at timestamptz not null,
  kind text not null check (kind in ('seen', 'heard', 'decided', 'called', 'answered', 'looked', 'person', 'incident')),
  body jsonb not null
);
create index order_trace_of_order on order_trace (account_id, amazon_order_id, trace_id);

-- What a person decides is input of the next view, used once.
create table person_input (
  input_id text primary key,
  account_id text not null,
  amazon_order_id text not null,
  kind text not null check (kind in ('export', 'force-export', 'approve-adoption', 'dismiss')),
  by_whom text not null,
  at timestamptz not null,
  used_at timestamptz
);
create index person_input_waiting on person_input (account_id, amazon_order_id) where used_at is null;

create table incident (
  incident_id bigint generated always as identity primary key,
  account_id text not null,
  amazon_order_id text,
  code text not null,
  detail jsonb not null default '{}',
  at timestamptz not null,
  closed_at timestamptz,
  closed_by text
);
create index incident_open on incident (account_id, at) where closed_at is null;

-- A time as epoch milliseconds, for rows that travel as JSON.
create function epoch_ms(moment timestamptz) returns bigint
language sql immutable strict parallel safe
as $$ select floor(extract(epoch from moment) * 1000)::bigint $$;

create function from_ms(ms double precision) returns timestamptz
language sql immutable strict parallel safe
as $$ select to_timestamp(ms / 1000.0) $$;
