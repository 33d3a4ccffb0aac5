-- Organisations, their members and invitations. The pack's own organisations carry `pack_key`.

create table organisations (
  id uuid primary key,
  pack_key text unique,
  name text not null,
  short_name text,
  credit_code text unique,
  kind text not null check (kind in ('government', 'state_firm', 'firm', 'university', 'institute', 'hospital', 'park', 'finance', 'association')),
  district text,
  tracks text[] not null default '{}',
  founded_on date,
  registered_capital_cny bigint,
  employees integer,
  summary text,
  website text,
  state text not null default 'unverified' check (state in ('unverified', 'verified', 'refused', 'suspended')),
  state_since timestamptz(3) not null,
  state_reason text,
  due_at timestamptz(3),
  landed_at date,
  source text,
  synthetic boolean not null default false,
  seed text,
  search tsvector not null default '',
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1
);
create index organisations_name on organisations (name, id);
create index organisations_created on organisations (created_at desc, id desc);
create index organisations_state on organisations (state, name, id);
create index organisations_kind on organisations (kind, name, id);
create index organisations_district on organisations (district, name, id);
create index organisations_tracks on organisations using gin (tracks);
create index organisations_search on organisations using gin (search);
create index organisations_seed on organisations (seed) where seed is not null;

create table organisation_members (
  organisation_id uuid not null references organisations,
  user_id uuid not null references users,
  role text not null check (role in ('org_admin', 'member')),
  since timestamptz(3) not null,
  primary key (organisation_id, user_id)
);
create index organisation_members_user on organisation_members (user_id);
alter table users add foreign key (organisation_id) references organisations;

create table invitations (
  id uuid primary key,
  organisation_id uuid not null references organisations,
  account text not null,
  role text not null check (role in ('org_admin', 'member')),
  code_hash bytea not null unique,
  invited_by uuid not null references users,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  accepted_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index invitations_organisation on invitations (organisation_id, created_at desc);
create index invitations_invited_by on invitations (invited_by);

alter table organisations enable row level security;
alter table organisations force row level security;
create policy organisations_public on organisations for select to scenario_public using (state = 'verified');
create policy organisations_read on organisations for select to scenario_app using (
  state = 'verified' or id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('auditor')) or (select app_has('system'))
  or ((select app_has('district_operator')) and district = (select app_district())));
create policy organisations_add on organisations for insert to scenario_app with check (
  (state = 'unverified' and pack_key is null and source is null and landed_at is null and not synthetic and (select app_user()) is not null)
  or (select app_has('operator')) or (select app_has('system')));
-- Members hold the row (to leave, say); its administrators change it.
create policy organisations_change on organisations for update to scenario_app using (
  id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('system')))
  with check (id = any((select app_admin_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('system')));
-- Nobody verifies himself: an administrator may hand a refused organisation in again, no more.
create function app_guard_organisations() returns trigger language plpgsql as $$
begin
  if current_user = 'scenario_app' and not app_has('system') and not app_has('operator')
    and ((new.id, new.pack_key, new.source, new.landed_at, new.synthetic) is distinct from (old.id, old.pack_key, old.source, old.landed_at, old.synthetic)
      or (new.state <> old.state and not (old.state = 'refused' and new.state = 'unverified')))
  then raise exception 'the state of an organisation is not its own to change' using errcode = '42501'; end if;
  return new;
end $$;
create trigger organisations_guard before update on organisations for each row execute function app_guard_organisations();
create policy organisations_remove on organisations for delete to scenario_app using ((select app_has('system')));
grant select on organisations to scenario_public;
grant select, insert, update, delete on organisations to scenario_app;

alter table organisation_members enable row level security;
alter table organisation_members force row level security;
create policy organisation_members_read on organisation_members for select to scenario_app using (
  user_id = (select app_user()) or organisation_id = any((select app_orgs())::uuid[]) or (select app_has('operator')) or (select app_has('security_admin')) or (select app_has('system')));
-- Administrators say who belongs; everybody may leave.
create policy organisation_members_add on organisation_members for insert to scenario_app with check (
  organisation_id = any((select app_admin_orgs())::uuid[]) or (select app_has('system')));
create policy organisation_members_change on organisation_members for update to scenario_app using (
  organisation_id = any((select app_admin_orgs())::uuid[]) or (select app_has('system')));
create policy organisation_members_end on organisation_members for delete to scenario_app using (
  organisation_id = any((select app_admin_orgs())::uuid[]) or user_id = (select app_user()) or (select app_has('system')));
grant select, insert, update, delete on organisation_members to scenario_app;

alter table invitations enable row level security;
alter table invitations force row level security;
create policy invitations_own on invitations to scenario_app using (organisation_id = any((select app_admin_orgs())::uuid[]) or (select app_has('system')));
grant select, insert, update on invitations to scenario_app;

-- What other modules may read of organisations and files beside their own rows.
create view organisation_names with (security_invoker = true) as select id, pack_key, name, kind, state, district, synthetic from organisations;
grant select on organisation_names to scenario_app, scenario_public;

create view person_organisations with (security_invoker = true) as
  select m.user_id, m.organisation_id, o.name, m.role, m.since from organisation_members m join organisations o on o.id = m.organisation_id;
grant select on person_organisations to scenario_app;

create view todo_organisations with (security_invoker = true) as
  select 'organisation'::text as subject_type, o.id as subject_id, null::text as code, o.name as title, o.state,
         'operator'::text as holder, null::uuid as organisation_id, o.district, array[o.district] as districts, o.state_since as since, o.due_at
    from organisations o where o.state = 'unverified' and o.credit_code is not null;
grant select on todo_organisations to scenario_app;

-- Who a session or a token stands for, in one round trip, and that it was used just now. Ended, idle (30 minutes), disabled: no row.
grant select on organisations, organisation_members to scenario_definer;
create policy organisations_definer on organisations for select to scenario_definer using (true);
create policy organisation_members_definer on organisation_members for select to scenario_definer using (true);

create function app_viewer_of(person uuid) returns jsonb language sql stable security definer set search_path = public as $$
  select jsonb_build_object('userId', u.id, 'name', u.name, 'roles', u.roles, 'district', u.district, 'locale', u.locale,
    'organisationId', u.organisation_id, 'otp', c.otp_confirmed_at is not null, 'demo', u.demo,
    'consent', (select version from consents where user_id = u.id order by at desc limit 1),
    'organisations', coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'role', m.role, 'state', o.state, 'kind', o.kind, 'district', o.district) order by o.name)
      from organisation_members m join organisations o on o.id = m.organisation_id where m.user_id = u.id), '[]'))
    from users u left join credentials c on c.user_id = u.id where u.id = person and u.state = 'active' $$;

create function app_session(token bytea, idle interval) returns jsonb language plpgsql security definer set search_path = public as $$
declare s record; moment timestamptz(3) := app_now();
begin
  select id, user_id, seen_at into s from sessions where token_hash = token and ends_at > moment and seen_at > moment - idle;
  if not found then return null; end if;
  if s.seen_at < moment - interval '30 seconds' then update sessions set seen_at = moment where id = s.id; end if;
  return app_viewer_of(s.user_id) || jsonb_build_object('sessionId', s.id);
end $$;

create function app_token(token bytea) returns jsonb language plpgsql security definer set search_path = public as $$
declare t record; moment timestamptz(3) := app_now();
begin
  select id, user_id, scopes, used_at into t from api_tokens where token_hash = token and expires_at > moment and revoked_at is null;
  if not found then return null; end if;
  if t.used_at is null or t.used_at < moment - interval '1 minute' then update api_tokens set used_at = moment where id = t.id; end if;
  return app_viewer_of(t.user_id) || jsonb_build_object('tokenId', t.id, 'scopes', t.scopes);
end $$;

-- Who is to be told: the people of an organisation, and the holders of a role (of one district, when given).
create function app_people_of(organisation uuid) returns setof uuid language sql stable security definer set search_path = public
  as $$ select m.user_id from organisation_members m join users u on u.id = m.user_id where m.organisation_id = organisation and u.state = 'active' $$;
create function app_people_with(wanted text, place text) returns setof uuid language sql stable security definer set search_path = public
  as $$ select id from users where state = 'active' and wanted = any(roles) and (place is null or district = place) $$;
-- Is this credit code registered already (whoever may see it).
create function app_credit_code_taken(wanted text, but uuid) returns boolean language sql stable security definer set search_path = public
  as $$ select exists (select 1 from organisations where credit_code = wanted and id is distinct from but) $$;

grant create on schema public to scenario_definer;
alter function app_person_names(uuid[]) owner to scenario_definer;
alter function app_viewer_of(uuid) owner to scenario_definer;
alter function app_session(bytea, interval) owner to scenario_definer;
alter function app_token(bytea) owner to scenario_definer;
alter function app_people_of(uuid) owner to scenario_definer;
alter function app_people_with(text, text) owner to scenario_definer;
alter function app_credit_code_taken(text, uuid) owner to scenario_definer;
revoke create on schema public from scenario_definer;
revoke execute on function app_viewer_of(uuid), app_person_names(uuid[]), app_people_of(uuid), app_people_with(text, text), app_credit_code_taken(text, uuid) from public;
grant execute on function app_viewer_of(uuid) to scenario_definer;
grant execute on function app_viewer_of(uuid), app_person_names(uuid[]), app_people_of(uuid), app_people_with(text, text), app_credit_code_taken(text, uuid) to scenario_app;

-- Jobs are put into the queue inside the transaction that wants them (outbox), by a role with no other right to the queue.
create function app_enqueue(task text, payload json, run_at timestamptz, job_key text) returns void language plpgsql security definer set search_path = public as $$
begin
  perform graphile_worker.add_job(task, payload, run_at => coalesce(run_at, now()), job_key => job_key, max_attempts => 12);
end $$;
revoke execute on function app_enqueue(text, json, timestamptz, text) from public;
grant execute on function app_enqueue(text, json, timestamptz, text) to scenario_app;
