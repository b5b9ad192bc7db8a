-- When our own copy of a buyer's data was removed; from then on the Shopify order may not hold it either.
alter table amazon_order add column personal_purged_at timestamptz;

-- What of the buyer a Shopify order of ours still showed: names of places, never what they hold.
create table shop_personal (
  account_id text not null,
  gid text not null,
  as_of timestamptz not null, -- world time at which the reading began
  observed jsonb not null,
  primary key (account_id, gid)
);
