-- Calls 征集, and the scenarios submitted into them.

create table calls (
  id uuid primary key,
  code text unique,
  title text not null,
  description text,
  domains text[] not null default '{}',
  directions text[] not null default '{}',
  openers text[] not null default '{}',
  organisation_kinds text[] not null default '{}',
  districts text[] not null default '{}',
  criteria jsonb not null default '[]',
  opens_at timestamptz(3),
  closes_at timestamptz(3),
  contact text,
  state text not null check (state in ('draft', 'open', 'closed', 'archived')),
  state_since timestamptz(3) not null,
  holder text,
  due_at timestamptz(3),
  -- The deadline that owners of drafts were reminded of; a later one is told again.
  reminded_for timestamptz(3),
  search tsvector not null default '',
  is_public boolean not null generated always as (state <> 'draft') stored,
  opens_sort timestamptz(3) not null generated always as (coalesce(opens_at, timestamptz '9999-01-01 00:00:00+00')) stored,
  closes_sort timestamptz(3) not null generated always as (coalesce(closes_at, timestamptz '9999-01-01 00:00:00+00')) stored,
  created_by uuid references users,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  constraint call_window check (opens_at < closes_at),
  constraint call_complete check (state = 'draft' or (code is not null and opens_at is not null and closes_at is not null and criteria <> '[]'))
);
create index calls_opens on calls (opens_sort desc, id desc);
create index calls_closes on calls (closes_sort, id);
create index calls_updated on calls (updated_at desc, id desc);
create index calls_title on calls (title, id);
create index calls_state on calls (state, opens_sort desc, id desc);
create index calls_closing on calls (closes_at) where state = 'open';
create index calls_search on calls using gin (search);
create index calls_created_by on calls (created_by);

create table call_files (
  call_id uuid not null references calls on delete cascade,
  file_id uuid not null references files,
  position integer not null,
  primary key (call_id, file_id)
);
create index call_files_file on call_files (file_id);

-- Each time the deadline was put off: shown to everybody.
create table call_extensions (
  id uuid primary key,
  call_id uuid not null references calls on delete cascade,
  at timestamptz(3) not null,
  closed_at timestamptz(3) not null,
  closes_at timestamptz(3) not null,
  reason text not null,
  extended_by uuid references users,
  constraint extension_later check (closes_at > closed_at and at < closed_at)
);
create index call_extensions_call on call_extensions (call_id, at);
create index call_extensions_extended_by on call_extensions (extended_by);

alter table calls enable row level security;
alter table calls force row level security;
create policy calls_public on calls for select to scenario_public using (is_public);
create policy calls_read on calls for select to scenario_app using (is_public or (select app_has('operator')) or (select app_has('system')));
create policy calls_write on calls to scenario_app using ((select app_has('operator')) or (select app_has('system')));
grant select on calls to scenario_public;
grant select, insert, update, delete on calls to scenario_app;
do $$
declare t text;
begin
  foreach t in array array['call_files', 'call_extensions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select to scenario_public using (exists (select 1 from calls c where c.id = call_id))', t || '_public', t);
    execute format('create policy %I on %I for select to scenario_app using (exists (select 1 from calls c where c.id = call_id))', t || '_seen', t);
    execute format('create policy %I on %I to scenario_app using ((select app_has(''operator'')) or (select app_has(''system'')))', t || '_write', t);
    execute format('grant select on %I to scenario_public', t);
    execute format('grant select, insert, update, delete on %I to scenario_app', t);
  end loop;
end $$;

-- A scenario may be written for a call. `call_entered_at`: when it was first submitted into it, in time; it then comes back into it also after the deadline.
alter table scenarios add column call_id uuid references calls;
alter table scenarios add column call_entered_at timestamptz(3);
alter table scenarios add constraint scenario_call_entered check (call_entered_at is null or call_id is not null);
create index scenarios_call on scenarios (call_id, published_sort desc, id desc) where call_id is not null;

-- What other modules read of calls, and calls of the scenarios in them.
create view call_facts with (security_invoker = true) as select id, code, title, state, criteria, opens_at, closes_at from calls;
grant select on call_facts to scenario_app, scenario_public;
create view call_submissions with (security_invoker = true) as
  select call_id, id as scenario_id, owner_id, state, submitted_at, call_entered_at as entered_at from scenarios where call_id is not null;
grant select on call_submissions to scenario_app, scenario_public;

-- A draft is due to open on its day; a closed call waits to be reviewed and archived.
create view todo_calls with (security_invoker = true) as
  select 'call'::text as subject_type, c.id as subject_id, c.code, c.title, c.state, c.holder,
         null::uuid as organisation_id, null::text as district, null::text[] as districts, c.state_since as since, c.due_at
    from calls c where c.state in ('draft', 'closed');
grant select on todo_calls to scenario_app;

-- As it was, and a draft written for an open call is due by its deadline.
create or replace view todo_scenarios with (security_invoker = true) as
  select 'scenario'::text as subject_type, s.id as subject_id, s.code, s.title, s.state, s.holder, side.party,
         s.owner_id as organisation_id, s.owner_district as district, s.districts, s.state_since as since,
         case when s.state = 'draft' and s.call_entered_at is null then (select c.closes_at from calls c where c.id = s.call_id and c.state = 'open')
           else s.due_at end as due_at
    from scenarios s cross join lateral (values (s.holder), (case when s.holder = 'district_operator' and s.due_at <= app_now() then 'operator' end)) as side (party)
   where s.holder is not null and side.party is not null and not s.synthetic and s.state <> 'published' and (s.source is null or s.due_at is not null)
  union all
  select 'scenario', s.id, s.code, s.title, s.state, s.holder, s.holder, s.owner_id, s.owner_district, s.districts, s.state_since, s.closes_at
    from scenarios s where s.state = 'published' and s.source is null and s.closes_at < app_now() and not s.synthetic;
