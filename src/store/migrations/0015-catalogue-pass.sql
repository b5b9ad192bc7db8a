-- The last variant, by the number of its gid, that the pages of the catalogue's present pass reached. Pages come in
-- that order, so what stands between two of them and on neither is gone.
alter table catalogue_state add column after_number bigint;
create index variant_by_number on variant
  (account_id, (substring(variant_gid from '[0-9]+$')::bigint)) where gone_at is null;
