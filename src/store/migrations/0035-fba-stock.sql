-- What Amazon holds of each SKU in its own warehouses, as it last told; world time.
create table fba_stock (
  account_id text not null,
  marketplace_id text not null,
  amazon_sku text not null,
  asin text,
  -- Null: heard of, never read.
  fulfillable integer,
  reserved integer not null default 0,
  inbound integer not null default 0,
  unfulfillable integer not null default 0,
  as_of timestamptz,
  -- Amazon told of a change since.
  heard_at timestamptz,
  gone_at timestamptz,
  primary key (account_id, marketplace_id, amazon_sku)
);
create index fba_stock_heard on fba_stock (account_id, marketplace_id, heard_at)
  where heard_at is not null;
