-- The ground: roles of the database, the clock, who the viewer is, accounts, sessions, the journal, files, the desk.

-- Roles that may never log in. Every request runs as scenario_app or scenario_public, so that row-level security binds it;
-- scenario_definer owns the few functions that look past it on purpose.
do $$
declare r text;
begin
  foreach r in array array['scenario_app', 'scenario_public', 'scenario_definer'] loop
    begin
      if not exists (select from pg_roles where rolname = r) then execute format('create role %I nologin', r); end if;
    exception when duplicate_object or unique_violation then null;
    end;
    begin
      execute format('grant %I to current_user', r);
    exception when insufficient_privilege then
      if not pg_has_role(current_user, r, 'member') then raise; end if;
    end;
  end loop;
end $$;
grant usage on schema public to scenario_app, scenario_public, scenario_definer;

-- The one clock. Tests and drills may shift it; the server refuses to start in production on a shifted clock.
create table app_clock (one boolean primary key default true check (one), shift interval not null default '0');
insert into app_clock default values;
create function app_now() returns timestamptz(3) language sql stable parallel safe
  as $$ select date_trunc('milliseconds', now() + (select shift from app_clock))::timestamptz(3) $$;

-- Who is asking: set for one transaction by the server (SET LOCAL); nothing set = nobody.
create function app_user() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('app.user', true), '')::uuid $$;
create function app_orgs() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.orgs', true), ''), '{}')::uuid[] $$;
create function app_admin_orgs() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('app.admin_orgs', true), ''), '{}')::uuid[] $$;
create function app_district() returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.district', true), '') $$;
create function app_has(role text) returns boolean language sql stable parallel safe
  as $$ select role = any(string_to_array(coalesce(current_setting('app.roles', true), ''), ',')) $$;

create table users (
  id uuid primary key,
  name text not null,
  email text unique,
  mobile text unique,
  state text not null default 'active' check (state in ('active', 'disabled', 'erased')),
  roles text[] not null default '{}',
  district text,
  locale text not null default 'zh' check (locale in ('zh', 'en')),
  large_type boolean not null default false,
  organisation_id uuid,
  demo boolean not null default false,
  last_sign_in_at timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  check (state = 'erased' or email is not null or mobile is not null),
  constraint users_exclusive_roles check (
    ('operator' = any(roles))::int + ('auditor' = any(roles))::int + ('security_admin' = any(roles))::int
    + ('security_auditor' = any(roles))::int + ('system_admin' = any(roles))::int <= 1)
);
create index users_created on users (created_at desc, id desc);
create index users_name on users (name, id);
create index users_organisation on users (organisation_id);

create table credentials (
  user_id uuid primary key references users,
  password_hash text,
  password_changed_at timestamptz(3),
  otp_secret text,
  otp_confirmed_at timestamptz(3),
  otp_last_step bigint
);

-- Failed attempts in a row on one account (password, one-time code, verification code), whether it exists or not, so that a lock tells nothing.
create table sign_in_failures (
  subject text primary key,
  failures integer not null,
  last_at timestamptz(3) not null,
  locked_until timestamptz(3)
);

create table sessions (
  id uuid primary key,
  token_hash bytea not null unique,
  user_id uuid not null references users,
  created_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  user_agent text
);
create index sessions_user on sessions (user_id);
create index sessions_ends on sessions (ends_at);

create table api_tokens (
  id uuid primary key,
  user_id uuid not null references users,
  name text not null,
  token_hash bytea not null unique,
  scopes text[] not null,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index api_tokens_user on api_tokens (user_id);

create table verification_codes (
  id uuid primary key,
  account text not null,
  purpose text not null,
  code_hash bytea not null,
  attempts integer not null default 0,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
create index verification_codes_account on verification_codes (account, purpose, created_at desc);

create table unified_identities (
  issuer text not null,
  subject text not null,
  user_id uuid not null references users,
  created_at timestamptz(3) not null,
  primary key (issuer, subject)
);
create index unified_identities_user on unified_identities (user_id);
create table unified_flows (
  state_hash bytea primary key,
  browser_hash bytea not null,
  return_to text not null,
  expires_at timestamptz(3) not null
);

create table security_events (
  id uuid primary key,
  at timestamptz(3) not null,
  kind text not null,
  account text,
  user_id uuid,
  address text,
  detail jsonb not null default '{}'
);
create index security_events_at on security_events (at desc, id desc);
create index security_events_user on security_events (user_id, at desc);
create index security_events_kind on security_events (kind, at desc);

create table consents (
  user_id uuid not null references users,
  version text not null,
  at timestamptz(3) not null,
  primary key (user_id, version)
);

-- Who read somebody else's contact, when, on what.
create table contact_reads (
  id uuid primary key,
  at timestamptz(3) not null,
  user_id uuid not null references users,
  subject_type text not null,
  subject_id uuid not null
);
create index contact_reads_subject on contact_reads (subject_type, subject_id, at desc);
create index contact_reads_user on contact_reads (user_id, at desc);

create table idempotency_keys (
  scope text not null,
  key text not null,
  request_hash bytea not null,
  status integer,
  headers jsonb,
  body text,
  created_at timestamptz(3) not null,
  primary key (scope, key)
);
create index idempotency_keys_created on idempotency_keys (created_at);

-- The journal: append only, hash-chained. Personal values stand beside it, where they can be erased.
create table journal_head (one boolean primary key default true check (one), seq bigint not null, hash text not null);
insert into journal_head values (true, 0, '');
create table journal_records (
  seq bigint primary key,
  at timestamptz(3) not null,
  actor_id uuid,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  record jsonb not null,
  hash text not null,
  previous_hash text not null
);
create index journal_subject on journal_records (subject_type, subject_id, seq desc);
create index journal_actor on journal_records (actor_id, seq desc);
create index journal_action on journal_records (action, seq desc);
create table journal_personal (
  seq bigint not null references journal_records,
  path text not null,
  person_id uuid,
  salt text not null,
  before jsonb,
  after jsonb,
  primary key (seq, path)
);
create index journal_personal_person on journal_personal (person_id);
-- Every change of state, dated, so that any past day can be computed again.
create table state_changes (
  id bigint generated always as identity primary key,
  subject_type text not null,
  subject_id uuid not null,
  from_state text,
  to_state text not null,
  at timestamptz(3) not null
);
create index state_changes_subject on state_changes (subject_type, subject_id, at);
create index state_changes_at on state_changes (subject_type, at);

create table code_counters (prefix text primary key, next integer not null);

create table files (
  id uuid primary key,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  uploaded_by uuid references users,
  uploaded_at timestamptz(3) not null
);
create index files_uploaded_by on files (uploaded_by);

create table form_drafts (
  user_id uuid not null references users,
  key text not null,
  value jsonb not null,
  version integer not null,
  updated_at timestamptz(3) not null,
  primary key (user_id, key)
);

create table notifications (
  id uuid primary key,
  user_id uuid not null references users,
  at timestamptz(3) not null,
  kind text not null,
  subject_type text,
  subject_id uuid,
  subject_title text,
  params jsonb not null default '{}',
  read_at timestamptz(3),
  mailed_at timestamptz(3)
);
create index notifications_user on notifications (user_id, at desc, id desc);
create index notifications_unread on notifications (user_id) where read_at is null;
create index notifications_unmailed on notifications (user_id) where mailed_at is null and read_at is null;

-- Row-level security: the second wall. 'system' is the server itself (signing in, jobs), never a request of a person.
do $$
declare t text;
begin
  foreach t in array array['credentials', 'sign_in_failures', 'sessions', 'api_tokens', 'verification_codes', 'unified_identities', 'unified_flows',
    'idempotency_keys', 'code_counters'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I to scenario_app using ((select app_has(''system'')))', t || '_system', t);
    execute format('grant select, insert, update, delete on %I to scenario_app', t);
  end loop;
end $$;

alter table users enable row level security;
alter table users force row level security;
create policy users_self on users to scenario_app using (id = (select app_user()) or (select app_has('system')) or (select app_has('security_admin')))
  with check (id = (select app_user()) or (select app_has('system')));
-- A person changes name, language and the like; what he may and how he is reached is changed by the server alone, after its own checks.
create function app_guard_users() returns trigger language plpgsql as $$
begin
  if current_user = 'scenario_app' and not app_has('system')
    and (new.id, new.roles, new.district, new.state, new.email, new.mobile, new.demo) is distinct from (old.id, old.roles, old.district, old.state, old.email, old.mobile, old.demo)
  then raise exception 'roles, state and addresses of an account are not its own to change' using errcode = '42501'; end if;
  return new;
end $$;
create trigger users_guard before update on users for each row execute function app_guard_users();
grant select, insert, update on users to scenario_app;

-- Where somebody is reached by mail, and in which language.
create view person_reach with (security_invoker = true) as select id, email, locale from users where state = 'active' and email is not null;
grant select on person_reach to scenario_app;

alter table security_events enable row level security;
alter table security_events force row level security;
create policy security_events_read on security_events for select to scenario_app using ((select app_has('system')) or (select app_has('security_auditor')) or user_id = (select app_user()));
create policy security_events_add on security_events for insert to scenario_app with check (user_id = (select app_user()) or (select app_has('system')));
-- Kept for at least 180 days by law, for 400 by us; younger ones nobody can remove.
create policy security_events_expire on security_events for delete to scenario_app using ((select app_has('system')) and at < app_now() - interval '400 days');
grant select, insert, delete on security_events to scenario_app;

alter table consents enable row level security;
alter table consents force row level security;
create policy consents_own on consents to scenario_app using (user_id = (select app_user()) or (select app_has('system')));
grant select, insert, delete on consents to scenario_app;

alter table contact_reads enable row level security;
alter table contact_reads force row level security;
create policy contact_reads_read on contact_reads for select to scenario_app using (user_id = (select app_user()) or (select app_has('security_auditor')) or (select app_has('auditor')));
create policy contact_reads_add on contact_reads for insert to scenario_app with check (user_id = (select app_user()));
grant select, insert on contact_reads to scenario_app;

alter table form_drafts enable row level security;
alter table form_drafts force row level security;
create policy form_drafts_own on form_drafts to scenario_app using (user_id = (select app_user()));
grant select, insert, update, delete on form_drafts to scenario_app;

alter table notifications enable row level security;
alter table notifications force row level security;
create policy notifications_own on notifications for select to scenario_app using (user_id = (select app_user()) or (select app_has('system')));
create policy notifications_mark on notifications for update to scenario_app using (user_id = (select app_user()) or (select app_has('system')));
create policy notifications_tell on notifications for insert to scenario_app with check (true);
create policy notifications_forget on notifications for delete to scenario_app using ((select app_has('system')));
grant select, insert, update, delete on notifications to scenario_app;

-- The journal takes additions from everybody, each in his own name, and changes from nobody. Who reads it is said where the things are known.
alter table journal_records enable row level security;
alter table journal_records force row level security;
create policy journal_add on journal_records for insert to scenario_app with check (actor_id is not distinct from (select app_user()) or (select app_has('system')));
grant select, insert on journal_records to scenario_app;
-- The head points at a record that is there; it is never pointed elsewhere.
alter table journal_head enable row level security;
alter table journal_head force row level security;
create policy journal_head_read on journal_head for select to scenario_app using (true);
create policy journal_head_move on journal_head for update to scenario_app using (true)
  with check (exists (select 1 from journal_records r where r.seq = journal_head.seq and r.hash = journal_head.hash));
grant select, update on journal_head to scenario_app;
alter table journal_personal enable row level security;
alter table journal_personal force row level security;
create policy journal_personal_read on journal_personal for select to scenario_app using (
  person_id = (select app_user()) or (select app_has('system')) or exists (select 1 from journal_records r where r.seq = journal_personal.seq));
create policy journal_personal_add on journal_personal for insert to scenario_app with check (exists (select 1 from journal_records r
  where r.seq = journal_personal.seq and (r.actor_id is not distinct from (select app_user()) or (select app_has('system')))));
create policy journal_personal_erase on journal_personal for delete to scenario_app using (person_id = (select app_user()) or (select app_has('system')));
grant select, insert, delete on journal_personal to scenario_app;
alter table state_changes enable row level security;
alter table state_changes force row level security;
create policy state_changes_add on state_changes for insert to scenario_app with check (true);
grant select, insert on state_changes to scenario_app;
grant select on app_clock to scenario_app, scenario_public;

-- Functions that look past the wall, each for one narrow answer. They belong to a role that sees just the tables they need.
grant select on app_clock, users, credentials, consents to scenario_definer;
grant select, update on sessions, api_tokens to scenario_definer;
create policy users_definer on users to scenario_definer using (true);
create policy credentials_definer on credentials to scenario_definer using (true);
create policy consents_definer on consents to scenario_definer using (true);
create policy sessions_definer on sessions to scenario_definer using (true);
create policy api_tokens_definer on api_tokens to scenario_definer using (true);

-- Names beside ids in histories and lists: only the name, only for rows the caller was already shown.
create function app_person_names(ids uuid[]) returns table (id uuid, name text) language sql stable security definer set search_path = public
  as $$ select u.id, case when u.state = 'erased' then null else u.name end from users u where u.id = any(ids) $$;
