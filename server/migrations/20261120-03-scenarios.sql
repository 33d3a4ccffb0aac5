-- Scenarios with their openings, requirements, comments, decisions and reviews; lists and libraries.

create table lists (
  id uuid primary key,
  pack_key text unique,
  code text not null unique,
  title text not null,
  kind text not null default 'scenario' check (kind in ('scenario', 'capability')),
  state text not null check (state in ('composing', 'scheduled', 'released')),
  state_since timestamptz(3) not null,
  note text,
  released_on date,
  scheduled_for timestamptz(3),
  source text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1
);
create index lists_released on lists (released_on desc nulls last, id desc);
create index lists_state on lists (state);

create table scenarios (
  id uuid primary key,
  pack_key text unique,
  code text unique,
  title text not null,
  summary text,
  problem text,
  domain text,
  direction text,
  tracks text[] not null default '{}',
  districts text[] not null default '{}',
  opener text,
  focus text,
  owner_id uuid not null references organisations,
  owner_district text,
  parent_id uuid references scenarios,
  state text not null check (state in ('draft', 'submitted', 'refining', 'in_review', 'selected', 'publicised', 'published', 'landing',
    'demonstrating', 'evaluating', 'concluded', 'rejected', 'withdrawn', 'suspended', 'closed', 'terminated')),
  previous_state text,
  stage text,
  -- Counts the changes of its content: a review before publication is of one of them.
  content integer not null default 1,
  state_since timestamptz(3) not null,
  state_reason text,
  holder text,
  due_at timestamptz(3),
  recommended_at timestamptz(3),
  recommended_by uuid references users,
  submitted_at timestamptz(3),
  submitted_by uuid references users,
  rung text check (rung in ('listed', 'laboratory', 'signature', 'super')),
  opportunity_cny bigint check (opportunity_cny >= 0),
  opportunity_bound text,
  opportunity_period text,
  budget_cny bigint check (budget_cny >= 0),
  cooperation_modes text[] not null default '{}',
  place text,
  starts_on date,
  ends_on date,
  opens_at timestamptz(3),
  closes_at timestamptz(3),
  published_at timestamptz(3),
  list_id uuid references lists,
  source jsonb,
  synthetic boolean not null default false,
  seed text,
  search tsvector not null default '',
  is_public boolean not null generated always as (published_at is not null or state = 'publicised') stored,
  -- What pages sort by is never null, so that a page deep down is one step into an index.
  published_sort timestamptz(3) not null generated always as (coalesce(published_at, timestamptz '1970-01-01 00:00:00+00')) stored,
  opportunity_sort bigint not null generated always as (coalesce(opportunity_cny, -1)) stored,
  closes_sort timestamptz(3) not null generated always as (coalesce(closes_at, timestamptz '9999-01-01 00:00:00+00')) stored,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1
);
create index scenarios_published on scenarios (published_sort desc, id desc);
create index scenarios_public on scenarios (published_sort desc, id desc) where is_public;
create index scenarios_updated on scenarios (updated_at desc, id desc);
create index scenarios_opportunity on scenarios (opportunity_sort desc, id desc);
create index scenarios_title on scenarios (title, id);
create index scenarios_closes on scenarios (closes_sort, id);
create index scenarios_closing on scenarios (closes_at, id) where state = 'published' and source is null;
create index scenarios_owner on scenarios (owner_id, updated_at desc);
create index scenarios_parent on scenarios (parent_id);
create index scenarios_list on scenarios (list_id);
-- Counting what a filter leaves for the public is answered by the index alone.
create index scenarios_domain on scenarios (domain, published_sort desc, id desc) include (is_public);
create index scenarios_direction on scenarios (direction, published_sort desc, id desc) include (is_public);
create index scenarios_opener on scenarios (opener, published_sort desc, id desc) include (is_public);
create index scenarios_state on scenarios (state, published_sort desc, id desc) include (is_public);
create index scenarios_stage on scenarios (stage, published_sort desc, id desc) include (is_public);
create index scenarios_rung on scenarios (rung, published_sort desc, id desc) include (is_public);
create index scenarios_focus on scenarios (focus) where focus is not null;
create index scenarios_owner_district on scenarios (owner_district);
create index scenarios_due on scenarios (holder, due_at) where due_at is not null;
create index scenarios_turn on scenarios (holder, due_at) where holder is not null and not synthetic and state <> 'published';
create index scenarios_tracks on scenarios using gin (tracks);
create index scenarios_districts on scenarios using gin (districts);
create index scenarios_search on scenarios using gin (search);
create index scenarios_recommended_by on scenarios (recommended_by);
create index scenarios_submitted_by on scenarios (submitted_by);
create index scenarios_seed on scenarios (seed) where seed is not null;

create table openings (
  id uuid primary key,
  scenario_id uuid not null references scenarios on delete cascade,
  position integer not null,
  text text not null,
  detail text,
  unique (scenario_id, position) deferrable initially deferred
);
create table requirements (
  id uuid primary key,
  scenario_id uuid not null references scenarios on delete cascade,
  opening_id uuid references openings on delete cascade,
  position integer not null,
  text text not null,
  kind text not null check (kind in ('must', 'wish')),
  metric text,
  comparator text check (comparator in ('=', '!=', '<', '<=', '>', '>=')),
  threshold double precision,
  unit text,
  limits_providers boolean not null default false
);
create index requirements_scenario on requirements (scenario_id, position);
create index requirements_opening on requirements (opening_id);

-- Personal data, apart, so that the public role has no right to it and it can be erased.
create table scenario_contacts (
  scenario_id uuid primary key references scenarios on delete cascade,
  name text not null,
  mobile text,
  email text
);

create table scenario_files (
  scenario_id uuid not null references scenarios on delete cascade,
  file_id uuid not null references files,
  purpose text not null check (purpose in ('stamped_form', 'material')),
  position integer not null,
  primary key (scenario_id, file_id)
);
create index scenario_files_file on scenario_files (file_id);

create table scenario_comments (
  id uuid primary key,
  scenario_id uuid not null references scenarios on delete cascade,
  path text,
  text text not null,
  author_id uuid not null references users,
  organisation_id uuid references organisations,
  at timestamptz(3) not null,
  resolved_at timestamptz(3)
);
create index scenario_comments_scenario on scenario_comments (scenario_id, at desc, id desc);
create index scenario_comments_author on scenario_comments (author_id);
create index scenario_comments_organisation on scenario_comments (organisation_id);

create table scenario_decisions (
  id uuid primary key,
  scenario_id uuid not null references scenarios on delete cascade,
  outcome text not null check (outcome in ('select', 'revise', 'reject')),
  reason text not null,
  proposed_by uuid not null references users,
  proposed_at timestamptz(3) not null,
  settled_by uuid references users,
  settled_at timestamptz(3),
  state text not null check (state in ('proposed', 'consented', 'declined', 'withdrawn')),
  note text,
  constraint decision_by_two check (state <> 'consented' or settled_by <> proposed_by)
);
create unique index scenario_decisions_one_open on scenario_decisions (scenario_id) where state = 'proposed';
create index scenario_decisions_scenario on scenario_decisions (scenario_id, proposed_at desc);
create index scenario_decisions_proposed_by on scenario_decisions (proposed_by);
create index scenario_decisions_settled_by on scenario_decisions (settled_by);

create table scenario_clearances (
  id uuid primary key,
  scenario_id uuid not null references scenarios on delete cascade,
  kind text not null check (kind in ('confidentiality', 'fair_competition')),
  outcome text not null check (outcome in ('passed', 'refused')),
  signer text not null,
  note text,
  file_id uuid references files,
  content integer not null default 1,
  recorded_by uuid not null references users,
  recorded_at timestamptz(3) not null
);
create index scenario_clearances_scenario on scenario_clearances (scenario_id, recorded_at desc);
create index scenario_clearances_file on scenario_clearances (file_id);
create index scenario_clearances_recorded_by on scenario_clearances (recorded_by);

create table list_items (
  list_id uuid not null references lists on delete cascade,
  scenario_id uuid not null references scenarios,
  position integer not null,
  added_at timestamptz(3) not null,
  primary key (list_id, scenario_id)
);
create index list_items_scenario on list_items (scenario_id);

create table libraries (
  id uuid primary key,
  key text not null unique,
  title text not null,
  title_en text not null,
  purpose text
);
create table library_entries (
  id uuid primary key,
  library_id uuid not null references libraries,
  scenario_id uuid not null references scenarios,
  entered_at timestamptz(3) not null,
  entered_reason text not null,
  left_at timestamptz(3),
  left_reason text
);
create unique index library_entries_one on library_entries (library_id, scenario_id) where left_at is null;
create index library_entries_library on library_entries (library_id, entered_at desc, id desc);
create index library_entries_scenario on library_entries (scenario_id);

alter table scenarios enable row level security;
alter table scenarios force row level security;
create policy scenarios_public on scenarios for select to scenario_public using (is_public);
-- A draft that was never submitted is its owner's alone; what was once submitted stays with those who handled it.
create policy scenarios_read on scenarios for select to scenario_app using (
  is_public or owner_id = any((select app_orgs())::uuid[])
  or (submitted_at is not null and ((select app_has('operator')) or (select app_has('auditor'))
    or ((select app_has('district_operator')) and (owner_district = (select app_district()) or (select app_district()) = any(districts)))))
  or (select app_has('system')));
create policy scenarios_add on scenarios for insert to scenario_app with check (
  (owner_id = any((select app_orgs())::uuid[]) and state = 'draft' and published_at is null and source is null and not synthetic)
  or (select app_has('operator')) or (select app_has('system')));
-- Each into the states that are theirs to lead to: an owner never to publication, a district nowhere.
create policy scenarios_change on scenarios for update to scenario_app using (
  owner_id = any((select app_orgs())::uuid[]) or (select app_has('system'))
  or (submitted_at is not null and ((select app_has('operator'))
    or ((select app_has('district_operator')) and (owner_district = (select app_district()) or (select app_district()) = any(districts))))))
  with check ((select app_has('operator')) or (select app_has('system'))
  or (owner_id = any((select app_orgs())::uuid[]) and state in ('draft', 'submitted', 'refining', 'withdrawn', 'landing', 'demonstrating'))
  or ((select app_has('district_operator')) and state = 'submitted' and (owner_district = (select app_district()) or (select app_district()) = any(districts))));
create policy scenarios_remove on scenarios for delete to scenario_app using ((select app_has('system')));
grant select on scenarios to scenario_public;
grant select, insert, update, delete on scenarios to scenario_app;

-- What hangs on a scenario is seen with it.
do $$
declare t text;
begin
  foreach t in array array['openings', 'requirements', 'scenario_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select to scenario_public using (exists (select 1 from scenarios s where s.id = scenario_id))', t || '_public', t);
    execute format('create policy %I on %I for select to scenario_app using (exists (select 1 from scenarios s where s.id = scenario_id))', t || '_seen', t);
    execute format($p$create policy %I on %I to scenario_app using (exists (select 1 from scenarios s where s.id = scenario_id
      and (s.owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('system')))))$p$, t || '_write', t);
    execute format('grant select on %I to scenario_public', t);
    execute format('grant select, insert, update, delete on %I to scenario_app', t);
  end loop;
  foreach t in array array['scenario_contacts', 'scenario_comments', 'scenario_decisions', 'scenario_clearances'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I for select to scenario_app using (exists (select 1 from scenarios s where s.id = scenario_id
      and (s.owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('auditor')) or (select app_has('system'))
        or ((select app_has('district_operator')) and (s.owner_district = (select app_district()) or (select app_district()) = any(s.districts))))))$p$, t || '_inside', t);
    execute format('grant select, insert, update, delete on %I to scenario_app', t);
  end loop;
end $$;

-- Who writes what hangs there: the owner whom to call; everybody inside comments, in his own name; operators decide and record reviews, in theirs.
create policy scenario_contacts_write on scenario_contacts to scenario_app using (exists (select 1 from scenarios s where s.id = scenario_id
  and (s.owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('system')))));
create policy scenario_comments_add on scenario_comments for insert to scenario_app with check (
  (select app_has('system')) or (author_id = (select app_user()) and not (select app_has('auditor')) and exists (select 1 from scenarios s where s.id = scenario_id
    and (s.owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator'))
      or ((select app_has('district_operator')) and (s.owner_district = (select app_district()) or (select app_district()) = any(s.districts)))))));
create policy scenario_comments_settle on scenario_comments for update to scenario_app using (
  (select app_has('system')) or exists (select 1 from scenarios s where s.id = scenario_id
    and (s.owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator'))
      or ((select app_has('district_operator')) and (s.owner_district = (select app_district()) or (select app_district()) = any(s.districts))))));
create policy scenario_decisions_propose on scenario_decisions for insert to scenario_app with check (
  (select app_has('system')) or ((select app_has('operator')) and proposed_by = (select app_user())));
create policy scenario_decisions_settle on scenario_decisions for update to scenario_app using ((select app_has('operator')) or (select app_has('system')))
  with check ((select app_has('system')) or settled_by = (select app_user()));
create policy scenario_clearances_add on scenario_clearances for insert to scenario_app with check (
  (select app_has('system')) or ((select app_has('operator')) and recorded_by = (select app_user())));
do $$
declare t text;
begin
  foreach t in array array['scenario_comments', 'scenario_decisions', 'scenario_clearances'] loop
    execute format('create policy %I on %I for delete to scenario_app using ((select app_has(''system'')))', t || '_remove', t);
  end loop;
end $$;

alter table lists enable row level security;
alter table lists force row level security;
create policy lists_public on lists for select to scenario_public using (state = 'released');
create policy lists_read on lists for select to scenario_app using (state = 'released' or (select app_has('operator')) or (select app_has('auditor')) or (select app_has('system')));
create policy lists_write on lists to scenario_app using ((select app_has('operator')) or (select app_has('system')));
grant select on lists to scenario_public;
grant select, insert, update, delete on lists to scenario_app;
alter table list_items enable row level security;
alter table list_items force row level security;
create policy list_items_public on list_items for select to scenario_public using (exists (select 1 from lists l where l.id = list_id));
create policy list_items_read on list_items for select to scenario_app using (exists (select 1 from lists l where l.id = list_id));
create policy list_items_write on list_items to scenario_app using ((select app_has('operator')) or (select app_has('system')));
grant select on list_items to scenario_public;
grant select, insert, update, delete on list_items to scenario_app;

alter table libraries enable row level security;
alter table libraries force row level security;
create policy libraries_public on libraries for select to scenario_public using (true);
create policy libraries_read on libraries for select to scenario_app using (true);
create policy libraries_write on libraries to scenario_app using ((select app_has('system')));
grant select on libraries to scenario_public, scenario_app;
grant insert, update on libraries to scenario_app;
alter table library_entries enable row level security;
alter table library_entries force row level security;
create policy library_entries_public on library_entries for select to scenario_public using (exists (select 1 from scenarios s where s.id = scenario_id));
create policy library_entries_read on library_entries for select to scenario_app using (exists (select 1 from scenarios s where s.id = scenario_id));
create policy library_entries_write on library_entries to scenario_app using ((select app_has('operator')) or (select app_has('system')));
grant select on library_entries to scenario_public;
grant select, insert, update, delete on library_entries to scenario_app;

-- `holder` has the turn, `party` finds it on the list: who runs the programme as well once a district's recommendation is overdue, and what is
-- past its closing date and still open.
create view todo_scenarios with (security_invoker = true) as
  select 'scenario'::text as subject_type, s.id as subject_id, s.code, s.title, s.state, s.holder, side.party,
         s.owner_id as organisation_id, s.owner_district as district, s.districts, s.state_since as since, s.due_at
    from scenarios s cross join lateral (values (s.holder), (case when s.holder = 'district_operator' and s.due_at <= app_now() then 'operator' end)) as side (party)
   where s.holder is not null and side.party is not null and not s.synthetic and s.state <> 'published' and (s.source is null or s.due_at is not null)
  union all
  select 'scenario', s.id, s.code, s.title, s.state, s.holder, s.holder, s.owner_id, s.owner_district, s.districts, s.state_since, s.closes_at
    from scenarios s where s.state = 'published' and s.source is null and s.closes_at < app_now() and not s.synthetic;
grant select on todo_scenarios to scenario_app;
create view todo_lists with (security_invoker = true) as
  select 'list'::text as subject_type, l.id as subject_id, l.code, l.title, l.state, 'operator'::text as holder,
         null::uuid as organisation_id, null::text as district, null::text[] as districts, l.state_since as since, l.scheduled_for as due_at
    from lists l where l.state in ('composing', 'scheduled');
grant select on todo_lists to scenario_app;
