-- The ledger: what may be done once, and each try at it (design rule 3). Machine columns are real
-- time and are never compared with world time.
create table effect (
  account_id text not null,
  effect_key text not null,
  amazon_order_id text not null,
  kind text not null,
  revision integer not null default 1,
  platform_id text,
  how text check (how in ('created', 'found', 'adopted')),
  opened_at timestamptz not null,
  done_at timestamptz,
  primary key (account_id, effect_key)
);
create index effect_of_order on effect (account_id, amazon_order_id);

-- void: surely nothing happened (never sent, throttled, refused for its credentials).
create table attempt (
  attempt_id text primary key,
  account_id text not null,
  effect_key text not null,
  revision integer not null,
  state text not null check (state in ('intended', 'unclear', 'done', 'refused', 'disproved', 'void')),
  lease_token text not null,
  -- Machine time.
  intended_at timestamptz not null,
  send_before timestamptz not null,
  answer_by timestamptz not null,
  ended_at timestamptz,
  -- World time, for people and for the view.
  at timestamptz not null,
  -- What a create asked of the stock.
  inventory text,
  code text,
  refusal jsonb,
  platform_id text
);
create index attempt_of_effect on attempt (account_id, effect_key, intended_at desc);
-- At most one attempt of a key is unsettled: the database itself refuses a second.
create unique index attempt_unsettled on attempt (account_id, effect_key) where state in ('intended', 'unclear');

-- The newest look-up of each kind for a key; only those begun late enough can disprove an attempt.
create table look_up (
  account_id text not null,
  effect_key text not null,
  kind text not null check (kind in ('identifier', 'source', 'tag')),
  found text[] not null,
  begun_at timestamptz not null, -- machine time
  at timestamptz not null, -- world time
  primary key (account_id, effect_key, kind)
);

-- Machine time as world time, for waits whose end is a machine deadline.
create function machine_to_world(moment timestamptz) returns timestamptz
language plpgsql stable parallel safe
as $$
declare
  clock world_clock;
begin
  select * into strict clock from world_clock;
  if clock.factor = 0 then
    return moment;
  end if;
  return app_now() + make_interval(secs => extract(epoch from moment - machine_now()) * clock.factor);
end
$$;
