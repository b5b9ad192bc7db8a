-- When the shop was asked again after nobody had looked for more than 24 hours: what is first seen soon
-- after may have been made meanwhile (rules of quarantine).
alter table foreign_index add column resumed_at timestamptz;
