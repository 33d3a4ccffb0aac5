import type { RubricCriterion } from '../../../../contracts/reviews.ts'
import type { FieldFault } from '../../../platform/errors.ts'

export type Scores = Readonly<Record<string, number>>

const cents = (value: number) => Math.round((value + Number.EPSILON) * 100) / 100

/** What the weights of a rubric add up to, to six digits; they must make 1. */
export function weightSum(criteria: readonly Pick<RubricCriterion, 'weight'>[]): number {
  return Math.round(criteria.reduce((sum, each) => sum + each.weight, 0) * 1e6) / 1e6
}

/** Faults of a rubric as fields of the request: weights that do not make 1, two criteria of one key, a step beyond the maximum. */
export function rubricFaults(criteria: readonly RubricCriterion[]): FieldFault[] {
  const faults: FieldFault[] = []
  const sum = weightSum(criteria)
  if (sum !== 1) faults.push({ path: 'criteria', code: 'weights_sum', params: { sum } })
  criteria.forEach((each, index) => {
    const earlier = criteria.findIndex((other) => other.key === each.key)
    if (earlier !== index)
      faults.push({ path: `criteria.${index}.key`, code: 'duplicate', params: { where: criteria[earlier]?.title } })
    if (each.step > each.max)
      faults.push({ path: `criteria.${index}.step`, code: 'too_big', params: { max: each.max } })
  })
  return faults
}

/** Scores that the rubric does not know, that lie outside 0..max, or between two steps. */
export function scoreFaults(criteria: readonly RubricCriterion[], scores: Scores): FieldFault[] {
  return Object.entries(scores).flatMap(([key, value]): FieldFault[] => {
    const path = `scores.${key}`
    const criterion = criteria.find((each) => each.key === key)
    if (!criterion) return [{ path, code: 'unrecognized' }]
    if (value < 0) return [{ path, code: 'too_small', params: { min: 0 } }]
    if (value > criterion.max) return [{ path, code: 'too_big', params: { max: criterion.max } }]
    const steps = value / criterion.step
    const between = Math.abs(steps - Math.round(steps)) > 1e-6
    return between ? [{ path, code: 'off_step', params: { step: criterion.step } }] : []
  })
}

/** Criteria that have no score yet. */
export function unscored(criteria: readonly RubricCriterion[], scores: Scores): string[] {
  return criteria.filter((each) => scores[each.key] === undefined).map((each) => each.key)
}

/** Mean per criterion over complete sheets; null without any. */
export function meansOf(
  criteria: readonly RubricCriterion[],
  sheets: readonly Scores[],
): { key: string; mean: number | null }[] {
  return criteria.map(({ key }) => {
    const values = sheets.flatMap((each) => each[key] ?? [])
    return {
      key,
      mean: values.length === 0 ? null : cents(values.reduce((sum, value) => sum + value, 0) / values.length),
    }
  })
}

/** Weighted score of complete sheets, 0..100 with two decimals: the sum of weight × mean ÷ max, times 100; null without any sheet. */
export function weightedScore(criteria: readonly RubricCriterion[], sheets: readonly Scores[]): number | null {
  if (sheets.length === 0) return null
  const sum = criteria.reduce((whole, { key, weight, max }) => {
    const mean = sheets.reduce((all, each) => all + (each[key] ?? 0), 0) / sheets.length
    return whole + (weight * mean) / max
  }, 0)
  return cents(sum * 100)
}

/**
 * Competition ranking (1, 2, 2, 4): equal scores, as they are shown with two decimals, share a rank and the next one is skipped.
 * What has no score has no rank and does not count among the ranked.
 */
export function ranksOf(scores: ReadonlyMap<string, number | null>): Map<string, number> {
  const known = [...scores].flatMap(([id, score]) => (score === null ? [] : [{ id, score }]))
  return new Map(known.map(({ id, score }) => [id, 1 + known.filter((other) => other.score > score).length]))
}
