-- When the last look was made that showed less than an event told; pages of a poll are none.
alter table amazon_order add column behind_read_at timestamptz;
