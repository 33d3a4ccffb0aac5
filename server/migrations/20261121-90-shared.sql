-- What several modules add to one thing. Sorts after their own migrations.

-- An owner whose agreements have all ended returns a scenario to matching: one that was published before.
drop policy scenarios_change on scenarios;
create policy scenarios_change on scenarios for update to scenario_app using (
  owner_id = any((select app_orgs())::uuid[]) or (select app_has('system'))
  or (submitted_at is not null and ((select app_has('operator'))
    or ((select app_has('district_operator')) and (owner_district = (select app_district()) or (select app_district()) = any(districts))))))
  with check ((select app_has('operator')) or (select app_has('system'))
  or (owner_id = any((select app_orgs())::uuid[]) and (state in ('draft', 'submitted', 'refining', 'withdrawn', 'landing', 'demonstrating')
    or (state = 'published' and published_at is not null)))
  or ((select app_has('district_operator')) and state = 'submitted' and (owner_district = (select app_district()) or (select app_district()) = any(districts))));

-- What hangs on a scenario is found by its domain, direction and districts, and is synthetic with it.
create or replace view scenario_facts with (security_invoker = true) as
  select id, code, title, state, owner_id, owner_district, opens_at, closes_at, domain, direction, districts, synthetic from scenarios;
-- Who declares interest holds the scenario as it stands (for share), which PostgreSQL grants to whom may update.
grant update on scenario_facts to scenario_app;

-- A file is seen by who uploaded it and by whoever sees a thing it hangs on.
drop policy files_public on files;
create policy files_public on files for select to scenario_public using (
  exists (select 1 from scenario_files f where f.file_id = files.id and f.purpose = 'material')
  or exists (select 1 from capability_files f where f.file_id = files.id)
  or exists (select 1 from call_files f where f.file_id = files.id));
drop policy files_seen on files;
create policy files_seen on files for select to scenario_app using (
  uploaded_by = (select app_user()) or (select app_has('system'))
  or exists (select 1 from scenario_files f join scenarios s on s.id = f.scenario_id where f.file_id = files.id and (f.purpose = 'material'
    or s.owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('auditor'))
    or ((select app_has('district_operator')) and (s.owner_district = (select app_district()) or (select app_district()) = any(s.districts)))))
  or exists (select 1 from capability_files f where f.file_id = files.id)
  or exists (select 1 from scenario_clearances c where c.file_id = files.id)
  or exists (select 1 from call_files f where f.file_id = files.id)
  or exists (select 1 from agreement_files f where f.file_id = files.id)
  or exists (select 1 from project_files f where f.file_id = files.id)
  or exists (select 1 from promotion_evidence e where e.file_id = files.id)
  or exists (select 1 from evaluation_appeals a where a.file_id = files.id)
  or exists (select 1 from services v where v.file_id = files.id) or exists (select 1 from landings l where l.file_id = files.id));

create or replace view file_uses with (security_invoker = true) as
  select file_id from scenario_files union all select file_id from capability_files
  union all select file_id from scenario_clearances where file_id is not null
  union all select file_id from call_files
  union all select file_id from agreement_files
  union all select file_id from project_files
  union all select file_id from promotion_evidence where file_id is not null
  union all select file_id from evaluation_appeals where file_id is not null
  union all select file_id from services where file_id is not null union all select file_id from landings;

-- A closed call that a round has in hand waits for the round, which is on the list itself.
create or replace view todo_calls with (security_invoker = true) as
  select 'call'::text as subject_type, c.id as subject_id, c.code, c.title, c.state, c.holder,
         null::uuid as organisation_id, null::text as district, null::text[] as districts, c.state_since as since, c.due_at
    from calls c where c.state in ('draft', 'closed') and not exists (select 1 from rounds r where r.call_id = c.id
      and r.state in ('planned', 'assigning', 'scoring', 'consensus', 'deciding'));

-- Whose past a person may read: what he answers for.
create or replace function app_answers_for(kind text, subject uuid) returns boolean language sql stable as $$
  select case kind
    when 'scenario' then exists (select 1 from scenarios s where s.id = subject and (s.owner_id = any(app_orgs()) or app_has('operator')
      or (app_has('district_operator') and (s.owner_district = app_district() or app_district() = any(s.districts)))))
    when 'intent' then exists (select 1 from intents i where i.id = subject and (i.owner_id = any(app_orgs()) or i.organisation_id = any(app_orgs())
      or app_has('operator') or (app_has('district_operator') and i.owner_district = app_district())))
    when 'capability' then exists (select 1 from capabilities c where c.id = subject and (c.organisation_id = any(app_orgs()) or app_has('operator')))
    when 'organisation' then subject = any(app_orgs()) or app_has('operator')
    when 'list' then app_has('operator')
    when 'call' then app_has('operator')
    when 'round' then app_has('operator')
    when 'review' then exists (select 1 from reviews v where v.id = subject and (v.expert_id = app_user() or app_has('operator')))
    when 'round_expert' then exists (select 1 from round_experts e where e.id = subject and (e.expert_id = app_user() or app_has('operator')))
    when 'expert' then subject = app_user() or app_has('operator')
    when 'agreement' then exists (select 1 from agreements a where a.id = subject and (a.party_ids && app_orgs() or app_has('operator')
      or (app_has('district_operator') and a.owner_district = app_district())))
    when 'project' then exists (select 1 from projects p where p.id = subject and (p.owner_id = any(app_orgs()) or p.provider_ids && app_orgs()
      or app_has('operator') or (app_has('district_operator') and p.owner_district = app_district())))
    when 'reading' then exists (select 1 from readings r where r.id = subject and app_answers_for('project', r.project_id))
    when 'service' then exists (select 1 from services v join organisations o on o.id = v.organisation_id where v.id = subject
      and (v.organisation_id = any(app_orgs()) or v.recorded_by = app_user() or app_has('operator') or (app_has('district_operator') and o.district = app_district())))
    when 'landing' then exists (select 1 from landings l join organisations o on o.id = l.organisation_id where l.id = subject
      and (l.organisation_id = any(app_orgs()) or app_has('operator') or (app_has('district_operator') and o.district = app_district())))
    when 'evaluation' then app_has('operator')
    when 'promotion' then exists (select 1 from promotions p where p.id = subject and (p.owner_id = any(app_orgs()) or p.created_by = app_user()
      or (p.applied_at is not null and (app_has('operator') or (app_has('district_operator') and p.owner_district = app_district())))))
    when 'file' then exists (select 1 from files f where f.id = subject and f.uploaded_by = app_user())
    when 'user' then subject = app_user() or app_has('security_admin')
    else false end $$;

-- What evaluations read of projects: every agreed indicator, measured or not, the milestones, and which capabilities were used.
create view indicator_facts with (security_invoker = true) as
  select i.id, i.project_id, p.scenario_id, i.name, i.unit, i.baseline, i.target, p.started_at
    from indicators i join projects p on p.id = i.project_id;
create view milestone_facts with (security_invoker = true) as
  select m.id, m.project_id, p.scenario_id, m.title, m.due_on, m.done_on, p.started_at
    from milestones m join projects p on p.id = m.project_id;
create view project_capability_facts with (security_invoker = true) as
  select c.project_id, c.capability_id, p.scenario_id, p.state, p.accepted_at
    from project_capabilities c join projects p on p.id = c.project_id;
grant select on indicator_facts, milestone_facts, project_capability_facts to scenario_app;
