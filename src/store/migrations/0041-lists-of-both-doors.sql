-- Shopify's own orders, for the one list of both platforms: those that carry no Amazon id. No personal data.
-- One that gains an Amazon id stays here and is left out of lists by `shopify_order_amazon_id`.
create table shop_own_order (
  account_id text not null,
  gid text not null,
  name text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null, -- Shopify's
  cancelled_at timestamptz,
  closed boolean not null,
  fulfillment text,
  financial text,
  units integer not null,
  total_minor bigint not null,
  currency text not null,
  primary key (account_id, gid)
);
create index shop_own_order_newest on shop_own_order (account_id, created_at desc, gid desc);
create index shop_own_order_by_name on shop_own_order (account_id, name);

-- What leaves next: only orders that are still to be shipped stand in it.
create index amazon_order_leaves on amazon_order (account_id, ship_by, amazon_order_id)
  where status in ('UNSHIPPED', 'PARTIALLY_SHIPPED') and fulfilled_by = 'MERCHANT';

-- Parcels of a day. Not by done_at: an index of it would make every answer of the ledger dearer.
create index effect_of_parcels on effect (account_id, opened_at)
  where kind in ('confirm-parcel', 'fulfil-in-shop');
create index person_input_of_order on person_input (account_id, amazon_order_id);
