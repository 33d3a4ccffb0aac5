-- Agreements: letters of intent and contracts between the owner of a scenario and one or several providers.

create table agreements (
  id uuid primary key,
  code text unique,
  kind text not null check (kind in ('letter', 'contract')),
  state text not null check (state in ('drafting', 'under_review', 'signed', 'in_force', 'fulfilled', 'terminated', 'expired')),
  state_since timestamptz(3) not null,
  state_reason text,
  holder text,
  due_at timestamptz(3),
  escalated_at timestamptz(3),
  scenario_id uuid not null references scenarios,
  owner_id uuid not null references organisations,
  owner_district text,
  -- Every party, so that row-level security asks one row; agreement_parties says the rest.
  party_ids uuid[] not null,
  follows_id uuid references agreements,
  title text not null,
  terms text,
  amount_cny bigint check (amount_cny >= 0),
  number text,
  effective_from date,
  valid_until date,
  -- When the last day of validity is over, in the city's time zone.
  term_ends_at timestamptz(3),
  procurement_route text check (procurement_route in ('open_tender', 'invited_tender', 'competitive_consultation', 'competitive_negotiation',
    'inquiry', 'single_source', 'framework', 'innovation_procurement', 'exempt')),
  procurement_ground text,
  procurement_notice_number text,
  -- What a signature stands for: the hash of all that is agreed.
  terms_hash text not null,
  signed_on date,
  signed_at timestamptz(3),
  entered_at timestamptz(3),
  ended_at timestamptz(3),
  synthetic boolean not null default false,
  created_by uuid references users,
  search tsvector not null default '',
  signed_sort date not null generated always as (coalesce(signed_on, date '1970-01-01')) stored,
  amount_sort bigint not null generated always as (coalesce(amount_cny, -1)) stored,
  valid_sort date not null generated always as (coalesce(valid_until, date '9999-12-31')) stored,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  check (owner_id = any(party_ids)),
  constraint agreements_term check (valid_until >= effective_from),
  constraint agreements_signed check (signed_at is null or (signed_on is not null and code is not null and (kind = 'letter' or amount_cny is not null)))
);
create index agreements_created on agreements (created_at desc, id desc);
create index agreements_signed_on on agreements (signed_sort desc, id desc);
create index agreements_amount on agreements (amount_sort desc, id desc);
create index agreements_valid on agreements (valid_sort, id);
create index agreements_scenario on agreements (scenario_id, created_at desc, id desc);
create index agreements_owner on agreements (owner_id, created_at desc, id desc);
create index agreements_parties on agreements using gin (party_ids);
create index agreements_state on agreements (state, created_at desc, id desc);
create index agreements_kind on agreements (kind, created_at desc, id desc);
create index agreements_follows on agreements (follows_id);
create index agreements_created_by on agreements (created_by);
create index agreements_search on agreements using gin (search);
create index agreements_turn on agreements (due_at) where holder is not null;
create index agreements_begin on agreements (effective_from) where state = 'signed';
create index agreements_end on agreements (term_ends_at) where state = 'in_force';

create table agreement_parties (
  agreement_id uuid not null references agreements on delete cascade,
  organisation_id uuid not null references organisations,
  position integer not null,
  role text not null check (role in ('owner', 'provider', 'partner')),
  -- Exact, so that shares sum to one: millionths.
  share_millionths integer check (share_millionths between 0 and 1000000),
  intent_id uuid references intents,
  signed_at timestamptz(3),
  signed_by uuid references users,
  signed_hash text,
  primary key (agreement_id, organisation_id),
  check ((role = 'owner') = (share_millionths is null)),
  check ((signed_at is null) = (signed_by is null) and (signed_at is null) = (signed_hash is null))
);
create unique index agreement_parties_one_owner on agreement_parties (agreement_id) where role = 'owner';
create index agreement_parties_organisation on agreement_parties (organisation_id);
create index agreement_parties_intent on agreement_parties (intent_id);
create index agreement_parties_signed_by on agreement_parties (signed_by);

create table agreement_openings (
  agreement_id uuid not null references agreements on delete cascade,
  opening_id uuid not null references openings,
  position integer not null,
  primary key (agreement_id, opening_id)
);
create index agreement_openings_opening on agreement_openings (opening_id);

create table agreement_files (
  agreement_id uuid not null references agreements on delete cascade,
  file_id uuid not null references files,
  purpose text not null check (purpose in ('attachment', 'procurement_notice', 'signed_copy', 'addendum')),
  position integer not null,
  primary key (agreement_id, purpose, file_id)
);
create index agreement_files_file on agreement_files (file_id);

create table agreement_addenda (
  id uuid primary key,
  agreement_id uuid not null references agreements on delete cascade,
  position integer not null,
  state text not null check (state in ('proposed', 'agreed', 'declined', 'withdrawn')),
  reason text not null,
  -- Also among the agreement's files.
  file_id uuid not null references files,
  -- What it changes; null where it leaves things as they are. Before and after stay, so that any past day's amount can be told.
  amount_cny bigint check (amount_cny >= 0),
  amount_before bigint,
  valid_until date,
  valid_until_before date,
  proposed_by uuid references users,
  proposed_for uuid not null references organisations,
  proposed_at timestamptz(3) not null,
  settled_at timestamptz(3),
  note text,
  unique (agreement_id, position)
);
create unique index agreement_addenda_one_open on agreement_addenda (agreement_id) where state = 'proposed';
create index agreement_addenda_file on agreement_addenda (file_id);
create index agreement_addenda_proposed_by on agreement_addenda (proposed_by);
create index agreement_addenda_proposed_for on agreement_addenda (proposed_for);

create table agreement_addendum_signatures (
  addendum_id uuid not null references agreement_addenda on delete cascade,
  organisation_id uuid not null references organisations,
  signed_by uuid not null references users,
  signed_at timestamptz(3) not null,
  primary key (addendum_id, organisation_id)
);
create index agreement_addendum_signatures_organisation on agreement_addendum_signatures (organisation_id);
create index agreement_addendum_signatures_signed_by on agreement_addendum_signatures (signed_by);

alter table agreements enable row level security;
alter table agreements force row level security;
-- Between the parties until it was first put before both sides (and got its number); leaders see what was signed.
create policy agreements_read on agreements for select to scenario_app using (
  party_ids && (select app_orgs())::uuid[]
  or (code is not null and ((select app_has('operator')) or (select app_has('auditor'))
    or ((select app_has('district_operator')) and owner_district = (select app_district()))))
  or (signed_at is not null and (select app_has('leader'))) or (select app_has('system')));
create policy agreements_add on agreements for insert to scenario_app with check ((select app_has('system'))
  or (party_ids && (select app_orgs())::uuid[] and created_by = (select app_user()) and state = 'drafting' and code is null and signed_at is null));
create policy agreements_change on agreements for update to scenario_app using (
  party_ids && (select app_orgs())::uuid[] or (select app_has('system')));
create policy agreements_remove on agreements for delete to scenario_app using ((select app_has('system')));
grant select, insert, update, delete on agreements to scenario_app;

-- What hangs on an agreement is seen with it; files not by leaders.
do $$
declare t text;
begin
  foreach t in array array['agreement_parties', 'agreement_openings', 'agreement_addenda', 'agreement_files'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('grant select, insert, update, delete on %I to scenario_app', t);
  end loop;
  foreach t in array array['agreement_parties', 'agreement_openings', 'agreement_addenda'] loop
    execute format('create policy %I on %I for select to scenario_app using (exists (select 1 from agreements a where a.id = agreement_id))', t || '_seen', t);
  end loop;
  foreach t in array array['agreement_openings', 'agreement_addenda', 'agreement_files'] loop
    execute format($p$create policy %I on %I to scenario_app using (exists (select 1 from agreements a where a.id = agreement_id
      and (a.party_ids && (select app_orgs())::uuid[] or (select app_has('system')))))$p$, t || '_own', t);
  end loop;
end $$;
create policy agreement_files_seen on agreement_files for select to scenario_app using (exists (select 1 from agreements a where a.id = agreement_id
  and ((select app_has('operator')) or (select app_has('auditor')) or ((select app_has('district_operator')) and a.owner_district = (select app_district())))));
-- Each signs for an organisation of his own, in his own name; taking signatures away is everybody's who changes the terms.
create policy agreement_parties_own on agreement_parties to scenario_app using (exists (select 1 from agreements a where a.id = agreement_id
  and (a.party_ids && (select app_orgs())::uuid[] or (select app_has('system')))))
  with check ((select app_has('system')) or (exists (select 1 from agreements a where a.id = agreement_id and a.party_ids && (select app_orgs())::uuid[])
    and (signed_by is null or (signed_by = (select app_user()) and organisation_id = any((select app_orgs())::uuid[])))));
alter table agreement_addendum_signatures enable row level security;
alter table agreement_addendum_signatures force row level security;
create policy agreement_addendum_signatures_seen on agreement_addendum_signatures for select to scenario_app using (
  exists (select 1 from agreement_addenda d where d.id = addendum_id));
create policy agreement_addendum_signatures_add on agreement_addendum_signatures for insert to scenario_app with check ((select app_has('system'))
  or (signed_by = (select app_user()) and organisation_id = any((select app_orgs())::uuid[]) and exists (select 1 from agreement_addenda d where d.id = addendum_id)));
create policy agreement_addendum_signatures_remove on agreement_addendum_signatures for delete to scenario_app using ((select app_has('system')));
grant select, insert, delete on agreement_addendum_signatures to scenario_app;

-- What agreements read of intents: who talks about what.
create view intent_facts with (security_invoker = true) as
  select id, scenario_id, opening_id, owner_id, organisation_id, state from intents;
grant select on intent_facts to scenario_app;

-- What others read of agreements. The amount is the one in force, addenda included.
create view agreement_facts with (security_invoker = true) as
  select id, code, kind, state, scenario_id, owner_id, number, amount_cny, signed_on, valid_until, synthetic, owner_district,
         title, effective_from, signed_at, entered_at, party_ids from agreements;
grant select on agreement_facts to scenario_app;
create view agreement_party_facts with (security_invoker = true) as
  select agreement_id, organisation_id, role, (share_millionths / 1000000.0)::double precision as share, intent_id from agreement_parties;
grant select on agreement_party_facts to scenario_app;
create view agreement_opening_facts with (security_invoker = true) as
  select agreement_id, opening_id from agreement_openings;
grant select on agreement_opening_facts to scenario_app;

-- Whoever still has something to do: all parties where all hold, those who have not signed where signatures are awaited, and who runs the
-- programme once it is overdue. One in force is due by the end of its term.
create view todo_agreements with (security_invoker = true) as
  select 'agreement'::text as subject_type, a.id as subject_id, a.code, a.title, a.state, a.holder, side.party, side.organisation_id,
         a.owner_district as district, array[a.owner_district] as districts, coalesce(open.proposed_at, a.state_since) as since,
         case when a.state = 'in_force' then a.term_ends_at else a.due_at end as due_at
    from agreements a
    left join agreement_addenda open on open.agreement_id = a.id and open.state = 'proposed' and a.state = 'in_force'
    cross join lateral (
      select case p.role when 'owner' then 'owner' else 'provider' end as party, p.organisation_id from agreement_parties p
       where p.agreement_id = a.id and not (a.state = 'under_review' and p.signed_at is not null)
         and (open.id is null or not exists (select 1 from agreement_addendum_signatures g where g.addendum_id = open.id and g.organisation_id = p.organisation_id))
      union all select party, null from (values ('operator'), ('district_operator')) as desk (party)
       where a.state in ('under_review', 'signed') and a.due_at <= app_now()) as side (party, organisation_id)
   where a.holder is not null;
grant select on todo_agreements to scenario_app;
