-- The two clocks (design rule 9). Column names elsewhere say which one they hold.
--
-- world_clock: world time = world_origin + (real time - real_origin) * factor. With factor 1 and equal
-- origins, as made here, world time is real time: production never changes this row. Demo and tests
-- scale it; factor 0 means stepped: time stands at world_origin until somebody moves it.
create table world_clock (
  only_row boolean primary key default true check (only_row),
  real_origin timestamptz not null,
  world_origin timestamptz not null,
  factor double precision not null check (factor >= 0 and factor < 'infinity')
);

insert into world_clock (real_origin, world_origin, factor)
values ('2026-01-01 00:00:00+00', '2026-01-01 00:00:00+00', 1);

-- Machine time, for leases, deadlines and back-off floors: real, never scaled. The simulation, and only
-- it, replaces this function in its own databases by one that reads its stepped clock.
--
-- Both are declared stable though each call reads the clock anew: only so can `due_at <= app_now()`
-- use an index, and PostgreSQL never keeps the answer of a stable function from one call to the next.
create function machine_now() returns timestamptz
language plpgsql stable parallel safe
as $$
begin
  return clock_timestamp();
end
$$;

-- World time, for due times, waits, buckets, expiry and watermarks. Counted in seconds, because an
-- interval of days added in a session whose zone has summer time would be an hour off.
create function app_now() returns timestamptz
language plpgsql stable parallel safe
as $$
declare
  clock world_clock;
begin
  select * into strict clock from world_clock;
  return clock.world_origin
    + make_interval(secs => extract(epoch from clock_timestamp() - clock.real_origin) * clock.factor);
end
$$;
