-- Promotions 升级认定: applications to move a scenario one rung up the ladder, what they rest on, and who decided.

create table promotions (
  id uuid primary key,
  code text unique,
  scenario_id uuid not null references scenarios,
  owner_id uuid not null references organisations,
  owner_district text,
  from_rung text not null check (from_rung in ('listed', 'laboratory', 'signature', 'super')),
  to_rung text not null check (to_rung in ('laboratory', 'signature', 'super')),
  -- What the public reads of it.
  summary text,
  valid_months integer check (valid_months between 1 and 240),
  state text not null check (state in ('draft', 'applied', 'checked', 'in_review', 'publicised', 'granted', 'refused', 'expired', 'revoked')),
  state_since timestamptz(3) not null,
  holder text,
  due_at timestamptz(3),
  applied_at timestamptz(3),
  applied_by uuid references users,
  publicised_at timestamptz(3),
  publicity_ends_at timestamptz(3),
  granted_at timestamptz(3),
  valid_until timestamptz(3),
  reminded_at timestamptz(3),
  ended_at timestamptz(3),
  synthetic boolean not null default false,
  search tsvector not null default '',
  is_public boolean not null generated always as (state in ('publicised', 'granted')) stored,
  due_sort timestamptz(3) not null generated always as (coalesce(due_at, timestamptz '9999-01-01 00:00:00+00')) stored,
  granted_sort timestamptz(3) not null generated always as (coalesce(granted_at, timestamptz '1970-01-01 00:00:00+00')) stored,
  valid_sort timestamptz(3) not null generated always as (coalesce(valid_until, timestamptz '9999-01-01 00:00:00+00')) stored,
  created_by uuid references users,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  constraint promotions_official check (state = 'draft' or (code is not null and applied_at is not null)),
  constraint promotions_granted check (state not in ('granted', 'expired', 'revoked') or granted_at is not null)
);
-- One application of a scenario at a time; one that was returned still stands.
create unique index promotions_one_open on promotions (scenario_id)
  where applied_at is not null and state in ('draft', 'applied', 'checked', 'in_review', 'publicised');
create index promotions_updated on promotions (updated_at desc, id desc);
create index promotions_public on promotions (updated_at desc, id desc) where is_public;
create index promotions_due on promotions (due_sort, id);
create index promotions_granted_on on promotions (granted_sort desc, id desc);
create index promotions_valid on promotions (valid_sort, id);
create index promotions_scenario on promotions (scenario_id, updated_at desc, id desc);
create index promotions_owner on promotions (owner_id, updated_at desc, id desc);
create index promotions_state on promotions (state, updated_at desc, id desc);
create index promotions_rung on promotions (to_rung, updated_at desc, id desc);
create index promotions_district on promotions (owner_district);
create index promotions_turn on promotions (holder, due_at) where holder is not null;
create index promotions_term on promotions (valid_until) where state = 'granted';
create index promotions_applied_by on promotions (applied_by);
create index promotions_created_by on promotions (created_by);
create index promotions_search on promotions using gin (search);

-- What those inside read, apart, because a promotion in publicity is everybody's row.
create table promotion_dossiers (
  promotion_id uuid primary key references promotions on delete cascade,
  statement text,
  state_reason text
);

-- Each piece keeps what it said on the day the application was made; it stands when the thing changes or goes.
create table promotion_evidence (
  id uuid primary key,
  promotion_id uuid not null references promotions on delete cascade,
  position integer not null,
  kind text not null check (kind in ('agreement', 'project', 'reading', 'evaluation', 'file')),
  subject_id uuid not null,
  file_id uuid references files,
  sentence text not null,
  said jsonb not null,
  -- SHA-256 of `said` in canonical form.
  hash text not null,
  frozen_at timestamptz(3) not null,
  unique (promotion_id, kind, subject_id),
  check ((kind = 'file') = (file_id is not null))
);
create index promotion_evidence_file on promotion_evidence (file_id);

create table promotion_decisions (
  id uuid primary key,
  promotion_id uuid not null references promotions on delete cascade,
  outcome text not null check (outcome in ('publicise', 'refuse', 'revoke')),
  reason text not null,
  proposed_by uuid not null references users,
  proposed_at timestamptz(3) not null,
  settled_by uuid references users,
  settled_at timestamptz(3),
  state text not null check (state in ('proposed', 'consented', 'declined', 'withdrawn')),
  note text,
  constraint promotion_decision_by_two check (state <> 'consented' or settled_by <> proposed_by)
);
create unique index promotion_decisions_one_open on promotion_decisions (promotion_id) where state = 'proposed';
create index promotion_decisions_promotion on promotion_decisions (promotion_id, proposed_at desc);
create index promotion_decisions_proposed_by on promotion_decisions (proposed_by);
create index promotion_decisions_settled_by on promotion_decisions (settled_by);

alter table promotions enable row level security;
alter table promotions force row level security;
create policy promotions_public on promotions for select to scenario_public using (is_public);
-- A draft that was never handed in is its owner's, and the operator's who writes it for him.
create policy promotions_read on promotions for select to scenario_app using (
  is_public or owner_id = any((select app_orgs())::uuid[]) or created_by = (select app_user())
  or (applied_at is not null and ((select app_has('operator')) or (select app_has('auditor'))
    or ((select app_has('district_operator')) and owner_district = (select app_district()))))
  or (select app_has('system')));
create policy promotions_add on promotions for insert to scenario_app with check ((select app_has('system'))
  or (state = 'draft' and code is null and created_by = (select app_user())
    and (owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator')))));
-- An owner leads it no further than to its application.
create policy promotions_change on promotions for update to scenario_app using (
  owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('system')))
  with check ((select app_has('operator')) or (select app_has('system'))
    or (owner_id = any((select app_orgs())::uuid[]) and state in ('draft', 'applied')));
create policy promotions_remove on promotions for delete to scenario_app using ((select app_has('system'))
  or (state = 'draft' and applied_at is null and (owner_id = any((select app_orgs())::uuid[]) or created_by = (select app_user()))));
grant select on promotions to scenario_public;
grant select, insert, update, delete on promotions to scenario_app;

-- What hangs on it is for those inside, public or not.
do $$
declare
  t text;
  inside constant text := $i$exists (select 1 from promotions p where p.id = promotion_id
    and (p.owner_id = any((select app_orgs())::uuid[]) or (select app_has('system')) or p.created_by = (select app_user())
      or (p.applied_at is not null and ((select app_has('operator')) or (select app_has('auditor'))
        or ((select app_has('district_operator')) and p.owner_district = (select app_district()))))))$i$;
begin
  foreach t in array array['promotion_dossiers', 'promotion_evidence', 'promotion_decisions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to scenario_app', t);
  end loop;
  foreach t in array array['promotion_dossiers', 'promotion_evidence'] loop
    execute format('create policy %I on %I for select to scenario_app using (%s)', t || '_inside', t, inside);
  end loop;
  -- The owner reads decisions once they are taken, never what is only proposed.
  execute format($p$create policy promotion_decisions_inside on promotion_decisions for select to scenario_app using (%s
    and (state = 'consented' or (select app_has('operator')) or (select app_has('auditor')) or (select app_has('district_operator')) or (select app_has('system'))))$p$, inside);
end $$;
create policy promotion_dossiers_write on promotion_dossiers to scenario_app using (exists (select 1 from promotions p where p.id = promotion_id
  and (p.owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('system')))));
create policy promotion_evidence_write on promotion_evidence to scenario_app using (exists (select 1 from promotions p where p.id = promotion_id
  and ((p.state = 'draft' and (p.owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator')))) or (select app_has('system')))));
create policy promotion_decisions_propose on promotion_decisions for insert to scenario_app with check (
  (select app_has('system')) or ((select app_has('operator')) and proposed_by = (select app_user())));
create policy promotion_decisions_settle on promotion_decisions for update to scenario_app using ((select app_has('operator')) or (select app_has('system')))
  with check ((select app_has('system')) or settled_by = (select app_user()));
create policy promotion_decisions_remove on promotion_decisions for delete to scenario_app using ((select app_has('system')));

-- An entry of a library, or its end, may rest on a promotion.
alter table library_entries add column entered_by uuid references promotions, add column left_by uuid references promotions;
create index library_entries_entered_by on library_entries (entered_by);
create index library_entries_left_by on library_entries (left_by);

-- What promotions read of scenarios: where they stand on the ladder.
create view scenario_rungs with (security_invoker = true) as
  select id, code, title, state, previous_state, rung, owner_id, owner_district, published_at, synthetic from scenarios;
grant select on scenario_rungs to scenario_app, scenario_public;

create view promotion_facts with (security_invoker = true) as
  select id, code, scenario_id, from_rung, to_rung, state, granted_at, valid_until, synthetic, owner_id from promotions;
grant select on promotion_facts to scenario_app, scenario_public;

-- A draft is its owner's to finish; everything after it waits for the operators.
create view todo_promotions with (security_invoker = true) as
  select 'promotion'::text as subject_type, p.id as subject_id, p.code, s.title, p.state, p.holder, p.holder as party, p.owner_id as organisation_id,
         p.owner_district as district, array[p.owner_district] as districts, p.state_since as since, p.due_at
    from promotions p join scenarios s on s.id = p.scenario_id where p.holder is not null;
grant select on todo_promotions to scenario_app;
