-- The orders that looked again after a link, so that its maker can see them go through.
alter table link_undo add column order_ids text[] not null default '{}';
