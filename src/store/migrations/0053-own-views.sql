-- Views of the order list that a person saved: a name, filters, and a place among the person's own. No
-- personal data of buyers: filters are those of the list, which takes none.
create table person_view (
  view_id text primary key,
  person_id text not null references person on delete cascade,
  account_id text not null,
  name text not null,
  place integer not null,
  filters jsonb not null,
  created_at timestamptz not null
);
create unique index person_view_name on person_view (person_id, account_id, lower(name));
