import { type IndicatorSystem, isLeaf, type Leaf, type Node } from './types.ts'

/** The leaves of a system in the order of the tree. */
export function leavesOf({ children }: Pick<IndicatorSystem, 'children'>): Leaf[] {
  return children.flatMap((node) => (isLeaf(node) ? [node] : leavesOf(node)))
}

/**
 * The share of the whole score that each leaf carries: the product of the weights on the way to it, siblings shared anew among those that
 * stay (`redistribute`). Leaves that left carry none and are absent; the others sum to 1, or there are none at all.
 */
export function effectiveWeights(
  system: Pick<IndicatorSystem, 'children'>,
  left: ReadonlySet<string>,
): Map<string, number> {
  const weights = new Map<string, number>()
  const stays = (node: Node): boolean => (isLeaf(node) ? !left.has(node.key) : node.children.some(stays))

  function share(children: readonly Node[], whole: number) {
    const staying = children.filter(stays)
    const sum = staying.reduce((total, node) => total + node.weight, 0)
    for (const node of staying) {
      const part = (whole * node.weight) / sum
      if (isLeaf(node)) weights.set(node.key, part)
      else share(node.children, part)
    }
  }

  share(system.children, 1)
  return weights
}
