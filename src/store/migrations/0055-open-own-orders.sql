-- The view of open orders shows Shopify's own that are still to be shipped: few of many, so they have an index of
-- their own, in the order of the list.
create index shop_own_order_open on shop_own_order (account_id, created_at desc, gid desc)
  where cancelled_at is null and not closed and coalesce(fulfillment, 'UNFULFILLED') <> 'FULFILLED';
