-- How far an audit under way has come; by whom it was asked for.
alter table stock_audit add column after_sku text;
alter table stock_audit add column done_at timestamptz;
alter table stock_audit add column asked_by text not null default 'crossdock';
create unique index stock_audit_running on stock_audit (account_id) where done_at is null;
