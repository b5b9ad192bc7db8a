-- What the last webhook of a product said of it, but for stock and times, as a hash: each order of a
-- product is followed by one that says nothing new.
create table product_shape (
  account_id text not null,
  product_gid text not null,
  shape text not null,
  primary key (account_id, product_gid)
);
