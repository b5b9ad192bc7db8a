-- Lists show the newest first, by Amazon's time, or by ours while an order could not be read: such an
-- order must not sink to the end of a million. The console pages by (time, id).
drop index amazon_order_newest;
create index amazon_order_newest on amazon_order
  (account_id, (coalesce(created_at, first_seen_at)) desc, amazon_order_id desc);
drop index amazon_order_by_outcome;
create index amazon_order_by_outcome on amazon_order
  (account_id, outcome, reason, (coalesce(created_at, first_seen_at)) desc, amazon_order_id desc);

-- How long imports of the last day took.
create index amazon_order_imported on amazon_order (account_id, imported_at)
  where imported_at is not null;
