-- How many calls to Amazon were made for the page of an audit that is under way: Amazon grants fewer at once than a
-- page needs, and one that had to wait goes on there.
alter table stock_audit add column groups_read integer not null default 0;
