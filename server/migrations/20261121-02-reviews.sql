-- Experts, rounds 评审轮次 and reviews 评审. Who scores what is told to nobody who may not know it: owners never, peers and auditors without names.

-- A profile beside the account; whoever has the role is in the pool, with or without one.
create table experts (
  user_id uuid primary key references users,
  title text,
  employer text,
  bio text,
  domains text[] not null default '{}',
  tracks text[] not null default '{}',
  available boolean not null default true,
  availability text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1
);
-- Where the expert worked in the last three years: looked at for conflicts of interest.
create table expert_employers (
  user_id uuid not null references experts on delete cascade,
  organisation_id uuid not null references organisations,
  primary key (user_id, organisation_id)
);
create index expert_employers_organisation on expert_employers (organisation_id);

create table rounds (
  id uuid primary key,
  code text not null unique,
  title text not null,
  call_id uuid references calls,
  state text not null check (state in ('planned', 'assigning', 'scoring', 'consensus', 'deciding', 'released', 'archived', 'cancelled')),
  state_since timestamptz(3) not null,
  state_reason text,
  holder text,
  due_at timestamptz(3),
  criteria jsonb not null default '[]',
  deadline timestamptz(3),
  required_reviews integer not null default 3 check (required_reviews between 1 and 20),
  chair_id uuid references users,
  released_at timestamptz(3),
  search tsvector not null default '',
  created_by uuid references users,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1
);
create index rounds_updated on rounds (updated_at desc, id desc);
create index rounds_title on rounds (title, id);
create index rounds_state on rounds (state, updated_at desc, id desc);
create index rounds_call on rounds (call_id);
create index rounds_chair on rounds (chair_id);
create index rounds_created_by on rounds (created_by);
create index rounds_search on rounds using gin (search);

-- What is judged: nothing of it changes while it is in review, so it is repeated here. `version` settles who decides first.
create table round_items (
  id uuid primary key,
  round_id uuid not null references rounds on delete cascade,
  scenario_id uuid not null references scenarios,
  position integer not null,
  code text,
  title text not null,
  owner_id uuid not null references organisations,
  owner_district text,
  submitted_by uuid references users,
  content integer not null,
  synthetic boolean not null default false,
  open boolean not null default true,
  version integer not null default 1,
  unique (round_id, scenario_id)
);
create unique index round_items_one_open on round_items (scenario_id) where open;
create index round_items_scenario on round_items (scenario_id);
create index round_items_owner on round_items (owner_id);
create index round_items_submitted_by on round_items (submitted_by);

-- The people of a round and their undertaking 保密与廉洁承诺: which text, when.
create table round_experts (
  id uuid primary key,
  round_id uuid not null references rounds on delete cascade,
  expert_id uuid not null references users,
  undertaking_version text,
  undertaken_at timestamptz(3),
  added_at timestamptz(3) not null,
  unique (round_id, expert_id),
  check ((undertaking_version is null) = (undertaken_at is null))
);
create index round_experts_expert on round_experts (expert_id);

create table reviews (
  id uuid primary key,
  round_id uuid not null references rounds on delete cascade,
  item_id uuid not null references round_items on delete cascade,
  scenario_id uuid not null references scenarios,
  owner_id uuid not null references organisations,
  expert_id uuid not null references users,
  state text not null check (state in ('invited', 'accepted', 'refused', 'conflicted', 'drafting', 'submitted', 'returned', 'recused')),
  state_since timestamptz(3) not null,
  state_reason text,
  holder text,
  due_at timestamptz(3),
  declared_at timestamptz(3),
  submitted_at timestamptz(3),
  dissent text,
  dissented_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  unique (item_id, expert_id)
);
create index reviews_round on reviews (round_id);
create index reviews_scenario on reviews (scenario_id);
create index reviews_owner on reviews (owner_id);
create index reviews_expert on reviews (expert_id, updated_at desc, id desc);
create index reviews_updated on reviews (updated_at desc, id desc);
create index reviews_turn on reviews (expert_id, due_at) where holder is not null;

-- Scores and comments, apart: a draft is its writer's alone.
create table review_sheets (
  review_id uuid primary key references reviews on delete cascade,
  scores jsonb not null default '{}',
  total double precision check (total between 0 and 100),
  comment_owner text not null default '',
  comment_office text not null default ''
);

create table round_recommendations (
  item_id uuid primary key references round_items on delete cascade,
  round_id uuid not null references rounds on delete cascade,
  outcome text not null check (outcome in ('select', 'revise', 'reject')),
  reason text not null,
  recommended_by uuid not null references users,
  recommended_at timestamptz(3) not null
);
create index round_recommendations_round on round_recommendations (round_id);
create index round_recommendations_by on round_recommendations (recommended_by);

create table round_decisions (
  item_id uuid primary key references round_items on delete cascade,
  round_id uuid not null references rounds on delete cascade,
  owner_id uuid not null references organisations,
  outcome text not null check (outcome in ('select', 'revise', 'reject')),
  reason text not null,
  comment text not null default '',
  deviation text,
  decided_by uuid not null references users,
  decided_at timestamptz(3) not null
);
create index round_decisions_round on round_decisions (round_id);
create index round_decisions_owner on round_decisions (owner_id);
create index round_decisions_by on round_decisions (decided_by);

-- What an owner is told, made when the round is released and never before: no reviewer is in it.
create table round_results (
  item_id uuid primary key references round_items on delete cascade,
  round_id uuid not null references rounds on delete cascade,
  scenario_id uuid not null references scenarios,
  owner_id uuid not null references organisations,
  owner_district text,
  round_code text not null,
  round_title text not null,
  score double precision,
  criteria jsonb not null,
  rank integer,
  ranked integer not null,
  comments jsonb not null,
  outcome text not null,
  reason text not null,
  comment text not null,
  released_at timestamptz(3) not null,
  synthetic boolean not null default false,
  check ((score is null) = (rank is null))
);
create index round_results_round on round_results (round_id);
create index round_results_scenario on round_results (scenario_id, released_at desc);
create index round_results_owner on round_results (owner_id);

-- The decisions with what was known that day; its hash is in the journal.
create table round_snapshots (
  round_id uuid primary key references rounds on delete cascade,
  taken_at timestamptz(3) not null,
  hash text not null,
  content jsonb not null
);

-- Looks past the wall, each for one narrow answer about the asker.
create function app_my_rounds() returns uuid[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(round_id), '{}') from (select round_id from round_experts where expert_id = app_user()
    union select id from rounds where chair_id = app_user()) as mine $$;
-- Rounds whose chair the asker is, with his undertaking signed.
create function app_chaired() returns uuid[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(r.id), '{}') from rounds r join round_experts e on e.round_id = r.id and e.expert_id = r.chair_id
   where r.chair_id = app_user() and e.undertaken_at is not null $$;
-- Items the asker reviews or reviewed.
create function app_my_items() returns uuid[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(item_id), '{}') from reviews where expert_id = app_user() $$;
-- Items on which the asker stepped back, or was taken off: nothing of them is his to see any more.
create function app_left_items() returns uuid[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(item_id), '{}') from reviews where expert_id = app_user() and state in ('refused', 'conflicted', 'recused') $$;
-- Items on which the asker has an unfinished review of his own: other scores would colour it.
create function app_unscored_items() returns uuid[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(v.item_id), '{}') from reviews v join rounds r on r.id = v.round_id
   where v.expert_id = app_user() and v.state not in ('submitted', 'refused', 'conflicted', 'recused') and r.state in ('planned', 'assigning', 'scoring') $$;
-- Items under consensus that the asker reviews and did not leave.
create function app_peer_items() returns uuid[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(v.item_id), '{}') from reviews v join rounds r on r.id = v.round_id
   where v.expert_id = app_user() and v.state in ('accepted', 'drafting', 'submitted', 'returned') and r.state in ('consensus', 'deciding') $$;
-- Scenarios whose material is the asker's to read now: undertaking signed, no conflict declared, not recused, the round under way.
create function app_review_material() returns uuid[] language sql stable security definer set search_path = public as $$
  select coalesce(array_agg(i.scenario_id), '{}') from round_items i join rounds r on r.id = i.round_id
    join round_experts e on e.round_id = r.id and e.expert_id = app_user() and e.undertaken_at is not null
    left join reviews v on v.item_id = i.id and v.expert_id = app_user()
   where i.open and i.owner_id <> all(app_orgs()) and r.state in ('assigning', 'scoring', 'consensus', 'deciding')
     and (v.state in ('accepted', 'drafting', 'submitted', 'returned') or (v.id is null and r.chair_id = app_user())) $$;
create function app_round_out(round uuid) returns boolean language sql stable security definer set search_path = public as $$
  select coalesce((select state in ('released', 'archived') from rounds where id = round), false) $$;
-- A record that tells who reviews, of a round not released yet.
create function app_record_blind(kind text, subject uuid) returns boolean language sql stable security definer set search_path = public as $$
  select case kind
    when 'review' then not coalesce((select app_round_out(round_id) from reviews where id = subject), false)
    when 'round_expert' then not coalesce((select app_round_out(round_id) from round_experts where id = subject), false)
    else false end $$;

-- The pool, and what ties its people to organisations: for whoever assigns them; each sees himself.
create view expert_pool as
  select u.id, u.name from users u where 'expert' = any(u.roles) and u.state = 'active'
     and ((select app_has('operator')) or (select app_has('system')) or u.id = (select app_user()));
create view expert_ties as
  select t.user_id, t.organisation_id, t.kind
    from (select user_id, organisation_id, 'member'::text as kind from organisation_members
          union all select user_id, organisation_id, 'employer' from expert_employers) as t
   where (select app_has('operator')) or (select app_has('system')) or t.user_id = (select app_user());
-- Reviews without their writers: for auditors before the release, and for those who confer on the item.
create view blind_reviews as
  select v.id, v.round_id, v.item_id, v.state, v.submitted_at, v.dissent, s.scores, s.total, s.comment_owner, s.comment_office
    from reviews v left join review_sheets s on s.review_id = v.id and v.state = 'submitted'
   where (select app_has('auditor')) or (v.state = 'submitted' and v.item_id = any((select app_peer_items())::uuid[]));
-- How far a round is, for everybody who sees it: numbers only.
create view round_progress as
  select v.item_id, v.round_id, count(*) filter (where v.state not in ('refused', 'conflicted', 'recused'))::integer as assigned,
         count(*) filter (where v.state = 'submitted')::integer as submitted,
         count(*) filter (where v.state in ('refused', 'conflicted', 'recused'))::integer as lost
    from reviews v
   where (select app_has('operator')) or (select app_has('auditor')) or (select app_has('system')) or v.round_id = any((select app_chaired())::uuid[])
   group by v.item_id, v.round_id;

do $$
declare t text;
begin
  foreach t in array array['experts', 'expert_employers', 'rounds', 'round_items', 'round_experts', 'reviews', 'review_sheets', 'round_recommendations',
    'round_decisions', 'round_results', 'round_snapshots'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to scenario_app using ((select app_has(''system'')))', t || '_system', t);
    execute format('grant select, insert, update, delete on %I to scenario_app', t);
  end loop;
  foreach t in array array['expert_employers', 'rounds', 'round_items', 'round_experts', 'reviews', 'review_sheets'] loop
    execute format('create policy %I on %I for select to scenario_definer using (true)', t || '_definer', t);
    execute format('grant select on %I to scenario_definer', t);
  end loop;
end $$;

create policy experts_read on experts for select to scenario_app using (user_id = (select app_user()) or (select app_has('operator')));
create policy experts_add on experts for insert to scenario_app with check (user_id = (select app_user()) and (select app_has('expert')));
create policy experts_change on experts for update to scenario_app using (user_id = (select app_user()));
create policy expert_employers_read on expert_employers for select to scenario_app using (user_id = (select app_user()) or (select app_has('operator')));
create policy expert_employers_write on expert_employers to scenario_app using (user_id = (select app_user()));

create policy rounds_read on rounds for select to scenario_app using (
  (select app_has('operator')) or (select app_has('auditor')) or id = any((select app_my_rounds())::uuid[]));
create policy rounds_add on rounds for insert to scenario_app with check ((select app_has('operator')));
create policy rounds_change on rounds for update to scenario_app using ((select app_has('operator')) or id = any((select app_chaired())::uuid[]));

create policy round_items_read on round_items for select to scenario_app using (
  (select app_has('operator')) or (select app_has('auditor')) or id = any((select app_my_items())::uuid[])
  or round_id in (select r.id from rounds r where r.chair_id = (select app_user())));
create policy round_items_add on round_items for insert to scenario_app with check ((select app_has('operator')));
create policy round_items_change on round_items for update to scenario_app using ((select app_has('operator')) or round_id = any((select app_chaired())::uuid[]));
create policy round_items_drop on round_items for delete to scenario_app using ((select app_has('operator')));

create policy round_experts_read on round_experts for select to scenario_app using (
  expert_id = (select app_user()) or (select app_has('operator')) or round_id = any((select app_chaired())::uuid[])
  or ((select app_has('auditor')) and app_round_out(round_id)));
create policy round_experts_add on round_experts for insert to scenario_app with check ((select app_has('operator')) and undertaken_at is null);
create policy round_experts_undertake on round_experts for update to scenario_app using (expert_id = (select app_user()));

-- Whoever belongs to the owner is not told who reviews it, whatever his role.
create policy reviews_read on reviews for select to scenario_app using (
  expert_id = (select app_user())
  or (owner_id <> all((select app_orgs())::uuid[]) and ((select app_has('operator'))
    or (round_id = any((select app_chaired())::uuid[]) and item_id <> all((select app_left_items())::uuid[]))
    or ((select app_has('auditor')) and app_round_out(round_id)))));
create policy reviews_invite on reviews for insert to scenario_app with check (
  (select app_has('operator')) and state = 'invited' and owner_id <> all((select app_orgs())::uuid[]));
create policy reviews_change on reviews for update to scenario_app using (
  expert_id = (select app_user()) or (owner_id <> all((select app_orgs())::uuid[])
    and ((select app_has('operator')) or (round_id = any((select app_chaired())::uuid[]) and item_id <> all((select app_left_items())::uuid[])))));

-- A submitted sheet is read by whoever sees the review, a draft by its writer alone; and what a reviewer left he reads no more.
create policy review_sheets_read on review_sheets for select to scenario_app using (exists (select 1 from reviews v where v.id = review_id
  and ((v.expert_id = (select app_user()) and v.state in ('accepted', 'drafting', 'submitted', 'returned'))
    or (v.expert_id <> (select app_user()) and v.state = 'submitted' and v.item_id <> all((select app_unscored_items())::uuid[])))));
create policy review_sheets_add on review_sheets for insert to scenario_app with check (exists (select 1 from reviews v where v.id = review_id
  and v.expert_id = (select app_user()) and v.state in ('accepted', 'drafting')));
create policy review_sheets_change on review_sheets for update to scenario_app using (exists (select 1 from reviews v where v.id = review_id
  and v.expert_id = (select app_user()) and v.state in ('accepted', 'drafting')));

create policy round_recommendations_read on round_recommendations for select to scenario_app using (
  (select app_has('operator')) or (select app_has('auditor')) or (round_id = any((select app_chaired())::uuid[]) and item_id <> all((select app_left_items())::uuid[]))
  or item_id = any((select app_peer_items())::uuid[]));
create policy round_recommendations_add on round_recommendations for insert to scenario_app with check (
  recommended_by = (select app_user()) and round_id = any((select app_chaired())::uuid[]) and item_id <> all((select app_left_items())::uuid[]));
create policy round_recommendations_change on round_recommendations for update to scenario_app using (round_id = any((select app_chaired())::uuid[])
  and item_id <> all((select app_left_items())::uuid[])) with check (recommended_by = (select app_user()));

create policy round_decisions_read on round_decisions for select to scenario_app using (
  ((select app_has('operator')) or (select app_has('auditor'))) and owner_id <> all((select app_orgs())::uuid[]));
create policy round_decisions_add on round_decisions for insert to scenario_app with check (
  (select app_has('operator')) and decided_by = (select app_user()) and owner_id <> all((select app_orgs())::uuid[]));
create policy round_decisions_change on round_decisions for update to scenario_app using (
  (select app_has('operator')) and owner_id <> all((select app_orgs())::uuid[])) with check (decided_by = (select app_user()));

create policy round_results_read on round_results for select to scenario_app using (
  owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('auditor'))
  or ((select app_has('district_operator')) and owner_district = (select app_district())));
create policy round_results_add on round_results for insert to scenario_app with check ((select app_has('operator')));
create policy round_snapshots_read on round_snapshots for select to scenario_app using ((select app_has('operator')) or (select app_has('auditor')));
create policy round_snapshots_add on round_snapshots for insert to scenario_app with check ((select app_has('operator')));

-- Experts read what they are to judge, and nothing else that is not public.
create policy scenarios_reviewers on scenarios for select to scenario_app using (id = any((select app_review_material())::uuid[]));
create view scenario_material with (security_invoker = true) as
  select id, code, title, summary, problem, domain, direction, tracks, districts, opener, place, starts_on, ends_on, opportunity_cny, opportunity_bound,
         opportunity_period, budget_cny, cooperation_modes, owner_id, owner_district, state, content, submitted_by, call_id, synthetic from scenarios;
create view opening_material with (security_invoker = true) as select id, scenario_id, position, text, detail from openings;
create view requirement_material with (security_invoker = true) as
  select id, scenario_id, opening_id, position, text, kind, metric, comparator, threshold, unit from requirements;
create view scenario_file_facts with (security_invoker = true) as select scenario_id, file_id, purpose, position from scenario_files;
grant select on scenario_material, opening_material, requirement_material, scenario_file_facts to scenario_app;

-- Before a round is released its auditors read in the journal what happened, but not what tells who reviews.
drop policy journal_read on journal_records;
create policy journal_read on journal_records for select to scenario_app using (
  ((select app_has('auditor')) and (subject_type not in ('review', 'round_expert') or not app_record_blind(subject_type, subject_id)))
  or (select app_has('system')) or actor_id = (select app_user()) or app_answers_for(subject_type, subject_id));

-- Rounds wait for the office, for the chair while they confer, and for whoever ends the scoring once it is over; an invitation that nobody answers in
-- time waits for the office as well.
create view todo_rounds with (security_invoker = true) as
  select 'round'::text as subject_type, r.id as subject_id, r.code, r.title, r.state, r.holder, 'operator'::text as party, null::uuid as organisation_id,
         null::uuid as person_id, null::text as district, null::text[] as districts, r.state_since as since, r.due_at
    from rounds r where r.holder = 'operator'
      or (r.state = 'scoring' and (r.deadline <= app_now() or not exists (select 1 from reviews v where v.round_id = r.id and v.holder is not null)))
  union all
  select 'round', r.id, r.code, r.title, r.state, r.holder, 'chair', null, r.chair_id, null, null, r.state_since, r.due_at
    from rounds r where r.holder = 'chair';
create view todo_reviews with (security_invoker = true) as
  select 'review'::text as subject_type, v.id as subject_id, i.code, i.title, v.state, v.holder, side.party, null::uuid as organisation_id,
         side.person_id, null::text as district, null::text[] as districts, v.state_since as since, v.due_at
    from reviews v join round_items i on i.id = v.item_id join rounds r on r.id = v.round_id
    cross join lateral (values ('expert', v.expert_id), (case when v.state = 'invited' and v.due_at <= app_now() then 'operator' end, null)) as side (party, person_id)
   where v.holder = 'expert' and side.party is not null and i.open and (r.state = 'scoring' or (r.state = 'assigning' and v.state = 'invited'));
grant select on todo_rounds, todo_reviews to scenario_app;

grant create on schema public to scenario_definer;
do $$
declare f text;
begin
  foreach f in array array['app_my_rounds()', 'app_chaired()', 'app_my_items()', 'app_left_items()', 'app_unscored_items()', 'app_peer_items()',
    'app_review_material()', 'app_round_out(uuid)', 'app_record_blind(text, uuid)'] loop
    execute format('alter function %s owner to scenario_definer', f);
    execute format('revoke execute on function %s from public', f);
    execute format('grant execute on function %s to scenario_app, scenario_definer', f);
  end loop;
  foreach f in array array['expert_pool', 'expert_ties', 'blind_reviews', 'round_progress'] loop
    execute format('alter view %I owner to scenario_definer', f);
    execute format('grant select on %I to scenario_app', f);
  end loop;
end $$;
revoke create on schema public from scenario_definer;
