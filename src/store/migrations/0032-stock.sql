-- Stock (docs/rules/stock.md): what the shop has of each item, what Amazon shall show of each SKU, what waits
-- to be sent, and how every figure came about.

-- The shop's stock of an inventory item, as one reading showed it. `begun_at` and `heard_at` are machine time:
-- a reading that began before the last thing that was heard, or before our own create was answered, does
-- not show it.
create table stock_reading (
  account_id text not null,
  inventory_item_gid text not null,
  tracked boolean,
  -- [{ locationGid, available }]; available null is unknown.
  levels jsonb not null default '[]',
  begun_at timestamptz,
  as_of timestamptz, -- world time
  heard_at timestamptz,
  primary key (account_id, inventory_item_gid)
);

-- One row a SKU and marketplace: the figure by the formula, and its way to Amazon. What Amazon shows stands in
-- `listing`.
create table stock_figure (
  account_id text not null,
  marketplace_id text not null,
  amazon_sku text not null,
  -- Null while it is unknown, and then why.
  quantity integer,
  unknown text,
  -- The sum written out.
  sum jsonb,
  -- Machine time at which the oldest reading began that the figure rests on: an older one never replaces it.
  as_of timestamptz,
  cause text,
  decided_at timestamptz not null, -- world time, as are those below
  -- Waits on the desk since, and what Amazon showed then.
  wanted_since timestamptz,
  wanted_from integer,
  -- What was last sent, and how: by a call of its own or in a feed. Null `check_at`: nothing is open.
  sent_quantity integer,
  sent_at timestamptz,
  attempt_id text,
  path text check (path in ('patch', 'feed')),
  checks integer not null default 0,
  check_at timestamptz,
  -- Amazon's no, in its own words.
  refused_quantity integer,
  refused_code text,
  refused_text text,
  refused_at timestamptz,
  primary key (account_id, marketplace_id, amazon_sku)
);
create index stock_figure_wanted on stock_figure (account_id, wanted_since)
  where wanted_since is not null;
create index stock_figure_check on stock_figure (account_id, check_at) where check_at is not null;
create index stock_figure_by_sku on stock_figure (account_id, amazon_sku);

-- Who changed what, when and why. Ids, codes and figures only.
create table stock_history (
  history_id bigint generated always as identity,
  account_id text not null,
  amazon_sku text not null,
  marketplace_id text,
  at timestamptz not null, -- world time
  what text not null,
  by_whom text not null,
  from_quantity integer,
  to_quantity integer,
  detail jsonb not null default '{}',
  primary key (account_id, amazon_sku, history_id)
);
create index stock_history_age on stock_history (at);

-- A person let a run go that the guard had stopped: it counts for what waited until then.
create table stock_approval (
  account_id text not null,
  at timestamptz not null,
  by_whom text not null,
  changes integer not null,
  primary key (account_id, at)
);

-- Messages of a listings feed; the feed itself stands in `feed`.
create table stock_feed_message (
  feed_no bigint not null,
  message_no integer not null,
  account_id text not null,
  marketplace_id text not null,
  amazon_sku text not null,
  quantity integer not null,
  attempt_id text not null,
  primary key (feed_no, message_no)
);

-- What an audit found, newest last.
create table stock_audit (
  audit_no bigint generated always as identity primary key,
  account_id text not null,
  at timestamptz not null,
  skus integer not null,
  unknown integer not null,
  drifts integer not null,
  found jsonb not null default '[]'
);
create index stock_audit_newest on stock_audit (account_id, audit_no desc);

-- Units that an order still claims stand in its lines: one entry in a partial index instead of a row of its
-- own with two (docs/decisions/0027).
alter table order_line add column open_units integer not null default 0;
update order_line l set open_units = r.units
  from (select distinct on (x.account_id, x.amazon_order_id, x.sku) x.account_id, x.amazon_order_id, x.sku,
      y.item_id, x.units
    from reservation x join order_line y on y.account_id = x.account_id
      and y.amazon_order_id = x.amazon_order_id and y.sku = x.sku
    order by x.account_id, x.amazon_order_id, x.sku, y.item_id) r
  where l.account_id = r.account_id and l.amazon_order_id = r.amazon_order_id and l.item_id = r.item_id;
drop table reservation;
create index order_line_open on order_line (account_id, sku) where open_units > 0;

-- An effect on a SKU belongs to no order.
alter table effect alter column amazon_order_id drop not null;

-- From an inventory item or a variant back to the SKUs that are made of it.
create index sku_mapping_parts on sku_mapping using gin (components jsonb_path_ops);
