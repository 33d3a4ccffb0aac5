-- Capabilities and intents; workbook imports.

create table capabilities (
  id uuid primary key,
  code text unique,
  title text not null,
  description text,
  kind text not null check (kind in ('product', 'technology', 'service', 'research_result')),
  readiness integer check (readiness between 1 and 9),
  readiness_shown text,
  tracks text[] not null default '{}',
  districts text[] not null default '{}',
  organisation_id uuid not null references organisations,
  visibility text not null default 'public' check (visibility in ('public', 'members')),
  state text not null check (state in ('draft', 'published', 'stale', 'withdrawn')),
  state_since timestamptz(3) not null,
  published_at timestamptz(3),
  fresh_until timestamptz(3),
  synthetic boolean not null default false,
  seed text,
  search tsvector not null default '',
  is_public boolean generated always as (state in ('published', 'stale') and visibility = 'public') stored,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1
);
create index capabilities_updated on capabilities (updated_at desc, id desc);
create index capabilities_public on capabilities (updated_at desc, id desc) where is_public;
create index capabilities_title on capabilities (title, id);
create index capabilities_readiness on capabilities (readiness desc nulls last, id desc);
create index capabilities_organisation on capabilities (organisation_id, updated_at desc);
create index capabilities_kind on capabilities (kind, updated_at desc, id desc);
create index capabilities_state on capabilities (state, updated_at desc, id desc);
create index capabilities_fresh on capabilities (fresh_until) where state = 'published';
create index capabilities_tracks on capabilities using gin (tracks);
create index capabilities_districts on capabilities using gin (districts);
create index capabilities_search on capabilities using gin (search);
create index capabilities_turn on capabilities (organisation_id) where state in ('draft', 'stale') and not synthetic;
create index capabilities_seed on capabilities (seed) where seed is not null;

create table capability_proofs (
  id uuid primary key,
  capability_id uuid not null references capabilities on delete cascade,
  position integer not null,
  kind text not null check (kind in ('delivery', 'certificate', 'patent', 'other')),
  text text not null,
  at text
);
create index capability_proofs_capability on capability_proofs (capability_id, position);
create table capability_files (
  capability_id uuid not null references capabilities on delete cascade,
  file_id uuid not null references files,
  position integer not null,
  primary key (capability_id, file_id)
);
create index capability_files_file on capability_files (file_id);

create table intents (
  id uuid primary key,
  scenario_id uuid not null references scenarios,
  opening_id uuid not null references openings,
  owner_id uuid not null references organisations,
  owner_district text,
  organisation_id uuid not null references organisations,
  capability_id uuid references capabilities,
  expressed_by uuid references users,
  pitch text not null,
  state text not null check (state in ('expressed', 'talking', 'letter_signed', 'contracted', 'landed', 'declined', 'withdrawn', 'expired', 'broken_off', 'terminated')),
  state_since timestamptz(3) not null,
  holder text,
  due_at timestamptz(3),
  remind_at timestamptz(3),
  reminded_at timestamptz(3),
  escalated_at timestamptz(3),
  expires_at timestamptz(3),
  closed_reason text,
  closed_note text,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  check (owner_id <> organisation_id)
);
-- One open intent of an organisation on an opening.
create unique index intents_one_open on intents (opening_id, organisation_id) where state in ('expressed', 'talking', 'letter_signed', 'contracted');
create index intents_created on intents (created_at desc, id desc);
create index intents_due on intents (due_at, id);
create index intents_scenario on intents (scenario_id, created_at desc, id desc);
create index intents_owner on intents (owner_id, created_at desc, id desc);
create index intents_organisation on intents (organisation_id, created_at desc, id desc);
create index intents_state on intents (state, created_at desc, id desc);
create index intents_capability on intents (capability_id);
create index intents_expressed_by on intents (expressed_by);
create index intents_remind on intents (remind_at) where state = 'expressed' and reminded_at is null;
create index intents_turn on intents (holder, due_at) where holder is not null;
create index intents_expire on intents (expires_at) where state = 'expressed';

create table intent_contacts (
  intent_id uuid primary key references intents on delete cascade,
  name text not null,
  mobile text,
  email text
);

create table imports (
  id uuid primary key,
  collection text not null check (collection in ('scenarios', 'organisations', 'capabilities')),
  user_id uuid not null references users,
  organisation_id uuid references organisations,
  file_name text not null,
  locale text not null,
  merkle_root text,
  state text not null check (state in ('checking', 'checked', 'committing', 'committed', 'cancelled', 'failed')),
  progress real not null default 0,
  rows integer not null default 0,
  valid integer not null default 0,
  invalid integer not null default 0,
  faults jsonb not null default '[]',
  failure text,
  created_at timestamptz(3) not null,
  committed_at timestamptz(3)
);
create index imports_user on imports (user_id, created_at desc);
create index imports_organisation on imports (organisation_id);

alter table capabilities enable row level security;
alter table capabilities force row level security;
create policy capabilities_public on capabilities for select to scenario_public using (is_public);
create policy capabilities_read on capabilities for select to scenario_app using (
  is_public or organisation_id = any((select app_orgs())::uuid[])
  or (state in ('published', 'stale') and visibility = 'members' and ((select app_has('verified_member')) or (select app_has('broker'))))
  or (state <> 'draft' and ((select app_has('operator')) or (select app_has('auditor')))) or (select app_has('system')));
create policy capabilities_write on capabilities for insert to scenario_app with check (
  (organisation_id = any((select app_orgs())::uuid[]) and state = 'draft' and not synthetic) or (select app_has('operator')) or (select app_has('system')));
create policy capabilities_change on capabilities for update to scenario_app using (
  organisation_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('system')));
create policy capabilities_remove on capabilities for delete to scenario_app using ((select app_has('system')));
grant select on capabilities to scenario_public;
grant select, insert, update, delete on capabilities to scenario_app;
do $$
declare t text;
begin
  foreach t in array array['capability_proofs', 'capability_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select to scenario_public using (exists (select 1 from capabilities c where c.id = capability_id))', t || '_public', t);
    execute format('create policy %I on %I for select to scenario_app using (exists (select 1 from capabilities c where c.id = capability_id))', t || '_seen', t);
    execute format($p$create policy %I on %I to scenario_app using (exists (select 1 from capabilities c where c.id = capability_id
      and (c.organisation_id = any((select app_orgs())::uuid[]) or (select app_has('system')))))$p$, t || '_own', t);
    execute format('grant select on %I to scenario_public', t);
    execute format('grant select, insert, update, delete on %I to scenario_app', t);
  end loop;
end $$;

alter table intents enable row level security;
alter table intents force row level security;
create policy intents_express on intents for insert to scenario_app with check ((select app_has('system'))
  or (organisation_id = any((select app_orgs())::uuid[]) and expressed_by = (select app_user()) and state = 'expressed'));
create policy intents_answer on intents for update to scenario_app using (
  owner_id = any((select app_orgs())::uuid[]) or organisation_id = any((select app_orgs())::uuid[]) or (select app_has('system')));
create policy intents_parties on intents for select to scenario_app using (
  owner_id = any((select app_orgs())::uuid[]) or organisation_id = any((select app_orgs())::uuid[])
  or (select app_has('operator')) or (select app_has('auditor')) or (select app_has('system'))
  or ((select app_has('district_operator')) and owner_district = (select app_district())));
-- Intents are never taken back; only those of a synthetic city go with it.
create policy intents_remove on intents for delete to scenario_app using ((select app_has('system')));
grant select, insert, update, delete on intents to scenario_app;
alter table intent_contacts enable row level security;
alter table intent_contacts force row level security;
create policy intent_contacts_write on intent_contacts to scenario_app using (exists (select 1 from intents i where i.id = intent_id
  and (i.organisation_id = any((select app_orgs())::uuid[]) or (select app_has('system')))));
create policy intent_contacts_parties on intent_contacts for select to scenario_app using (exists (select 1 from intents i where i.id = intent_id
  and (i.owner_id = any((select app_orgs())::uuid[]) or i.organisation_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('system')))));
grant select, insert, update, delete on intent_contacts to scenario_app;

alter table imports enable row level security;
alter table imports force row level security;
create policy imports_own on imports to scenario_app using (user_id = (select app_user()) or (select app_has('system')));
grant select, insert, update, delete on imports to scenario_app;

-- A file is seen by who uploaded it and by whoever sees a thing it hangs on.
alter table files enable row level security;
alter table files force row level security;
create policy files_public on files for select to scenario_public using (
  exists (select 1 from scenario_files f where f.file_id = files.id and f.purpose = 'material') or exists (select 1 from capability_files f where f.file_id = files.id));
create policy files_seen on files for select to scenario_app using (
  uploaded_by = (select app_user()) or (select app_has('system'))
  or exists (select 1 from scenario_files f join scenarios s on s.id = f.scenario_id where f.file_id = files.id and (f.purpose = 'material'
    or s.owner_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('auditor'))
    or ((select app_has('district_operator')) and (s.owner_district = (select app_district()) or (select app_district()) = any(s.districts)))))
  or exists (select 1 from capability_files f where f.file_id = files.id)
  or exists (select 1 from scenario_clearances c where c.file_id = files.id));
create policy files_add on files for insert to scenario_app with check (uploaded_by = (select app_user()) or (select app_has('system')));
create policy files_remove on files for delete to scenario_app using (uploaded_by = (select app_user()) or (select app_has('system')));
grant select on files to scenario_public;
grant select, insert, delete on files to scenario_app;

create view file_facts with (security_invoker = true) as select id, name, media_type, bytes, sha256, uploaded_by, uploaded_at from files;
grant select on file_facts to scenario_app, scenario_public;

-- What the intents read of scenarios and capabilities beside their own rows.
create view scenario_facts with (security_invoker = true) as
  select id, code, title, state, owner_id, owner_district, opens_at, closes_at from scenarios;
grant select on scenario_facts to scenario_app, scenario_public;
-- Who is meant by a credit code or a full name in a workbook.
create view organisation_codes with (security_invoker = true) as select id, credit_code, name, district from organisations;
grant select on organisation_codes to scenario_app;
create view opening_texts with (security_invoker = true) as select id, scenario_id, text from openings;
grant select on opening_texts to scenario_app, scenario_public;
create view capability_names with (security_invoker = true) as select id, title, organisation_id, state from capabilities;
grant select on capability_names to scenario_app, scenario_public;
-- Whoever talks with an owner sees whom to call there.
create policy scenario_contacts_talking on scenario_contacts for select to scenario_app using (exists (select 1 from intents i
  where i.scenario_id = scenario_contacts.scenario_id and i.organisation_id = any((select app_orgs())::uuid[])
    and i.state in ('talking', 'letter_signed', 'contracted', 'landed')));
create view scenario_contact_facts with (security_invoker = true) as select scenario_id, name, mobile, email from scenario_contacts;
grant select on scenario_contact_facts to scenario_app;

-- Everything a file hangs on; a later table that refers to files joins in.
create view file_uses with (security_invoker = true) as
  select file_id from scenario_files union all select file_id from capability_files
  union all select file_id from scenario_clearances where file_id is not null;
grant select on file_uses to scenario_app;

-- `holder` has the turn, `party` finds it on the list: both sides where both hold, and who runs the programme once an answer is overdue.
create view todo_intents with (security_invoker = true) as
  select 'intent'::text as subject_type, i.id as subject_id, s.code, s.title, i.state, i.holder, side.party, side.organisation_id,
         i.owner_district as district, array[i.owner_district] as districts, i.state_since as since, i.due_at
    from intents i join scenarios s on s.id = i.scenario_id
    cross join lateral (values ('owner', i.owner_id), ('provider', i.organisation_id), ('operator', null), ('district_operator', null)) as side (party, organisation_id)
   where i.holder is not null and (side.party = i.holder or (i.holder = 'both' and side.party in ('owner', 'provider'))
      or (side.organisation_id is null and i.state = 'expressed' and i.due_at <= app_now()));
grant select on todo_intents to scenario_app;
create view todo_capabilities with (security_invoker = true) as
  select 'capability'::text as subject_type, c.id as subject_id, c.code, c.title, c.state, 'provider'::text as holder,
         c.organisation_id, null::text as district, c.districts, c.state_since as since, c.fresh_until as due_at
    from capabilities c where c.state in ('draft', 'stale') and not c.synthetic;
grant select on todo_capabilities to scenario_app;

-- Whose past a person may read: what he answers for. The journal and the dated states are seen by it; auditors read all of the journal, and
-- everybody what he did himself. A later module that keeps records adds its kind here.
create function app_answers_for(kind text, subject uuid) returns boolean language sql stable as $$
  select case kind
    when 'scenario' then exists (select 1 from scenarios s where s.id = subject and (s.owner_id = any(app_orgs()) or app_has('operator')
      or (app_has('district_operator') and (s.owner_district = app_district() or app_district() = any(s.districts)))))
    when 'intent' then exists (select 1 from intents i where i.id = subject)
    when 'capability' then exists (select 1 from capabilities c where c.id = subject and (c.organisation_id = any(app_orgs()) or app_has('operator')))
    when 'organisation' then subject = any(app_orgs()) or app_has('operator')
    when 'list' then app_has('operator')
    when 'file' then exists (select 1 from files f where f.id = subject and f.uploaded_by = app_user())
    when 'user' then subject = app_user() or app_has('security_admin')
    else false end $$;
create policy journal_read on journal_records for select to scenario_app using ((select app_has('auditor')) or (select app_has('system'))
  or actor_id = (select app_user()) or app_answers_for(subject_type, subject_id));
create policy state_changes_read on state_changes for select to scenario_app using ((select app_has('auditor')) or (select app_has('system'))
  or app_answers_for(subject_type, subject_id));
