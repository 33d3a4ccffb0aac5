import { type RawBuilder, sql } from 'kysely'
import type { Dimension, FigureKey } from '../../../contracts/cockpit.ts'
import type { Reading } from '../../platform/database/index.ts'
import { openIntentStates, publishedStates, type Scope, signedStates } from './rules/figures.ts'

/** What counting needs to know: whose figures, the city's time zone, the first day of the programme. */
export type Counting = Scope & { readonly timeZone: string; readonly since: string }

/** The database's clock, and whether this installation is a demonstration. */
export async function selectMoment({ sql: db }: Reading): Promise<{ now: string; demonstration: boolean }> {
  const { rows } = await sql<{ now: string; demonstration: boolean }>`
    select app_now() as now, app_demonstration() as demonstration`.execute(db)
  const [row] = rows
  if (!row) throw new Error('the database tells no time')
  return row
}

/**
 * The rows of a figure: id of what is counted, its amount, the day it began to count, and where it belongs. A thing may come in several rows
 * (a capability used in two domains); it is counted once a value. Under row-level security as the viewer, so that he can open what he counts.
 */
function rowsOf(key: FigureKey, { demonstration, district, timeZone, since }: Counting): RawBuilder<unknown> {
  const real = (column: RawBuilder<unknown>) => (demonstration ? sql`true` : sql`not ${column}`)
  const here = district === null ? sql`true` : sql`${district} = any(s.districts)`
  const firmHere = district === null ? sql`true` : sql`o.district = ${district}`
  const place = sql`s.domain, s.direction, s.districts`
  const scenarios = (amount: RawBuilder<unknown>, since_: RawBuilder<unknown>, more: RawBuilder<unknown>) => sql`
    select s.id, ${amount} as amount, (${since_} at time zone ${timeZone})::date as day, ${place} from scenario_figures s
     where s.state = any(${publishedStates}::text[]) and ${real(sql`s.synthetic`)} and ${here} and ${more}`
  const intents = (more: RawBuilder<unknown>) => sql`
    select i.id, 1 as amount, (i.created_at at time zone ${timeZone})::date as day, ${place}
      from intent_figures i join scenario_figures s on s.id = i.scenario_id
     where i.state = any(${openIntentStates}::text[]) and ${real(sql`(s.synthetic or i.synthetic)`)} and ${here} and ${more}`
  const firms = (view: RawBuilder<unknown>, day: RawBuilder<unknown>) => sql`
    select o.id, 1 as amount, min(${day}) as day, null::text as domain, null::text as direction, array[o.district] as districts
      from ${view} x join organisation_names o on o.id = x.organisation_id
     where ${day} >= ${since}::date and o.state = 'verified' and ${real(sql`(o.synthetic or x.synthetic)`)} and ${firmHere} group by o.id, o.district`
  switch (key) {
    case 'super_scenarios':
      return scenarios(sql`1`, sql`s.rung_since`, sql`s.rung = 'super'`)
    case 'scenarios_published':
      return scenarios(sql`1`, sql`s.published_at`, sql`true`)
    case 'opportunity_released':
      return scenarios(sql`coalesce(s.opportunity_cny, 0)`, sql`s.published_at`, sql`s.parent_id is null`)
    case 'new_products_promoted':
      return sql`
        select c.id, 1 as amount, (u.accepted_at at time zone ${timeZone})::date as day, ${place}
          from capability_figures c join capability_uses u on u.capability_id = c.id left join scenario_figures s on s.id = u.scenario_id
         where c.state <> 'draft' and ${real(sql`(c.synthetic or u.synthetic)`)} and ${here}`
    case 'innovative_firms_landed':
      return firms(sql`organisation_landings`, sql`x.landed_on`)
    case 'firms_served':
      return firms(sql`organisation_services`, sql`x.served_on`)
    case 'contracted_amount':
      return sql`
        select a.id, coalesce(a.amount_cny, 0) as amount, a.signed_on as day, ${place}
          from agreement_facts a left join scenario_figures s on s.id = a.scenario_id
         where a.kind = 'contract' and a.state = any(${signedStates}::text[]) and ${real(sql`a.synthetic`)} and ${here}`
    case 'intents_open':
      return intents(sql`true`)
    case 'intents_overdue':
      return intents(sql`i.holder is not null and i.due_at < app_now()`)
    case 'projects_running':
      return sql`
        select p.id, 1 as amount, (p.started_at at time zone ${timeZone})::date as day, ${place}
          from project_facts p left join scenario_figures s on s.id = p.scenario_id
         where p.state = 'running' and ${real(sql`p.synthetic`)} and ${here}`
  }
}

/** Their things come in one row each; telling rows apart again would cost more than counting them. */
const severalRows: ReadonlySet<FigureKey> = new Set(['new_products_promoted'])

/** Every figure in one statement. */
export async function selectFigures(
  { sql: db }: Reading,
  keys: readonly FigureKey[],
  counting: Counting,
): Promise<Map<FigureKey, number>> {
  const each = keys.map(
    (key) => sql`select ${key}::text as key, coalesce(sum(r.amount), 0)::bigint as value
      from (${severalRows.has(key) ? sql`select distinct id, amount from (${rowsOf(key, counting)}) as every` : rowsOf(key, counting)}) as r`,
  )
  const { rows } = await sql<{ key: FigureKey; value: number }>`${sql.join(each, sql` union all `)}`.execute(db)
  return new Map(rows.map((row) => [row.key, row.value]))
}

export type Part = { readonly key: string | null; readonly value: number }

/** One figure by a dimension; a thing counts once a value, in time in its first month. */
export async function selectBreakdown(
  { sql: db }: Reading,
  key: FigureKey,
  by: Dimension,
  counting: Counting,
): Promise<Part[]> {
  const { rows } = await breakdown(key, by, counting).execute(db)
  return rows
}

function breakdown(key: FigureKey, by: Dimension, counting: Counting): RawBuilder<Part> {
  const every = rowsOf(key, counting)
  const own = counting.district
  const once = severalRows.has(key)
  if (by === 'month') {
    const first = once
      ? sql`select amount, min(day) as day from (${every}) as every group by id, amount`
      : sql`select amount, day from (${every}) as every`
    return sql<Part>`select to_char(month, 'YYYY-MM') as key, value from (
      select date_trunc('month', day::timestamp) as month, sum(amount)::bigint as value from (${first}) as f group by 1) as m order by month`
  }
  const placed =
    by === 'district'
      ? sql`select id, amount, d as key from (${every}) as every left join lateral unnest(every.districts) as d on true
             where ${own}::text is null or d = ${own}`
      : sql`select id, amount, ${sql.ref(by)} as key from (${every}) as every`
  const valued = once ? sql`select distinct id, amount, key from (${placed}) as placed` : placed
  return sql<Part>`select key, sum(amount)::bigint as value from (${valued}) as valued group by key order by key`
}

/** Several figures by month, in one statement. */
export async function selectMonths(
  { sql: db }: Reading,
  keys: readonly FigureKey[],
  counting: Counting,
): Promise<{ figure: FigureKey; key: string | null; value: number }[]> {
  if (keys.length === 0) return []
  const each = keys.map(
    (key) => sql`select ${key}::text as figure, m.key, m.value from (${breakdown(key, 'month', counting)}) as m`,
  )
  const { rows } = await sql<{ figure: FigureKey; key: string | null; value: number }>`
    ${sql.join(each, sql` union all `)}`.execute(db)
  return rows
}

/** Scenarios that were handed in, by stage and state. Sums beyond what the viewer may open: run it as the system. */
export async function selectStates(
  { sql: db }: Reading,
  { demonstration, district }: Counting,
): Promise<{ stage: string | null; state: string; value: number }[]> {
  const { rows } = await sql<{ stage: string | null; state: string; value: number }>`
    select s.stage, s.state, count(*)::int as value from scenario_figures s
     where s.state <> 'draft' and (s.submitted_at is not null or s.is_public)
       and (${demonstration} or not s.synthetic) and (${district}::text is null or ${district} = any(s.districts))
     group by s.stage, s.state`.execute(db)
  return rows
}

/** What is past its day, by kind of thing and by whose turn it is. Sums beyond what the viewer may open: run it as the system. */
export async function selectOverdue(
  { sql: db }: Reading,
  { demonstration, district }: Counting,
): Promise<{ kind: string; holder: string; value: number }[]> {
  const real = (column: RawBuilder<unknown>) => (demonstration ? sql`true` : sql`not ${column}`)
  const late = (alias: string) =>
    sql`${sql.ref(`${alias}.holder`)} is not null and ${sql.ref(`${alias}.due_at`)} < app_now()`
  const here = sql`(${district}::text is null or ${district} = any(s.districts))`
  const firmHere = sql`(${district}::text is null or t.district = ${district})`
  const listed = [
    'calls',
    'rounds',
    'reviews',
    'evaluations',
    'promotions',
    'organisations',
    'capabilities',
    'lists',
    'readings',
  ]
  const { rows } = await sql<{ kind: string; holder: string; value: number }>`
    select kind, holder, count(distinct id)::int as value from (
      select 'scenario' as kind, s.id, s.holder from scenario_figures s
       where ${late('s')} and (s.submitted_at is not null or s.is_public) and ${real(sql`s.synthetic`)} and ${here}
      union all select 'intent', i.id, i.holder from intent_figures i join scenario_figures s on s.id = i.scenario_id
       where ${late('i')} and ${real(sql`(s.synthetic or i.synthetic)`)} and ${here}
      union all select 'agreement', t.subject_id, t.holder from todo_agreements t join agreement_facts f on f.id = t.subject_id
        join scenario_figures s on s.id = f.scenario_id
       where t.due_at <= app_now() and f.code is not null and ${real(sql`f.synthetic`)} and ${here}
      union all select 'project', p.id, p.holder from project_facts p join scenario_figures s on s.id = p.scenario_id
       where ${late('p')} and ${real(sql`p.synthetic`)} and ${here}
      union all select 'service', v.id, v.holder from service_facts v join organisation_names t on t.id = v.organisation_id
       where ${late('v')} and ${real(sql`v.synthetic`)} and ${firmHere}
      union all select 'landing', l.id, l.holder from landing_facts l join organisation_names t on t.id = l.organisation_id
       where ${late('l')} and ${real(sql`l.synthetic`)} and ${firmHere}
      ${sql.join(
        listed.map(
          (name) => sql`union all select t.subject_type, t.subject_id, t.holder from ${sql.table(`todo_${name}`)} t
            where t.due_at < app_now() and (${district}::text is null or t.district = ${district} or ${district} = any(t.districts))`,
        ),
        sql` `,
      )}) as late
     group by kind, holder order by kind, holder`.execute(db)
  return rows
}
