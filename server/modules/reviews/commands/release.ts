import { createHash } from 'node:crypto'
import { canonical } from '../../../../engines/journal/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import type { ReviewDeps } from '../context.ts'
import { membersOf } from '../experts-store.ts'
import { rubricOf } from '../present.ts'
import { insertResults, insertSnapshot } from '../results-store.ts'
import { closeItems, type ItemRow, type RoundRow } from '../rounds-store.ts'
import { standingsOf, stillJudged } from '../rules/standing.ts'
import { reviewsOf, submittedOf } from '../store.ts'

/**
 * 公布: every decision takes effect, every owner has his result, and what was known stands in a snapshot whose hash goes into the journal; one
 * transaction. Reviewers are in the snapshot by id only: names can be erased, ids tell nothing then.
 */
export async function release(
  deps: ReviewDeps,
  tx: Writing,
  row: RoundRow,
  items: readonly ItemRow[],
): Promise<{ path: string; before: null; after: unknown }[]> {
  const criteria = rubricOf(row)
  const sheets = await submittedOf(tx, row.id)
  const judged = stillJudged(items)
  const standings = standingsOf(
    criteria,
    judged.map((each) => each.id),
    sheets,
  )
  const ranked = [...standings.values()].filter((each) => each.rank !== null).length
  const content = await snapshotOf(tx, row, items, { sheets, standings })
  const hash = createHash('sha256').update(canonical(content)).digest('hex')
  await insertSnapshot(tx, { round_id: row.id, hash, content })
  await insertResults(
    tx,
    judged.map((item) => {
      const standing = standings.get(item.id)
      const means = new Map(standing?.criteria.map((each) => [each.key, each.mean]))
      return {
        item_id: item.id,
        round_id: row.id,
        scenario_id: item.scenario_id,
        owner_id: item.owner_id,
        owner_district: item.owner_district,
        round_code: row.code,
        round_title: row.title,
        score: standing?.score ?? null,
        criteria: criteria.map((each) => ({ ...each, mean: means.get(each.key) ?? null })),
        rank: standing?.rank ?? null,
        ranked,
        // In no order that could tell the same reviewer on two items.
        comments: sheets
          .filter((each) => each.item_id === item.id && each.comment_owner !== '')
          .map((each) => each.comment_owner)
          .sort(),
        outcome: item.decided as string,
        reason: item.decided_reason as string,
        comment: item.decided_comment ?? '',
        released_at: tx.now,
        synthetic: item.synthetic,
      }
    }),
  )
  await closeItems(tx, row.id)
  for (const item of judged)
    await deps.scenarios.settleReview(tx, item.scenario_id, item.decided as 'select', {
      reason: item.decided_reason as string,
      round: { id: row.id, code: row.code },
    })
  return [{ path: 'snapshot', before: null, after: hash }]
}

type Known = {
  sheets: Awaited<ReturnType<typeof submittedOf>>
  standings: ReturnType<typeof standingsOf>
}

/** What was known that day: rubric, people, declarations, scores, recommendation, dissent, decision, and beside each item how the others stood. */
async function snapshotOf(tx: Writing, row: RoundRow, items: readonly ItemRow[], { sheets, standings }: Known) {
  const reviews = await reviewsOf(tx, row.id)
  const people = await membersOf(tx, row.id)
  const sheetOf = new Map(sheets.map((each) => [each.id, each]))
  return {
    round: {
      code: row.code,
      title: row.title,
      call: row.call_code,
      criteria: rubricOf(row),
      deadline: row.deadline,
      requiredReviews: row.required_reviews,
      chair: row.chair_id,
    },
    takenAt: tx.now,
    experts: people.map((each) => ({
      expert: each.expert_id,
      undertaking: each.undertaking_version,
      signedAt: each.undertaken_at,
    })),
    items: items.map((item) => {
      const standing = standings.get(item.id)
      return {
        scenario: { id: item.scenario_id, code: item.code, title: item.title, content: item.content },
        owner: item.owner_id,
        leftReview: standing === undefined,
        score: standing?.score ?? null,
        rank: standing?.rank ?? null,
        criteria: standing?.criteria ?? [],
        reviews: reviews
          .filter((each) => each.item_id === item.id)
          .map((each) => {
            const sheet = sheetOf.get(each.id)
            return {
              expert: each.expert_id,
              state: each.state,
              reason: each.state_reason,
              declaredAt: each.declared_at,
              submittedAt: each.submitted_at,
              scores: sheet?.scores ?? null,
              total: sheet?.total ?? null,
              commentOwner: sheet?.comment_owner ?? null,
              commentOffice: sheet?.comment_office ?? null,
              dissent: sheet?.dissent ?? null,
            }
          }),
        recommendation:
          item.recommended === null
            ? null
            : {
                outcome: item.recommended,
                reason: item.recommended_reason,
                by: item.recommended_by,
                at: item.recommended_at,
              },
        decision:
          item.decided === null
            ? null
            : {
                outcome: item.decided,
                reason: item.decided_reason,
                comment: item.decided_comment,
                deviation: item.deviation,
                by: item.decided_by,
                at: item.decided_at,
              },
        alternatives: items
          .filter((other) => other.id !== item.id)
          .map((other) => ({
            code: other.code,
            score: standings.get(other.id)?.score ?? null,
            rank: standings.get(other.id)?.rank ?? null,
            decision: other.decided,
          })),
      }
    }),
  }
}
