import { sql } from 'kysely'
import type { Reading } from '../../platform/database/index.ts'
import type { FactRow } from './rules/facts.ts'

/**
 * Every row that counts for these scenarios, in one statement, so that all of them are as of one instant: readings that both sides confirmed
 * or an operator upheld, projects that were started, milestones reached or due, agreements that were signed, intents as they were answered.
 */
export async function selectFacts(
  { sql: db }: Reading,
  scenarioIds: readonly string[],
  timeZone: string,
): Promise<FactRow[]> {
  const ids = sql`any(${scenarioIds}::uuid[])`
  const none = sql`null::boolean`
  const { rows } = await sql<FactRow>`
    with standing as (
      select distinct on (indicator_id) indicator_id, id, value, unit, at from reading_facts
       where scenario_id = ${ids} and state in ('confirmed', 'upheld') order by indicator_id, at desc, id desc)
    select 'scenario' as kind, id as scenario_id, id, concat_ws(' ', code, title) as text, budget_cny::double precision as number, ${none} as good,
           ${none} as taken, (published_at at time zone ${timeZone})::date::timestamp at time zone ${timeZone} as at, null::uuid as other_id, budget_cny::text as shown
      from scenario_landing where id = ${ids}
    union all
    select 'indicator', i.scenario_id, i.id, i.name, case when s.id is not null then greatest(0, least(1, (s.value - i.baseline) / (i.target - i.baseline))) end, null, null, s.at, s.id,
           s.value::text || ' ' || i.unit
      from indicator_facts i left join standing s on s.indicator_id = i.id where i.scenario_id = ${ids} and i.started_at is not null
    union all
    select 'milestone', m.scenario_id, m.id, m.title, null, coalesce(m.done_on <= m.due_on, false), null, coalesce(m.done_on, m.due_on)::timestamp at time zone ${timeZone}, null,
           case when m.done_on <= m.due_on then 'on_time' when m.done_on is null then 'overdue' else 'late' end
      from milestone_facts m where m.scenario_id = ${ids} and m.started_at is not null
       and (m.done_on is not null or m.due_on < (app_now() at time zone ${timeZone})::date)
    union all
    select 'project', p.scenario_id, p.id, concat_ws(' ', p.code, p.title), null, p.state = 'accepted', null, coalesce(p.accepted_at, p.started_at), null, p.state
      from project_facts p where p.scenario_id = ${ids} and p.started_at is not null
    union all
    select 'capability', c.scenario_id, c.capability_id, coalesce(n.title, ''), null::double precision, null::boolean, null::boolean, min(c.accepted_at), null::uuid, null
      from project_capability_facts c left join capability_names n on n.id = c.capability_id
     where c.scenario_id = ${ids} and c.state = 'accepted' group by c.scenario_id, c.capability_id, n.title
    union all
    select 'agreement', a.scenario_id, a.id, concat_ws(' ', a.code, a.title), a.amount_cny::double precision,
           a.kind = 'contract' and a.state in ('signed', 'in_force', 'fulfilled'), null, a.signed_on::timestamp at time zone ${timeZone}, null, a.amount_cny::text
      from agreement_facts a where a.scenario_id = ${ids} and a.signed_at is not null
    union all
    select 'intent', i.scenario_id, i.id, coalesce(n.name, ''), null,
           case when i.state = 'expired' then false
                when i.state = 'expressed' then case when i.due_at <= app_now() then false end
                when i.state = 'withdrawn' then case when i.escalated_at is not null then false end
                else i.escalated_at is null end,
           i.state not in ('expressed', 'declined', 'withdrawn', 'expired'), i.created_at, i.organisation_id, i.state
      from intent_answers i left join organisation_names n on n.id = i.organisation_id where i.scenario_id = ${ids}
    order by scenario_id, kind, at nulls last, id`.execute(db)
  return rows
}

/** Who took part on the provider's side of these scenarios: of signed agreements and of projects. */
export async function selectProviders(
  { sql: db }: Reading,
  scenarioIds: readonly string[],
): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ scenario_id: string; providers: string[] }>`
    select scenario_id, array_agg(distinct organisation_id) as providers from (
      select a.scenario_id, p.organisation_id from agreement_facts a join agreement_party_facts p on p.agreement_id = a.id
       where a.scenario_id = any(${scenarioIds}::uuid[]) and a.signed_at is not null and p.role <> 'owner'
      union all
      select f.scenario_id, one from project_facts f cross join lateral unnest(f.provider_ids) as one
       where f.scenario_id = any(${scenarioIds}::uuid[]) and f.started_at is not null) as sides
    group by scenario_id`.execute(db)
  return new Map(rows.map((row) => [row.scenario_id, row.providers]))
}
