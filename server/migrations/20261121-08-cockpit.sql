-- The cockpit keeps nothing: it counts confirmed rows where they lie. What its figures stand on, and what leaders need to open them.

-- A demonstration: somebody may sign in with an account that was made to try things out. Only then do synthetic rows count, and every screen says so.
create function app_demonstration() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select 1 from users u join organisation_members m on m.user_id = u.id join organisations o on o.id = m.organisation_id
    where u.demo and u.state = 'active' and o.seed = 'demo') $$;
create index users_demo on users (id) where demo;

-- Since when a scenario is on its rung: dated by the database whenever it changes.
alter table scenarios add column rung_since timestamptz(3);
create function app_date_rung() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then new.rung_since := case when new.rung is not null then coalesce(new.rung_since, new.published_at, app_now()) end;
  elsif new.rung is distinct from old.rung then new.rung_since := case when new.rung is not null then app_now() end;
  else new.rung_since := old.rung_since; end if;
  return new;
end $$;
set local role scenario_app;
select set_config('app.roles', 'system', true);
update scenarios set rung_since = coalesce(published_at, created_at) where rung is not null;
reset role;
select set_config('app.roles', '', true);
create trigger scenarios_rung before insert or update on scenarios for each row execute function app_date_rung();

create view scenario_figures with (security_invoker = true) as
  select id, state, stage, rung, rung_since, domain, direction, districts, parent_id, opportunity_cny, published_at, submitted_at, is_public, holder, due_at, synthetic
    from scenarios;
create view intent_figures with (security_invoker = true) as
  select i.id, i.scenario_id, i.state, i.holder, i.due_at, i.created_at, p.synthetic
    from intents i join organisations p on p.id = i.organisation_id;
grant select on scenario_figures, intent_figures to scenario_app;

-- Leaders see who talks with whom about what and how far they are; contacts hang on intents in a table of their own that stays closed to them.
drop policy intents_parties on intents;
create policy intents_parties on intents for select to scenario_app using (
  owner_id = any((select app_orgs())::uuid[]) or organisation_id = any((select app_orgs())::uuid[])
  or (select app_has('operator')) or (select app_has('auditor')) or (select app_has('leader')) or (select app_has('system'))
  or ((select app_has('district_operator')) and owner_district = (select app_district())));

-- Which capability found its use in which scenario: in projects that were accepted. Looks past the wall on purpose, as capability_promotions does.
create view capability_uses as
  select c.capability_id, p.id as project_id, p.scenario_id, p.accepted_at, p.synthetic
    from project_capabilities c join projects p on p.id = c.project_id where p.state = 'accepted';
-- What was put to use is no secret of those who may answer scenarios any more.
drop policy capabilities_read on capabilities;
create policy capabilities_read on capabilities for select to scenario_app using (
  is_public or organisation_id = any((select app_orgs())::uuid[])
  or (state in ('published', 'stale') and visibility = 'members' and ((select app_has('verified_member')) or (select app_has('broker'))))
  or (state <> 'draft' and ((select app_has('operator')) or (select app_has('auditor'))
    or (((select app_has('leader')) or (select app_has('district_operator'))) and id in (select u.capability_id from capability_uses u))))
  or (select app_has('system')));
create view capability_figures with (security_invoker = true) as select id, state, synthetic from capabilities;

grant create on schema public to scenario_definer;
alter function app_demonstration() owner to scenario_definer;
alter view capability_uses owner to scenario_definer;
revoke create on schema public from scenario_definer;
revoke execute on function app_demonstration() from public;
grant execute on function app_demonstration() to scenario_app;
grant select on capability_uses, capability_figures to scenario_app, scenario_public;
-- Counting all published scenarios reads this index alone: what is counted, by what, and what row-level security asks.
create index scenarios_counted on scenarios (state) include (synthetic, parent_id, opportunity_cny, domain, direction, districts, published_at,
  rung, rung_since, id, is_public, owner_id, submitted_at, owner_district);
