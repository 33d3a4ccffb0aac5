import { type Selectable, sql, type Updateable } from 'kysely'
import type { Light, Side } from '../../../contracts/projects.ts'
import { searchTokens } from '../../../engines/text/index.ts'
import type { DB, Reading, Writing } from '../../platform/database/index.ts'
import type { Course } from './rules/course.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
export function isUuid(text: string): boolean {
  return uuid.test(text)
}

export type ProjectRecord = Selectable<DB['projects']>

/** A project with the names beside its ids, and its light. */
export function joined({ sql: db }: Reading) {
  return db
    .selectFrom('projects as p')
    .innerJoin('scenario_facts as s', 's.id', 'p.scenario_id')
    .leftJoin('agreement_facts as a', 'a.id', 'p.agreement_id')
    .select([
      'p.id',
      'p.code',
      'p.title',
      'p.summary',
      'p.place',
      'p.scenario_id',
      's.code as scenario_code',
      's.title as scenario_title',
      's.domain',
      's.direction',
      'p.agreement_id',
      'a.code as agreement_code',
      'a.kind as agreement_kind',
      'a.state as agreement_state',
      'p.owner_id',
      'p.owner_district',
      'p.provider_id',
      'p.provider_ids',
      'p.state',
      'p.state_since',
      'p.state_reason',
      'p.holder',
      'p.due_at',
      'p.due_sort',
      'p.starts_on',
      'p.ends_on',
      'p.started_at',
      'p.submitted_at',
      'p.submitted_by',
      'p.submitted_summary',
      'p.accepted_at',
      'p.accepted_sort',
      'p.accepted_by',
      'p.accepted_opinion',
      'p.time_zone',
      'p.synthetic',
      'p.created_at',
      'p.updated_at',
      'p.version',
      sql<Light | null>`project_light(p)`.as('light'),
    ])
}
export type ProjectRow = NonNullable<Awaited<ReturnType<typeof findProject>>>

export function findProject(reading: Reading, idOrCode: string) {
  return joined(reading)
    .where(isUuid(idOrCode) ? 'p.id' : 'p.code', '=', idOrCode)
    .executeTakeFirst()
}

export function projectTitles({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return Promise.resolve([])
  return db.selectFrom('projects').select(['id', 'code', 'title']).where('id', 'in', ids).execute()
}

/** Locked until the transaction ends. */
export function lockProject({ sql: db }: Writing, id: string): Promise<ProjectRecord | undefined> {
  return db.selectFrom('projects').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export type NewProject = Pick<
  ProjectRecord,
  | 'id'
  | 'code'
  | 'title'
  | 'summary'
  | 'place'
  | 'scenario_id'
  | 'agreement_id'
  | 'owner_id'
  | 'owner_district'
  | 'provider_id'
  | 'provider_ids'
  | 'starts_on'
  | 'ends_on'
  | 'time_zone'
  | 'synthetic'
  | 'created_by'
>

export async function insertProject({ sql: db, now }: Writing, row: NewProject): Promise<void> {
  const stamped = { ...row, state: 'planned', state_since: now, created_at: now, updated_at: now }
  await db.insertInto('projects').values(stamped).execute()
}

export async function updateProject(
  { sql: db, now }: Writing,
  id: string,
  set: Omit<Updateable<DB['projects']>, 'version' | 'updated_at'>,
): Promise<void> {
  await db
    .updateTable('projects')
    .set((eb) => ({ ...set, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** What follows from its milestones and readings; no change anybody made to the project itself, so its version stays. */
export async function setCourse(
  { sql: db }: Writing,
  id: string,
  set: Course & { holder: string | null; due_at: string | null },
): Promise<void> {
  await db.updateTable('projects').set(set).where('id', '=', id).execute()
}

/** Written again from everything of the project that people search for. */
export async function setSearch({ sql: db }: Writing, id: string, texts: readonly (string | null)[]): Promise<void> {
  const tokens = searchTokens(texts.filter(Boolean).join('\n'))
  await sql`update projects set search = array_to_tsvector(${tokens}::text[]) where id = ${id}`.execute(db)
}

export function findAgreement({ sql: db }: Reading, idOrCode: string) {
  return db
    .selectFrom('agreement_facts as a')
    .innerJoin('scenario_facts as s', 's.id', 'a.scenario_id')
    .select(['a.id', 'a.state', 'a.scenario_id', 'a.owner_id', 'a.owner_district', 'a.synthetic', 's.title', 's.code'])
    .where(isUuid(idOrCode) ? 'a.id' : 'a.code', '=', idOrCode)
    .executeTakeFirst()
}

/** What state the agreement is in, held so until the transaction ends: nobody ends it while something is built on it. */
export async function holdAgreement({ sql: db }: Writing, id: string): Promise<string | null> {
  const row = await db.selectFrom('agreement_facts').select('state').where('id', '=', id).forShare().executeTakeFirst()
  return row?.state ?? null
}

/** Who stands on the provider's side, the leading one first, and the intents they came from. */
export async function providersOf({ sql: db }: Reading, agreementId: string) {
  const rows = await db
    .selectFrom('agreement_party_facts')
    .select(['organisation_id', 'role', 'intent_id'])
    .where('agreement_id', '=', agreementId)
    .where('role', '<>', 'owner')
    .orderBy(sql`role = 'provider'`, 'desc')
    .orderBy('share', (order) => order.desc().nullsLast())
    .orderBy('organisation_id')
    .execute()
  return rows.flatMap(({ organisation_id, intent_id }) => (organisation_id ? [{ organisation_id, intent_id }] : []))
}

export async function organisationsOf({ sql: db }: Reading, ids: readonly string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('organisation_names').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map((row) => [row.id as string, row.name ?? '']))
}

export async function peopleOf({ sql: db }: Reading, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((each): each is string => each !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    name: string | null
  }>`select id, name from app_person_names(${wanted}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name ?? '']))
}

/** Whether a project of this scenario has started and was not ended, as far as the viewer sees. */
export async function anyRunning({ sql: db }: Reading, scenarioId: string): Promise<boolean> {
  const row = await db
    .selectFrom('projects')
    .select('id')
    .where('scenario_id', '=', scenarioId)
    .where('state', 'in', ['running', 'accepting', 'accepted'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function insertFollowUps(
  { sql: db }: Writing,
  rows: readonly { id: string; project_id: string; months: number; side: Side; asks_at: string; due_at: string }[],
): Promise<void> {
  await db
    .insertInto('project_follow_ups')
    .values([...rows])
    .execute()
}

export function lockFollowUp({ sql: db }: Writing, projectId: string, id: string) {
  return db
    .selectFrom('project_follow_ups')
    .selectAll()
    .where('project_id', '=', projectId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

export async function answerFollowUp(
  { sql: db, now, viewer }: Writing,
  id: string,
  answer: { in_use: boolean; scale: string; note: string | null },
): Promise<void> {
  await db
    .updateTable('project_follow_ups')
    .set({ ...answer, answered_by: viewer.userId, answered_at: now })
    .where('id', '=', id)
    .execute()
}
