-- One verb said of many orders, with its progress. The process that runs it holds a lease (machine time); when
-- the process ends, another goes on where it stood.
create table bulk_job (
  job_id text primary key,
  account_id text not null,
  verb text not null check (verb in ('export', 'dismiss', 'dismiss-holds')),
  code text,
  actor jsonb not null,
  by_whom text not null,
  order_ids text[] not null,
  state text not null check (state in ('running', 'stopping', 'stopped', 'done')),
  done integer not null default 0,
  failed integer not null default 0,
  refusals jsonb not null default '[]',
  started_at timestamptz not null, -- world time
  ended_at timestamptz,
  lease_until timestamptz not null -- machine time
);
create index bulk_job_newest on bulk_job (account_id, started_at desc);
create trigger bulk_job_told after insert or update on bulk_job
  for each statement execute function tell_word('work');
