import type { Review, ReviewAction, SheetPatch } from '../../../../contracts/reviews.ts'
import { undertakingVersion } from '../../../../contracts/reviews.ts'
import { can, holderOf, machine, type Transition } from '../../../../engines/lifecycle/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { systemViewer, type Viewer } from '../../../platform/viewer.ts'
import type { ReviewDeps } from '../context.ts'
import { membersOf, signUndertaking, tiesOf } from '../experts-store.ts'
import { inPhase, type PlacedReview, type ReviewState, reviewActionsOf, reviewParties, timed } from '../policy.ts'
import { rubricOf } from '../present.ts'
import { isLate, readReview, readRound, visibleReview, visibleRound } from '../read.ts'
import { holdRound } from '../rounds-store.ts'
import { conflictsOf } from '../rules/conflicts.ts'
import { scoreFaults, unscored, weightedScore } from '../rules/scoring.ts'
import { lockReview, type ReviewRow, type Sheet, selectSheet, updateReview, upsertSheet } from '../store.ts'

const asPlaced = (row: ReviewRow): PlacedReview => ({ ...row, undertaken: row.undertaken_at !== null })
const blank: Sheet = { scores: {}, total: null, comment_owner: '', comment_office: '' }

/** Locked at the version the caller knows. The round is held in its phase in the server's name: experts may not lock it themselves. */
async function lockAt(deps: ReviewDeps, tx: Writing, id: string, version: number | null): Promise<ReviewRow> {
  const seen = await visibleReview(tx, id)
  await deps.database.write(systemViewer, (system) => holdRound(system, seen.round_id))
  const row = (await lockReview(tx, id)) ?? refuse('forbidden')
  if (version !== null && row.version !== version) refuse('stale', { version: row.version })
  return row
}

/** Accept, refuse, declare a conflict, start, submit, return, revise, recuse: in the phase of the round, and scores in time by the database's clock. */
export function actOnReview(
  deps: ReviewDeps,
  viewer: Viewer,
  asked: { id: string; action: ReviewAction; version: number | null; reason: string | null },
): Promise<Review> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockAt(deps, tx, asked.id, asked.version)
    const { action, reason } = asked
    const to = await decide(tx, row, action)
    if (reasonAsked(row.state, action) && !reason) refuse('invalid_request', {}, [{ path: 'reason', code: 'required' }])
    const sheet = action === 'submit' ? await seal(tx, row) : null
    const working = ['accepted', 'drafting', 'returned'].includes(to)
    await updateReview(tx, row.id, {
      state: to,
      state_since: tx.now,
      state_reason: reason,
      holder: holderOf('review', to),
      due_at: working ? row.deadline : null,
      ...(['accept', 'declare_conflict'].includes(action) && { declared_at: tx.now }),
      ...(action === 'submit' && { submitted_at: tx.now }),
    })
    tx.record({
      action: `review.${action}`,
      subject: { type: 'review', id: row.id },
      reason,
      changes: [
        { path: 'state', before: row.state, after: to },
        ...(action === 'accept' ? [{ path: 'conflict', before: null, after: 'none' }] : []),
        ...(sheet
          ? [
              { path: 'scores', before: null, after: sheet.scores },
              { path: 'total', before: null, after: sheet.total },
              { path: 'commentOwner', before: null, after: sheet.comment_owner },
              { path: 'commentOffice', before: null, after: sheet.comment_office },
            ]
          : []),
      ],
      state: { from: row.state, to },
    })
    await tell(deps, tx, row, action)
    // Whoever stepped back may not see it any more under his own name: the answer says what is left to say.
    return readReview(tx, await visibleReview(tx, row.id))
  })
}

async function decide(tx: Writing, row: ReviewRow, action: ReviewAction): Promise<ReviewState> {
  const { viewer } = tx
  const late = isLate(row, tx.now)
  const allowed = () => reviewActionsOf(viewer, asPlaced(row), late)
  const missing = action === 'submit' ? unscored(rubricOf(row), (await selectSheet(tx, row.id))?.scores ?? {}) : []
  const verdict = can(
    'review',
    action,
    { state: row.state as ReviewState },
    { parties: reviewParties(viewer, asPlaced(row)), guards: { nothing_missing: missing.length === 0 } },
  )
  if (!verdict.ok && verdict.code === 'not_your_role') return refuse('forbidden')
  if (!verdict.ok && verdict.code === 'not_in_state') return refuse('action_not_allowed', { allowed: allowed() })
  if (timed.includes(action) && (late || row.round_state !== 'scoring') && row.round_state !== 'assigning')
    return refuse('scoring_closed')
  if (!inPhase(action, row.round_state) || !row.item_open) return refuse('action_not_allowed', { allowed: allowed() })
  if (!verdict.ok)
    return refuse(
      'incomplete',
      {},
      missing.map((key) => ({ path: `scores.${key}`, code: 'required' })),
    )
  if (action === 'accept') await mayAccept(tx, row)
  return verdict.to
}

/** Signed first; and what the rows tell of a conflict is not accepted away. */
async function mayAccept(tx: Writing, row: ReviewRow): Promise<void> {
  if (row.undertaken_at === null) refuse('undertaking_required')
  const ties = await tiesOf(tx, [row.expert_id], [row.owner_id])
  if (conflictsOf(row.expert_id, { ...row, id: row.item_id }, ties).length > 0)
    refuse('expert_conflicted', { name: tx.viewer.name ?? '', title: row.scenario_title })
}

/** The total is worked out once, with the submission. */
async function seal(tx: Writing, row: ReviewRow): Promise<Sheet> {
  const sheet = (await selectSheet(tx, row.id)) ?? blank
  const sealed = { ...sheet, total: weightedScore(rubricOf(row), [sheet.scores]) }
  await upsertSheet(tx, row.id, sealed)
  return sealed
}

function reasonAsked(state: string, action: ReviewAction): boolean {
  const rows: readonly Transition[] = machine('review').transitions
  return rows.some((each) => each.action === action && each.reason === 'required' && [each.from].flat().includes(state))
}

async function tell(deps: ReviewDeps, tx: Writing, row: ReviewRow, action: ReviewAction): Promise<void> {
  const byExpert = row.expert_id === tx.viewer.userId
  const round = { type: 'round', id: row.round_id, title: row.round_title }
  if (['refuse', 'declare_conflict'].includes(action) || (action === 'recuse' && byExpert))
    return deps.notify(tx, { to: { role: 'operator' }, kind: `review.${action}`, subject: round })
  if (action === 'return' || action === 'recuse')
    return deps.notify(tx, {
      to: { people: [row.expert_id] },
      kind: `review.${action}`,
      subject: { type: 'review', id: row.id, title: row.scenario_title },
    })
}

/** Saves the draft: one's own, while it is written and there is time. */
export function saveSheet(
  deps: ReviewDeps,
  viewer: Viewer,
  asked: { id: string; version: number | null; patch: SheetPatch },
): Promise<Review> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockAt(deps, tx, asked.id, asked.version)
    if (row.expert_id !== viewer.userId) refuse('forbidden')
    const late = isLate(row, tx.now)
    if (row.state !== 'drafting')
      refuse('action_not_allowed', { allowed: reviewActionsOf(viewer, asPlaced(row), late) })
    if (late || row.round_state !== 'scoring' || !row.item_open) refuse('scoring_closed')
    const { patch } = asked
    const faults = patch.scores ? scoreFaults(rubricOf(row), patch.scores) : []
    if (faults.length > 0) refuse('invalid_request', {}, faults)
    const before = (await selectSheet(tx, row.id)) ?? blank
    await upsertSheet(tx, row.id, {
      scores: patch.scores ?? before.scores,
      total: null,
      comment_owner: patch.commentOwner ?? before.comment_owner,
      comment_office: patch.commentOffice ?? before.comment_office,
    })
    await updateReview(tx, row.id, {})
    // What a draft says is its writer's alone: the journal knows that it was saved, not what.
    tx.record({ action: 'review.save', subject: { type: 'review', id: row.id }, changes: [] })
    return readReview(tx, await visibleReview(tx, row.id))
  })
}

/** A dissenting opinion of somebody who scored the item, while they confer. */
export function dissent(deps: ReviewDeps, viewer: Viewer, asked: { id: string; text: string }): Promise<Review> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockAt(deps, tx, asked.id, null)
    if (row.expert_id !== viewer.userId) refuse('forbidden')
    if (row.state !== 'submitted' || row.round_state !== 'consensus') refuse('action_not_allowed', { allowed: [] })
    await updateReview(tx, row.id, { dissent: asked.text, dissented_at: tx.now })
    tx.record({
      action: 'review.dissent',
      subject: { type: 'review', id: row.id },
      changes: [{ path: 'dissent', before: row.dissent, after: asked.text }],
    })
    return readReview(tx, await visibleReview(tx, row.id))
  })
}

/** 保密与廉洁承诺: signed once a round, in the version that stands today. */
export function undertake(deps: ReviewDeps, viewer: Viewer, asked: { id: string; version: string }) {
  return deps.database.write(viewer, async (tx) => {
    const row = await visibleRound(tx, asked.id)
    const member = (await membersOf(tx, row.id)).find((each) => each.expert_id === viewer.userId)
    if (!member) return refuse('forbidden')
    if (asked.version !== undertakingVersion) refuse('undertaking_outdated')
    if (['released', 'archived', 'cancelled'].includes(row.state)) refuse('action_not_allowed', { allowed: [] })
    if (member.undertaken_at === null) {
      await signUndertaking(tx, member.id, asked.version)
      tx.record({
        action: 'review.undertake',
        subject: { type: 'round_expert', id: member.id },
        changes: [
          { path: 'roundId', before: null, after: row.id },
          { path: 'undertaking', before: null, after: asked.version },
        ],
      })
    }
    return readRound(tx, await visibleRound(tx, row.id))
  })
}
