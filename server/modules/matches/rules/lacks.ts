import type { DemandRow, RequirementRow } from '../store.ts'
import type { Lack } from '../unmet-store.ts'
import { type Pair, requirementsOf } from './judge.ts'
import { nearEnough } from './list.ts'

/** What of an opening nobody offers: the whole of it where nothing comes near, else each condition that nothing near it is known to meet. */
export function lacksOf(opening: DemandRow, requirements: readonly RequirementRow[], pairs: readonly Pair[]): Lack[] {
  const beside = pairs.filter((pair) => pair.demand.id === opening.id)
  const nearest = beside.reduce((most, pair) => Math.max(most, pair.closeness.value), 0)
  const near = beside.filter((pair) => pair.closeness.value >= nearEnough)
  const common = { openingId: opening.id, nearest, near: near.length }
  if (near.length === 0) return [{ ...common, requirementId: null, stated: 0 }]
  return requirementsOf(opening, requirements).flatMap((requirement) => {
    // What stands in words only cannot be said to be met by anybody, so it is not said to be lacking either.
    if (requirement.metric === null || requirement.comparator === null || requirement.threshold === null) return []
    const verdicts = near.flatMap((pair) => pair.scored.requirements.filter((each) => each.id === requirement.id))
    if (verdicts.some((each) => each.verdict === 'met')) return []
    return [
      {
        ...common,
        requirementId: requirement.id,
        stated: verdicts.filter((each) => each.verdict === 'unmet').length,
      },
    ]
  })
}
