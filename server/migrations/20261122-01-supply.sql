-- What capabilities state in numbers, what they cost, and deliveries that the other side confirms.

alter table capabilities
  add column capacity text,
  add column price_from_cny bigint check (price_from_cny between 0 and 10000000000000),
  add column price_to_cny bigint check (price_to_cny between 0 and 10000000000000),
  add constraint capabilities_price check (price_to_cny >= price_from_cny);

create table capability_measures (
  capability_id uuid not null references capabilities on delete cascade,
  position integer not null,
  metric text not null,
  value double precision not null check (value > '-infinity' and value < 'infinity'),
  unit text,
  as_of date,
  primary key (capability_id, position)
);
alter table capability_measures enable row level security;
alter table capability_measures force row level security;
create policy capability_measures_public on capability_measures for select to scenario_public using (exists (select 1 from capabilities c where c.id = capability_id));
create policy capability_measures_seen on capability_measures for select to scenario_app using (exists (select 1 from capabilities c where c.id = capability_id));
create policy capability_measures_own on capability_measures to scenario_app using (exists (select 1 from capabilities c where c.id = capability_id
  and (c.organisation_id = any((select app_orgs())::uuid[]) or (select app_has('system')))));
grant select on capability_measures to scenario_public;
grant select, insert, update, delete on capability_measures to scenario_app;
create view capability_measure_facts with (security_invoker = true) as
  select capability_id, position, metric, value, unit, as_of from capability_measures;
grant select on capability_measure_facts to scenario_app, scenario_public;

-- A delivery may name whom it was made to. That organisation confirms it, or says that it does not.
alter table capability_proofs
  add column counterpart_id uuid references organisations,
  add column confirmed_at timestamptz(3),
  add column confirmed_by uuid references users,
  add column declined_at timestamptz(3),
  add constraint capability_proofs_counterpart check (counterpart_id is null or kind = 'delivery'),
  add constraint capability_proofs_confirmed check ((confirmed_at is null) = (confirmed_by is null)
    and (confirmed_at is null or (counterpart_id is not null and declined_at is null))),
  add constraint capability_proofs_declined check (declined_at is null or counterpart_id is not null);
create index capability_proofs_counterpart_asked on capability_proofs (counterpart_id) where counterpart_id is not null;
create index capability_proofs_confirmed_by on capability_proofs (confirmed_by) where confirmed_by is not null;
-- What was confirmed is not rewritten: a proof whose words change is another proof, and the confirmation is gone with the old one.
revoke update on capability_proofs from scenario_app;
grant update (position) on capability_proofs to scenario_app;
drop policy capability_proofs_own on capability_proofs;
create policy capability_proofs_add on capability_proofs for insert to scenario_app with check ((select app_has('system'))
  or (confirmed_at is null and declined_at is null and exists (select 1 from capabilities c
    where c.id = capability_id and c.organisation_id = any((select app_orgs())::uuid[]))));
create policy capability_proofs_place on capability_proofs for update to scenario_app using (exists (select 1 from capabilities c where c.id = capability_id
  and (c.organisation_id = any((select app_orgs())::uuid[]) or (select app_has('system')))));
create policy capability_proofs_remove on capability_proofs for delete to scenario_app using (exists (select 1 from capabilities c where c.id = capability_id
  and (c.organisation_id = any((select app_orgs())::uuid[]) or (select app_has('system')))));

-- The one way to confirm or decline, for members of the organisation that is named and not of the provider: as it stood when it was read (`seen`).
-- Gives the capability's version, the old one when it had changed meanwhile; null when there is nothing to answer.
create function app_answer_proof(proof uuid, seen integer, confirms boolean) returns integer language plpgsql security definer set search_path = public as $$
declare
  held capabilities;
begin
  select c.* into held from capabilities c join capability_proofs p on p.capability_id = c.id
   where p.id = proof and p.counterpart_id = any(app_orgs()) and c.organisation_id <> all(app_orgs())
     and c.state in ('published', 'stale') for update of c;
  if held.id is null or held.version <> seen then return held.version; end if;
  update capability_proofs p set confirmed_at = case when confirms then app_now() end, confirmed_by = case when confirms then app_user() end,
    declined_at = case when not confirms then app_now() end where p.id = proof and p.counterpart_id = any(app_orgs());
  update capabilities c set version = c.version + 1, updated_at = app_now() where c.id = held.id;
  return held.version + 1;
end $$;
grant select, update on capabilities, capability_proofs to scenario_definer;
create policy capabilities_definer on capabilities to scenario_definer using (true);
create policy capability_proofs_definer on capability_proofs to scenario_definer using (true);
grant create on schema public to scenario_definer;
alter function app_answer_proof(uuid, integer, boolean) owner to scenario_definer;
revoke create on schema public from scenario_definer;
revoke execute on function app_answer_proof(uuid, integer, boolean) from public;
grant execute on function app_answer_proof(uuid, integer, boolean) to scenario_app;

-- Deliveries that wait for the word of whom they name; one line a capability.
create view todo_confirmations with (security_invoker = true) as
  select distinct 'capability'::text as subject_type, c.id as subject_id, c.code, c.title, c.state, 'other_side'::text as holder,
         'other_side'::text as party, p.counterpart_id as organisation_id, null::text as district, c.districts, c.state_since as since,
         null::timestamptz as due_at
    from capability_proofs p join capabilities c on c.id = p.capability_id
   where p.counterpart_id is not null and p.confirmed_at is null and p.declined_at is null and c.state in ('published', 'stale') and not c.synthetic
     and c.organisation_id <> all((select app_orgs())::uuid[]);
grant select on todo_confirmations to scenario_app;
