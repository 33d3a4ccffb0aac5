import { type Demand, type Scored, type Supply, score, type Weights } from '../../../../engines/matching/index.ts'
import type { Closeness } from '../protocol.ts'
import type { DemandRow, RequirementRow, SupplyRow, WeightsRow } from '../store.ts'
import type { PackTrackOf } from './tracks.ts'

/** One opening beside one capability, as the database has them now, with their score. */
export type Pair = {
  readonly demand: DemandRow
  readonly requirements: readonly RequirementRow[]
  readonly supply: SupplyRow
  readonly closeness: Closeness
  readonly scored: Scored
}

/** Conditions of one opening: its own and those of the whole scenario. */
export function requirementsOf(opening: DemandRow, rows: readonly RequirementRow[]): RequirementRow[] {
  return rows.filter(
    (row) => row.scenario_id === opening.scenario_id && (row.opening_id === null || row.opening_id === opening.id),
  )
}

export function judge(given: {
  demand: DemandRow
  requirements: readonly RequirementRow[]
  supply: SupplyRow
  closeness: Closeness
  weights: WeightsRow
  now: string
  pathOf: PackTrackOf
}): Pair {
  const { demand, requirements, supply, closeness, now, pathOf } = given
  const weights: Weights = { ...given.weights, version: String(given.weights.version) }
  const scored = score(demandOf(demand, requirements, pathOf), supplyOf(supply, pathOf), {
    weights,
    text: closeness.value,
    now,
  })
  return { demand, requirements, supply, closeness, scored }
}

function demandOf(row: DemandRow, requirements: readonly RequirementRow[], pathOf: PackTrackOf): Demand {
  return {
    paths: row.tracks.map(pathOf),
    requirements: requirements.map(({ id, kind, metric, comparator, threshold, unit }) => ({
      id,
      kind,
      condition:
        metric === null || comparator === null || threshold === null ? null : { metric, comparator, threshold, unit },
    })),
    readiness: null,
    districts: row.districts,
  }
}

function supplyOf(row: SupplyRow, pathOf: PackTrackOf): Supply {
  return {
    paths: row.tracks.map(pathOf),
    measures: row.measures.map(({ asOf, ...measure }) => ({ ...measure, ...(asOf !== null && { asOf }) })),
    readiness: row.readiness,
    proofs: row.proofs,
    districts: row.districts,
    freshUntil: row.fresh_until,
  }
}

/** Best first; of equal ones the earlier id, so that the order is the same for everybody and every time. */
export function byScore(a: Pair, b: Pair): number {
  return (
    b.scored.score - a.scored.score ||
    (a.supply.id < b.supply.id ? -1 : a.supply.id > b.supply.id ? 1 : a.demand.id < b.demand.id ? -1 : 1)
  )
}

const smallBelow = 300
const newYears = 5
/** Fewer than 300 people, or founded within five years; not known counts as neither. */
export function isSmall({ employees, founded_on }: Pick<SupplyRow, 'employees' | 'founded_on'>, now: string): boolean {
  if (employees !== null && employees < smallBelow) return true
  if (founded_on === null) return false
  const since = `${Number(now.slice(0, 4)) - newYears}${now.slice(4, 10)}`
  return founded_on > since
}
