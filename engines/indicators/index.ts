import { weightedSum } from './aggregate.ts'
import { checkSubjects, checkSystem } from './check.ts'
import { normalise, worstOf } from './normalise.ts'
import { gradeOf, ranksOf } from './rank.ts'
import type { Fault, IndicatorSystem, Leaf, LeafResult, Subject, SubjectResult } from './types.ts'
import { effectiveWeights, leavesOf } from './weigh.ts'

export { checkSystem } from './check.ts'
export type {
  Branch,
  Direction,
  Fault,
  Grade,
  IndicatorSystem,
  Leaf,
  LeafResult,
  MissingPolicy,
  Node,
  Normalisation,
  Subject,
  SubjectResult,
} from './types.ts'
export { effectiveWeights, leavesOf } from './weigh.ts'

/**
 * An indicator system over subjects: score, grade, rank and what each leaf gave, in the order of the subjects. Refused whole, with every
 * fault, when the system or a value is not sound. Subjects do not touch each other's scores; only ranks compare them.
 */
export function evaluate(
  system: IndicatorSystem,
  subjects: readonly Subject[],
): { ok: true; results: SubjectResult[] } | { ok: false; faults: Fault[] } {
  const leaves = leavesOf(system)
  const faults = [...checkSystem(system), ...checkSubjects(leaves, subjects)]
  if (faults.length > 0) return { ok: false, faults }
  const scored = subjects.map((subject) => ({ id: subject.id, ...scoreOf(system, leaves, subject) }))
  const ranks = ranksOf(scored.map((each) => each.score))
  return {
    ok: true,
    results: scored.map((each, at) => ({
      ...each,
      grade: each.score === null ? null : gradeOf(system.grades, each.score),
      rank: ranks[at] ?? null,
    })),
  }
}

function scoreOf(
  system: IndicatorSystem,
  leaves: readonly Leaf[],
  { values }: Subject,
): { score: number | null; leaves: LeafResult[] } {
  const raws = leaves.map((leaf) => values[leaf.key] ?? null)
  const left = new Set(
    leaves.flatMap((leaf, at) => (raws[at] === null && leaf.missing === 'redistribute' ? leaf.key : [])),
  )
  const weights = effectiveWeights(system, left)
  const parts = leaves.map((leaf, at) => ({
    weight: weights.get(leaf.key) ?? 0,
    share: shareOf(leaf, raws[at] ?? null),
  }))
  const { score, contributions } = weightedSum(parts)
  return {
    score: weights.size === 0 ? null : score,
    leaves: leaves.map((leaf, at) => ({
      key: leaf.key,
      raw: raws[at] ?? null,
      missing: raws[at] === null,
      normalised: left.has(leaf.key) ? null : (parts[at]?.share ?? 0),
      weight: parts[at]?.weight ?? 0,
      contribution: contributions[at] ?? 0,
    })),
  }
}

function shareOf(leaf: Leaf, raw: number | null): number {
  if (raw !== null) return normalise(leaf, raw)
  return leaf.missing === 'worst' ? worstOf(leaf) : 0
}
