-- Why a figure waits for a person: what refuses or keeps changing it, until it comes right.
alter table stock_figure add column hold_code text, add column held_since timestamptz;
create index stock_figure_held on stock_figure (account_id, hold_code) where hold_code is not null;
