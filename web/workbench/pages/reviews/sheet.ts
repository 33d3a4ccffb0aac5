import type { Review, RubricCriterion } from '../../../../contracts/reviews.ts'
import { reviewRoutes, sheetPatch } from '../../../../contracts/reviews.ts'
import type { Port } from '../../../ui/client/autosave.ts'
import { send } from '../../../ui/client/call.ts'

/** A sheet as it stands in the form: scores as they are typed. */
export interface SheetValue {
  scores: Record<string, string>
  commentOwner: string
  commentOffice: string
}

export function sheetOf(review: Review): SheetValue {
  const { sheet } = review
  return {
    scores: Object.fromEntries(Object.entries(sheet?.scores ?? {}).map(([key, value]) => [key, String(value)])),
    commentOwner: sheet?.commentOwner ?? '',
    commentOffice: sheet?.commentOffice ?? '',
  }
}

/** A typed score as a number of the rubric; null while it is empty, undefined when it does not fit. */
export function scoreOf(criterion: RubricCriterion, typed: string | undefined): number | null | undefined {
  const text = (typed ?? '').trim()
  if (text === '') return null
  const value = Number(text)
  const steps = value / criterion.step
  const fits = Number.isFinite(value) && value >= 0 && value <= criterion.max
  return fits && Math.abs(steps - Math.round(steps)) < 1e-6 ? value : undefined
}

/** The scores that may be sent; those that do not fit stay on the page with their mark. */
export function sendableScores(
  criteria: readonly RubricCriterion[],
  typed: Readonly<Record<string, string>>,
): Record<string, number> {
  return Object.fromEntries(
    criteria.flatMap((each) => {
      const value = scoreOf(each, typed[each.key])
      return value === null || value === undefined ? [] : [[each.key, value]]
    }),
  )
}

/** The weighted score of what is typed, 0..100 with two decimals; null until every criterion has one. */
export function totalOf(criteria: readonly RubricCriterion[], typed: Readonly<Record<string, string>>): number | null {
  let sum = 0
  for (const each of criteria) {
    const value = scoreOf(each, typed[each.key])
    if (value === null || value === undefined) return null
    sum += (each.weight * value) / each.max
  }
  return Math.round(sum * 10_000) / 100
}

/** How many criteria still want a score. */
export function unscored(criteria: readonly RubricCriterion[], typed: Readonly<Record<string, string>>): number {
  return criteria.filter((each) => typeof scoreOf(each, typed[each.key]) !== 'number').length
}

/** Keeps the sheet on the server by itself, as far as its scores fit the rubric. */
export function sheetPort(review: Review): Port<SheetValue> {
  const { criteria } = review
  const params = { id: review.id }
  const fits = (value: SheetValue) => criteria.every((each) => scoreOf(each, value.scores[each.key]) !== undefined)
  return {
    async save(_, etag, whole) {
      const body = {
        scores: sendableScores(criteria, whole.scores),
        commentOwner: whole.commentOwner,
        commentOffice: whole.commentOffice,
      }
      const answer = await send(reviewRoutes.save, { params, body, etag })
      return { value: sheetOf(answer.data), etag: answer.etag }
    },
    async read() {
      const answer = await send(reviewRoutes.get, { params })
      return { value: sheetOf(answer.data), etag: answer.etag }
    },
    check(changes, whole) {
      const sendable: Partial<SheetValue> = {}
      const faults: Record<string, string> = {}
      if (changes.scores && fits(whole)) sendable.scores = changes.scores
      for (const field of ['commentOwner', 'commentOffice'] as const) {
        const typed = changes[field]
        if (typed === undefined) continue
        if (sheetPatch.safeParse({ [field]: typed }).success) sendable[field] = typed
        else faults[field] = field
      }
      return { sendable, faults }
    },
    worth: () => true,
    // `7.50` and `7.5` are one score; spaces around a comment say nothing.
    normal: (value) => ({
      scores: sendableScores(criteria, value.scores),
      commentOwner: value.commentOwner.trim(),
      commentOffice: value.commentOffice.trim(),
    }),
  }
}
