-- One bucket a quota of a platform. Rules: docs/rules/budgets.md. World time: as_of, blocked_until,
-- owed_until, learnt_at. Arrays hold one place a lane, in the order of src/store/budget-lanes.ts.
create table budget (
  bucket text collate "C" primary key,
  capacity double precision not null check (capacity > 0),
  rate_per_s double precision not null check (rate_per_s >= 0),
  level double precision not null,
  as_of timestamptz not null,
  blocked_until timestamptz not null default '-infinity',
  learnt_at timestamptz,
  -- Woken for these tokens and not yet come for them; forgotten at owed_until.
  owed double precision[] not null default '{0,0,0,0,0,0}' check (cardinality(owed) = 6),
  owed_until timestamptz[] not null default
    '{-infinity,-infinity,-infinity,-infinity,-infinity,-infinity}' check (cardinality(owed_until) = 6),
  -- Grants to others since this lane, waiting, had its last.
  passed_over integer[] not null default '{0,0,0,0,0,0}' check (cardinality(passed_over) = 6),
  -- Tokens of calls whose answers have not come, by the machine-time window they were taken in: this
  -- window's and the one's before. Older ones are given up: their callers are dead.
  flight_window bigint not null default 0,
  flight_new double precision not null default 0,
  flight_old double precision not null default 0
)
with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200);
