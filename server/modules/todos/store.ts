import { type RawBuilder, sql as statement } from 'kysely'
import type { Reading } from '../../platform/database/index.ts'
import { hasRole } from '../../platform/viewer.ts'

export type TodoFilter = { readonly overdue?: boolean | undefined; readonly type?: string | undefined }
/** The last row of the page before: its due time (`infinity` without one), since when, which. */
export type TodoPlace = { readonly dueAt: string; readonly since: string; readonly id: string }
export type TodoRow = {
  subject_type: string
  subject_id: string
  code: string | null
  title: string
  state: string
  holder: string
  parties: string[]
  since: string
  due_at: string | null
  overdue: boolean
}

/**
 * What modules publish of their things whose turn is somebody's, narrowed to the viewer: his roles, his district, his organisations.
 * Row-level security narrows it once more. A thing that reaches him on several ways comes once, with all of them.
 */
function mine({ viewer }: Reading, filter: TodoFilter): RawBuilder<TodoRow> {
  const organisations = viewer.organisations.map((each) => each.id)
  const district = hasRole(viewer, 'district_operator') ? viewer.district : null
  return statement<TodoRow>`
    select subject_type, subject_id, code, title, state, holder, since, due_at, coalesce(due_at <= app_now(), false) as overdue,
           array_agg(distinct party order by party) as parties
      from (
        select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, null::uuid as person_id, district, districts from todo_intents
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, null::uuid as person_id, district, districts from todo_scenarios
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, holder, organisation_id, null::uuid as person_id, district, districts from todo_capabilities
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, null::uuid as person_id, district, districts from todo_confirmations
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, holder, organisation_id, null::uuid as person_id, district, districts from todo_organisations
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, holder, organisation_id, null::uuid as person_id, district, districts from todo_lists
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, holder, organisation_id, null::uuid as person_id, district, districts from todo_calls
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, person_id, district, districts from todo_rounds
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, person_id, district, districts from todo_reviews
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, null::uuid as person_id, district, districts from todo_agreements
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, person_id, district, districts from todo_services
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, null::uuid as person_id, district, districts from todo_landings
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, null::uuid as person_id, district, districts from todo_projects
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, null::uuid as person_id, district, districts from todo_readings
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, null::uuid as person_id, district, districts from todo_evaluations
        union all select subject_type, subject_id, code, title, state, holder, since, due_at, party, organisation_id, null::uuid as person_id, district, districts from todo_promotions
      ) as every
     where ((party = 'operator' and ${hasRole(viewer, 'operator')}::boolean)
        or (party = 'district_operator' and (district = ${district}::text or ${district}::text = any(districts)))
        or (party in ('owner', 'provider', 'other_side', 'reporting_side') and organisation_id = any(${organisations}::uuid[]))
        or (party in ('expert', 'chair', 'reporting_side') and person_id = ${viewer.userId}::uuid))
       and (${filter.type ?? null}::text is null or subject_type = ${filter.type ?? null}::text)
       and (${filter.overdue ?? null}::boolean is null or coalesce(due_at <= app_now(), false) = ${filter.overdue ?? null}::boolean)
     group by subject_type, subject_id, code, title, state, holder, since, due_at`
}

/** Soonest due first, so what is overdue leads; then what has waited longest. */
export async function selectTodos(
  reading: Reading,
  filter: TodoFilter,
  page: { place: TodoPlace | null; limit: number },
): Promise<{ rows: TodoRow[]; counted: number }> {
  const { place, limit } = page
  const beyond = place
    ? statement`where (coalesce(due_at, 'infinity'), since, subject_id) > (${place.dueAt}::timestamptz, ${place.since}::timestamptz, ${place.id}::uuid)`
    : statement``
  const { rows } = await statement<TodoRow>`
    select * from (${mine(reading, filter)}) as mine ${beyond}
     order by coalesce(due_at, 'infinity'), since, subject_id limit ${limit + 1}`.execute(reading.sql)
  return { rows, counted: await countTodos(reading, filter) }
}

/** Counts to 10,001 at most. */
export async function countTodos(reading: Reading, filter: TodoFilter = {}): Promise<number> {
  const { rows } = await statement<{ counted: number }>`
    select count(*) as counted from (select 1 from (${mine(reading, filter)}) as mine limit 10001) as capped`.execute(
    reading.sql,
  )
  return rows[0]?.counted ?? 0
}
