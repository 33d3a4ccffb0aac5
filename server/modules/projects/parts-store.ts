import { type Selectable, sql } from 'kysely'
import type { DB, Reading, Writing } from '../../platform/database/index.ts'
import { progressOf } from './rules/course.ts'

/** What hangs on projects: milestones, indicators with the newest reading that stands, capabilities, files, follow-ups. */

export type MilestoneRow = Selectable<DB['milestones']>
export type IndicatorRow = Awaited<ReturnType<typeof indicatorsOf>>[number]

export function milestonesOf({ sql: db }: Reading, projectIds: readonly string[]): Promise<MilestoneRow[]> {
  if (projectIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('milestones')
    .selectAll()
    .where('project_id', 'in', projectIds)
    .orderBy('project_id')
    .orderBy('position')
    .execute()
}

export const standing = ['confirmed', 'upheld']

/** With the value measured last among those that stand, and how far it has gone. */
export async function indicatorsOf({ sql: db }: Reading, projectIds: readonly string[]) {
  if (projectIds.length === 0) return []
  const rows = await db
    .selectFrom('indicators as i')
    .selectAll('i')
    .select((eb) =>
      eb
        .selectFrom('readings as r')
        .select('r.value')
        .whereRef('r.indicator_id', '=', 'i.id')
        .where('r.state', 'in', standing)
        .orderBy('r.at', 'desc')
        .orderBy('r.id', 'desc')
        .limit(1)
        .as('latest'),
    )
    .where('i.project_id', 'in', projectIds)
    .orderBy('i.project_id')
    .orderBy('i.position')
    .execute()
  return rows.map((row) => ({ ...row, progress: row.latest === null ? null : progressOf(row, row.latest) }))
}

export async function capabilitiesOf({ sql: db }: Reading, projectIds: readonly string[]) {
  if (projectIds.length === 0) return []
  return db
    .selectFrom('project_capabilities as c')
    .leftJoin('capability_names as n', 'n.id', 'c.capability_id')
    .select(['c.project_id', 'c.capability_id', 'n.title'])
    .where('c.project_id', 'in', projectIds)
    .orderBy('c.capability_id')
    .execute()
}

export async function filesOf({ sql: db }: Reading, projectIds: readonly string[]) {
  if (projectIds.length === 0) return []
  return db
    .selectFrom('project_files as f')
    .innerJoin('file_facts as x', 'x.id', 'f.file_id')
    .select([
      'f.project_id',
      'f.purpose',
      'f.milestone_id',
      'f.reading_id',
      'x.id',
      'x.name',
      'x.media_type',
      'x.bytes',
      'x.sha256',
      'x.uploaded_at',
    ])
    .where('f.project_id', 'in', projectIds)
    .where('f.purpose', '<>', 'reading')
    .orderBy('f.added_at', 'desc')
    .orderBy('f.id', 'desc')
    .execute()
}

export function followUpsOf({ sql: db }: Reading, projectIds: readonly string[]) {
  if (projectIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('project_follow_ups')
    .selectAll()
    .where('project_id', 'in', projectIds)
    .orderBy('asks_at')
    .orderBy('side')
    .execute()
}

export type MilestoneInput = Pick<MilestoneRow, 'id' | 'title' | 'due_on' | 'responsible'>

/** The whole list as it now is: those that are left out go, those that stay keep what was said of them. */
export async function replaceMilestones(
  { sql: db }: Writing,
  projectId: string,
  rows: readonly MilestoneInput[],
): Promise<void> {
  const kept = rows.map((row) => row.id)
  await db
    .deleteFrom('milestones')
    .where('project_id', '=', projectId)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute()
  if (rows.length === 0) return
  await db
    .insertInto('milestones')
    .values(rows.map((row, position) => ({ ...row, project_id: projectId, position })))
    .onConflict((on) =>
      on.column('id').doUpdateSet((eb) => ({
        title: eb.ref('excluded.title'),
        due_on: eb.ref('excluded.due_on'),
        responsible: eb.ref('excluded.responsible'),
        position: eb.ref('excluded.position'),
      })),
    )
    .execute()
}

export async function updateMilestone(
  { sql: db }: Writing,
  id: string,
  set: Partial<Pick<MilestoneRow, 'due_on' | 'done_on' | 'explanation'>>,
): Promise<void> {
  if (Object.keys(set).length === 0) return
  await db.updateTable('milestones').set(set).where('id', '=', id).execute()
}

export type IndicatorInput = Pick<
  Selectable<DB['indicators']>,
  'id' | 'name' | 'unit' | 'baseline' | 'target' | 'direction' | 'method'
>

/** The whole list as it now is; whoever is named in `changed` loses both sides' agreement. */
export async function replaceIndicators(
  { sql: db }: Writing,
  projectId: string,
  rows: readonly IndicatorInput[],
  changed: readonly string[],
): Promise<void> {
  const kept = rows.map((row) => row.id)
  await db
    .deleteFrom('indicators')
    .where('project_id', '=', projectId)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute()
  if (rows.length > 0) {
    await db
      .insertInto('indicators')
      .values(rows.map((row, position) => ({ ...row, project_id: projectId, position })))
      .onConflict((on) =>
        on.column('id').doUpdateSet((eb) => ({
          name: eb.ref('excluded.name'),
          unit: eb.ref('excluded.unit'),
          baseline: eb.ref('excluded.baseline'),
          target: eb.ref('excluded.target'),
          direction: eb.ref('excluded.direction'),
          method: eb.ref('excluded.method'),
          position: eb.ref('excluded.position'),
        })),
      )
      .execute()
  }
  if (changed.length === 0) return
  await db
    .updateTable('indicators')
    .set((eb) => ({
      agreed_by_owner: null,
      agreed_by_owner_at: null,
      agreed_by_provider: null,
      agreed_by_provider_at: null,
      version: eb('version', '+', 1),
    }))
    .where('id', 'in', [...changed])
    .execute()
}

/** One side's word on all indicators it has not agreed to yet. */
export async function agreeToIndicators(
  { sql: db, now, viewer }: Writing,
  projectId: string,
  side: 'owner' | 'provider',
): Promise<void> {
  await db
    .updateTable('indicators')
    .set((eb) => ({
      ...(side === 'owner'
        ? { agreed_by_owner: viewer.userId, agreed_by_owner_at: now }
        : { agreed_by_provider: viewer.userId, agreed_by_provider_at: now }),
      version: eb('version', '+', 1),
    }))
    .where('project_id', '=', projectId)
    .where(side === 'owner' ? 'agreed_by_owner_at' : 'agreed_by_provider_at', 'is', null)
    .execute()
}

export async function replaceCapabilities({ sql: db }: Writing, projectId: string, ids: readonly string[]) {
  await db.deleteFrom('project_capabilities').where('project_id', '=', projectId).execute()
  if (ids.length === 0) return
  const rows = ids.map((capability_id) => ({ project_id: projectId, capability_id }))
  await db.insertInto('project_capabilities').values(rows).execute()
}

/** Which of these are capabilities of the providers that are open to use. */
export async function usable({ sql: db }: Reading, ids: readonly string[], providers: readonly string[]) {
  if (ids.length === 0) return new Set<string>()
  const rows = await db
    .selectFrom('capability_names')
    .select('id')
    .where('id', 'in', [...ids])
    .where('organisation_id', 'in', [...providers])
    .where('state', 'in', ['published', 'stale'])
    .execute()
  return new Set(rows.map((row) => row.id as string))
}

export async function addFile(
  { sql: db, now, viewer }: Writing,
  file: {
    id: string
    project_id: string
    file_id: string
    purpose: 'evidence' | 'reading' | 'report' | 'minutes'
    milestone_id?: string
    reading_id?: string
  },
): Promise<void> {
  await db
    .insertInto('project_files')
    .values({ milestone_id: null, reading_id: null, ...file, added_by: viewer.userId, added_at: now })
    .execute()
}

export async function removeEvidence({ sql: db }: Writing, milestoneId: string): Promise<void> {
  await db.deleteFrom('project_files').where('milestone_id', '=', milestoneId).execute()
}

/** The newest `each` readings of every indicator, with the names beside their ids, by the day they were measured. */
export function newestReadings(projectIds: readonly string[], each: number) {
  return sql<{ id: string }>`(select id from (
    select id, row_number() over (partition by indicator_id order by at desc, id desc) as place
      from readings where project_id = any(${[...projectIds]}::uuid[])) as placed where place <= ${each})`
}
