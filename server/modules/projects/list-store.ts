import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { ProjectQuery, ReadingQuery } from '../../../contracts/projects.ts'
import { queryTokens } from '../../../engines/text/index.ts'
import {
  after,
  allTokens,
  type CursorKey,
  countLimit,
  type DB,
  onDays,
  type Reading,
  readCursor,
} from '../../platform/database/index.ts'
import { hasRole, type Viewer } from '../../platform/viewer.ts'
import { standing } from './parts-store.ts'
import { joinedReadings, type ReadingRow } from './readings-store.ts'
import { isUuid, joined, type ProjectRow } from './store.ts'

const sorts = {
  '-updatedAt': { column: 'p.updated_at', direction: 'desc', cast: 'timestamptz', by: 'updated_at' },
  '-createdAt': { column: 'p.created_at', direction: 'desc', cast: 'timestamptz', by: 'created_at' },
  title: { column: 'p.title', direction: 'asc', cast: 'text', by: 'title' },
  dueAt: { column: 'p.due_sort', direction: 'asc', cast: 'timestamptz', by: 'due_sort' },
  '-acceptedAt': { column: 'p.accepted_sort', direction: 'desc', cast: 'timestamptz', by: 'accepted_sort' },
} as const
const readingSorts = {
  '-at': { column: 'r.at', direction: 'desc', by: 'at' },
  dueAt: { column: 'r.due_sort', direction: 'asc', by: 'due_sort' },
} as const

type Projects = ExpressionBuilder<DB & { p: DB['projects'] }, 'p'>

/** The first wall: both sides, operator, auditor, the district’s own, leaders from the start on; row-level security says it again. */
function visibleTo(viewer: Viewer, eb: Projects): Expression<SqlBool> {
  if (viewer.system || hasRole(viewer, 'operator', 'auditor')) return sql<SqlBool>`true`
  const mine = viewer.organisations.map((each) => each.id)
  const ways: Expression<SqlBool>[] = []
  if (mine.length > 0) ways.push(eb('p.owner_id', 'in', mine), sql<SqlBool>`p.provider_ids && ${mine}::uuid[]`)
  if (hasRole(viewer, 'district_operator') && viewer.district) ways.push(eb('p.owner_district', '=', viewer.district))
  if (hasRole(viewer, 'leader')) ways.push(eb('p.started_at', 'is not', null))
  return ways.length > 0 ? eb.or(ways) : sql<SqlBool>`false`
}

const overdue = (alias: 'p' | 'r') =>
  sql<boolean>`(${sql.ref(`${alias}.holder`)} is not null and ${sql.ref(`${alias}.due_at`)} is not null and ${sql.ref(`${alias}.due_at`)} < app_now())`

function conditions(viewer: Viewer, query: ProjectQuery, timeZone: string, eb: Projects): Expression<SqlBool> {
  const parts = [visibleTo(viewer, eb)]
  if (query.q) {
    const tokens = queryTokens(query.q)
    parts.push(tokens.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`p.search @@ ${allTokens(tokens)}`)
  }
  const text = (name: 's' | 'a') => sql.ref(`${name}.code`)
  if (query.scenario)
    parts.push(
      isUuid(query.scenario)
        ? eb('p.scenario_id', '=', query.scenario)
        : sql<SqlBool>`${text('s')} = ${query.scenario}`,
    )
  if (query.agreement)
    parts.push(
      isUuid(query.agreement)
        ? eb('p.agreement_id', '=', query.agreement)
        : sql<SqlBool>`${text('a')} = ${query.agreement}`,
    )
  if (query.state) parts.push(eb('p.state', 'in', query.state))
  if (query.light) parts.push(sql<SqlBool>`project_light(p) = any(${query.light}::text[])`)
  if (query.organisation)
    parts.push(
      sql<SqlBool>`(p.owner_id = ${query.organisation} or p.provider_ids && array[${query.organisation}]::uuid[])`,
    )
  if (query.owner) parts.push(eb('p.owner_id', '=', query.owner))
  if (query.provider) parts.push(sql<SqlBool>`p.provider_ids && array[${query.provider}]::uuid[]`)
  if (query.domain) parts.push(sql<SqlBool>`s.domain = any(${query.domain}::text[])`)
  if (query.direction) parts.push(sql<SqlBool>`s.direction = any(${query.direction}::text[])`)
  if (query.district) parts.push(sql<SqlBool>`s.districts && ${query.district}::text[]`)
  if (query.synthetic !== undefined) parts.push(eb('p.synthetic', '=', query.synthetic))
  if (query.holder) parts.push(eb('p.holder', '=', query.holder))
  parts.push(...onDays('p.started_at', { from: query.startedFrom, to: query.startedTo }, timeZone))
  if (query.overdue !== undefined) parts.push(query.overdue ? overdue('p') : sql<SqlBool>`not ${overdue('p')}`)
  return eb.and(parts)
}

/** One page and the capped count: two statements, whatever the number of rows. */
export async function listProjects(reading: Reading, query: ProjectQuery, timeZone: string) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = joined(reading)
    .where((eb) => conditions(reading.viewer, query, timeZone, eb as unknown as Projects))
    .orderBy(sql.ref(sort.column), sort.direction)
    .orderBy('p.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, 'none'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('projects as p')
        .innerJoin('scenario_facts as s', 's.id', 'p.scenario_id')
        .leftJoin('agreement_facts as a', 'a.id', 'p.agreement_id')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(reading.viewer, query, timeZone, inner as unknown as Projects))
        .limit(countLimit + 1)
        .as('capped'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: ProjectRow): CursorKey => ({ sort: query.sort, value: row[sort.by], id: row.id })
  return { rows, count, keyOf }
}

type Readings = ExpressionBuilder<DB & { r: DB['readings']; p: DB['projects'] }, 'r' | 'p'>

function readingConditions(viewer: Viewer, query: ReadingQuery, eb: Readings): Expression<SqlBool> {
  const parts = [visibleTo(viewer, eb as unknown as Projects)]
  const everything = viewer.system || hasRole(viewer, 'operator', 'auditor')
  // A leader who is nothing else sees only what stands.
  if (!everything && hasRole(viewer, 'leader')) {
    const mine = viewer.organisations.map((each) => each.id)
    parts.push(
      sql<SqlBool>`(r.state = any(${standing}::text[]) or p.owner_id = any(${mine}::uuid[]) or p.provider_ids && ${mine}::uuid[])`,
    )
  }
  if (query.project) parts.push(eb(isUuid(query.project) ? 'p.id' : 'p.code', '=', query.project))
  if (query.indicator) parts.push(eb('r.indicator_id', '=', query.indicator))
  if (query.state) parts.push(eb('r.state', 'in', query.state))
  if (query.synthetic !== undefined) parts.push(eb('p.synthetic', '=', query.synthetic))
  if (query.overdue !== undefined) parts.push(query.overdue ? overdue('r') : sql<SqlBool>`not ${overdue('r')}`)
  return eb.and(parts)
}

export async function listReadings(reading: Reading, query: ReadingQuery) {
  const sort = readingSorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = joinedReadings(reading)
    .where((eb) => readingConditions(reading.viewer, query, eb as unknown as Readings))
    .orderBy(sql.ref(sort.column), sort.direction)
    .orderBy('r.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, 'timestamptz', 'none'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('readings as r')
        .innerJoin('projects as p', 'p.id', 'r.project_id')
        .select(sql`1`.as('one'))
        .where((inner) => readingConditions(reading.viewer, query, inner as unknown as Readings))
        .limit(countLimit + 1)
        .as('capped'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: ReadingRow): CursorKey => ({ sort: query.sort, value: row[sort.by], id: row.id })
  return { rows, count, keyOf }
}

/** Indicators by project and place, a page of them. */
export async function listIndicators(
  reading: Reading,
  query: { project?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const cursor = readCursor(query.cursor, 'id')
  const shown = (eb: Projects) => {
    const parts = [visibleTo(reading.viewer, eb)]
    if (query.project) parts.push(eb(isUuid(query.project) ? 'p.id' : 'p.code', '=', query.project))
    return eb.and(parts)
  }
  const base = reading.sql.selectFrom('indicators as i').innerJoin('projects as p', 'p.id', 'i.project_id')
  const rows = await base
    .select(['i.id', 'i.project_id'])
    .where((eb) => shown(eb as unknown as Projects))
    .$if(cursor !== null, (page) => page.where('i.id', '>', (cursor as CursorKey).id))
    .orderBy('i.id')
    .limit(query.limit + 1)
    .execute()
  const { count } = await reading.sql
    .selectFrom(
      base
        .select(sql`1`.as('one'))
        .where((eb) => shown(eb as unknown as Projects))
        .limit(countLimit + 1)
        .as('capped'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: { id: string }): CursorKey => ({ sort: 'id', value: null, id: row.id })
  return { rows, count, keyOf }
}

/** Accepted projects as anybody may know of them, newest first. */
export async function listAccepted(
  { sql: db }: Reading,
  query: { scenario?: string | undefined; cursor?: string | undefined; limit: number },
) {
  const cursor = readCursor(query.cursor, 'acceptedAt')
  const base = db
    .selectFrom('accepted_projects as p')
    .innerJoin('scenario_facts as s', 's.id', 'p.scenario_id')
    .$if(query.scenario !== undefined, (rows) =>
      rows.where(isUuid(query.scenario ?? '') ? 's.id' : 's.code', '=', query.scenario ?? null),
    )
  const rows = await base
    .leftJoin('organisation_names as ow', 'ow.id', 'p.owner_id')
    .leftJoin('organisation_names as pr', 'pr.id', 'p.provider_id')
    .select([
      'p.id',
      'p.code',
      'p.title',
      'p.scenario_id',
      's.code as scenario_code',
      's.title as scenario_title',
      'p.owner_id',
      'ow.name as owner_name',
      'p.provider_id',
      'pr.name as provider_name',
      'p.accepted_at',
      'p.synthetic',
    ])
    .$if(cursor !== null, (page) =>
      page.where(after('p.accepted_at', 'desc', cursor as CursorKey, 'timestamptz', 'none')),
    )
    .orderBy('p.accepted_at', 'desc')
    .orderBy('p.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const { count } = await db
    .selectFrom(
      base
        .select(sql`1`.as('one'))
        .limit(countLimit + 1)
        .as('capped'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count }
}
