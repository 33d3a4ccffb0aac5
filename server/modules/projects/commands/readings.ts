import type { z } from 'zod'
import type {
  ProjectReading,
  ReadingAction,
  readingCreate,
  readingRoutes,
  Side,
} from '../../../../contracts/projects.ts'
import { localDate } from '../../../../engines/calendar/index.ts'
import { can, dueDaysOf, type StateOf } from '../../../../engines/lifecycle/index.ts'
import { dueAt } from '../../../platform/context.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { type FieldFault, refuse } from '../../../platform/errors.ts'
import { hasRole, isMember, type Viewer } from '../../../platform/viewer.ts'
import {
  holdProject,
  membersOf,
  otherSide,
  type ProjectDeps,
  refreshCourse,
  showReading,
  visibleProject,
  visibleReading,
} from '../context.ts'
import { addFile } from '../parts-store.ts'
import { readingActionsOf, readingPartiesOf, sideOf, takesReadings } from '../policy.ts'
import {
  findIndicator,
  insertReading,
  lockReading,
  type NewReading,
  type ReadingRecord,
  type ReadingRow,
  updateReading,
} from '../readings-store.ts'
import { firstDay } from '../rules/course.ts'
import type { ProjectRecord } from '../store.ts'

type Create = z.output<typeof readingCreate>
type Words = z.output<typeof readingRoutes.act.body>

/** What one side measured; the other has ten working days to confirm or dispute it. */
export function reportReading(deps: ProjectDeps, viewer: Viewer, wish: Create): Promise<ProjectReading> {
  return deps.database.write(viewer, async (tx) => {
    const indicator = await findIndicator(tx, wish.indicatorId)
    if (!indicator) return refuse('not_found')
    await visibleProject(tx, indicator.project_id)
    const project = await holdProject(deps, indicator.project_id)
    const acting = actingFor(viewer, project, wish.organisationId)
    if (!takesReadings.includes(project.state)) refuse('project_not_running')
    const day = localDate(new Date(wish.at), project.time_zone)
    const first = firstDay(project, project.time_zone)
    const faults: FieldFault[] = []
    if (wish.unit !== undefined && wish.unit !== indicator.unit)
      faults.push({ path: 'unit', code: 'wrong_unit', params: { unit: indicator.unit } })
    if (wish.at > tx.now) faults.push({ path: 'at', code: 'after_now' })
    else if (first !== null && day < first) faults.push({ path: 'at', code: 'before_project', params: { day: first } })
    if (faults.length > 0) refuse('invalid_request', {}, faults)
    const row = {
      id: deps.newId(),
      indicator_id: indicator.id,
      project_id: project.id,
      value: wish.value,
      at: wish.at,
      day,
      side: acting.side,
      reported_for: acting.organisationId,
      note: wish.note || null,
      corrects_id: null,
    }
    await put(deps, tx, { project, indicator, row, fileId: wish.fileId, action: 'report' })
    return showReading(tx, row.id)
  })
}

/** Stores a new reading that waits for the other side, and tells it. */
async function put(
  deps: ProjectDeps,
  tx: Writing,
  of: {
    project: ProjectRecord
    indicator: { name: string; unit: string }
    row: Omit<NewReading, 'holder' | 'due_at'>
    fileId: string | null | undefined
    action: 'report' | 'replace'
  },
): Promise<void> {
  const { project, indicator, row } = of
  const holder = otherSide(row.side)
  const due_at = dueAt(deps, tx.now, dueDaysOf('reading', 'reported'))
  if (of.fileId) await deps.attachable(tx, [of.fileId], 'fileId')
  if (!(await insertReading(tx, { ...row, holder, due_at }))) refuse('reading_doubled', { day: row.day })
  if (of.fileId)
    await addFile(tx, {
      id: deps.newId(),
      project_id: project.id,
      file_id: of.fileId,
      purpose: 'reading',
      reading_id: row.id,
    })
  tx.record({
    action: `reading.${of.action}`,
    subject: { type: 'reading', id: row.id },
    changes: [
      { path: 'indicator', after: indicator.name },
      { path: 'value', after: row.value },
      { path: 'unit', after: indicator.unit },
      { path: 'at', after: row.at },
      { path: 'reportedFor', after: row.reported_for },
      ...(row.corrects_id ? [{ path: 'corrects', after: row.corrects_id }] : []),
    ],
    state: { from: null, to: 'reported' },
  })
  await deps.notify(tx, {
    to: { organisations: membersOf(project, holder) },
    kind: 'reading.report',
    subject: { type: 'reading', id: row.id, title: `${indicator.name} · ${project.title}` },
    params: { value: row.value, unit: indicator.unit, day: row.day },
  })
}

/** The side and the organisation somebody reports for. */
function actingFor(
  viewer: Viewer,
  project: ProjectRecord,
  wanted: string | undefined,
): { side: Side; organisationId: string } {
  if (wanted !== undefined && !isMember(viewer, wanted)) refuse('forbidden')
  const side = sideOf(wanted === undefined ? viewer : { ...viewer, organisationId: wanted }, project)
  const own = membersOf(project, side ?? 'owner')
  const organisationId =
    wanted !== undefined && own.includes(wanted) ? wanted : own.find((each) => isMember(viewer, each))
  if (!side || !organisationId || (wanted !== undefined && organisationId !== wanted)) return refuse('forbidden')
  return { side, organisationId }
}

export type Asked = { id: string; action: ReadingAction; version: number | null; words: Words }

/** Confirm, dispute, correct, uphold. Correcting answers with the reading that takes the place of the corrected one. */
export function actOnReading(deps: ProjectDeps, viewer: Viewer, asked: Asked): Promise<ProjectReading> {
  const { action, words } = asked
  return deps.database.write(viewer, async (tx) => {
    const seen = await visibleReading(tx, asked.id)
    const project = await holdProject(deps, seen.project_id)
    const row = await lockReading(tx, asked.id)
    if (!row) return refuse('forbidden')
    if (row.version !== asked.version) refuse('stale', { version: row.version })
    const to = decide(viewer, row, project, action)
    if (action !== 'confirm' && !words.reason) refuse('invalid_request', {}, [{ path: 'reason', code: 'required' }])
    if (action === 'correct' && words.value === undefined)
      refuse('invalid_request', {}, [{ path: 'value', code: 'required' }])
    const reason = words.reason || null
    const disputed = to === 'disputed'
    await updateReading(tx, row.id, {
      state: to,
      state_since: tx.now,
      reason: reason ?? row.reason,
      holder: disputed ? row.side : null,
      due_at: disputed ? dueAt(deps, tx.now, dueDaysOf('reading', to)) : null,
      escalated_at: null,
      ...(!disputed && {
        settled_by: viewer.userId,
        settled_at: tx.now,
        settled_for: hasRole(viewer, 'operator') && action === 'uphold' ? null : organisationOf(viewer, project),
      }),
    })
    tx.record({
      action: `reading.${action}`,
      subject: { type: 'reading', id: row.id },
      reason,
      changes: [{ path: 'state', before: row.state, after: to }],
      state: { from: row.state, to },
    })
    if (action === 'correct') return replace(deps, tx, { seen, row, project, words })
    await refreshCourse(deps, project.id)
    await tell(deps, tx, { seen, project, action, reason })
    return showReading(tx, row.id)
  })
}

function organisationOf(viewer: Viewer, project: ProjectRecord): string | null {
  const side = sideOf(viewer, project)
  if (!side) return null
  const own = membersOf(project, side)
  if (viewer.organisationId && own.includes(viewer.organisationId)) return viewer.organisationId
  return own.find((each) => isMember(viewer, each)) ?? null
}

function decide(viewer: Viewer, row: ReadingRecord, project: ProjectRecord, action: ReadingAction): StateOf<'reading'> {
  const placed = { side: row.side, state: row.state, project }
  const parties = readingPartiesOf(viewer, placed)
  const verdict = can('reading', action, { state: row.state as StateOf<'reading'> }, { parties })
  if (!verdict.ok && verdict.code === 'not_your_role') {
    const own = parties.includes('reporting_side') && (action === 'confirm' || action === 'dispute')
    return refuse(own ? 'other_side_required' : 'forbidden')
  }
  if (verdict.ok) return verdict.to
  return refuse('action_not_allowed', { allowed: readingActionsOf(viewer, placed) })
}

/** The corrected reading makes room for the new one of the same day, which waits for confirmation again. */
async function replace(
  deps: ProjectDeps,
  tx: Writing,
  { seen, row, project, words }: { seen: ReadingRow; row: ReadingRecord; project: ProjectRecord; words: Words },
): Promise<ProjectReading> {
  const next = {
    id: deps.newId(),
    indicator_id: row.indicator_id,
    project_id: row.project_id,
    value: words.value as number,
    at: row.at,
    day: row.day,
    side: row.side,
    reported_for: organisationOf(tx.viewer, project) ?? row.reported_for,
    note: words.note || null,
    corrects_id: row.id,
  }
  const fileId = words.fileId === undefined ? seen.file_id : words.fileId
  await put(deps, tx, { project, indicator: seen, row: next, fileId, action: 'replace' })
  return showReading(tx, next.id)
}

/** The side that did not act hears of it; both, where an operator decided. */
function tell(
  deps: ProjectDeps,
  tx: Writing,
  told: { seen: ReadingRow; project: ProjectRecord; action: ReadingAction; reason: string | null },
): Promise<void> {
  const { seen, project, action, reason } = told
  const sides = action === 'uphold' ? ['owner', 'provider'] : [seen.side]
  return deps.notify(tx, {
    to: { organisations: sides.flatMap((side) => membersOf(project, side)) },
    kind: `reading.${action}`,
    subject: { type: 'reading', id: seen.id, title: `${seen.name} · ${seen.title}` },
    params: { reason },
  })
}
