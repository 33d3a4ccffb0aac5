import type { PackIndicatorSystem } from '../../../../contracts/city-pack.ts'
import { evaluate } from '../../../../engines/indicators/index.ts'
import { merkleRoot } from '../../../../engines/journal/index.ts'
import { type Evidence, type FactRow, factsOf } from './facts.ts'
import { grouped } from './group.ts'
import { leavesIn } from './tree.ts'

export type RunResult = {
  readonly scenarioId: string
  readonly score: number | null
  readonly grade: string | null
  readonly rank: number | null
  readonly leaves: readonly {
    key: string
    raw: number | null
    missing: boolean
    normalised: number | null
    weight: number
    contribution: number
    rows: number
  }[]
  readonly evidence: readonly (Evidence & { leaf: string; position: number })[]
}

/** One run: every scenario's facts from its counted rows, scored by the system. Throws when the system is not sound: it was checked when the pack was read. */
export function computeRun(
  system: PackIndicatorSystem,
  scenarioIds: readonly string[],
  rows: readonly FactRow[],
): RunResult[] {
  const leaves = leavesIn(system.children)
  const byScenario = grouped(rows, (row) => row.scenario_id)
  const facts = new Map(scenarioIds.map((id) => [id, factsOf(byScenario.get(id) ?? [])]))
  const outcome = evaluate(
    system,
    [...facts].map(([id, own]) => ({
      id,
      values: Object.fromEntries(leaves.map((leaf) => [leaf.key, own[leaf.fact].value])),
    })),
  )
  if (!outcome.ok)
    throw new Error(`the indicator system ${system.key} cannot be computed: ${JSON.stringify(outcome.faults)}`)
  return outcome.results.map(({ id, score, grade, rank, leaves: scored }) => {
    const own = facts.get(id)
    const evidence = leaves.flatMap((leaf) =>
      (own?.[leaf.fact].evidence ?? []).map((each, position) => ({ leaf: leaf.key, position, ...each })),
    )
    return {
      scenarioId: id,
      score,
      grade,
      rank,
      leaves: scored.map((leaf) => ({ ...leaf, rows: evidence.filter((each) => each.leaf === leaf.key).length })),
      evidence,
    }
  })
}

/** Root over the results in the order of their scenarios' ids: what the journal keeps of a run. */
export function hashOf(results: readonly RunResult[]): string {
  const ordered = results.toSorted((one, other) => (one.scenarioId < other.scenarioId ? -1 : 1))
  return merkleRoot(
    ordered.map(({ scenarioId, score, grade, rank, leaves, evidence }) => ({
      scenarioId,
      score,
      grade,
      rank,
      leaves,
      evidence,
    })),
  )
}
