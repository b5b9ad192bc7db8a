-- A person may say which found order is meant, or that a found one is another and a separate order is
-- to be created.
alter table person_input drop constraint person_input_kind_check;
alter table person_input add constraint person_input_kind_check
  check (kind in ('export', 'force-export', 'approve-adoption', 'create-separate', 'dismiss'));
alter table person_input add column gid text;
