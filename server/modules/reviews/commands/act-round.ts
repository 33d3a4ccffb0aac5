import type { Round, RoundAction } from '../../../../contracts/rounds.ts'
import { can, guardLabel, holderOf, type Verdicts } from '../../../../engines/lifecycle/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { type FieldFault, refuse } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { ReviewDeps } from '../context.ts'
import { membersOf } from '../experts-store.ts'
import { type RoundState, roundActionsOf, roundParties } from '../policy.ts'
import { placed, rubricOf } from '../present.ts'
import { isLate, lockVisibleRound, readRound, visibleRound } from '../read.ts'
import { closeItems, type ItemRow, itemsOf, type RoundRow, updateRound } from '../rounds-store.ts'
import { rubricFaults } from '../rules/scoring.ts'
import { stillJudged } from '../rules/standing.ts'
import { moveDeadline, reviewsOf } from '../store.ts'
import { release } from './release.ts'

/** Takes a round on: seen, at the version the caller knows, allowed, nothing in the way; then what follows from it. */
export function actOnRound(
  deps: ReviewDeps,
  viewer: Viewer,
  asked: { id: string; action: RoundAction; version: number | null; reason: string | null },
): Promise<Round> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisibleRound(tx, asked.id, asked.version)
    const { action, reason } = asked
    const items = await itemsOf(tx, row.id)
    const to = await decide(tx, row, items, action)
    if (action === 'cancel' && !reason) refuse('invalid_request', {}, [{ path: 'reason', code: 'required' }])
    const changes = action === 'release' ? await release(deps, tx, row, items) : []
    await updateRound(tx, row, {
      state: to,
      state_since: tx.now,
      state_reason: reason,
      holder: holderOf('round', to),
      due_at: to === 'scoring' ? row.deadline : null,
      ...(to === 'released' && { released_at: tx.now }),
    })
    if (to === 'scoring') await moveDeadline(tx, row.id, row.deadline as string)
    if (to === 'cancelled') await closeItems(tx, row.id)
    tx.record({
      action: `round.${action}`,
      subject: { type: 'round', id: row.id },
      reason,
      changes: [{ path: 'state', before: row.state, after: to }, ...changes],
      state: { from: row.state, to },
    })
    await tell(deps, tx, row, action)
    return readRound(tx, await visibleRound(tx, row.id))
  })
}

async function decide(tx: Writing, row: RoundRow, items: readonly ItemRow[], action: RoundAction): Promise<RoundState> {
  const { viewer } = tx
  const judged = await judge(tx, row, items, action)
  const verdict = can(
    'round',
    action,
    { state: row.state as RoundState },
    { parties: roundParties(viewer, placed(row)), guards: judged.guards },
  )
  if (verdict.ok) return verdict.to
  if (verdict.code === 'guard_failed') {
    if (verdict.guard === 'nothing_missing') return refuse('incomplete', {}, judged.missing)
    const guard = guardLabel(verdict.guard)[viewer.locale]
    return refuse('guard_failed', { guard, key: verdict.guard, items: judged.items })
  }
  if (verdict.code === 'not_your_role') return refuse('forbidden')
  return refuse('action_not_allowed', { allowed: roundActionsOf(viewer, placed(row)) })
}

/** The verdicts on what must stand before a step, with the fields or items that are wanting. */
async function judge(
  tx: Writing,
  row: RoundRow,
  items: readonly ItemRow[],
  action: RoundAction,
): Promise<{ guards: Verdicts; missing: FieldFault[]; items: string[] }> {
  const waiting = stillJudged(items)
  const missing: FieldFault[] = []
  let wanting: ItemRow[] = []
  const guards: { -readonly [K in keyof Verdicts]: Verdicts[K] } = {}
  if (action === 'assign' || action === 'start_scoring') {
    if (waiting.length === 0) missing.push({ path: 'items', code: 'required' })
    if (rubricOf(row).length === 0) missing.push({ path: 'criteria', code: 'required' })
    else missing.push(...rubricFaults(rubricOf(row)))
    if (action === 'start_scoring' && row.deadline === null) missing.push({ path: 'deadline', code: 'required' })
    if (action === 'start_scoring' && row.deadline !== null && isLate(row, tx.now))
      missing.push({ path: 'deadline', code: 'in_the_past' })
    if (action === 'start_scoring' && row.chair_id === null) missing.push({ path: 'chairId', code: 'required' })
    guards.nothing_missing = missing.length === 0
  }
  if (action === 'start_scoring') {
    wanting = waiting.filter((each) => (each.assigned ?? 0) < row.required_reviews)
    guards.assignment_complete = wanting.length === 0
  }
  if (action === 'start_consensus') {
    const open = (await reviewsOf(tx, row.id)).filter((each) => each.holder !== null)
    guards.scoring_over = open.length === 0 || isLate(row, tx.now)
    wanting = waiting.filter((item) => open.some((each) => each.item_id === item.id))
  }
  if (action === 'start_deciding') {
    wanting = waiting.filter((each) => (each.submitted ?? 0) >= row.required_reviews && each.recommended === null)
    guards.recommendations_complete = wanting.length === 0
  }
  if (action === 'release') {
    wanting = waiting.filter((each) => each.decided === null)
    guards.decisions_complete = wanting.length === 0
  }
  return { guards, missing, items: wanting.map((each) => each.title) }
}

/** Experts hear when their work begins and ends, the chair when they confer, the office when it is to decide. */
async function tell(deps: ReviewDeps, tx: Writing, row: RoundRow, action: RoundAction): Promise<void> {
  const subject = { type: 'round', id: row.id, title: row.title }
  if (action === 'start_deciding')
    return deps.notify(tx, { to: { role: 'operator' }, kind: 'round.start_deciding', subject })
  if (!['start_scoring', 'start_consensus', 'cancel'].includes(action)) return
  const left = new Set(['refused', 'conflicted', 'recused'])
  const staying = (await reviewsOf(tx, row.id)).filter((each) => !left.has(each.state)).map((each) => each.expert_id)
  const people = action === 'cancel' ? (await membersOf(tx, row.id)).map((each) => each.expert_id) : staying
  await deps.notify(tx, {
    to: { people: [...new Set([...people, ...(row.chair_id ? [row.chair_id] : [])])] },
    kind: `round.${action}`,
    subject,
  })
}
