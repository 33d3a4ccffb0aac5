import { sql } from 'kysely'
import type { MatchFactor } from '../../../contracts/matches.ts'
import { matchFactors } from '../../../contracts/matches.ts'
import type { Reading } from '../../platform/database/index.ts'

/** Everything here is read as the viewer: what an index names and the viewer may not see is not among the rows. */
export type SupplyRow = {
  readonly id: string
  readonly title: string
  readonly description: string | null
  readonly readiness_shown: string | null
  readonly readiness: number | null
  readonly tracks: string[]
  readonly districts: string[]
  readonly is_public: boolean
  readonly fresh_until: string | null
  readonly organisation_id: string
  readonly organisation_name: string
  readonly employees: number | null
  readonly founded_on: string | null
  readonly proofs: readonly {
    kind: 'delivery' | 'certificate' | 'patent' | 'other'
    text: string
    confirmed: boolean
  }[]
  readonly measures: readonly { metric: string; value: number; unit: string | null; asOf: string | null }[]
}
export type DemandRow = {
  readonly id: string
  readonly scenario_id: string
  readonly text: string
  readonly detail: string | null
  readonly code: string | null
  readonly title: string
  readonly summary: string | null
  readonly problem: string | null
  readonly tracks: string[]
  readonly districts: string[]
  readonly owner_id: string
  readonly is_public: boolean
  readonly submitted_at: string | null
  readonly closes_at: string | null
  readonly out: boolean
}
export type RequirementRow = {
  readonly id: string
  readonly scenario_id: string
  readonly opening_id: string | null
  readonly text: string
  readonly kind: 'must' | 'wish'
  readonly metric: string | null
  readonly comparator: '=' | '!=' | '<' | '<=' | '>' | '>=' | null
  readonly threshold: number | null
  readonly unit: string | null
}

const supplyColumns = sql`s.id, s.title, s.description, s.readiness_shown, s.readiness, s.tracks, s.districts, s.is_public, s.fresh_until,
  s.organisation_id, s.organisation_name, s.employees, s.founded_on,
  coalesce((select jsonb_agg(jsonb_build_object('kind', p.kind, 'text', p.text, 'confirmed', p.confirmed) order by p.position)
    from matching_proofs p where p.capability_id = s.id), '[]') as proofs,
  coalesce((select jsonb_agg(jsonb_build_object('metric', m.metric, 'value', m.value, 'unit', m.unit, 'asOf', m.as_of) order by m.position)
    from capability_measure_facts m where m.capability_id = s.id), '[]') as measures`
const demandColumns = sql`d.id, d.scenario_id, d.text, d.detail, d.code, d.title, d.summary, d.problem, d.tracks, d.districts, d.owner_id, d.is_public,
  d.submitted_at, d.closes_at, d.out`
const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

export async function selectSupply({ sql: db }: Reading, ids: readonly string[]): Promise<SupplyRow[]> {
  const { rows } =
    await sql<SupplyRow>`select ${supplyColumns} from matching_supply s where s.id = any(${ids}::uuid[])`.execute(db)
  return rows
}

/** By id or code, offered or not, as far as the viewer may see it. */
export async function findCapability({ sql: db }: Reading, idOrCode: string) {
  const { rows } = await sql<{ id: string; organisation_id: string; is_public: boolean }>`
    select id, organisation_id, is_public from matching_offers where ${isUuid.test(idOrCode) ? sql`id = ${idOrCode}::uuid` : sql`code = ${idOrCode}`}`.execute(
    db,
  )
  return rows[0]
}

export async function findScenario({ sql: db }: Reading, idOrCode: string) {
  const { rows } = await sql<{ id: string; owner_id: string; is_public: boolean; submitted_at: string | null }>`
    select id, owner_id, is_public, submitted_at from matching_asks where ${isUuid.test(idOrCode) ? sql`id = ${idOrCode}::uuid` : sql`code = ${idOrCode}`}`.execute(
    db,
  )
  return rows[0]
}

export async function selectOpenings({ sql: db }: Reading, scenarioId: string): Promise<DemandRow[]> {
  const { rows } =
    await sql<DemandRow>`select ${demandColumns} from matching_demand d where d.scenario_id = ${scenarioId} order by d.position`.execute(
      db,
    )
  return rows
}

/** Openings by id; only those that are out for answers where `out`. */
export async function selectDemand({ sql: db }: Reading, ids: readonly string[], out: boolean): Promise<DemandRow[]> {
  const { rows } = await sql<DemandRow>`select ${demandColumns} from matching_demand d
    where d.id = any(${ids}::uuid[]) ${out ? sql`and d.out` : sql``}`.execute(db)
  return rows
}

/** Conditions of these scenarios: those of one opening and those of all of them. */
export async function selectRequirements(
  { sql: db }: Reading,
  scenarioIds: readonly string[],
): Promise<RequirementRow[]> {
  const { rows } =
    await sql<RequirementRow>`select id, scenario_id, opening_id, text, kind, metric, comparator, threshold, unit
    from matching_requirements where scenario_id = any(${scenarioIds}::uuid[]) order by scenario_id, position`.execute(
      db,
    )
  return rows
}

/** Intents of these organisations on these openings, the newest of each; none for who may not see them. */
export async function selectIntents(
  { sql: db }: Reading,
  openings: readonly string[],
  organisations: readonly string[],
) {
  const { rows } = await sql<{ id: string; opening_id: string; organisation_id: string }>`
    select distinct on (opening_id, organisation_id) id, opening_id, organisation_id from matching_intents
     where opening_id = any(${openings}::uuid[]) and organisation_id = any(${organisations}::uuid[])
     order by opening_id, organisation_id, created_at desc`.execute(db)
  return rows
}

export type WeightsRow = { readonly version: number } & Readonly<Record<MatchFactor, number>>
/** The weights in use: those that were adopted last. */
export async function currentWeights({ sql: db }: Reading): Promise<WeightsRow> {
  const { rows } =
    await sql<WeightsRow>`select w.version, ${sql.join(matchFactors.map((factor) => sql.ref(`w.${factor}`)))}
    from match_weight_uses u join match_weights w on w.version = u.version order by u.at desc, u.id desc limit 1`.execute(
      db,
    )
  const [row] = rows
  if (!row) throw new Error('no weights are in use')
  return row
}
