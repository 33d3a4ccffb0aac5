-- Evaluations: dated runs of an indicator system over scenarios; results, and appeals against them.

create table evaluations (
  id uuid primary key,
  code text not null unique,
  title text not null,
  note text,
  system_key text not null,
  system_version integer not null,
  -- The whole system as it was chosen, so that a result can be computed again whatever the pack says later.
  system jsonb not null,
  state text not null check (state in ('collecting', 'computed', 'in_appeal', 'published')),
  state_since timestamptz(3) not null,
  holder text,
  run integer not null default 0,
  as_of timestamptz(3),
  appeal_until timestamptz(3),
  published_at timestamptz(3),
  synthetic boolean not null default false,
  created_by uuid references users,
  search tsvector not null default '',
  published_sort timestamptz(3) not null generated always as (coalesce(published_at, timestamptz '1970-01-01 00:00:00+00')) stored,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  check (state not in ('in_appeal') or appeal_until is not null),
  check ((state = 'published') = (published_at is not null))
);
create index evaluations_updated on evaluations (updated_at desc, id desc);
create index evaluations_published on evaluations (published_sort desc, id desc);
create index evaluations_code on evaluations (code, id);
create index evaluations_state on evaluations (state, updated_at desc, id desc);
create index evaluations_system on evaluations (system_key, updated_at desc, id desc);
create index evaluations_created_by on evaluations (created_by);
create index evaluations_search on evaluations using gin (search);
create index evaluations_turn on evaluations (appeal_until) where holder is not null;

-- What is evaluated, for whom. `shown`: to those inside (who run the programme, auditors), to the parties of the scenario, to all who see the scenario.
create table evaluation_subjects (
  evaluation_id uuid not null references evaluations on delete cascade,
  scenario_id uuid not null references scenarios,
  owner_id uuid not null references organisations,
  provider_ids uuid[] not null default '{}',
  shown text not null default 'inside' check (shown in ('inside', 'parties', 'published')),
  added_at timestamptz(3) not null,
  primary key (evaluation_id, scenario_id)
);
create index evaluation_subjects_scenario on evaluation_subjects (scenario_id);
create index evaluation_subjects_owner on evaluation_subjects (owner_id);
create index evaluation_subjects_providers on evaluation_subjects using gin (provider_ids);

create table evaluation_runs (
  evaluation_id uuid not null references evaluations on delete cascade,
  number integer not null check (number > 0),
  at timestamptz(3) not null,
  by_id uuid references users,
  reason text,
  results integer not null,
  hash text not null,
  primary key (evaluation_id, number)
);
create index evaluation_runs_by on evaluation_runs (by_id);

-- One row a run and scenario; never changed but for who sees it.
create table evaluation_results (
  id uuid primary key,
  evaluation_id uuid not null,
  run integer not null,
  scenario_id uuid not null references scenarios,
  shown text not null default 'inside' check (shown in ('inside', 'parties', 'published')),
  score double precision check (score between 0 and 100),
  grade text,
  rank integer,
  -- Per leaf: raw value, share, weight, contribution, and how many rows it rests on.
  leaves jsonb not null,
  rank_sort integer not null generated always as (coalesce(rank, 2147483647)) stored,
  unique (evaluation_id, run, scenario_id),
  foreign key (evaluation_id, run) references evaluation_runs (evaluation_id, number) on delete cascade,
  foreign key (evaluation_id, scenario_id) references evaluation_subjects (evaluation_id, scenario_id)
);
create index evaluation_results_rank on evaluation_results (evaluation_id, run, rank_sort, id);
create index evaluation_results_scenario on evaluation_results (scenario_id);
create index evaluation_results_subject on evaluation_results (evaluation_id, scenario_id);

-- The rows a value rests on, as they were at the run. Apart from the results: whoever sees a result sees of these what he may see anyway.
create table evaluation_evidence (
  result_id uuid not null references evaluation_results on delete cascade,
  leaf text not null,
  position integer not null,
  type text not null check (type in ('reading', 'indicator', 'milestone', 'project', 'agreement', 'intent', 'capability', 'scenario')),
  row_id uuid not null,
  text text not null,
  value text,
  at timestamptz(3),
  primary key (result_id, leaf, position)
);

create table evaluation_appeals (
  id uuid primary key,
  evaluation_id uuid not null,
  scenario_id uuid not null,
  run integer not null,
  organisation_id uuid not null references organisations,
  leaf text,
  grounds text not null,
  remedy text not null,
  file_id uuid references files,
  state text not null check (state in ('filed', 'upheld', 'dismissed')),
  filed_by uuid not null references users,
  filed_at timestamptz(3) not null,
  answer text,
  answered_by uuid references users,
  answered_at timestamptz(3),
  -- One appeal for a scenario against one run: it says everything.
  unique (evaluation_id, run, scenario_id),
  foreign key (evaluation_id, scenario_id) references evaluation_subjects (evaluation_id, scenario_id) on delete cascade,
  check ((state = 'filed') = (answer is null) and (answer is null) = (answered_at is null)),
  constraint appeal_answered_by_another check (answered_by <> filed_by)
);
create index evaluation_appeals_filed on evaluation_appeals (evaluation_id, filed_at desc, id desc);
create index evaluation_appeals_subject on evaluation_appeals (evaluation_id, scenario_id);
create index evaluation_appeals_organisation on evaluation_appeals (organisation_id);
create index evaluation_appeals_file on evaluation_appeals (file_id);
create index evaluation_appeals_filed_by on evaluation_appeals (filed_by);
create index evaluation_appeals_answered_by on evaluation_appeals (answered_by);

do $$
declare t text;
begin
  foreach t in array array['evaluations', 'evaluation_subjects', 'evaluation_runs', 'evaluation_results', 'evaluation_evidence', 'evaluation_appeals'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to scenario_app', t);
    execute format('create policy %I on %I for select to scenario_app using ((select app_has(''operator'')) or (select app_has(''auditor'')) or (select app_has(''system'')))', t || '_inside', t);
    execute format('create policy %I on %I for delete to scenario_app using ((select app_has(''system'')))', t || '_remove', t);
  end loop;
  foreach t in array array['evaluations', 'evaluation_subjects', 'evaluation_runs', 'evaluation_results', 'evaluation_evidence'] loop
    execute format('create policy %I on %I for insert to scenario_app with check ((select app_has(''operator'')) or (select app_has(''system'')))', t || '_add', t);
  end loop;
  -- A run stays as it was computed.
  foreach t in array array['evaluations', 'evaluation_subjects', 'evaluation_results'] loop
    execute format('create policy %I on %I for update to scenario_app using ((select app_has(''operator'')) or (select app_has(''system'')))', t || '_change', t);
  end loop;
end $$;
create policy evaluation_subjects_choose on evaluation_subjects for delete to scenario_app using ((select app_has('operator')) and shown = 'inside');
create function app_guard_results() returns trigger language plpgsql as $$
begin
  if (new.id, new.evaluation_id, new.run, new.scenario_id, new.score, new.grade, new.rank, new.leaves)
    is distinct from (old.id, old.evaluation_id, old.run, old.scenario_id, old.score, old.grade, old.rank, old.leaves)
  then raise exception 'a result stays as it was computed' using errcode = '42501'; end if;
  return new;
end $$;
create trigger results_guard before update on evaluation_results for each row execute function app_guard_results();

-- Parties see their own scenario while appeals are open; once published, whoever sees the scenario.
create policy evaluation_subjects_parties on evaluation_subjects for select to scenario_app using (
  (shown <> 'inside' and (owner_id = any((select app_orgs())::uuid[]) or provider_ids && (select app_orgs())::uuid[]))
  or (shown = 'published' and exists (select 1 from scenarios s where s.id = scenario_id)));
create policy evaluation_subjects_public on evaluation_subjects for select to scenario_public using (
  shown = 'published' and exists (select 1 from scenarios s where s.id = scenario_id));
create policy evaluations_shown on evaluations for select to scenario_app using (
  state in ('in_appeal', 'published') and exists (select 1 from evaluation_subjects s where s.evaluation_id = evaluations.id));
create policy evaluations_public on evaluations for select to scenario_public using (
  state = 'published' and exists (select 1 from evaluation_subjects s where s.evaluation_id = evaluations.id));
create policy evaluation_runs_shown on evaluation_runs for select to scenario_app using (exists (select 1 from evaluation_results r
  where r.evaluation_id = evaluation_runs.evaluation_id and r.run = evaluation_runs.number));
create policy evaluation_results_shown on evaluation_results for select to scenario_app using (
  (shown = 'published' and exists (select 1 from evaluation_subjects s where s.evaluation_id = evaluation_results.evaluation_id and s.scenario_id = evaluation_results.scenario_id))
  or (shown = 'parties' and exists (select 1 from evaluation_subjects s where s.evaluation_id = evaluation_results.evaluation_id and s.scenario_id = evaluation_results.scenario_id
    and (s.owner_id = any((select app_orgs())::uuid[]) or s.provider_ids && (select app_orgs())::uuid[]))));
create policy evaluation_results_public on evaluation_results for select to scenario_public using (
  shown = 'published' and exists (select 1 from evaluation_subjects s where s.evaluation_id = evaluation_results.evaluation_id and s.scenario_id = evaluation_results.scenario_id));
create policy evaluation_evidence_shown on evaluation_evidence for select to scenario_app using (
  exists (select 1 from evaluation_results r where r.id = result_id) and case type
    when 'agreement' then exists (select 1 from agreements a where a.id = row_id)
    when 'intent' then exists (select 1 from intents i where i.id = row_id)
    when 'project' then exists (select 1 from projects p where p.id = row_id)
    when 'milestone' then exists (select 1 from milestones m where m.id = row_id)
    when 'indicator' then exists (select 1 from indicators i where i.id = row_id)
    when 'reading' then exists (select 1 from readings r where r.id = row_id)
    when 'capability' then exists (select 1 from project_capabilities c where c.capability_id = row_id)
    else exists (select 1 from scenarios s where s.id = row_id) end);
create policy evaluation_appeals_own on evaluation_appeals for select to scenario_app using (organisation_id = any((select app_orgs())::uuid[]));
create policy evaluation_appeals_file on evaluation_appeals for insert to scenario_app with check ((select app_has('system'))
  or (organisation_id = any((select app_orgs())::uuid[]) and filed_by = (select app_user()) and state = 'filed'));
create policy evaluation_appeals_answer on evaluation_appeals for update to scenario_app using ((select app_has('operator')) or (select app_has('system')))
  with check ((select app_has('system')) or (answered_by = (select app_user()) and not organisation_id = any((select app_orgs())::uuid[])));
-- The public learns score, grade and rank, not what they rest on.
grant select on evaluations, evaluation_subjects to scenario_public;
grant select (id, evaluation_id, run, scenario_id, shown, score, grade, rank, rank_sort) on evaluation_results to scenario_public;

-- What evaluations read of scenarios and intents beside what these publish already.
create view scenario_landing with (security_invoker = true) as
  select id, code, title, state, owner_id, owner_district, published_at, budget_cny, is_public, synthetic from scenarios;
grant select on scenario_landing to scenario_app, scenario_public;
create view intent_answers with (security_invoker = true) as
  select id, scenario_id, organisation_id, state, created_at, state_since, due_at, escalated_at from intents;
grant select on intent_answers to scenario_app;

-- What others read of evaluations: what was published.
create view evaluation_outcomes with (security_invoker = true) as
  select e.id as evaluation_id, e.code, r.scenario_id, r.score, r.grade, r.rank, e.published_at
    from evaluations e join evaluation_results r on r.evaluation_id = e.id and r.run = e.run where e.state = 'published';
grant select on evaluation_outcomes to scenario_app, scenario_public;

-- Who runs the programme holds an evaluation until it is published; each owner may look at its result while appeals are open.
create view todo_evaluations with (security_invoker = true) as
  select 'evaluation'::text as subject_type, e.id as subject_id, e.code, e.title, e.state, e.holder, 'operator'::text as party, null::uuid as organisation_id,
         null::text as district, null::text[] as districts, e.state_since as since, e.appeal_until as due_at
    from evaluations e where e.holder is not null
  union all
  select 'evaluation', e.id, e.code, e.title, e.state, e.holder, 'owner', s.owner_id, null, null, e.state_since, e.appeal_until
    from evaluations e join evaluation_subjects s on s.evaluation_id = e.id
   where e.state = 'in_appeal' and e.appeal_until > app_now()
     and not exists (select 1 from evaluation_appeals a where a.evaluation_id = e.id and a.scenario_id = s.scenario_id and a.run = e.run);
grant select on todo_evaluations to scenario_app;
