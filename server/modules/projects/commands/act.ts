import type { z } from 'zod'
import type { Project, ProjectAction, projectRoutes, Side } from '../../../../contracts/projects.ts'
import { can, guardLabel, machine, type StateOf, type Transition } from '../../../../engines/lifecycle/index.ts'
import { dueAt } from '../../../platform/context.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import {
  lockVisible,
  membersOf,
  otherSide,
  type ProjectDeps,
  refreshCourse,
  showProject,
  subjectOf,
} from '../context.ts'
import { addFile, agreeToIndicators, type IndicatorRow, indicatorsOf, milestonesOf } from '../parts-store.ts'
import { actionsOf, agreementStands, partiesOf, sideOf } from '../policy.ts'
import { lackingForAcceptance, lackingForStart } from '../rules/plan.ts'
import {
  findProject,
  holdAgreement,
  insertFollowUps,
  type ProjectRecord,
  providersOf,
  updateProject,
} from '../store.ts'

type Words = z.output<typeof projectRoutes.act.body>
type State = StateOf<'project'>
export type Asked = { id: string; action: ProjectAction; version: number | null; words: Words }

/** Agree to the indicators, or move the project on: the other side is told, with the reason. */
export function actOnProject(deps: ProjectDeps, viewer: Viewer, asked: Asked): Promise<Project> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisible(tx, asked.id)
    const side = sideOf(viewer, row)
    if (!side) return refuse('forbidden')
    if (row.version !== asked.version) refuse('stale', { version: row.version })
    const indicators = await indicatorsOf(tx, [row.id])
    if (asked.action === 'agree') await agree(deps, tx, { row, side, indicators })
    else await move(deps, tx, { row, side, indicators, action: asked.action, words: asked.words })
    return showProject(tx, row.id)
  })
}

type Scene = { row: ProjectRecord; side: Side; indicators: readonly IndicatorRow[] }

/** One side's word on every indicator as it stands now. Nobody gives both sides' word. */
async function agree(deps: ProjectDeps, tx: Writing, { row, side, indicators }: Scene): Promise<void> {
  const open = indicators.filter((each) => each[`agreed_by_${side}_at`] === null)
  if (row.state !== 'planned' || open.length === 0) {
    const seen = await findProject(tx, row.id)
    return refuse('action_not_allowed', { allowed: seen ? actionsOf(tx.viewer, seen, indicators) : [] })
  }
  if (indicators.some((each) => each[`agreed_by_${otherSide(side)}`] === tx.viewer.userId))
    refuse('other_person_required')
  await agreeToIndicators(tx, row.id, side)
  await updateProject(tx, row.id, {})
  tx.record({
    action: 'project.agree',
    subject: { type: 'project', id: row.id },
    changes: open.map((each) => ({
      path: `indicators.${each.name}.agreedBy${side === 'owner' ? 'Owner' : 'Provider'}At`,
      before: null,
      after: tx.now,
    })),
  })
  await tell(deps, tx, row, side, 'project.agree')
}

async function move(
  deps: ProjectDeps,
  tx: Writing,
  scene: Scene & { action: Exclude<ProjectAction, 'agree'>; words: Words },
): Promise<void> {
  const { row, side, action, words } = scene
  const to = await decide(tx, scene)
  const reason = reasonOf(action, words)
  if (action === 'accept' && row.submitted_by === tx.viewer.userId) refuse('other_person_required')
  const set = await effectsOf(deps, tx, scene)
  await updateProject(tx, row.id, { ...set, state: to, state_since: tx.now, state_reason: reason })
  tx.record({
    action: `project.${action}`,
    subject: { type: 'project', id: row.id },
    reason,
    changes: [
      { path: 'state', before: row.state, after: to },
      ...(words.summary ? [{ path: 'acceptance.summary', after: words.summary }] : []),
      ...(words.opinion ? [{ path: 'acceptance.opinion', after: words.opinion }] : []),
      ...(words.fileId ? [{ path: 'acceptance.fileId', after: words.fileId }] : []),
    ],
    state: { from: row.state, to },
  })
  await refreshCourse(deps, row.id)
  if (action === 'start') await deps.startDemonstration(tx, row.scenario_id)
  if (action === 'accept') await land(deps, tx, row)
  await tell(deps, tx, row, side, `project.${action}`, reason)
}

/** Asks the lifecycle, with what the project and its agreement are now; what is missing is named field by field. */
async function decide(tx: Writing, { row, indicators, action }: Parameters<typeof move>[2]): Promise<State> {
  const milestones = await milestonesOf(tx, [row.id])
  const standing = { starts_on: row.starts_on, ends_on: row.ends_on, milestones, indicators }
  const lacking =
    action === 'start'
      ? lackingForStart(standing)
      : action === 'submit_acceptance'
        ? lackingForAcceptance(standing)
        : []
  const agreement = action === 'start' ? await holdAgreement(tx, row.agreement_id) : null
  const verdict = can(
    'project',
    action,
    { state: row.state as State },
    {
      parties: partiesOf(tx.viewer, row),
      guards: {
        agreement_in_force: agreementStands.includes(agreement),
        plan_agreed: lacking.length === 0,
        nothing_missing: lacking.length === 0,
      },
    },
  )
  if (verdict.ok) return verdict.to
  if (verdict.code !== 'guard_failed') {
    if (verdict.code === 'not_your_role') refuse('forbidden')
    const seen = await findProject(tx, row.id)
    return refuse('action_not_allowed', { allowed: seen ? actionsOf(tx.viewer, seen, indicators) : [] })
  }
  if (lacking.length > 0 && verdict.guard !== 'agreement_in_force') {
    return refuse(
      'incomplete',
      {},
      lacking.map((path) => ({ path, code: 'required' })),
    )
  }
  return refuse('guard_failed', { guard: guardLabel(verdict.guard)[tx.viewer.locale], key: verdict.guard })
}

function reasonOf(action: ProjectAction, words: Words): string | null {
  const transition = (machine('project').transitions as readonly Transition[]).find((each) => each.action === action)
  if (transition?.reason && !words.reason) refuse('invalid_request', {}, [{ path: 'reason', code: 'required' }])
  return words.reason || null
}

/** What a move leaves on the project besides its state: both sides' confirmations of the acceptance, each with its minutes. */
async function effectsOf(
  deps: ProjectDeps,
  tx: Writing,
  { row, action, words }: Parameters<typeof move>[2],
): Promise<Parameters<typeof updateProject>[2]> {
  if (action === 'start') return { started_at: tx.now }
  if (action === 'submit_acceptance') {
    const summary = await spoken(deps, tx, row, words, 'summary', 'report')
    return { submitted_at: tx.now, submitted_by: tx.viewer.userId, submitted_summary: summary }
  }
  if (action === 'accept') {
    const opinion = await spoken(deps, tx, row, words, 'opinion', 'minutes')
    return { accepted_at: tx.now, accepted_by: tx.viewer.userId, accepted_opinion: opinion }
  }
  return {}
}

async function spoken(
  deps: ProjectDeps,
  tx: Writing,
  row: ProjectRecord,
  words: Words,
  field: 'summary' | 'opinion',
  purpose: 'report' | 'minutes',
): Promise<string> {
  const text = words[field]
  const faults = [...(text ? [] : [field]), ...(words.fileId ? [] : ['fileId'])]
  if (!text || !words.fileId) {
    return refuse(
      'invalid_request',
      {},
      faults.map((path) => ({ path, code: 'required' })),
    )
  }
  await deps.attachable(tx, [words.fileId], 'fileId')
  await addFile(tx, { id: deps.newId(), project_id: row.id, file_id: words.fileId, purpose })
  return text
}

/** Accepted: the intents it came from have landed, and both sides will be asked after 12 and 24 months. */
async function land(deps: ProjectDeps, tx: Writing, row: ProjectRecord): Promise<void> {
  for (const { intent_id } of await providersOf(tx, row.agreement_id)) {
    if (intent_id) await deps.followIntent(tx, intent_id, 'land')
  }
  const asks = ([12, 24] as const).flatMap((months) => {
    const asks_at = monthsOn(tx.now, months)
    const due_at = dueAt(deps, asks_at, 10) as string
    return (['owner', 'provider'] as const).map((side) => ({
      id: deps.newId(),
      project_id: row.id,
      months,
      side,
      asks_at,
      due_at,
    }))
  })
  await insertFollowUps(tx, asks)
}

function monthsOn(instant: string, months: number): string {
  const day = new Date(instant)
  day.setUTCMonth(day.getUTCMonth() + months)
  return day.toISOString()
}

function tell(deps: ProjectDeps, tx: Writing, row: ProjectRecord, by: Side, kind: string, reason?: string | null) {
  return deps.notify(tx, {
    to: { organisations: membersOf(row, otherSide(by)) },
    kind,
    subject: subjectOf(row),
    params: { reason: reason ?? null },
  })
}
