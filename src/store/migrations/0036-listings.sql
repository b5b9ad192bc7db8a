-- Amazon's listings as they were last shown to us: one row a SKU and marketplace. What Amazon did not say is
-- null and means unknown. World time.
create table listing (
  account_id text not null,
  marketplace_id text not null,
  amazon_sku text not null,
  asin text,
  title text,
  -- AMAZON as soon as one of the channels is Amazon's own: such a SKU never takes a merchant's figure.
  fulfilled_by text check (fulfilled_by in ('MERCHANT', 'AMAZON')),
  -- Amazon's own words for them: DEFAULT, AMAZON_EU …
  channels text[] not null default '{}',
  product_type text,
  -- What Amazon shows for the merchant's channel, and when we asked for it.
  quantity integer,
  quantity_as_of timestamptz,
  -- ACTIVE, INACTIVE, INCOMPLETE, or a word of Amazon's that we do not know.
  status text,
  -- Digits without leading zeros.
  barcodes text[] not null default '{}',
  -- [{ code, severity, message, attributes }]; null: not asked for yet.
  issues jsonb,
  -- { brand, bullets, images, description }: counts of them; null: not asked for yet.
  facts jsonb,
  -- When the two above were read, and since when they should be read (again).
  detail_as_of timestamptz,
  detail_wanted_at timestamptz,
  seen_at timestamptz not null,
  gone_at timestamptz,
  primary key (account_id, marketplace_id, amazon_sku)
);
create index listing_by_sku on listing (account_id, amazon_sku) where gone_at is null;
create index listing_by_asin on listing (account_id, asin) where gone_at is null;
create index listing_wanted on listing (account_id, marketplace_id, detail_wanted_at)
  where detail_wanted_at is not null and gone_at is null;

-- How far the reading of all listings of a marketplace has come. `source` is search or report.
create table listing_pass (
  account_id text not null,
  marketplace_id text not null,
  source text,
  -- When the pass under way began: what it does not show by its end is gone.
  begun_at timestamptz,
  page_token text,
  report_id text,
  document_id text,
  -- Rows of the document that are stored.
  rows_done bigint not null default 0,
  complete_at timestamptz,
  primary key (account_id, marketplace_id)
);
