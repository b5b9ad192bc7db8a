-- Changes told to open pages. Nothing is told while no page is open: then each statement asks an empty table.
-- Machine time.
create table console_watch (
  process text primary key,
  until timestamptz not null
);

-- Orders that something was written of; beyond 100 in one statement only that there were many. No personal data.
create function tell_orders() returns trigger language plpgsql as $$
begin
  if exists (select 1 from console_watch where until > machine_now()) then
    perform pg_notify('crossdock_changes', jsonb_build_object('w', 'orders', 'a', t.account_id,
      'o', case when t.many <= 100 then t.ids end)::text)
    from (select account_id, count(distinct amazon_order_id) as many,
        jsonb_agg(distinct amazon_order_id) as ids
      from fresh group by account_id) t;
  end if;
  return null;
end
$$;
create trigger order_trace_told after insert on order_trace
  referencing new table as fresh for each statement execute function tell_orders();

create function tell_word() returns trigger language plpgsql as $$
begin
  if exists (select 1 from console_watch where until > machine_now()) then
    perform pg_notify('crossdock_changes', jsonb_build_object('w', tg_argv[0])::text);
  end if;
  return null;
end
$$;
create trigger incident_told after insert or update on incident
  for each statement execute function tell_word('overview');
create trigger notice_told after insert on notice
  for each statement execute function tell_word('overview');
create trigger shop_own_order_told after insert or update on shop_own_order
  for each statement execute function tell_word('orders-many');
create trigger sku_mapping_told after insert or update or delete on sku_mapping
  for each statement execute function tell_word('mappings');
create trigger connection_told after insert or update on connection
  for each statement execute function tell_word('settings');
create trigger person_told after insert or update of role, removed_at on person
  for each statement execute function tell_word('people');
create trigger person_link_told after insert or update on person_link
  for each statement execute function tell_word('people');
-- Also ends streams of sessions that are over.
create trigger person_session_told after insert or update of ended_at on person_session
  for each statement execute function tell_word('people');
