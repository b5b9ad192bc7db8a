-- What an import writes, made cheaper (bench/README.md has the figures).

-- Sealed data does not compress; PostgreSQL need not try.
alter table order_personal alter column sealed set storage external;
alter table order_personal alter column raw_sealed set storage external;

-- One index serves both: the trace is only ever read by its order.
alter table order_trace drop constraint order_trace_pkey;
drop index order_trace_of_order;
alter table order_trace add primary key (account_id, amazon_order_id, trace_id);

-- Room on the page for the answer, which changes no index of an effect.
alter table effect set (fillfactor = 75);

-- Asked of every new row of amazon_order, which had to unpack the whole observation for it.
drop index amazon_order_replaces;
alter table amazon_order add column replaces_order_id text;
update amazon_order set replaces_order_id = observed -> 'replaces' ->> 'orderId'
  where observed -> 'replaces' ->> 'orderId' is not null;
create index amazon_order_replaces on amazon_order (account_id, replaces_order_id)
  where replaces_order_id is not null;

-- The ids alone: an index of the parts held every word of them.
drop index shopify_order_parts;
alter table shopify_order add column fulfillment_order_gids text[] not null default '{}';
update shopify_order o set fulfillment_order_gids = array(
  select part ->> 'gid' from jsonb_array_elements(o.observed -> 'fulfillmentOrders') part);
create index shopify_order_parts on shopify_order using gin (fulfillment_order_gids);
