import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { DB, Reading, Writing } from '../../platform/database/index.ts'
import { newestReadings } from './parts-store.ts'

export type ReadingRecord = Selectable<DB['readings']>

/** A reading with its indicator, its project, and the names beside its ids. */
export function joinedReadings({ sql: db }: Reading) {
  return db
    .selectFrom('readings as r')
    .innerJoin('indicators as i', 'i.id', 'r.indicator_id')
    .innerJoin('projects as p', 'p.id', 'r.project_id')
    .leftJoin('readings as n', 'n.corrects_id', 'r.id')
    .leftJoin('organisation_names as ro', 'ro.id', 'r.reported_for')
    .leftJoin('organisation_names as so', 'so.id', 'r.settled_for')
    .leftJoin('project_files as f', 'f.reading_id', 'r.id')
    .leftJoin('file_facts as x', 'x.id', 'f.file_id')
    .select([
      'r.id',
      'r.indicator_id',
      'i.name',
      'i.unit',
      'i.direction',
      'r.project_id',
      'p.code',
      'p.title',
      'p.owner_id',
      'p.owner_district',
      'p.provider_ids',
      'p.state as project_state',
      'p.started_at',
      'r.value',
      'r.at',
      'r.day',
      'r.state',
      'r.side',
      'r.reported_for',
      'ro.name as reported_for_name',
      'r.reported_by',
      'r.reported_at',
      'r.settled_for',
      'so.name as settled_for_name',
      'r.settled_at',
      'r.holder',
      'r.due_at',
      'r.due_sort',
      'r.reason',
      'r.note',
      'r.corrects_id',
      'n.id as corrected_by_id',
      'r.version',
      'x.id as file_id',
      'x.name as file_name',
      'x.media_type',
      'x.bytes',
      'x.sha256',
      'x.uploaded_at',
    ])
}
export type ReadingRow = NonNullable<Awaited<ReturnType<typeof findReading>>>

export function findReading(reading: Reading, id: string) {
  return joinedReadings(reading).where('r.id', '=', id).executeTakeFirst()
}

export function readingsOf(reading: Reading, projectIds: readonly string[], each: number): Promise<ReadingRow[]> {
  if (projectIds.length === 0) return Promise.resolve([])
  return joinedReadings(reading)
    .where('r.project_id', 'in', projectIds)
    .where(sql<boolean>`r.id in ${newestReadings(projectIds, each)}`)
    .orderBy('r.at')
    .orderBy('r.id')
    .execute()
}

export function findIndicator({ sql: db }: Reading, id: string) {
  return db.selectFrom('indicators').selectAll().where('id', '=', id).executeTakeFirst()
}

export function lockReading({ sql: db }: Writing, id: string): Promise<ReadingRecord | undefined> {
  return db.selectFrom('readings').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export type NewReading = Omit<
  Insertable<DB['readings']>,
  'state' | 'state_since' | 'updated_at' | 'reported_by' | 'reported_at' | 'version' | 'due_sort'
>

/** False when the indicator has a value of that day already: the constraint decides, also between two at once. */
export async function insertReading({ sql: db, now, viewer }: Writing, row: NewReading): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('readings')
    .values({
      ...row,
      state: 'reported',
      state_since: now,
      reported_by: viewer.userId,
      reported_at: now,
      updated_at: now,
    })
    .onConflict((on) => on.columns(['indicator_id', 'day']).where('state', '<>', 'corrected').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function updateReading(
  { sql: db, now }: Writing,
  id: string,
  set: Omit<Updateable<DB['readings']>, 'version' | 'updated_at'>,
): Promise<void> {
  await db
    .updateTable('readings')
    .set((eb) => ({ ...set, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Takes the next readings that nobody confirmed in time and nobody was told of; those another worker has in hand are left to it. */
export async function takeUnanswered({ sql: db, now }: Writing, limit: number): Promise<ReadingRecord[]> {
  const rows = await db
    .selectFrom('readings')
    .selectAll()
    .where('holder', 'is not', null)
    .where('due_at', '<=', now)
    .where('escalated_at', 'is', null)
    .orderBy('due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  if (rows.length > 0) {
    const ids = rows.map((row) => row.id)
    await db.updateTable('readings').set({ escalated_at: now }).where('id', 'in', ids).execute()
  }
  return rows
}

/** Takes the next follow-ups whose day has come. */
export async function takeFollowUps({ sql: db, now }: Writing, limit: number) {
  const rows = await db
    .selectFrom('project_follow_ups')
    .selectAll()
    .where('asks_at', '<=', now)
    .where('told_at', 'is', null)
    .where('answered_at', 'is', null)
    .orderBy('asks_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  if (rows.length > 0) {
    const ids = rows.map((row) => row.id)
    await db.updateTable('project_follow_ups').set({ told_at: now }).where('id', 'in', ids).execute()
  }
  return rows
}

/** Takes the next running projects whose next day has passed, once for each such day. */
export async function takeOverdue({ sql: db, now }: Writing, limit: number) {
  const rows = await db
    .selectFrom('projects')
    .selectAll()
    .where('state', '=', 'running')
    .where('due_at', '<=', now)
    .where(sql<boolean>`told_of is distinct from coalesce(next_due_on, ends_on)`)
    .orderBy('due_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  if (rows.length > 0) {
    const ids = rows.map((row) => row.id)
    await sql`update projects set told_of = coalesce(next_due_on, ends_on) where id = any(${ids}::uuid[])`.execute(db)
  }
  return rows
}
