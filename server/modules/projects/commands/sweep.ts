import type { Writing } from '../../../platform/database/index.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import { membersOf, type ProjectDeps, subjectOf } from '../context.ts'
import { findIndicator, takeFollowUps, takeOverdue, takeUnanswered } from '../readings-store.ts'
import { lockProject, type ProjectRecord } from '../store.ts'

const batch = 200

/**
 * What the clock brings to projects: whoever runs the programme hears of readings nobody dealt with in time, both sides of milestones whose
 * day has passed, and each side of the question whether what was accepted is still in use. Each once, on however many servers this runs.
 */
export async function sweepProjects(
  deps: ProjectDeps,
): Promise<Record<'readings' | 'milestones' | 'followUps', number>> {
  const run = async (step: (tx: Writing) => Promise<number>) => {
    let done = 0
    for (;;) {
      const count = await deps.database.write(systemViewer, step)
      done += count
      if (count < batch) return done
    }
  }
  return {
    readings: await run((tx) => escalateReadings(deps, tx)),
    milestones: await run((tx) => tellOfMilestones(deps, tx)),
    followUps: await run((tx) => askAfterAcceptance(deps, tx)),
  }
}

async function escalateReadings(deps: ProjectDeps, tx: Writing): Promise<number> {
  const due = await takeUnanswered(tx, batch)
  for (const reading of due) {
    const project = (await lockProject(tx, reading.project_id)) as ProjectRecord
    const indicator = await findIndicator(tx, reading.indicator_id)
    tx.record({ action: 'reading.escalate', subject: { type: 'reading', id: reading.id }, changes: [] })
    await tellOffices(deps, tx, project, {
      kind: 'reading.overdue',
      subject: { type: 'reading', id: reading.id, title: `${indicator?.name ?? ''} · ${project.title}` },
      organisations: membersOf(project, reading.holder ?? 'owner'),
    })
  }
  return due.length
}

async function tellOfMilestones(deps: ProjectDeps, tx: Writing): Promise<number> {
  const due = await takeOverdue(tx, batch)
  for (const project of due) {
    tx.record({ action: 'project.escalate', subject: { type: 'project', id: project.id }, changes: [] })
    await tellOffices(deps, tx, project, {
      kind: 'project.overdue',
      subject: subjectOf(project),
      organisations: [project.owner_id, ...project.provider_ids],
    })
  }
  return due.length
}

async function askAfterAcceptance(deps: ProjectDeps, tx: Writing): Promise<number> {
  const due = await takeFollowUps(tx, batch)
  for (const question of due) {
    const project = (await lockProject(tx, question.project_id)) as ProjectRecord
    await deps.notify(tx, {
      to: { organisations: membersOf(project, question.side) },
      kind: 'project.follow_up',
      subject: subjectOf(project),
      params: { months: question.months },
    })
  }
  return due.length
}

async function tellOffices(
  deps: ProjectDeps,
  tx: Writing,
  project: ProjectRecord,
  news: { kind: string; subject: { type: string; id: string; title: string }; organisations: string[] },
): Promise<void> {
  const { organisations, ...message } = news
  await deps.notify(tx, { ...message, to: { organisations, role: 'operator' } })
  if (project.owner_district === null) return
  await deps.notify(tx, { ...message, to: { role: 'district_operator', district: project.owner_district } })
}
