-- The work table: one row a key says "look at this again, at this time". Rules: docs/rules/work.md.
-- World time: due_at, run_floor_at, parked_until, parked_since, dead_at, settled_at, run_at.
-- Machine time: lease_until.
--
-- due_at is infinity while nothing asks for the key. A claim sets it to infinity, so a finite due_at on
-- a leased row means "marked meanwhile". lane does likewise: 9 (no lane) until somebody asks, so that
-- the lane of a run does not pass to the next; run_lane is the lane of the last claim.
create table work (
  id bigint generated always as identity primary key,
  account_id text collate "C" not null,
  kind text collate "C" not null,
  key text collate "C" not null,
  lane smallint not null check (lane between 0 and 9),
  run_lane smallint not null default 9 check (run_lane between 0 and 9),
  seq bigint not null default 1,
  due_at timestamptz not null,
  parked_on text collate "C",
  parked_until timestamptz,
  parked_since timestamptz,
  parked_amount double precision not null default 0,
  lease_until timestamptz,
  lease_token uuid,
  leased_by text,
  -- The start of the PostgreSQL that gave the lease: a lease that ran out over a restart is no loss.
  leased_under timestamptz,
  failures integer not null default 0,
  losses integer not null default 0,
  -- After a failure or an outage nothing runs before this, however many marks come.
  run_floor_at timestamptz,
  last_error_code text,
  dead_at timestamptz,
  settled_at timestamptz,
  -- When the key may be claimed; null while it is leased, dead or at rest.
  run_at timestamptz generated always as (
    case
      when lease_token is null and dead_at is null and due_at < 'infinity'
      then greatest(due_at, run_floor_at, parked_until)
    end
  ) stored,
  unique (account_id, kind, key),
  check ((lease_token is null) = (lease_until is null)),
  check (dead_at is null or lease_token is null)
)
-- Every run rewrites its row twice.
with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 500,
  autovacuum_analyze_scale_factor = 0.05);

-- Is anything due in this lane, and when is the next?
create index work_ready on work (kind, lane, run_at) where run_at is not null;
-- The accounts of a lane in turn, each with its oldest.
create index work_turn on work (kind, lane, account_id, run_at) where run_at is not null;
create index work_leased on work (kind, lease_until) where lease_until is not null;
create index work_parked on work (parked_on, lane, parked_since) where parked_on is not null;
create index work_dead on work (account_id, dead_at) where dead_at is not null;
