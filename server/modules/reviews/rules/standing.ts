import type { RubricCriterion } from '../../../../contracts/reviews.ts'
import { meansOf, ranksOf, type Scores, weightedScore } from './scoring.ts'

/** How an item stands among the others of its round. */
export type Standing = {
  readonly score: number | null
  readonly rank: number | null
  readonly criteria: { key: string; mean: number | null }[]
}

/** Score, means and rank of every item from the submitted sheets. */
export function standingsOf(
  criteria: readonly RubricCriterion[],
  itemIds: readonly string[],
  sheets: readonly { readonly item_id: string; readonly scores: Scores }[],
): Map<string, Standing> {
  const of = (id: string) => sheets.filter((each) => each.item_id === id).map((each) => each.scores)
  const scores = new Map(itemIds.map((id) => [id, weightedScore(criteria, of(id))]))
  const ranks = ranksOf(scores)
  return new Map(
    itemIds.map((id) => [
      id,
      { score: scores.get(id) ?? null, rank: ranks.get(id) ?? null, criteria: meansOf(criteria, of(id)) },
    ]),
  )
}

/** What left the review meanwhile, withdrawn by its owner, is no longer waited for; null is a state the viewer may not see. */
export function stillJudged<T extends { readonly scenario_state: string | null }>(items: readonly T[]): T[] {
  return items.filter((each) => each.scenario_state === 'in_review' || each.scenario_state === null)
}
