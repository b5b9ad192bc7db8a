-- Machine time at which the reading that stands here began; null: what the answer to its create showed, which
-- is older than any reading. `as_of` is the world time of the same moment.
alter table shopify_order add column begun_at timestamptz;
