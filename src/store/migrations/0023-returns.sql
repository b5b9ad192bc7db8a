-- Returns as Amazon's reports tell them, one row for each item of a return; no personal data. When each
-- report was read stands in `watermark` (streams `returns:merchant` and `returns:amazon`).
create table order_return (
  account_id text not null,
  amazon_order_id text not null,
  side text not null check (side in ('merchant', 'amazon')), -- who sent the goods
  return_id text not null,
  item text not null, -- the SKU, else the ASIN
  observed jsonb not null,
  first_seen_at timestamptz not null, -- world time, as is the other
  changed_at timestamptz not null,
  primary key (account_id, amazon_order_id, side, return_id, item)
);

-- Which order replaced this one (the replacement names the first one).
create index amazon_order_replaces on amazon_order (account_id, (observed -> 'replaces' ->> 'orderId'))
  where observed -> 'replaces' ->> 'orderId' is not null;

-- The buyer's address as a keyed hash, and how often it changed (or came late) since the order was made
-- in Shopify. Goes with the personal data.
alter table order_personal add column address_hmac bytea;
alter table order_personal add column address_changes integer not null default 0;
