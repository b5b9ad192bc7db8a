-- The life of an order after its import: what was read of its Shopify order, what happened and how we
-- came to know of it, what people said, and what each concern last decided.

-- What an effect asked (amounts, lines; never personal data), and the epoch it was opened in.
alter table effect add column body jsonb;
alter table effect add column epoch integer;

create table shop_life (
  account_id text not null,
  gid text not null,
  epoch integer not null,
  updated_at timestamptz not null, -- Shopify's
  as_of timestamptz not null, -- world time
  begun_at timestamptz not null, -- machine time at which the reading began
  -- Something happened that `updated_at` need not show (a webhook named it).
  stale boolean not null default false,
  observed jsonb not null,
  primary key (account_id, gid)
);

-- What a reading showed for the first time. `provenance` decides whether it may move money.
create table life_event (
  account_id text not null,
  event_id text not null,
  amazon_order_id text not null,
  kind text not null,
  epoch integer not null,
  provenance text not null check (provenance in ('seen', 'baseline', 'late', 'burst')),
  first_seen_at timestamptz not null,
  primary key (account_id, event_id)
);
create index life_event_of_order on life_event (account_id, amazon_order_id);
create index life_event_recent on life_event (account_id, first_seen_at);

create table life_input (
  input_id text primary key,
  account_id text not null,
  amazon_order_id text not null,
  kind text not null,
  subject text not null,
  detail jsonb not null default 'null',
  by_whom text not null,
  at timestamptz not null,
  used_at timestamptz
);
create index life_input_of_order on life_input (account_id, amazon_order_id);

-- The last decision of each concern but the import, as a projection for lists; a concern that has
-- nothing to do has no row.
create table order_concern (
  account_id text not null,
  amazon_order_id text not null,
  concern text not null,
  outcome text not null check (outcome in ('working', 'held', 'waiting', 'resting')),
  reason text not null,
  detail jsonb,
  again_at timestamptz,
  decided_at timestamptz not null,
  primary key (account_id, amazon_order_id, concern)
);
create index order_concern_held on order_concern (account_id, outcome, reason, decided_at desc);

create table amazon_finances (
  account_id text not null,
  amazon_order_id text not null,
  as_of timestamptz not null,
  observed jsonb not null,
  primary key (account_id, amazon_order_id)
);

-- The last epoch in which Amazon showed the order not cancelled.
alter table amazon_order add column open_epoch integer;
