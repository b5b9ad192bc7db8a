-- Feeds to Amazon: what waits to be sent, what was sent in which feed, and what Amazon said of each
-- message. A feed has no key of ours, so its second sending is never ours to decide.
create table feed_row (
  account_id text not null,
  effect_key text not null,
  feed_type text not null,
  amazon_order_id text not null,
  effect_kind text not null,
  message jsonb not null,
  body jsonb,
  -- The attempt that a person's word gave up, and that word.
  disproves text,
  uses text,
  lane text not null,
  since timestamptz not null, -- world time
  primary key (account_id, effect_key)
);
create index feed_row_waiting on feed_row (account_id, feed_type, since);
create index feed_row_of_order on feed_row (account_id, amazon_order_id);

create table feed (
  feed_no bigint generated always as identity primary key,
  account_id text not null,
  feed_type text not null,
  -- intended: its answer is not known; sent: Amazon has it; held: nobody knows whether Amazon has it.
  state text not null check (state in ('intended', 'sent', 'held', 'void', 'done', 'fatal')),
  document_id text not null,
  feed_id text,
  lease_token text not null,
  answer_by timestamptz not null, -- machine time
  intended_at timestamptz not null, -- world time, as are those below
  sent_at timestamptz,
  checked_at timestamptz,
  checks integer not null default 0,
  ended_at timestamptz
);
create index feed_open on feed (account_id, feed_type) where state in ('intended', 'sent');
create unique index feed_by_id on feed (account_id, feed_id) where feed_id is not null;

create table feed_message (
  feed_no bigint not null,
  message_no integer not null,
  account_id text not null,
  effect_key text not null,
  amazon_order_id text not null,
  effect_kind text not null,
  attempt_id text not null,
  message jsonb not null,
  body jsonb,
  lane text not null,
  primary key (feed_no, message_no)
);
create index feed_message_of_order on feed_message (account_id, amazon_order_id);
