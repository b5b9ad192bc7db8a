-- Lists filtered by fulfilment, status or marketplace, also by a value that hardly any order has: each
-- combination that exists is one place in this index, newest first, and a page merges them.
create index amazon_order_facets on amazon_order (account_id, (coalesce(fulfilled_by, '')),
  (coalesce(status, '')), (coalesce(marketplace_id, '')),
  (coalesce(created_at, first_seen_at)) desc, amazon_order_id desc);
