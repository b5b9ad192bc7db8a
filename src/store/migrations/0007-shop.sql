-- The shop as we last saw it: its orders as far as they carry Amazon ids (the foreign-order index),
-- and its catalogue.
create table shopify_order (
  account_id text not null,
  gid text not null,
  name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  as_of timestamptz not null,
  cancelled_at timestamptz,
  deleted_at timestamptz,
  observed jsonb not null,
  primary key (account_id, gid)
);

create table shopify_order_amazon_id (
  account_id text not null,
  amazon_order_id text not null,
  gid text not null,
  evidence text not null,
  primary key (account_id, amazon_order_id, gid, evidence)
);
create index shopify_order_amazon_id_by_gid on shopify_order_amazon_id (account_id, gid);

create table foreign_index (
  account_id text primary key,
  -- Everything in the shop from here on is in the index once complete_at is set.
  complete_from timestamptz not null,
  complete_at timestamptz,
  cursor text,
  watermark timestamptz,
  as_of timestamptz
);

create table variant (
  account_id text not null,
  variant_gid text not null,
  product_gid text not null,
  sku text,
  title_key text not null,
  inventory_item_gid text,
  tracked boolean,
  observed jsonb not null,
  stock_changed_at timestamptz,
  gone_at timestamptz,
  as_of timestamptz not null,
  primary key (account_id, variant_gid)
);
create index variant_by_sku on variant (account_id, sku) where gone_at is null;
create index variant_by_title on variant (account_id, title_key) where gone_at is null;
create index variant_by_product on variant (account_id, product_gid);
create index variant_by_inventory_item on variant (account_id, inventory_item_gid);

create table variant_former_sku (
  account_id text not null,
  sku text not null,
  variant_gid text not null,
  since timestamptz not null,
  primary key (account_id, sku, variant_gid)
);

create table sku_mapping (
  account_id text not null,
  sku text not null,
  components jsonb not null,
  by_whom text not null,
  at timestamptz not null,
  primary key (account_id, sku)
);

create table catalogue_state (
  account_id text primary key,
  cursor text,
  complete_at timestamptz,
  swept_at timestamptz
);
