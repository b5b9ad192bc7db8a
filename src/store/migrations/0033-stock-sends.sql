-- How often one figure was sent in a row, and whether it is in a feed that Amazon has not finished: then no
-- other path may touch the SKU.
alter table stock_figure add column sends integer not null default 0;
alter table stock_figure add column in_feed boolean not null default false;
