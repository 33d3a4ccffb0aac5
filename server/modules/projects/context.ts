import type { Project, ProjectReading } from '../../../contracts/projects.ts'
import type { Platform } from '../../platform/context.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { systemViewer } from '../../platform/viewer.ts'
import type { Attachable } from '../files/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import { capabilitiesOf, filesOf, followUpsOf, indicatorsOf, milestonesOf } from './parts-store.ts'
import { canSee, type Placed } from './policy.ts'
import { type Parts, presentProject, presentReading } from './present.ts'
import { findReading, readingsOf } from './readings-store.ts'
import { courseOf, turnOf } from './rules/course.ts'
import {
  findProject,
  lockProject,
  organisationsOf,
  type ProjectRecord,
  type ProjectRow,
  peopleOf,
  setCourse,
} from './store.ts'

export type ProjectDeps = Pick<Platform, 'database' | 'calendar' | 'pack' | 'newId'> & {
  readonly notify: Notify
  readonly historyOf: HistoryOf
  readonly attachable: Attachable
  /** The first running project takes its scenario into demonstration. */
  readonly startDemonstration: (tx: Writing, scenarioId: string) => Promise<void>
  /** An intent follows the project that came of it. */
  readonly followIntent: (tx: Writing, intentId: string, action: 'land') => Promise<boolean>
}

/** How many readings of an indicator come with a project in a list, and with one alone. */
const newest = { list: 12, alone: 500 } as const

/** What hangs on projects, in a number of statements that does not depend on theirs. */
export async function partsOf(reading: Reading, rows: readonly ProjectRow[], alone: boolean): Promise<Parts> {
  const ids = rows.map((row) => row.id)
  const organisations = rows.flatMap((row) => [row.owner_id, row.provider_id, ...row.provider_ids])
  const people = alone ? rows.flatMap((row) => [row.submitted_by, row.accepted_by]) : []
  return {
    milestones: await milestonesOf(reading, ids),
    indicators: await indicatorsOf(reading, ids),
    readings: await readingsOf(reading, ids, alone ? newest.alone : newest.list),
    capabilities: await capabilitiesOf(reading, ids),
    files: await filesOf(reading, ids),
    followUps: await followUpsOf(reading, ids),
    organisations: await organisationsOf(reading, organisations),
    people: await peopleOf(reading, people),
  }
}

export async function visibleProject(reading: Reading, idOrCode: string): Promise<ProjectRow> {
  const row = await findProject(reading, idOrCode)
  return row && canSee(reading.viewer, row) ? row : refuse('not_found')
}

export async function showProject(reading: Reading, idOrCode: string): Promise<Project> {
  const row = await visibleProject(reading, idOrCode)
  return presentProject(row, await partsOf(reading, [row], true), reading.viewer, nowOf(reading))
}

/** A project is read by somebody signed in, in a transaction that knows the time. */
export function nowOf(reading: Reading): string {
  if (!reading.now) throw new Error('a project is read without the time')
  return reading.now
}

/** Locked for a change by one of its two sides. Row-level security hides from the lock what the viewer may see but not change. */
export async function lockVisible(tx: Writing, idOrCode: string): Promise<ProjectRecord> {
  const { id } = await visibleProject(tx, idOrCode)
  return (await lockProject(tx, id)) ?? refuse('forbidden')
}

/** Held as it is while a reading of it is dealt with, also by somebody who may not change the project itself. */
export function holdProject({ database }: ProjectDeps, id: string): Promise<ProjectRecord> {
  return database.write(systemViewer, async (system) => (await lockProject(system, id)) ?? refuse('not_found'))
}

export async function visibleReading(reading: Reading, id: string) {
  const row = await findReading(reading, id)
  if (!row) return refuse('not_found')
  const placed: Placed = { ...row, state: row.project_state }
  return canSee(reading.viewer, placed) ? row : refuse('not_found')
}

export async function showReading(reading: Reading, id: string): Promise<ProjectReading> {
  return presentReading(await visibleReading(reading, id), reading.viewer)
}

/** Writes again what follows from milestones and readings: the inputs of the light, whose turn it is and until when. In the system's name, as it is no choice of anybody's. */
export async function refreshCourse(deps: ProjectDeps, id: string): Promise<void> {
  await deps.database.write(systemViewer, async (system) => {
    const project = await lockProject(system, id)
    if (!project) return
    const milestones = await milestonesOf(system, [id])
    const indicators = await indicatorsOf(system, [id])
    const turn = turnOf(project, milestones, { calendar: deps.calendar, timeZone: project.time_zone })
    await setCourse(system, id, { ...courseOf(milestones, indicators), ...turn })
  })
}

export function subjectOf(row: { id: string; title: string }): { type: 'project'; id: string; title: string } {
  return { type: 'project', id: row.id, title: row.title }
}

/** The organisations of one side, to be told. */
export function membersOf(project: { owner_id: string; provider_ids: readonly string[] }, side: string): string[] {
  return side === 'owner' ? [project.owner_id] : [...project.provider_ids]
}
export function otherSide(side: string): 'owner' | 'provider' {
  return side === 'owner' ? 'provider' : 'owner'
}
