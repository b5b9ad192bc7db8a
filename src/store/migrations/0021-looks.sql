-- When Amazon was last asked for this one order, whatever it showed (world time).
alter table amazon_order add column looked_at timestamptz;

-- A webhook about a fulfilment order does not name its order.
create index shopify_order_parts on shopify_order
  using gin ((observed -> 'fulfillmentOrders') jsonb_path_ops);
