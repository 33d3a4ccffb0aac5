import type { Candidate } from '../../../../contracts/rounds.ts'
import { dueDaysOf, holderOf } from '../../../../engines/lifecycle/index.ts'
import { dueAt } from '../../../platform/context.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { ReviewDeps } from '../context.ts'
import { inPool, joinRound, tiesOf } from '../experts-store.ts'
import { mayAssign } from '../policy.ts'
import { placed } from '../present.ts'
import { readCandidates, visibleRound } from '../read.ts'
import { itemsOf, lockRound } from '../rounds-store.ts'
import { insertReviews } from '../store.ts'
import { refuseConflicts } from './plan-round.ts'

/** Invites experts to items, all of them or none. Whom something ties to the owner cannot be invited. */
export function assign(
  deps: ReviewDeps,
  viewer: Viewer,
  asked: { id: string; pairs: readonly { itemId: string; expertId: string }[] },
): Promise<Candidate[]> {
  return deps.database.write(viewer, async (tx) => {
    const row = (await lockRound(tx, asked.id)) ?? (await visibleRound(tx, asked.id))
    if (!mayAssign(viewer, placed(row))) refuse('action_not_allowed', { allowed: [] })
    const items = new Map((await itemsOf(tx, row.id)).map((each) => [each.id, each]))
    const people = [...new Set(asked.pairs.map((each) => each.expertId))]
    const pool = await inPool(tx, people)
    const ties = await tiesOf(
      tx,
      people,
      [...items.values()].map((each) => each.owner_id),
    )
    const rows = asked.pairs.map(({ itemId, expertId }, index) => {
      const item = items.get(itemId)
      if (!item) return refuse('not_found')
      const name = pool.get(expertId)
      if (name === undefined)
        return refuse('invalid_request', {}, [{ path: `pairs.${index}.expertId`, code: 'unknown_expert' }])
      refuseConflicts(name, expertId, [item], ties)
      return { id: deps.newId(), name, item, expertId }
    })
    await joinRound(
      tx,
      people.map((each) => ({ id: deps.newId(), round_id: row.id, expert_id: each })),
    )
    const inserted = await insertReviews(
      tx,
      rows.map(({ id, item, expertId }) => ({
        id,
        round_id: row.id,
        item_id: item.id,
        scenario_id: item.scenario_id,
        owner_id: item.owner_id,
        expert_id: expertId,
        state: 'invited',
        state_since: tx.now,
        holder: holderOf('review', 'invited'),
        due_at: dueAt(deps, tx.now, dueDaysOf('review', 'invited')),
        created_at: tx.now,
        updated_at: tx.now,
      })),
    )
    const doubled = rows.find((each) => !inserted.has(each.id))
    if (doubled) refuse('already_assigned', { name: doubled.name, title: doubled.item.title })
    for (const { id, item, expertId } of rows)
      tx.record({
        action: 'review.assign',
        subject: { type: 'review', id },
        state: { from: null, to: 'invited' },
        changes: [
          { path: 'roundId', before: null, after: row.id },
          { path: 'scenarioId', before: null, after: item.scenario_id },
          { path: 'expertId', before: null, after: expertId },
        ],
      })
    for (const expertId of people)
      await deps.notify(tx, {
        to: { people: [expertId] },
        kind: 'review_invited',
        subject: { type: 'round', id: row.id, title: row.title },
        params: { count: rows.filter((each) => each.expertId === expertId).length },
      })
    return readCandidates(tx, row)
  })
}
