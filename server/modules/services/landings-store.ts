import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { LandingQuery } from '../../../contracts/services.ts'
import {
  after,
  type CursorKey,
  countLimit,
  type DB,
  type Reading,
  readCursor,
  type Writing,
} from '../../platform/database/index.ts'
import { hasRole, type Viewer } from '../../platform/viewer.ts'
import { namedLike, overdue } from './store.ts'

const sorts = {
  '-landedOn': { column: 'l.landed_on', direction: 'desc', cast: 'date' },
  landedOn: { column: 'l.landed_on', direction: 'asc', cast: 'date' },
  '-createdAt': { column: 'l.created_at', direction: 'desc', cast: 'timestamptz' },
} as const

/** A settlement with the names beside its ids. */
function joined({ sql: db }: Reading) {
  return db
    .selectFrom('landings as l')
    .innerJoin('organisation_names as o', 'o.id', 'l.organisation_id')
    .leftJoin('file_facts as f', 'f.id', 'l.file_id')
    .selectAll('l')
    .select(['o.name as organisation_name', 'o.district as organisation_district'])
    .select(['f.name as file_name', 'f.media_type', 'f.bytes', 'f.sha256', 'f.uploaded_at'])
    .select(sql<string | null>`(select name from app_person_names(array[l.reported_by]))`.as('reported_by_name'))
    .select(sql<string | null>`(select name from app_person_names(array[l.decided_by]))`.as('decided_by_name'))
}
export type LandingRow = NonNullable<Awaited<ReturnType<typeof selectLanding>>>

export function selectLanding(reading: Reading, id: string) {
  return joined(reading).where('l.id', '=', id).executeTakeFirst()
}

type Builder = ExpressionBuilder<DB & { l: DB['landings']; o: DB['organisation_names'] }, 'l' | 'o'>

/** The first wall; row-level security says it again. */
function visibleTo(viewer: Viewer, eb: Builder): Expression<SqlBool> {
  if (viewer.system || hasRole(viewer, 'operator', 'auditor')) return sql<SqlBool>`true`
  const own = viewer.organisations.map((each) => each.id)
  const ways: Expression<SqlBool>[] = [sql<SqlBool>`l.organisation_id = any(${own}::uuid[])`]
  if (hasRole(viewer, 'leader')) ways.push(eb('l.state', '=', 'confirmed'))
  if (hasRole(viewer, 'district_operator') && viewer.district) ways.push(eb('o.district', '=', viewer.district))
  return eb.or(ways)
}

function conditions(viewer: Viewer, query: LandingQuery, eb: Builder) {
  const parts: Expression<SqlBool>[] = [visibleTo(viewer, eb)]
  if (query.q) parts.push(namedLike('l.organisation_id', query.q))
  if (query.organisation) parts.push(eb('l.organisation_id', '=', query.organisation))
  if (query.kind) parts.push(eb('l.kind', 'in', query.kind))
  if (query.state) parts.push(eb('l.state', 'in', query.state))
  if (query.district) parts.push(eb('o.district', 'in', query.district))
  if (query.from) parts.push(eb('l.landed_on', '>=', query.from))
  if (query.to) parts.push(eb('l.landed_on', '<=', query.to))
  if (query.synthetic !== undefined) parts.push(eb('l.synthetic', '=', query.synthetic))
  if (query.holder) parts.push(eb('l.holder', '=', query.holder))
  if (query.overdue !== undefined) parts.push(overdue('l', query.overdue))
  return eb.and(parts)
}

/** One page and the capped count: two statements, whatever the number of rows. */
export async function listLandings(reading: Reading, query: LandingQuery) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = joined(reading)
    .where((eb) => conditions(reading.viewer, query, eb as unknown as Builder))
    .orderBy(sort.column, sort.direction)
    .orderBy('l.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, 'none'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('landings as l')
        .innerJoin('organisation_names as o', 'o.id', 'l.organisation_id')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(reading.viewer, query, inner as unknown as Builder))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: LandingRow): CursorKey => ({
    sort: query.sort,
    value: query.sort === '-createdAt' ? row.created_at : row.landed_on,
    id: row.id,
  })
  return { rows, count, keyOf }
}

export type LandingRecord = Selectable<DB['landings']>

/** Locked until the transaction ends: of two who decide at once the second sees what the first did. */
export function lockLanding({ sql: db }: Writing, id: string): Promise<LandingRecord | undefined> {
  return db.selectFrom('landings').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function updateLanding(
  { sql: db, now }: Writing,
  id: string,
  set: Partial<Pick<LandingRecord, 'state' | 'state_reason' | 'decided_by' | 'decided_at' | 'holder' | 'due_at'>>,
): Promise<void> {
  await db
    .updateTable('landings')
    .set((eb) => ({ ...set, state_since: now, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export type NewLanding = Omit<
  LandingRecord,
  'state_reason' | 'decided_by' | 'decided_at' | 'created_at' | 'updated_at' | 'version'
>
/** False when the firm has a live one: the constraint decides, also between two at once. */
export async function insertLanding({ sql: db, now }: Writing, row: NewLanding): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('landings')
    .values({ ...row, created_at: now, updated_at: now })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
