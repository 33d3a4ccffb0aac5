-- Projects that carry out an agreement: milestones, indicators agreed by both sides, readings reported by one and confirmed by the other.

create table projects (
  id uuid primary key,
  code text not null unique,
  title text not null,
  summary text,
  place text,
  scenario_id uuid not null references scenarios,
  agreement_id uuid not null references agreements,
  owner_id uuid not null references organisations,
  owner_district text,
  provider_id uuid not null references organisations,
  -- Everybody on the provider's side, the leading one first.
  provider_ids uuid[] not null,
  state text not null check (state in ('planned', 'running', 'accepting', 'accepted', 'suspended', 'terminated')),
  state_since timestamptz(3) not null,
  state_reason text,
  holder text,
  due_at timestamptz(3),
  starts_on date,
  ends_on date,
  started_at timestamptz(3),
  submitted_at timestamptz(3),
  submitted_by uuid references users,
  submitted_summary text,
  accepted_at timestamptz(3),
  accepted_by uuid references users,
  accepted_opinion text,
  -- What its light is computed from, written again with every milestone and every reading that counts. Its days are those of this time zone.
  time_zone text not null,
  milestones_total integer not null default 0,
  milestones_settled integer not null default 0,
  next_due_on date,
  indicators_total integer not null default 0,
  indicators_read integer not null default 0,
  lowest_progress double precision,
  told_of date,
  synthetic boolean not null default false,
  search tsvector not null default '',
  created_by uuid references users,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  due_sort timestamptz(3) not null generated always as (coalesce(due_at, timestamptz '9999-01-01 00:00:00+00')) stored,
  accepted_sort timestamptz(3) not null generated always as (coalesce(accepted_at, timestamptz '1970-01-01 00:00:00+00')) stored,
  check (provider_id = any(provider_ids) and not owner_id = any(provider_ids)),
  check (ends_on >= starts_on),
  -- One side hands in, the other accepts, and not in one person.
  constraint projects_accepted_by_two check (accepted_by is null or accepted_by <> submitted_by)
);
create index projects_updated on projects (updated_at desc, id desc);
create index projects_created on projects (created_at desc, id desc);
create index projects_title on projects (title, id);
create index projects_due on projects (due_sort, id);
create index projects_accepted on projects (accepted_sort desc, id desc);
create index projects_scenario on projects (scenario_id);
create index projects_agreement on projects (agreement_id);
create index projects_owner on projects (owner_id);
create index projects_owner_district on projects (owner_district);
create index projects_provider on projects (provider_id);
create index projects_providers on projects using gin (provider_ids);
create index projects_state on projects (state, updated_at desc, id desc);
create index projects_turn on projects (due_at) where holder is not null;
create index projects_submitted_by on projects (submitted_by);
create index projects_accepted_by on projects (accepted_by);
create index projects_created_by on projects (created_by);
create index projects_search on projects using gin (search);

create table milestones (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  position integer not null,
  title text not null,
  due_on date not null,
  done_on date,
  explanation text,
  responsible text not null check (responsible in ('owner', 'provider')),
  unique (project_id, position) deferrable initially deferred
);

create table indicators (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  position integer not null,
  name text not null,
  unit text not null,
  baseline double precision not null,
  target double precision not null,
  direction text not null check (direction in ('up', 'down')),
  method text not null,
  agreed_by_owner_at timestamptz(3),
  agreed_by_owner uuid references users,
  agreed_by_provider_at timestamptz(3),
  agreed_by_provider uuid references users,
  version integer not null default 1,
  unique (project_id, position) deferrable initially deferred,
  constraint indicators_direction check (case direction when 'up' then target > baseline else target < baseline end),
  constraint indicators_finite check (abs(baseline) <= 1e15 and abs(target) <= 1e15),
  constraint indicators_agreed_by_two check (agreed_by_owner is null or agreed_by_provider is null or agreed_by_owner <> agreed_by_provider)
);
create unique index indicators_name on indicators (project_id, name);
create index indicators_agreed_by_owner on indicators (agreed_by_owner);
create index indicators_agreed_by_provider on indicators (agreed_by_provider);

create table readings (
  id uuid primary key,
  indicator_id uuid not null references indicators,
  project_id uuid not null references projects,
  value double precision not null check (abs(value) <= 1e15),
  at timestamptz(3) not null,
  -- The day it was measured, in the city.
  day date not null,
  state text not null check (state in ('reported', 'confirmed', 'disputed', 'corrected', 'upheld')),
  state_since timestamptz(3) not null,
  side text not null check (side in ('owner', 'provider')),
  reported_for uuid not null references organisations,
  reported_by uuid references users,
  reported_at timestamptz(3) not null,
  settled_for uuid references organisations,
  settled_by uuid references users,
  settled_at timestamptz(3),
  holder text check (holder in ('owner', 'provider')),
  due_at timestamptz(3),
  escalated_at timestamptz(3),
  reason text,
  note text,
  corrects_id uuid references readings,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  due_sort timestamptz(3) not null generated always as (coalesce(due_at, timestamptz '9999-01-01 00:00:00+00')) stored,
  constraint readings_confirmed_by_two check (state <> 'confirmed' or settled_by <> reported_by)
);
-- One value of an indicator a day; a corrected one makes room for the one that replaces it.
create unique index readings_one_a_day on readings (indicator_id, day) where state <> 'corrected';
create unique index readings_corrects on readings (corrects_id);
create index readings_indicator on readings (indicator_id, at desc, id desc);
create index readings_project on readings (project_id, at desc, id desc);
create index readings_at on readings (at desc, id desc);
create index readings_due on readings (due_sort, id);
create index readings_state on readings (state, at desc, id desc);
create index readings_turn on readings (due_at) where holder is not null;
create index readings_reported_for on readings (reported_for);
create index readings_reported_by on readings (reported_by);
create index readings_settled_for on readings (settled_for);
create index readings_settled_by on readings (settled_by);

-- Files of a project and of what hangs on it, apart from the rows that leaders see.
create table project_files (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  file_id uuid not null references files,
  purpose text not null check (purpose in ('evidence', 'reading', 'report', 'minutes')),
  milestone_id uuid references milestones on delete cascade,
  reading_id uuid references readings on delete cascade,
  added_by uuid references users,
  added_at timestamptz(3) not null,
  check ((purpose = 'evidence') = (milestone_id is not null) and (purpose = 'reading') = (reading_id is not null))
);
create index project_files_project on project_files (project_id, purpose);
create index project_files_file on project_files (file_id);
create unique index project_files_milestone on project_files (milestone_id);
create unique index project_files_reading on project_files (reading_id);
create index project_files_added_by on project_files (added_by);

create table project_capabilities (
  project_id uuid not null references projects on delete cascade,
  capability_id uuid not null references capabilities,
  primary key (project_id, capability_id)
);
create index project_capabilities_capability on project_capabilities (capability_id);

-- 12 and 24 months after acceptance: still in use, at what scale?
create table project_follow_ups (
  id uuid primary key,
  project_id uuid not null references projects on delete cascade,
  months integer not null check (months in (12, 24)),
  side text not null check (side in ('owner', 'provider')),
  asks_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  told_at timestamptz(3),
  in_use boolean,
  scale text,
  note text,
  answered_by uuid references users,
  answered_at timestamptz(3),
  unique (project_id, months, side)
);
create index project_follow_ups_asks on project_follow_ups (asks_at) where answered_at is null;
create index project_follow_ups_answered_by on project_follow_ups (answered_by);

-- On course, at risk or late; only for what is under way. The same rule as rules/light.ts, which also says why; a test compares them.
create function project_light(p projects) returns text language sql stable as $$
  select case
    when p.state not in ('running', 'accepting') then null
    when p.ends_on < t.today or p.next_due_on < t.today - 15 then 'late'
    when p.next_due_on < t.today then 'at_risk'
    when p.milestones_total > 0 and t.elapsed - p.milestones_settled::double precision / p.milestones_total > 0.2 then 'at_risk'
    when t.elapsed >= 0.5 and (p.indicators_read < p.indicators_total or t.elapsed - p.lowest_progress > 0.25) then 'at_risk'
    else 'on_course' end
    from (select d.today, case
        when p.starts_on is null or p.ends_on is null or d.today <= p.starts_on then 0
        when d.today >= p.ends_on then 1
        else (d.today - p.starts_on)::double precision / (p.ends_on - p.starts_on) end as elapsed
      from (select (app_now() at time zone p.time_zone)::date as today) as d) as t $$;

alter table projects enable row level security;
alter table projects force row level security;
-- The two sides, those who run the loop and the auditor from the plan on; leaders what was started.
create policy projects_read on projects for select to scenario_app using (
  owner_id = any((select app_orgs())::uuid[]) or provider_ids && (select app_orgs())::uuid[]
  or (select app_has('operator')) or (select app_has('auditor')) or (select app_has('system'))
  or ((select app_has('district_operator')) and owner_district = (select app_district()))
  or (started_at is not null and (select app_has('leader'))));
create policy projects_add on projects for insert to scenario_app with check ((select app_has('system'))
  or ((owner_id = any((select app_orgs())::uuid[]) or provider_ids && (select app_orgs())::uuid[]) and state = 'planned'
    and created_by = (select app_user()) and accepted_at is null and started_at is null));
-- Acceptance is the owner's, in the name of who accepts.
create policy projects_change on projects for update to scenario_app using (
  owner_id = any((select app_orgs())::uuid[]) or provider_ids && (select app_orgs())::uuid[] or (select app_has('system')))
  with check ((select app_has('system')) or state <> 'accepted'
    or (owner_id = any((select app_orgs())::uuid[]) and accepted_by = (select app_user())));
create policy projects_remove on projects for delete to scenario_app using ((select app_has('system')));
grant select, insert, update, delete on projects to scenario_app;

-- What hangs on a project is seen with it and changed by its two sides.
do $$
declare t text; inside text; own text;
begin
  own := $p$exists (select 1 from projects p where p.id = project_id and (p.owner_id = any((select app_orgs())::uuid[])
    or p.provider_ids && (select app_orgs())::uuid[] or (select app_has('system'))))$p$;
  inside := $p$exists (select 1 from projects p where p.id = project_id and (p.owner_id = any((select app_orgs())::uuid[])
    or p.provider_ids && (select app_orgs())::uuid[] or (select app_has('operator')) or (select app_has('auditor')) or (select app_has('system'))
    or ((select app_has('district_operator')) and p.owner_district = (select app_district()))))$p$;
  foreach t in array array['milestones', 'indicators', 'project_capabilities', 'project_files', 'project_follow_ups', 'readings'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to scenario_app', t);
  end loop;
  foreach t in array array['milestones', 'indicators', 'project_capabilities'] loop
    execute format('create policy %I on %I for select to scenario_app using (exists (select 1 from projects p where p.id = project_id))', t || '_seen', t);
    execute format('create policy %I on %I to scenario_app using (%s)', t || '_own', t, own);
  end loop;
  -- Files and follow-ups are not for leaders.
  foreach t in array array['project_files', 'project_follow_ups'] loop
    execute format('create policy %I on %I for select to scenario_app using (%s)', t || '_inside', t, inside);
    execute format('create policy %I on %I to scenario_app using (%s)', t || '_own', t, own);
  end loop;
  -- Leaders see the readings that stand. Each side reports for itself, in the name of who reports; nobody confirms what his own side reported.
  execute format('create policy readings_inside on readings for select to scenario_app using (%s)', inside);
  execute format('create policy readings_standing on readings for select to scenario_app using (state in (''confirmed'', ''upheld'')
    and exists (select 1 from projects p where p.id = project_id))');
  execute format($p$create policy readings_report on readings for insert to scenario_app with check ((select app_has('system'))
    or (state = 'reported' and settled_by is null and reported_by = (select app_user()) and reported_for = any((select app_orgs())::uuid[]) and %s))$p$, own);
  execute format($p$create policy readings_settle on readings for update to scenario_app using (%s or (select app_has('operator')))
    with check ((select app_has('system')) or (state = 'upheld' and (select app_has('operator'))) or state in ('disputed', 'corrected')
      or (state = 'confirmed' and settled_by = (select app_user()) and exists (select 1 from projects p where p.id = project_id
        and case side when 'owner' then p.provider_ids && (select app_orgs())::uuid[] and not p.owner_id = any((select app_orgs())::uuid[])
            else p.owner_id = any((select app_orgs())::uuid[]) and not p.provider_ids && (select app_orgs())::uuid[] end)))$p$, own);
  execute 'create policy readings_remove on readings for delete to scenario_app using ((select app_has(''system'')))';
end $$;

-- Whoever plans or starts a project holds its agreement as it stands (for share), which PostgreSQL grants to whom may update.
grant update on agreement_facts to scenario_app;
-- What others read of projects.
create view project_facts with (security_invoker = true) as
  select p.id, p.code, p.title, p.state, p.scenario_id, p.agreement_id, p.owner_id, p.provider_id, p.provider_ids, p.started_at, p.accepted_at,
         p.starts_on, p.ends_on, p.synthetic, p.owner_district, p.holder, p.due_at, project_light(p) as light from projects p;
grant select on project_facts to scenario_app;
create view reading_facts with (security_invoker = true) as
  select r.id, r.indicator_id, r.project_id, p.scenario_id, i.name, i.unit, i.direction, i.baseline, i.target, r.value, r.at, r.state, p.synthetic
    from readings r join indicators i on i.id = r.indicator_id join projects p on p.id = r.project_id;
grant select on reading_facts to scenario_app;

-- What anybody may know of an accepted project, and which capabilities found their use. These look past the wall on purpose.
grant select on projects, project_capabilities, scenarios to scenario_definer;
create policy projects_definer on projects for select to scenario_definer using (state = 'accepted');
create policy project_capabilities_definer on project_capabilities for select to scenario_definer using (true);
create policy scenarios_accepted_definer on scenarios for select to scenario_definer using (is_public);
create view accepted_projects as
  select p.id, p.code, p.title, p.scenario_id, p.owner_id, p.provider_id, p.accepted_at, p.synthetic
    from projects p join scenarios s on s.id = p.scenario_id and s.is_public where p.state = 'accepted';
-- A capability used in synthetic projects and in real ones has a row of each kind.
create view capability_promotions as
  select c.capability_id, min(p.accepted_at) as first_promoted_at, p.synthetic
    from project_capabilities c join projects p on p.id = c.project_id where p.state = 'accepted' group by c.capability_id, p.synthetic;
grant create on schema public to scenario_definer;
alter view accepted_projects owner to scenario_definer;
alter view capability_promotions owner to scenario_definer;
revoke create on schema public from scenario_definer;
grant select on accepted_projects, capability_promotions to scenario_app, scenario_public;

-- A planned project waits for both sides, a running one for whoever its next milestone is up to, one being accepted for the owner; what is
-- overdue for who runs the programme as well. After acceptance each side answers when it is asked.
create view todo_projects with (security_invoker = true) as
  select 'project'::text as subject_type, p.id as subject_id, p.code, p.title, p.state, p.holder, side.party, side.organisation_id,
         p.owner_district as district, array[p.owner_district] as districts, p.state_since as since, p.due_at
    from projects p cross join lateral (
      select 'owner' as party, p.owner_id as organisation_id where p.holder in ('owner', 'both')
      union all select 'provider', one from unnest(p.provider_ids) as one where p.holder in ('provider', 'both')
      union all select desk, null from (values ('operator'), ('district_operator')) as desks (desk) where p.due_at <= app_now()) as side
   where p.holder is not null
  union all
  select 'project', p.id, p.code, p.title, p.state, f.side, side.party, side.organisation_id,
         p.owner_district, array[p.owner_district], f.asks_at, f.due_at
    from project_follow_ups f join projects p on p.id = f.project_id cross join lateral (
      select 'owner' as party, p.owner_id as organisation_id where f.side = 'owner'
      union all select 'provider', one from unnest(p.provider_ids) as one where f.side = 'provider'
      union all select desk, null from (values ('operator'), ('district_operator')) as desks (desk) where f.due_at <= app_now()) as side
   where f.answered_at is null and f.asks_at <= app_now();
grant select on todo_projects to scenario_app;
-- The other side confirms or disputes, the reporting side corrects, an operator may uphold; what nobody confirms in time reaches who runs the programme.
create view todo_readings with (security_invoker = true) as
  select 'reading'::text as subject_type, r.id as subject_id, p.code, i.name || ' · ' || p.title as title, r.state, r.holder, side.party,
         side.organisation_id, p.owner_district as district, array[p.owner_district] as districts, r.state_since as since, r.due_at
    from readings r join projects p on p.id = r.project_id join indicators i on i.id = r.indicator_id cross join lateral (
      select case r.state when 'reported' then 'other_side' else 'reporting_side' end as party, one as organisation_id
        from unnest(case r.holder when 'owner' then array[p.owner_id] else p.provider_ids end) as one
      union all select 'operator', null where r.state = 'disputed' or r.due_at <= app_now()
      union all select 'district_operator', null where r.due_at <= app_now()) as side
   where r.holder is not null;
grant select on todo_readings to scenario_app;
