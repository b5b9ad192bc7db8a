-- When Shopify last told of a change of an order, in machine time: a reading that began before is old,
-- also one that was on its way, and also the first one.
create table shop_life_news (
  account_id text not null,
  gid text not null,
  at timestamptz not null,
  primary key (account_id, gid)
);
insert into shop_life_news (account_id, gid, at)
  select account_id, gid, begun_at from shop_life where stale;
alter table shop_life drop column stale;

-- The hold that a person's word was about; a word of before answers whatever names its subject.
alter table life_input add column about text;
