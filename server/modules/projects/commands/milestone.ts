import type { z } from 'zod'
import type { Project, projectRoutes } from '../../../../contracts/projects.ts'
import { localDate } from '../../../../engines/calendar/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { type FieldFault, refuse } from '../../../platform/errors.ts'
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
import { addFile, type MilestoneRow, milestonesOf, removeEvidence, updateMilestone } from '../parts-store.ts'
import { sideOf } from '../policy.ts'
import { answerFollowUp, lockFollowUp, type ProjectRecord, updateProject } from '../store.ts'

type Words = z.output<typeof projectRoutes.milestone.body>
type Answer = z.output<typeof projectRoutes.answerFollowUp.body>

/**
 * A milestone of a running project. Whoever it is up to says that it was done, with evidence, or why it was not; its day is moved by the
 * other side, to whom it is owed, with the reason.
 */
export function changeMilestone(
  deps: ProjectDeps,
  viewer: Viewer,
  asked: { id: string; milestoneId: string; version: number | null; words: Words },
): Promise<Project> {
  const { words } = asked
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisible(tx, asked.id)
    const side = sideOf(viewer, row)
    if (!side) return refuse('forbidden')
    const milestone = (await milestonesOf(tx, [row.id])).find((each) => each.id === asked.milestoneId)
    if (!milestone) return refuse('not_found')
    if (row.version !== asked.version) refuse('stale', { version: row.version })
    if (row.state !== 'running') refuse('action_not_allowed', { allowed: [] })
    const reports = words.doneOn !== undefined || words.fileId !== undefined || words.explanation !== undefined
    if (reports && side !== milestone.responsible) refuse('forbidden')
    if (words.dueOn !== undefined && side === milestone.responsible) refuse('forbidden')
    check(row, words, localDate(new Date(tx.now), row.time_zone))
    const set = {
      ...(words.doneOn !== undefined && { done_on: words.doneOn }),
      ...(words.explanation !== undefined && { explanation: words.explanation || null }),
      ...(words.dueOn !== undefined && { due_on: words.dueOn }),
    }
    await updateMilestone(tx, milestone.id, set)
    await keepEvidence(deps, tx, { row, milestone, fileId: words.fileId })
    await updateProject(tx, row.id, {})
    const changes = Object.entries(words)
      .filter(([path]) => path !== 'reason')
      .map(([path, after]) => ({
        path: `milestones.${milestone.title}.${path}`,
        before: beforeOf(milestone, path),
        after,
      }))
    tx.record({
      action: 'project.milestone',
      subject: { type: 'project', id: row.id },
      reason: words.reason ?? null,
      changes,
    })
    await refreshCourse(deps, row.id)
    await deps.notify(tx, {
      to: { organisations: membersOf(row, otherSide(side)) },
      kind: words.dueOn ? 'project.milestone_moved' : words.doneOn ? 'project.milestone_done' : 'project.milestone',
      subject: subjectOf(row),
      params: { milestone: milestone.title, day: words.dueOn ?? words.doneOn ?? null },
    })
    return showProject(tx, row.id)
  })
}

function check(row: ProjectRecord, words: Words, today: string): void {
  const faults: FieldFault[] = []
  if (words.doneOn && words.doneOn > today) faults.push({ path: 'doneOn', code: 'in_the_future' })
  if (words.dueOn && row.starts_on && words.dueOn < row.starts_on) faults.push({ path: 'dueOn', code: 'order' })
  if (words.dueOn && !words.reason) faults.push({ path: 'reason', code: 'required' })
  if (faults.length > 0) refuse('invalid_request', {}, faults)
}

async function keepEvidence(
  deps: ProjectDeps,
  tx: Writing,
  { row, milestone, fileId }: { row: ProjectRecord; milestone: MilestoneRow; fileId: string | null | undefined },
): Promise<void> {
  if (fileId === undefined) return
  await removeEvidence(tx, milestone.id)
  if (fileId === null) return
  await deps.attachable(tx, [fileId], 'fileId')
  const file = { id: deps.newId(), project_id: row.id, file_id: fileId, milestone_id: milestone.id }
  await addFile(tx, { ...file, purpose: 'evidence' })
}

function beforeOf(milestone: MilestoneRow, path: string): unknown {
  if (path === 'doneOn') return milestone.done_on
  if (path === 'dueOn') return milestone.due_on
  return path === 'explanation' ? milestone.explanation : null
}

/** Still in use, at what scale? Each side answers for itself, once. */
export function answerAfterAcceptance(
  deps: ProjectDeps,
  viewer: Viewer,
  asked: { id: string; followUpId: string; answer: Answer },
): Promise<Project> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisible(tx, asked.id)
    const side = sideOf(viewer, row)
    if (!side) return refuse('forbidden')
    const question = await lockFollowUp(tx, row.id, asked.followUpId)
    if (!question) return refuse('not_found')
    if (question.side !== side) refuse('forbidden')
    if (question.answered_at !== null) refuse('follow_up_answered')
    if (question.asks_at > tx.now)
      refuse('follow_up_not_due', { day: localDate(new Date(question.asks_at), row.time_zone) })
    const { inUse, scale, note } = asked.answer
    await answerFollowUp(tx, question.id, { in_use: inUse, scale, note })
    tx.record({
      action: 'project.follow_up',
      subject: { type: 'project', id: row.id },
      changes: [
        { path: `followUps.${question.months}.inUse`, after: inUse },
        { path: `followUps.${question.months}.scale`, after: scale },
        { path: `followUps.${question.months}.note`, after: note },
      ],
    })
    return showProject(tx, row.id)
  })
}
