import type { RubricCriterion } from '../../../../contracts/reviews.ts'
import type { Round, RoundCreate, RoundPatch } from '../../../../contracts/rounds.ts'
import { holderOf } from '../../../../engines/lifecycle/index.ts'
import { nextCode } from '../../../platform/codes.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { type FieldFault, refuse } from '../../../platform/errors.ts'
import { isMember, type Viewer } from '../../../platform/viewer.ts'
import type { ReviewDeps } from '../context.ts'
import { inPool, joinRound, tiesOf } from '../experts-store.ts'
import { mayEditDeadline, mayEditRound, mayNameChair } from '../policy.ts'
import { placed, rubricOf } from '../present.ts'
import { lockVisibleRound, readRound, visibleRound } from '../read.ts'
import {
  deleteItems,
  inReviewOfCall,
  insertItems,
  insertRound,
  itemsOf,
  placeItems,
  type RoundRow,
  selectCall,
  selectScenarios,
  updateRound,
} from '../rounds-store.ts'
import { conflictsOf, type Judged } from '../rules/conflicts.ts'
import { rubricFaults } from '../rules/scoring.ts'
import { moveDeadline, reviewsOf } from '../store.ts'

type Given = { key: string; title: string; description: string; weight: number }

/** Criteria of a call are scored from 0 to 100. */
function taken(criteria: readonly Given[]): RubricCriterion[] {
  return criteria.map((each) => ({ ...each, max: 100, step: 1 }))
}

function sound(criteria: readonly RubricCriterion[]): void {
  const faults = rubricFaults(criteria)
  if (faults.length > 0) refuse('invalid_request', {}, faults)
}

/** A round over chosen scenarios, or over all of a call's that are in review; the rubric is given or the call's. */
export function createRound(deps: ReviewDeps, viewer: Viewer, wish: RoundCreate): Promise<Round> {
  return deps.database.write(viewer, async (tx) => {
    const call = wish.callId ? await selectCall(tx, wish.callId) : undefined
    if (wish.callId && !call) return refuse('not_found')
    const criteria = wish.criteria ?? taken((call?.criteria as unknown as Given[] | undefined) ?? [])
    if (criteria.length > 0) sound(criteria)
    if (wish.deadline && wish.deadline <= tx.now) refuse('invalid_request', {}, [fault('deadline', 'in_the_past')])
    const id = deps.newId()
    const { city } = deps.pack
    const code = await nextCode(deps.database, tx, {
      prefix: `${city.codePrefix}R`,
      digits: 2,
      timeZone: city.timezone,
    })
    await insertRound(tx, {
      id,
      code,
      title: wish.title,
      call_id: wish.callId ?? null,
      criteria,
      deadline: wish.deadline ?? null,
      required_reviews: wish.requiredReviews ?? 3,
      chair_id: null,
      holder: holderOf('round', 'planned'),
    })
    const row = await visibleRound(tx, id)
    const ids = wish.scenarioIds ?? (wish.callId ? await inReviewOfCall(tx, wish.callId) : [])
    await addItems(deps, tx, row, ids)
    if (wish.chairId) await nameChair(deps, tx, row, wish.chairId)
    tx.record({
      action: 'round.plan',
      subject: { type: 'round', id },
      state: { from: null, to: 'planned' },
      changes: [
        { path: 'code', before: null, after: code },
        { path: 'title', before: null, after: wish.title },
        { path: 'callId', before: null, after: call?.code ?? null },
        { path: 'criteria', before: null, after: criteria },
        { path: 'deadline', before: null, after: wish.deadline ?? null },
        { path: 'requiredReviews', before: null, after: wish.requiredReviews ?? 3 },
        { path: 'items', before: null, after: ids },
        { path: 'chairId', before: null, after: wish.chairId ?? null },
      ],
    })
    return readRound(tx, await visibleRound(tx, id))
  })
}

/** Before scoring everything may change; afterwards the deadline, to a later one, and who chairs. */
export function changeRound(
  deps: ReviewDeps,
  viewer: Viewer,
  asked: { id: string; version: number | null; patch: RoundPatch },
): Promise<Round> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisibleRound(tx, asked.id, asked.version)
    const { chairId, ...patch } = asked.patch
    const round = placed(row)
    const only = Object.keys(patch).every((each) => each === 'deadline')
    const allowed =
      (mayEditRound(viewer, round) || (only && (patch.deadline === undefined || mayEditDeadline(viewer, round)))) &&
      (chairId === undefined || mayNameChair(viewer, round))
    if (!allowed) refuse('action_not_allowed', { allowed: [] })
    if (patch.criteria) sound(patch.criteria)
    const call = patch.callId ? await selectCall(tx, patch.callId) : undefined
    if (patch.callId && !call) return refuse('not_found')
    if (patch.deadline !== undefined) checkDeadline(row, patch.deadline, tx.now)
    await updateRound(tx, row, {
      ...(patch.title && { title: patch.title }),
      ...(patch.callId !== undefined && { call_id: patch.callId }),
      ...(patch.criteria && { criteria: patch.criteria }),
      ...(patch.deadline !== undefined && { deadline: patch.deadline }),
      ...(patch.requiredReviews && { required_reviews: patch.requiredReviews }),
      ...(patch.deadline && row.state === 'scoring' && { due_at: patch.deadline }),
      ...(chairId === null && { chair_id: null }),
    })
    if (chairId) await nameChair(deps, tx, row, chairId)
    if (patch.deadline && row.state === 'scoring') await extend(deps, tx, row, patch.deadline)
    const before = {
      title: row.title,
      callId: row.call_id,
      criteria: rubricOf(row),
      deadline: row.deadline,
      requiredReviews: row.required_reviews,
      chairId: row.chair_id,
    }
    tx.record({
      action: 'round.change',
      subject: { type: 'round', id: row.id },
      changes: Object.entries(asked.patch)
        .map(([path, after]) => ({ path, before: before[path as keyof typeof before], after }))
        .filter((each) => JSON.stringify(each.before) !== JSON.stringify(each.after)),
    })
    return readRound(tx, await visibleRound(tx, row.id))
  })
}

function checkDeadline(row: RoundRow, deadline: string | null, now: string): void {
  if (row.state !== 'scoring') {
    if (deadline !== null && deadline <= now) refuse('invalid_request', {}, [fault('deadline', 'in_the_past')])
    return
  }
  if (deadline === null) refuse('invalid_request', {}, [fault('deadline', 'required')])
  const than = row.deadline !== null && row.deadline > now ? row.deadline : now
  if (deadline !== null && deadline <= than)
    refuse('invalid_request', {}, [{ path: 'deadline', code: 'not_later', params: { than } }])
}

/** More time for whoever is not done; each hears of it. */
async function extend(deps: ReviewDeps, tx: Writing, row: RoundRow, deadline: string): Promise<void> {
  await moveDeadline(tx, row.id, deadline)
  const people = (await reviewsOf(tx, row.id)).filter((each) => each.holder !== null).map((each) => each.expert_id)
  await deps.notify(tx, {
    to: { people: [...new Set(people)] },
    kind: 'round_extended',
    subject: { type: 'round', id: row.id, title: row.title },
    params: { deadline },
  })
}

/** The chair is an expert of the pool whom nothing ties to an owner; he joins the round and signs like everybody. */
async function nameChair(deps: ReviewDeps, tx: Writing, row: RoundRow, chairId: string): Promise<void> {
  const name = (await inPool(tx, [chairId])).get(chairId)
  if (name === undefined) return refuse('invalid_request', {}, [fault('chairId', 'unknown_expert')])
  const items = await itemsOf(tx, row.id)
  const ties = await tiesOf(
    tx,
    [chairId],
    items.map((each) => each.owner_id),
  )
  refuseConflicts(name, chairId, items, ties)
  await joinRound(tx, [{ id: deps.newId(), round_id: row.id, expert_id: chairId }])
  await updateRound(tx, row, { chair_id: chairId })
  if (row.chair_id === chairId) return
  await deps.notify(tx, {
    to: { people: [chairId] },
    kind: 'round_chair',
    subject: { type: 'round', id: row.id, title: row.title },
  })
}

/** Refuses the first item that somebody may not judge. */
export function refuseConflicts(
  name: string,
  expertId: string,
  items: readonly (Judged & { title: string })[],
  ties: Parameters<typeof conflictsOf>[2],
): void {
  const conflicted = items.find((item) => conflictsOf(expertId, item, ties).length > 0)
  if (conflicted) refuse('expert_conflicted', { name, title: conflicted.title })
}

/** Chooses the scenarios anew: what leaves may not have been given to experts yet. */
export function setItems(
  deps: ReviewDeps,
  viewer: Viewer,
  asked: { id: string; version: number | null; scenarioIds: readonly string[] },
): Promise<Round> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisibleRound(tx, asked.id, asked.version)
    if (!mayEditRound(viewer, placed(row))) refuse('action_not_allowed', { allowed: [] })
    const wanted = [...new Set(asked.scenarioIds)]
    const before = await itemsOf(tx, row.id)
    const gone = before.filter((item) => !wanted.includes(item.scenario_id))
    if (gone.some((item) => (item.assigned ?? 0) + (item.lost ?? 0) > 0)) refuse('action_not_allowed', { allowed: [] })
    await deleteItems(
      tx,
      gone.map((each) => each.id),
    )
    const kept = new Set(before.map((each) => each.scenario_id))
    await addItems(
      deps,
      tx,
      row,
      wanted.filter((each) => !kept.has(each)),
    )
    const now = new Map((await itemsOf(tx, row.id)).map((each) => [each.scenario_id, each.id]))
    await placeItems(
      tx,
      wanted.flatMap((each) => now.get(each) ?? []),
    )
    await updateRound(tx, row, {})
    tx.record({
      action: 'round.choose',
      subject: { type: 'round', id: row.id },
      changes: [{ path: 'items', before: before.map((each) => each.scenario_id), after: wanted }],
    })
    return readRound(tx, await visibleRound(tx, row.id))
  })
}

/** Scenarios in review, of owners the operator does not belong to, that no other open round has. */
async function addItems(deps: ReviewDeps, tx: Writing, row: RoundRow, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const found = new Map((await selectScenarios(tx, ids)).map((each) => [each.id as string, each]))
  const scenarios = ids.map((id) => found.get(id) ?? refuse('not_found'))
  const unready = scenarios.find((each) => each.state !== 'in_review')
  if (unready) refuse('scenario_not_in_review', { title: unready.title })
  if (scenarios.some((each) => isMember(tx.viewer, each.owner_id))) refuse('second_person_required')
  const start = row.items
  const inserted = await insertItems(
    tx,
    scenarios.map((each, index) => ({
      id: deps.newId(),
      round_id: row.id,
      scenario_id: each.id as string,
      position: start + index + 1,
      code: each.code,
      title: each.title ?? '',
      owner_id: each.owner_id as string,
      owner_district: each.owner_district,
      submitted_by: each.submitted_by,
      content: each.content ?? 1,
      synthetic: each.synthetic ?? false,
    })),
  )
  const taken = scenarios.find((each) => !inserted.has(each.id as string))
  if (taken) refuse('scenario_in_round', { title: taken.title })
}

function fault(path: string, code: FieldFault['code']): FieldFault {
  return { path, code }
}
