-- How long after Amazon had taken a call it was still not shown, at worst, and when that was learnt.
alter table connection
  add column shown_after_ms double precision,
  add column shown_late_at timestamptz;
