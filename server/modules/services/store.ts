import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { ServiceQuery } from '../../../contracts/services.ts'
import { queryTokens } from '../../../engines/text/index.ts'
import {
  after,
  allTokens,
  type CursorKey,
  countLimit,
  type DB,
  type Reading,
  readCursor,
  type Writing,
} from '../../platform/database/index.ts'
import { hasRole, type Viewer } from '../../platform/viewer.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const sorts = {
  '-date': { column: 'v.served_on', direction: 'desc', cast: 'date' },
  date: { column: 'v.served_on', direction: 'asc', cast: 'date' },
  '-createdAt': { column: 'v.created_at', direction: 'desc', cast: 'timestamptz' },
} as const

/** A service with the names beside its ids. */
function joined({ sql: db }: Reading) {
  return db
    .selectFrom('services as v')
    .innerJoin('organisation_names as o', 'o.id', 'v.organisation_id')
    .leftJoin('organisation_names as b', 'b.id', 'v.by_organisation_id')
    .leftJoin('scenario_facts as s', 's.id', 'v.scenario_id')
    .leftJoin('file_facts as f', 'f.id', 'v.file_id')
    .selectAll('v')
    .select(['o.name as organisation_name', 'o.district as organisation_district', 'b.name as by_organisation_name'])
    .select(['s.code as scenario_code', 's.title as scenario_title', 'f.name as file_name', 'f.media_type', 'f.bytes'])
    .select(['f.sha256', 'f.uploaded_at'])
    .select(sql<string | null>`(select name from app_person_names(array[v.recorded_by]))`.as('recorded_by_name'))
    .select(sql<string | null>`(select name from app_person_names(array[v.confirmed_by]))`.as('confirmed_by_name'))
}
export type ServiceRow = NonNullable<Awaited<ReturnType<typeof selectService>>>

export function selectService(reading: Reading, id: string) {
  return joined(reading).where('v.id', '=', id).executeTakeFirst()
}

type Builder = ExpressionBuilder<
  DB & { v: DB['services']; o: DB['organisation_names']; s: DB['scenario_facts'] },
  'v' | 'o' | 's'
>
const mine = (viewer: Viewer) => viewer.organisations.map((each) => each.id)

/** The first wall; row-level security says it again. */
function visibleTo(viewer: Viewer, eb: Builder): Expression<SqlBool> {
  if (viewer.system || hasRole(viewer, 'operator', 'auditor')) return sql<SqlBool>`true`
  const ways: Expression<SqlBool>[] = [
    sql<SqlBool>`v.recorded_by = ${viewer.userId}::uuid`,
    sql<SqlBool>`v.organisation_id = any(${mine(viewer)}::uuid[])`,
  ]
  if (hasRole(viewer, 'leader')) ways.push(eb('v.state', '=', 'confirmed'))
  if (hasRole(viewer, 'district_operator') && viewer.district) ways.push(eb('o.district', '=', viewer.district))
  return eb.or(ways)
}

function confirmableBy(viewer: Viewer): Expression<SqlBool> {
  return sql<SqlBool>`(v.recorded_by is distinct from ${viewer.userId}::uuid and (
    (v.organisation_id = any(${mine(viewer)}::uuid[]) and v.state in ('recorded', 'disputed'))
    or (${hasRole(viewer, 'operator')}::boolean and v.state = 'recorded' and not v.organisation_id = any(${mine(viewer)}::uuid[]))))`
}

function conditions(viewer: Viewer, query: ServiceQuery, eb: Builder) {
  const parts: Expression<SqlBool>[] = [visibleTo(viewer, eb)]
  if (query.q) parts.push(namedLike('v.organisation_id', query.q))
  if (query.organisation) parts.push(eb('v.organisation_id', '=', query.organisation))
  if (query.scenario) parts.push(eb(uuid.test(query.scenario) ? 's.id' : 's.code', '=', query.scenario))
  if (query.kind) parts.push(eb('v.kind', 'in', query.kind))
  if (query.state) parts.push(eb('v.state', 'in', query.state))
  if (query.district) parts.push(eb('o.district', 'in', query.district))
  if (query.from) parts.push(eb('v.served_on', '>=', query.from))
  if (query.to) parts.push(eb('v.served_on', '<=', query.to))
  if (query.synthetic !== undefined) parts.push(eb('v.synthetic', '=', query.synthetic))
  if (query.mine !== undefined) {
    const own = sql<SqlBool>`(v.recorded_by = ${viewer.userId}::uuid)`
    parts.push(query.mine ? own : sql<SqlBool>`not ${own}`)
  }
  if (query.confirmable !== undefined)
    parts.push(query.confirmable ? confirmableBy(viewer) : sql<SqlBool>`not ${confirmableBy(viewer)}`)
  if (query.holder) parts.push(eb('v.holder', '=', query.holder))
  if (query.overdue !== undefined) parts.push(overdue('v', query.overdue))
  return eb.and(parts)
}

/** Words in the name of the organisation a column refers to. */
export function namedLike(column: string, q: string): Expression<SqlBool> {
  const tokens = queryTokens(q)
  if (tokens.length === 0) return sql<SqlBool>`false`
  return sql<SqlBool>`${sql.ref(column)} in (select w.id from organisation_words w where w.search @@ ${allTokens(tokens)})`
}
export function overdue(alias: 'v' | 'l', wanted: boolean): Expression<SqlBool> {
  const late = sql<SqlBool>`(${sql.ref(`${alias}.holder`)} is not null and ${sql.ref(`${alias}.due_at`)} is not null and ${sql.ref(`${alias}.due_at`)} < app_now())`
  return wanted ? late : sql<SqlBool>`not ${late}`
}

/** One page and the capped count: two statements, whatever the number of rows. */
export async function listServices(reading: Reading, query: ServiceQuery) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = joined(reading)
    .where((eb) => conditions(reading.viewer, query, eb as unknown as Builder))
    .orderBy(sort.column, sort.direction)
    .orderBy('v.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, 'none'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('services as v')
        .innerJoin('organisation_names as o', 'o.id', 'v.organisation_id')
        .leftJoin('scenario_facts as s', 's.id', 'v.scenario_id')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(reading.viewer, query, inner as unknown as Builder))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: ServiceRow): CursorKey => ({
    sort: query.sort,
    value: query.sort === '-createdAt' ? row.created_at : row.served_on,
    id: row.id,
  })
  return { rows, count, keyOf }
}

export type ServiceRecord = Selectable<DB['services']>

/** Locked until the transaction ends, in the order of their ids, so that two who confirm many at once do not wait for each other for ever. */
export function lockServices({ sql: db }: Writing, ids: readonly string[]): Promise<ServiceRecord[]> {
  return db.selectFrom('services').selectAll().where('id', 'in', ids).orderBy('id').forUpdate().execute()
}

export async function updateServices(
  { sql: db, now }: Writing,
  ids: readonly string[],
  set: Partial<ServiceRecord>,
): Promise<void> {
  await db
    .updateTable('services')
    .set((eb) => ({ ...set, state_since: now, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', 'in', ids)
    .execute()
}

export type NewService = Omit<
  ServiceRecord,
  'state_reason' | 'confirmed_by' | 'confirmed_at' | 'created_at' | 'updated_at' | 'version'
>
/** False when the same service is recorded already: the constraint decides, also between two at once. */
export async function insertService({ sql: db, now }: Writing, row: NewService): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('services')
    .values({ ...row, created_at: now, updated_at: now })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export type FirmRow = NonNullable<Awaited<ReturnType<typeof selectFirm>>>
export function selectFirm({ sql: db }: Reading, id: string) {
  return db
    .selectFrom('organisation_names')
    .select(['name', 'kind', 'state', 'district', 'synthetic'])
    .select(sql<string>`id`.as('id'))
    .where('id', '=', id)
    .executeTakeFirst()
}
export async function firmNames({ sql: db }: Reading, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.selectFrom('organisation_names').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id ?? '', row.name ?? '']))
}
export function selectScenario({ sql: db }: Reading, id: string) {
  return db.selectFrom('scenario_facts').select(['id', 'synthetic']).where('id', '=', id).executeTakeFirst()
}
