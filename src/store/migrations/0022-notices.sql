-- What the merchant is told: one row a notice, whose key is unique, so that what is seen again is not told
-- again; and one row for each way that it leaves by. Ids, codes and counts, never personal data.

create table notice (
  notice_id bigint generated always as identity primary key,
  account_id text not null,
  family text not null check (family in ('import', 'hold', 'life', 'incident', 'poll', 'test')),
  event text not null,
  subject text not null, -- an order's id, or empty
  occurrence text not null,
  code text not null,
  severity text not null check (severity in ('urgent', 'normal')),
  facts jsonb not null,
  happened_at timestamptz not null, -- world time, as all times here but one
  at timestamptz not null,
  -- Listed in Crossdock itself.
  shown boolean not null,
  unique (account_id, family, subject, occurrence)
);
create index notice_newest on notice (account_id, notice_id desc);

create table notice_delivery (
  notice_id bigint not null references notice on delete cascade,
  channel text not null check (channel in ('mail', 'chat', 'webhook')),
  account_id text not null,
  -- sending: left, and its answer is not known. unclear: nobody knows whether it came, and it is not
  -- repeated. dead: given up after the last try.
  state text not null check (state in ('waiting', 'sending', 'sent', 'unclear', 'dead')),
  due_at timestamptz not null,
  attempts integer not null default 0,
  -- Sendings that may have come although no answer said so.
  unclear integer not null default 0,
  -- Notices of one message share it; a repeat keeps it.
  message_id text,
  sending_since timestamptz, -- machine time
  ended_at timestamptz,
  code text,
  primary key (notice_id, channel)
);
create index notice_delivery_due on notice_delivery (account_id, channel, due_at)
  where state in ('waiting', 'sending');
create index notice_delivery_failed on notice_delivery (account_id, channel, ended_at)
  where state in ('unclear', 'dead');

-- How far what happened was looked through for notices, and since when somebody looks without a pause.
create table notice_watch (
  account_id text primary key,
  collected_to timestamptz not null,
  looked_at timestamptz not null,
  looking_since timestamptz not null
);
