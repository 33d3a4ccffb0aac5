import type { PackIndicator } from '../../../../contracts/city-pack.ts'
import type { EvaluationResult } from '../../../../contracts/evaluations.ts'
import { leavesIn } from './tree.ts'

type Leaf = EvaluationResult['leaves'][number]

/**
 * What each branch at the top gave, without what stands below it: from a single leaf outsiders could reckon back what is between the parties,
 * the amount of a contract from its share of a public budget.
 */
export function collapsed(children: readonly PackIndicator[], leaves: readonly Leaf[]): Leaf[] {
  return children.map((top) => {
    const below = new Set(leavesIn([top]).map((leaf) => leaf.key))
    const own = leaves.filter((leaf) => below.has(leaf.key))
    const sum = (of: (leaf: Leaf) => number) => own.reduce((total, leaf) => total + of(leaf), 0)
    return {
      key: top.key,
      raw: null,
      missing: false,
      normalised: null,
      weight: sum((leaf) => leaf.weight),
      contribution: sum((leaf) => Math.round(leaf.contribution * 100)) / 100,
      evidence: [],
      withheld: sum((leaf) => leaf.evidence.length + leaf.withheld),
    }
  })
}
