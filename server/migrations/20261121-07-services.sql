-- Services rendered to firms, and the evidence that a firm settled here. What counts is what somebody else than its author confirmed.

create table services (
  id uuid primary key,
  kind text not null check (kind in ('consultation', 'matchmaking', 'policy', 'funding', 'elements', 'landing')),
  organisation_id uuid not null references organisations,
  served_on date not null,
  scenario_id uuid references scenarios,
  summary text not null,
  by_organisation_id uuid references organisations,
  recorded_by uuid not null references users,
  file_id uuid references files,
  state text not null check (state in ('recorded', 'confirmed', 'disputed', 'withdrawn')),
  state_since timestamptz(3) not null,
  state_reason text,
  confirmed_by uuid references users,
  confirmed_at timestamptz(3),
  holder text,
  due_at timestamptz(3),
  synthetic boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  constraint services_confirmed_by_another check (confirmed_by is null or confirmed_by <> recorded_by),
  constraint services_confirmed check (state <> 'confirmed' or (confirmed_by is not null and confirmed_at is not null))
);
-- The same service is counted once, whoever of the same body writes it down.
create unique index services_once on services (organisation_id, kind, served_on, (coalesce(by_organisation_id, recorded_by))) where state <> 'withdrawn';
create index services_served on services (served_on desc, id desc);
create index services_created on services (created_at desc, id desc);
create index services_organisation on services (organisation_id, served_on desc, id desc);
create index services_kind on services (kind, served_on desc, id desc);
create index services_state on services (state, served_on desc, id desc);
create index services_scenario on services (scenario_id);
create index services_by_organisation on services (by_organisation_id);
create index services_recorded_by on services (recorded_by, served_on desc, id desc);
create index services_confirmed_by on services (confirmed_by);
create index services_file on services (file_id);
create index services_turn on services (due_at) where holder is not null;
create index services_counted on services (organisation_id, served_on) include (synthetic) where state = 'confirmed';

create table landings (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  landed_on date not null,
  kind text not null check (kind in ('innovative_firm', 'headquarters', 'research_centre', 'production_base')),
  evidence text not null,
  file_id uuid not null references files,
  reported_by uuid not null references users,
  state text not null check (state in ('reported', 'confirmed', 'refused', 'revoked')),
  state_since timestamptz(3) not null,
  state_reason text,
  decided_by uuid references users,
  decided_at timestamptz(3),
  holder text,
  due_at timestamptz(3),
  synthetic boolean not null default false,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  constraint landings_decided_by_another check (decided_by is null or decided_by <> reported_by),
  constraint landings_decided check (state = 'reported' or (decided_by is not null and decided_at is not null))
);
create unique index landings_one_live on landings (organisation_id) where state in ('reported', 'confirmed');
create index landings_landed on landings (landed_on desc, id desc);
create index landings_created on landings (created_at desc, id desc);
create index landings_state on landings (state, landed_on desc, id desc);
create index landings_kind on landings (kind, landed_on desc, id desc);
create index landings_organisation on landings (organisation_id, landed_on desc, id desc);
create index landings_reported_by on landings (reported_by);
create index landings_decided_by on landings (decided_by);
create index landings_file on landings (file_id);
create index landings_turn on landings (due_at) where holder is not null;
create index landings_counted on landings (organisation_id, landed_on) include (synthetic) where state = 'confirmed';

alter table services enable row level security;
alter table services force row level security;
-- The served firm, whoever recorded it, the district of the firm and those who run and audit; leaders what counts.
create policy services_read on services for select to scenario_app using (
  organisation_id = any((select app_orgs())::uuid[]) or recorded_by = (select app_user())
  or (select app_has('operator')) or (select app_has('auditor')) or (select app_has('system'))
  or (state = 'confirmed' and (select app_has('leader')))
  or ((select app_has('district_operator')) and exists (select 1 from organisations o where o.id = organisation_id and o.district = (select app_district()))));
create policy services_add on services for insert to scenario_app with check ((select app_has('system'))
  or (recorded_by = (select app_user()) and state = 'recorded' and confirmed_by is null and not organisation_id = any((select app_orgs())::uuid[])
    and ((select app_has('operator')) or (select app_has('broker')) or ((select app_has('district_operator'))
      and exists (select 1 from organisations o where o.id = organisation_id and o.district = (select app_district()))))));
create policy services_change on services for update to scenario_app using (
  organisation_id = any((select app_orgs())::uuid[]) or recorded_by = (select app_user()) or (select app_has('operator')) or (select app_has('system')))
  with check ((select app_has('system')) or (state = 'confirmed' and confirmed_by = (select app_user()))
    or (state = 'disputed' and organisation_id = any((select app_orgs())::uuid[])) or (state = 'withdrawn' and recorded_by = (select app_user())));
create policy services_remove on services for delete to scenario_app using ((select app_has('system')));
grant select, insert, update, delete on services to scenario_app;

alter table landings enable row level security;
alter table landings force row level security;
create policy landings_read on landings for select to scenario_app using (
  organisation_id = any((select app_orgs())::uuid[])
  or (select app_has('operator')) or (select app_has('auditor')) or (select app_has('system'))
  or (state = 'confirmed' and (select app_has('leader')))
  or ((select app_has('district_operator')) and exists (select 1 from organisations o where o.id = organisation_id and o.district = (select app_district()))));
create policy landings_add on landings for insert to scenario_app with check ((select app_has('system'))
  or (reported_by = (select app_user()) and state = 'reported' and decided_by is null
    and ((select app_has('operator')) or organisation_id = any((select app_admin_orgs())::uuid[]) or ((select app_has('district_operator'))
      and exists (select 1 from organisations o where o.id = organisation_id and o.district = (select app_district()))))));
create policy landings_change on landings for update to scenario_app using (
  ((select app_has('operator')) and not organisation_id = any((select app_orgs())::uuid[])) or (select app_has('system')))
  with check ((select app_has('system')) or decided_by = (select app_user()));
create policy landings_remove on landings for delete to scenario_app using ((select app_has('system')));
grant select, insert, update, delete on landings to scenario_app;

-- What others read: confirmed rows, of those the reader may see.
create view organisation_services with (security_invoker = true) as
  select organisation_id, served_on, synthetic from services where state = 'confirmed';
create view organisation_first_served with (security_invoker = true) as
  select organisation_id, min(served_on) as first_served_on from services where state = 'confirmed' group by organisation_id;
create view organisation_landings with (security_invoker = true) as
  select organisation_id, landed_on, synthetic from landings where state = 'confirmed';
grant select on organisation_services, organisation_first_served, organisation_landings to scenario_app;

-- The served firm confirms; after ten working days any operator but the recorder may have to. A disputed one is back with its recorder.
create view todo_services with (security_invoker = true) as
  select 'service'::text as subject_type, v.id as subject_id, null::text as code, o.name as title, v.state, v.holder, side.party, side.organisation_id,
         side.person_id, o.district, array[o.district] as districts, v.state_since as since, v.due_at
    from services v join organisations o on o.id = v.organisation_id
    cross join lateral (values ('other_side', v.organisation_id, null::uuid), ('operator', null, null), ('reporting_side', null, v.recorded_by)) as side (party, organisation_id, person_id)
   where v.holder is not null and (side.party = v.holder or (side.party = 'operator' and v.state = 'recorded' and v.due_at <= app_now() and v.recorded_by is distinct from app_user()));
grant select on todo_services to scenario_app;
create view todo_landings with (security_invoker = true) as
  select 'landing'::text as subject_type, l.id as subject_id, null::text as code, o.name as title, l.state, l.holder, l.holder as party, null::uuid as organisation_id,
         o.district, array[o.district] as districts, l.state_since as since, l.due_at
    from landings l join organisations o on o.id = l.organisation_id
   where l.holder is not null and l.reported_by is distinct from app_user() and not l.organisation_id = any(app_orgs());
grant select on todo_landings to scenario_app;
-- Who is meant by a word, for lists of things that name an organisation.
create view organisation_words with (security_invoker = true) as select id, search from organisations;
grant select on organisation_words to scenario_app;
create view service_facts with (security_invoker = true) as select id, organisation_id, state, holder, due_at, synthetic from services;
create view landing_facts with (security_invoker = true) as select id, organisation_id, state, holder, due_at, synthetic from landings;
grant select on service_facts, landing_facts to scenario_app;
