import { sql } from 'kysely'
import { holderOf, stageOf } from '../../engines/lifecycle/index.ts'
import { searchTokens } from '../../engines/text/index.ts'
import type { Database, Reading, Writing } from '../platform/database/index.ts'
import type { SeedCapability, SeedOrganisation, SeedScenario } from './texts.ts'

/** A tsvector written out: tokens hold letters, digits and marks only, so quoting is enough. */
function vector(texts: readonly (string | null)[]): string {
  return `'${searchTokens(texts.filter(Boolean).join('\n')).join("' '")}'`
}

export async function isSeeded({ sql: db }: Reading, seed: string): Promise<boolean> {
  const row = await db.selectFrom('organisations').select('id').where('seed', '=', seed).limit(1).executeTakeFirst()
  return row !== undefined
}

/** Where the next synthetic credit codes may begin. */
export async function countSynthetic({ sql: db }: Reading): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*) as count from organisations where seed is not null`.execute(db)
  return rows[0]?.count ?? 0
}

/** A run of codes of one series, taken at once; the first number. */
export async function reserveNumbers({ sql: db }: Writing, series: string, count: number): Promise<number> {
  const { rows } = await sql<{ first: number }>`
    insert into code_counters (prefix, next) values (${series}, ${count} + 1)
    on conflict (prefix) do update set next = code_counters.next + ${count} returning next - ${count} as first`.execute(
    db,
  )
  return rows[0]?.first ?? 1
}

/** Search entries are gathered and sorted into the index at once, which is many times faster than one by one. */
export async function prepareBulk({ sql: db }: Writing): Promise<void> {
  await sql`set local gin_pending_list_limit = '64MB'`.execute(db)
  await sql`set local work_mem = '64MB'`.execute(db)
  await sql`set local maintenance_work_mem = '256MB'`.execute(db)
  await sql`set local statement_timeout = '10min'`.execute(db)
}

export async function addOrganisations(
  { sql: db, now }: Writing,
  seed: string,
  rows: readonly SeedOrganisation[],
): Promise<void> {
  const values = rows.map((row) => ({ ...row, search: vector([row.name, row.creditCode, row.summary]) }))
  await sql`
    insert into organisations (id, name, credit_code, kind, district, tracks, founded_on, registered_capital_cny, employees, summary, state, state_since,
      synthetic, seed, search, created_at, updated_at)
    select id, name, "creditCode", kind, district, tracks, "foundedOn", "registeredCapitalCny", employees, summary, 'verified', ${now},
      true, ${seed}, search::tsvector, ${now}, ${now}
      from json_to_recordset(${JSON.stringify(values)}) as r (id uuid, name text, "creditCode" text, kind text, district text, tracks text[],
        "foundedOn" date, "registeredCapitalCny" bigint, employees int, summary text, search text)`.execute(db)
}

export async function addCapabilities(
  { sql: db }: Writing,
  seed: string,
  rows: readonly (SeedCapability & { code: string; owner: string; freshUntil: string })[],
): Promise<void> {
  const values = rows.map((row) => ({
    ...row,
    search: vector([row.title, row.code, row.description, row.owner, ...row.proofs.map((each) => each.text)]),
  }))
  await sql`
    insert into capabilities (id, code, title, description, kind, readiness, readiness_shown, tracks, districts, organisation_id, visibility, state,
      state_since, published_at, fresh_until, synthetic, seed, search, created_at, updated_at)
    select id, code, title, description, kind, readiness, "readinessShown", tracks, districts, "organisationId", visibility, 'published',
      at, at, "freshUntil", true, ${seed}, search::tsvector, at, at
      from json_to_recordset(${JSON.stringify(values)}) as r (id uuid, code text, title text, description text, kind text, readiness int,
        "readinessShown" text, tracks text[], districts text[], "organisationId" uuid, visibility text, at timestamptz, "freshUntil" timestamptz, search text)`.execute(
    db,
  )
  const parts = rows.flatMap((row) => row.proofs.map((each, position) => ({ ...each, of: row.id, position })))
  await sql`
    insert into capability_proofs (id, capability_id, position, kind, text)
    select id, of, position, 'other', text
      from json_to_recordset(${JSON.stringify(parts)}) as r (id uuid, of uuid, position int, text text)`.execute(db)
}

export async function addScenarios(
  { sql: db }: Writing,
  seed: string,
  rows: readonly (SeedScenario & { code: string })[],
): Promise<void> {
  const values = rows.map(({ openings, requirements, ...row }) => ({
    ...row,
    stage: stageOf(row.state),
    holder: holderOf('scenario', row.state),
    search: vector([
      row.code,
      row.title,
      row.summary,
      row.problem,
      row.ownerName,
      ...openings.map((each) => each.text),
      ...requirements.map((each) => each.text),
    ]),
  }))
  await sql`
    insert into scenarios (id, code, title, summary, problem, domain, direction, tracks, districts, opener, focus, owner_id, owner_district, state, stage,
      state_since, holder, submitted_at, rung, opportunity_cny, opportunity_bound, budget_cny, cooperation_modes, place, closes_at, published_at,
      synthetic, seed, search, created_at, updated_at)
    select id, code, title, summary, problem, domain, direction, tracks, districts, opener, focus, "ownerId", "ownerDistrict", state, stage,
      at, holder, at, rung, "opportunityCny", "opportunityBound", "budgetCny", "cooperationModes", place, "closesAt", at,
      true, ${seed}, search::tsvector, at, at
      from json_to_recordset(${JSON.stringify(values)}) as r (id uuid, code text, title text, summary text, problem text, domain text, direction text,
        tracks text[], districts text[], opener text, focus text, "ownerId" uuid, "ownerDistrict" text, state text, stage text, holder text, rung text,
        "opportunityCny" bigint, "opportunityBound" text, "budgetCny" bigint, "cooperationModes" text[], place text, "closesAt" timestamptz,
        "publishedAt" timestamptz, search text), lateral (select "publishedAt" as at) as published`.execute(db)
  const openings = rows.flatMap((row) => row.openings.map((each, position) => ({ ...each, of: row.id, position })))
  await sql`
    insert into openings (id, scenario_id, position, text, detail)
    select id, of, position, text, detail
      from json_to_recordset(${JSON.stringify(openings)}) as r (id uuid, of uuid, position int, text text, detail text)`.execute(
    db,
  )
  const requirements = rows.flatMap((row) =>
    row.requirements.map((each, position) => ({ ...each, of: row.id, position })),
  )
  await sql`
    insert into requirements (id, scenario_id, opening_id, position, text, kind, metric, comparator, threshold, unit)
    select id, of, "openingId", position, text, kind, metric, comparator, threshold, unit
      from json_to_recordset(${JSON.stringify(requirements)}) as r (id uuid, of uuid, "openingId" uuid, position int, text text, kind text, metric text,
        comparator text, threshold float8, unit text)`.execute(db)
}

/** What went further than declared interest and is kept for good: how much of each hangs on the seed. */
export async function rowsBeyond({ sql: db }: Writing, seed: string): Promise<Record<string, number>> {
  const scenarios = sql`(select id from scenarios where seed = ${seed})`
  const organisations = sql`(select id from organisations where seed = ${seed})`
  const { rows } = await sql<{ kind: string; count: number }>`
    select kind, count(*)::int as count from (
      select 'agreements' as kind from agreements where scenario_id in ${scenarios} or party_ids && array${organisations}
      union all select 'rounds' from round_items where scenario_id in ${scenarios}
      union all select 'evaluations' from evaluation_subjects where scenario_id in ${scenarios}
      union all select 'promotions' from promotions where scenario_id in ${scenarios}
      union all select 'services' from services where scenario_id in ${scenarios} or organisation_id in ${organisations}
      union all select 'landings' from landings where organisation_id in ${organisations}) as found
     group by kind order by kind`.execute(db)
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]))
}

/** Everything of one seed, with what people did on it. Returns how many things went. */
export async function removeRows({ sql: db }: Writing, seed: string): Promise<number> {
  const scenarios = sql`(select id from scenarios where seed = ${seed})`
  const capabilities = sql`(select id from capabilities where seed = ${seed})`
  const organisations = sql`(select id from organisations where seed = ${seed})`
  await sql`set local statement_timeout = '10min'`.execute(db)
  await sql`delete from intents where scenario_id in ${scenarios} or organisation_id in ${organisations} or owner_id in ${organisations}`.execute(
    db,
  )
  await sql`update intents set capability_id = null where capability_id in ${capabilities}`.execute(db)
  await sql`delete from list_items where scenario_id in ${scenarios}`.execute(db)
  let removed = 0
  for (const table of ['capabilities', 'scenarios', 'organisations'] as const) {
    const { numAffectedRows } = await sql`delete from ${sql.table(table)} where seed = ${seed}`.execute(db)
    removed += Number(numAffectedRows ?? 0n)
  }
  return removed
}

/** Sorts what is left of the search entries into the index and tells the planner about so many rows. Needs the owner of the tables. */
export async function settle({ ownerPool }: Database): Promise<void> {
  const client = await ownerPool.connect()
  try {
    await client.query('set statement_timeout = 0')
    await client.query(
      'vacuum (analyze) organisations, capabilities, capability_proofs, scenarios, openings, requirements',
    )
  } finally {
    // Not given back: its time limit is gone.
    client.release(true)
  }
}
