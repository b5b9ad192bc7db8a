-- What came in, and how far each stream was read. World time.
create table watermark (
  account_id text not null,
  stream text not null,
  at timestamptz,
  window_from timestamptz,
  window_bound timestamptz,
  page_token text,
  pages integer not null default 0,
  read_at timestamptz,
  primary key (account_id, stream)
);

create table delivery_seen (
  account_id text not null,
  source text not null,
  delivery_id text not null,
  at timestamptz not null,
  primary key (account_id, source, delivery_id)
);
create index delivery_seen_age on delivery_seen (at);

-- Rows wait on a desk for a batched call (design section 9); `amazon-orders` is the first desk.
create table desk_row (
  account_id text not null,
  desk text not null,
  row_key text not null,
  lane text not null,
  event_at timestamptz not null,
  since timestamptz not null,
  primary key (account_id, desk, row_key)
);
create index desk_row_newest on desk_row (account_id, desk, lane, event_at desc);

create table backfill (
  backfill_id text primary key,
  account_id text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  state text not null check (state in ('running', 'done', 'refused', 'cancelled')),
  page_token text,
  orders_seen integer not null default 0,
  requested_by text not null,
  at timestamptz not null,
  done_at timestamptz
);
create index backfill_running on backfill (account_id) where state = 'running';
