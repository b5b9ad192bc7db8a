-- Links from Amazon SKUs to variants, beyond the mapping table of one connection; how SKUs meet.

-- Holds for every connection of this installation that has no mapping of its own. A component names its
-- variant by gid and SKU: connections of one shop share gids, others have the SKU.
create table global_mapping (
  sku text primary key,
  -- [{ variantGid, shopifySku, quantity }]
  components jsonb not null,
  by_whom text not null,
  at timestamptz not null
);

-- What a link replaced, so that the person who made it can take it back.
create table link_undo (
  token text primary key,
  account_id text not null,
  sku text not null,
  everywhere boolean not null,
  before jsonb,
  after jsonb not null,
  at timestamptz not null,
  used_at timestamptz
);

-- A bulk operation that reads the whole catalogue, and how many of its lines are stored.
alter table catalogue_state
  add column bulk_gid text,
  add column bulk_begun_at timestamptz,
  add column bulk_rows bigint not null default 0;

-- As src/core/catalog/sku-key.ts has them.
create function sku_key(sku text) returns text
language sql immutable strict parallel safe
as $$ select lower(translate(sku, E' \t_./\\#|:+-', '') collate "C") $$;

create function barcode_key(barcode text) returns text
language sql immutable strict parallel safe
as $$ select case when length(d) >= 6 then d end
  from (select ltrim(regexp_replace(barcode, '[^0-9]', '', 'g'), '0') as d) b $$;

create index variant_by_sku_key on variant (account_id, sku_key(sku) text_pattern_ops)
  where gone_at is null and sku is not null;
create index variant_by_barcode on variant (account_id, barcode_key(observed->>'barcode'))
  where gone_at is null and observed->>'barcode' is not null;

-- What the shop itself sold: orders that are no copies of Amazon's, a line a variant and order.
create table shop_sale (
  account_id text not null,
  order_gid text not null,
  variant_gid text not null,
  units integer not null,
  sold_at timestamptz not null,
  primary key (account_id, order_gid, variant_gid)
);
create index shop_sale_by_time on shop_sale (account_id, sold_at);

-- The variants of a mapping as this shop has them, each by its gid, else by a SKU that only one variant has;
-- null as soon as one of them is missing (R-MATCH-8).
create function present_components(account text, components jsonb) returns jsonb
language sql stable parallel safe
as $$
  select case when count(*) = count(f.gid) then jsonb_agg(
      jsonb_build_object('variantGid', f.gid, 'quantity', (p.part->>'quantity')::int) order by p.place) end
  from jsonb_array_elements(components) with ordinality as p(part, place)
  cross join lateral (select coalesce(
    (select v.variant_gid from variant v where v.account_id = account
      and v.variant_gid = p.part->>'variantGid' and v.gone_at is null),
    (select min(v.variant_gid) from variant v where v.account_id = account
      and v.sku = p.part->>'shopifySku' and v.gone_at is null having count(*) = 1)) as gid) f
$$;

-- Which variants an Amazon SKU stands for, and how we know: mapping, everywhere, sku or former-sku. No row
-- where nothing answers, or more than one variant does. Titles are left to orders, which show what they matched.
create function link_of(account text, amazon_sku text, mapping_first boolean)
returns table (components jsonb, how text)
language sql stable parallel safe
as $$
  select f.components, f.how from (
    select present_components(account, m.components) as components, 'mapping' as how,
      case when mapping_first then 1 else 5 end as turn
    from sku_mapping m where m.account_id = account and m.sku = amazon_sku
    union all
    select present_components(account, g.components), 'everywhere', case when mapping_first then 2 else 6 end
    from global_mapping g where g.sku = amazon_sku
    union all
    select jsonb_build_array(jsonb_build_object('variantGid', min(v.variant_gid), 'quantity', 1)), 'sku', 3
    from variant v where v.account_id = account and v.sku = amazon_sku and v.gone_at is null
    having count(*) = 1
    union all
    select jsonb_build_array(jsonb_build_object('variantGid', min(v.variant_gid), 'quantity', 1)), 'former-sku', 4
    from variant_former_sku s
    join variant v on v.account_id = s.account_id and v.variant_gid = s.variant_gid and v.gone_at is null
    where s.account_id = account and s.sku = amazon_sku and not exists (select 1 from variant t
      where t.account_id = account and t.sku = amazon_sku and t.gone_at is null)
    having count(*) = 1
  ) f where f.components is not null order by f.turn limit 1
$$;

create view listing_link as
select l.account_id, l.marketplace_id, l.amazon_sku, k.components, k.how
from listing l
left join connection c on c.account_id = l.account_id
cross join lateral link_of(l.account_id, l.amazon_sku,
  coalesce((c.settings->'import'->>'mappingFirst')::boolean, true)) k
where l.gone_at is null;
