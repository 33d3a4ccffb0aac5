-- Matching: what the indexes in memory are filled from, how they hear of changes, and the weights that scores are computed with.

-- Every change of something that is looked for, by its transaction: who follows reads on from the last transaction he is sure of.
create table matching_changes (
  seq bigint generated always as identity primary key,
  xid bigint not null default pg_current_xact_id()::text::bigint,
  kind text not null check (kind in ('capability', 'scenario')),
  id uuid not null,
  at timestamptz(3) not null default app_now()
);
create index matching_changes_xid on matching_changes (xid);
create index matching_changes_at on matching_changes (at);
alter table matching_changes enable row level security;
alter table matching_changes force row level security;
create policy matching_changes_system on matching_changes to scenario_app using ((select app_has('system')));
create policy matching_changes_noted on matching_changes for insert to scenario_definer with check (true);
grant select, delete on matching_changes to scenario_app;
grant insert on matching_changes to scenario_definer;

-- Noted in the changing transaction and told when it commits; the columns of a row say what it is of.
create function app_note_matching() returns trigger language plpgsql security definer set search_path = public as $$
declare
  what text := tg_argv[0];
  of_id uuid := case when tg_op = 'DELETE' then (to_jsonb(old) ->> tg_argv[1])::uuid else (to_jsonb(new) ->> tg_argv[1])::uuid end;
begin
  insert into matching_changes (kind, id) values (what, of_id);
  perform pg_notify('matching', what || ':' || of_id);
  return null;
end $$;
revoke execute on function app_note_matching() from public;
grant create on schema public to scenario_definer;
alter function app_note_matching() owner to scenario_definer;
revoke create on schema public from scenario_definer;
create trigger capabilities_matching after insert or update or delete on capabilities for each row execute function app_note_matching('capability', 'id');
create trigger scenarios_matching after insert or update or delete on scenarios for each row execute function app_note_matching('scenario', 'id');
create trigger openings_matching after insert or update or delete on openings for each row execute function app_note_matching('scenario', 'scenario_id');

-- Supply: capabilities that are offered, with what is told of who offers them.
create view matching_supply with (security_invoker = true) as
  select c.id, c.code, c.title, c.description, c.readiness_shown, c.kind, c.readiness, c.tracks, c.districts, c.visibility, c.is_public, c.state,
         c.fresh_until, c.synthetic, c.organisation_id, o.name as organisation_name, o.kind as organisation_kind, o.employees, o.founded_on
    from capabilities c join organisations o on o.id = c.organisation_id
   where c.state in ('published', 'stale');
create view matching_proofs with (security_invoker = true) as
  select capability_id, position, kind, text, confirmed_at is not null as confirmed from capability_proofs;
-- Demand: every opening with what its scenario says; `out` while the scenario is out for answers.
create view matching_demand with (security_invoker = true) as
  select o.id, o.scenario_id, o.position, o.text, o.detail, s.code, s.title, s.summary, s.problem, s.domain, s.direction, s.tracks, s.districts,
         s.owner_id, s.owner_district, s.state, s.is_public, s.submitted_at, s.closes_at, s.synthetic,
         s.state in ('published', 'landing', 'demonstrating') and (s.closes_at is null or s.closes_at > app_now()) as out
    from openings o join scenarios s on s.id = o.scenario_id;
create view matching_requirements with (security_invoker = true) as
  select id, scenario_id, opening_id, position, text, kind, metric, comparator, threshold, unit from requirements;
grant select on matching_supply, matching_proofs, matching_demand, matching_requirements to scenario_app, scenario_public;
-- Whose a thing is, in any state: who may ask about it.
create view matching_offers with (security_invoker = true) as select id, code, organisation_id, is_public, state from capabilities;
create view matching_asks with (security_invoker = true) as select id, code, owner_id, is_public, submitted_at, state from scenarios;
grant select on matching_offers, matching_asks to scenario_app, scenario_public;
-- Which pairs have met already.
create view matching_intents with (security_invoker = true) as
  select id, opening_id, organisation_id, capability_id, state, created_at from intents;
grant select on matching_intents to scenario_app;

-- Stock of what is asked for and nobody here offers, taken anew as a whole: an opening that nothing comes near, or a condition that nothing near it meets.
create table matching_unmet (
  id uuid primary key,
  opening_id uuid not null references openings on delete cascade,
  requirement_id uuid references requirements on delete cascade,
  nearest double precision not null,
  near integer not null,
  stated integer not null,
  taken_at timestamptz(3) not null
);
create index matching_unmet_opening on matching_unmet (opening_id);
create index matching_unmet_requirement on matching_unmet (requirement_id);
alter table matching_unmet enable row level security;
alter table matching_unmet force row level security;
create policy matching_unmet_seen on matching_unmet for select to scenario_app using ((select app_has('operator')) or (select app_has('auditor')) or (select app_has('system')));
create policy matching_unmet_take on matching_unmet to scenario_app using ((select app_has('system')));
grant select, insert, delete on matching_unmet to scenario_app;

-- Weights of the factors, never changed once made: what a score was computed with can be said later. In use is the one adopted last.
create table match_weights (
  version integer primary key check (version > 0),
  text double precision not null check (text between 0 and 100),
  taxonomy double precision not null check (taxonomy between 0 and 100),
  requirements double precision not null check (requirements between 0 and 100),
  readiness double precision not null check (readiness between 0 and 100),
  proof double precision not null check (proof between 0 and 100),
  distance double precision not null check (distance between 0 and 100),
  staleness double precision not null check (staleness between 0 and 100),
  made_at timestamptz(3) not null,
  -- What it was learnt from and how much better it did on later outcomes; null for the first.
  learnt jsonb,
  check (text + taxonomy + requirements + readiness + proof + distance > 0)
);
create table match_weight_uses (
  id uuid primary key,
  version integer not null references match_weights,
  at timestamptz(3) not null,
  by_id uuid references users,
  reason text
);
create index match_weight_uses_at on match_weight_uses (at desc, id desc);
create index match_weight_uses_version on match_weight_uses (version);
create index match_weight_uses_by on match_weight_uses (by_id);
-- Whoever is shown a score may know what it is computed with; who chose it is for those who run and audit.
do $$
declare t text;
begin
  foreach t in array array['match_weights', 'match_weight_uses'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy %I on %I for select to scenario_app using (true)', t || '_seen', t);
    execute format('create policy %I on %I for select to scenario_public using (true)', t || '_public', t);
    execute format($p$create policy %I on %I for insert to scenario_app with check ((select app_has('operator')) or (select app_has('system')))$p$, t || '_add', t);
    execute format('grant select, insert on %I to scenario_app', t);
  end loop;
end $$;
grant select on match_weights to scenario_public;
grant select (id, version, at) on match_weight_uses to scenario_public;
set local role scenario_app;
select set_config('app.roles', 'system', true);
insert into match_weights (version, text, taxonomy, requirements, readiness, proof, distance, staleness, made_at)
  values (1, 6, 1.5, 2, 1, 1, 0.5, 1, app_now());
insert into match_weight_uses (id, version, at) values ('00000000-0000-7000-8000-000000000001', 1, app_now());
reset role;
select set_config('app.roles', '', true);
