import type { PackIndicator, PackIndicatorSystem } from '../../../../contracts/city-pack.ts'
import { evaluationFacts, type IndicatorNode, type IndicatorSystemView } from '../../../../contracts/evaluations.ts'

export type PackLeaf = Exclude<PackIndicator, { children: PackIndicator[] }>

/** The leaves of a system in the order of the tree. */
export function leavesIn(children: readonly PackIndicator[]): PackLeaf[] {
  return children.flatMap((node) => ('children' in node ? leavesIn(node.children) : [node]))
}

/** A system as the API tells it: its nodes one after another, each with its part of the whole. */
export function viewOf(system: PackIndicatorSystem): IndicatorSystemView {
  const nodes: IndicatorNode[] = []
  function visit(children: readonly PackIndicator[], parent: string | null, whole: number) {
    for (const node of children) {
      const share = whole * node.weight
      const { key, zh, en, weight } = node
      const shown = { key, parent, zh, en, what: node.what ?? null, weight, share }
      if ('children' in node) {
        nodes.push({ ...shown, leaf: null })
        visit(node.children, key, share)
      } else {
        const { fact, direction, missing, normalise } = node
        nodes.push({ ...shown, leaf: { fact, unit: evaluationFacts[fact], direction, missing, normalise } })
      }
    }
  }
  visit(system.children, null, 1)
  const { key, version, zh, en, purpose, appealDays } = system
  return {
    key,
    version,
    zh,
    en,
    purpose,
    src: system.src?.join(',') ?? null,
    derived: system.derived === true,
    appealDays,
    grades: gradesOf(system),
    nodes,
  }
}

/** Best first. */
export function gradesOf({ grades }: PackIndicatorSystem): IndicatorSystemView['grades'] {
  return grades.map(({ key, zh, en, from }) => ({ key, zh, en, from })).toSorted((one, other) => other.from - one.from)
}
