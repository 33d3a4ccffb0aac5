import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { ScenarioQuery } from '../../../contracts/scenarios.ts'
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
import { hasRole, isAnonymous, type Viewer } from '../../platform/viewer.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

type Builder = ExpressionBuilder<DB & { s: DB['scenarios'] }, 's'>

const sorts = {
  '-publishedAt': { column: 's.published_sort', direction: 'desc', cast: 'timestamptz' },
  publishedAt: { column: 's.published_sort', direction: 'asc', cast: 'timestamptz' },
  '-updatedAt': { column: 's.updated_at', direction: 'desc', cast: 'timestamptz' },
  '-opportunityCny': { column: 's.opportunity_sort', direction: 'desc', cast: 'bigint' },
  title: { column: 's.title', direction: 'asc', cast: 'text' },
  closesAt: { column: 's.closes_sort', direction: 'asc', cast: 'timestamptz' },
} as const

/** The first wall: what this viewer may see, said in the query itself; row-level security says it again. */
function visibleTo(viewer: Viewer, eb: Builder) {
  if (isAnonymous(viewer)) return eb('s.is_public', '=', true)
  if (viewer.system) return eb.lit(true)
  const ways: Expression<SqlBool>[] = [eb('s.is_public', '=', true)]
  const mine = viewer.organisations.map((each) => each.id)
  if (mine.length > 0) ways.push(eb('s.owner_id', 'in', mine))
  if (hasRole(viewer, 'operator', 'auditor')) ways.push(eb('s.submitted_at', 'is not', null))
  if (hasRole(viewer, 'district_operator') && viewer.district) {
    ways.push(
      eb.and([
        eb('s.submitted_at', 'is not', null),
        eb.or([
          eb('s.owner_district', '=', viewer.district),
          sql<boolean>`s.districts @> ${[viewer.district]}::text[]`,
        ]),
      ]),
    )
  }
  return eb.or(ways)
}

function conditions(viewer: Viewer, query: ScenarioQuery, timeZone: string, eb: Builder) {
  const parts: Expression<SqlBool>[] = [visibleTo(viewer, eb)]
  if (query.q) {
    const tokens = queryTokens(query.q)
    parts.push(tokens.length === 0 ? eb.lit(false) : sql<boolean>`s.search @@ ${allTokens(tokens)}`)
  }
  if (query.domain) parts.push(eb('s.domain', 'in', query.domain))
  if (query.direction) parts.push(eb('s.direction', 'in', query.direction))
  if (query.opener) parts.push(eb('s.opener', 'in', query.opener))
  if (query.state) parts.push(eb('s.state', 'in', query.state))
  if (query.stage) parts.push(eb('s.stage', 'in', query.stage))
  if (query.rung) parts.push(eb('s.rung', 'in', query.rung))
  if (query.focus) parts.push(eb('s.focus', 'in', query.focus))
  if (query.owner) parts.push(eb('s.owner_id', '=', query.owner))
  if (query.parent) parts.push(eb('s.parent_id', '=', query.parent))
  if (query.root !== undefined) parts.push(eb('s.parent_id', query.root ? 'is' : 'is not', null))
  if (query.synthetic !== undefined) parts.push(eb('s.synthetic', '=', query.synthetic))
  if (query.holder) parts.push(eb('s.holder', '=', query.holder))
  parts.push(...onDays('s.published_at', { from: query.publishedFrom, to: query.publishedTo }, timeZone))
  parts.push(...onDays('s.rung_since', { from: query.rungFrom, to: query.rungTo }, timeZone))
  if (query.track) parts.push(sql<boolean>`s.tracks && ${query.track}::text[]`)
  if (query.district) parts.push(sql<boolean>`s.districts && ${query.district}::text[]`)
  if (query.list) {
    const column = uuid.test(query.list) ? 'l.id' : 'l.code'
    parts.push(
      eb.exists(
        eb
          .selectFrom('list_items as i')
          .innerJoin('lists as l', 'l.id', 'i.list_id')
          .select('i.scenario_id')
          .whereRef('i.scenario_id', '=', 's.id')
          .where(column, '=', query.list),
      ),
    )
  }
  if (query.call) {
    const called = sql<boolean>`(id::text = any(${query.call}::text[]) or code = any(${query.call}::text[]))`
    parts.push(eb('s.call_id', 'in', eb.selectFrom('call_facts').select('id').where(called)))
  }
  if (query.overdue !== undefined) {
    const late = sql<boolean>`(s.holder is not null and s.due_at is not null and s.due_at < app_now())`
    parts.push(query.overdue ? late : eb.not(late))
  }
  return eb.and(parts)
}

/** Up to here matches are ordered; of more, a page lies within some thousand rows of the order. */
const fewMatches = 500

/** One page of ids and summary rows, the capped count, and the openings of the page: three statements, whatever the number of rows. */
export async function listScenarios(reading: Reading, query: ScenarioQuery, timeZone: string) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  const matching = (eb: unknown) => conditions(reading.viewer, query, timeZone, eb as Builder)
  const counting = () =>
    reading.sql
      .selectFrom((eb) =>
        eb
          .selectFrom('scenarios as s')
          .select(sql`1`.as('one'))
          .where(matching)
          .limit(countLimit + 1)
          .as('c'),
      )
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
  // The planner knows nothing of rare words: it would walk along the order and look for them in every row. Few matches are gathered first, then ordered.
  const words = query.q ? await counting() : null
  const gathered = reading.sql
    .with(
      (cte) => cte('found').materialized(),
      (db) => db.selectFrom('scenarios as s').select('s.id').where(matching),
    )
    .selectFrom('found')
    .select('found.id')
  let page = summaries(reading)
    .select(sql<string | number>`${sql.ref(sort.column)}`.as('sort_value'))
    .where((eb) => (words && words.count <= fewMatches ? eb('s.id', 'in', gathered) : matching(eb)))
    .orderBy(sql.ref(sort.column), sort.direction)
    .orderBy('s.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, 'none'))
  const [rows, count] = await Promise.all([page.execute(), words ?? counting()])
  const keyOf = (row: (typeof rows)[number]): CursorKey => ({ sort: query.sort, value: row.sort_value, id: row.id })
  return { rows, count: count.count, keyOf }
}

/** The columns of a summary, with the names beside the ids. */
export function summaries({ sql: db }: Reading) {
  return db
    .selectFrom('scenarios as s')
    .leftJoin('organisation_names as o', 'o.id', 's.owner_id')
    .leftJoin('lists as l', 'l.id', 's.list_id')
    .leftJoin('call_facts as k', 'k.id', 's.call_id')
    .select([
      's.id',
      's.code',
      's.title',
      's.summary',
      's.domain',
      's.direction',
      's.tracks',
      's.districts',
      's.opener',
      's.owner_id',
      's.state',
      's.state_since',
      's.stage',
      's.holder',
      's.due_at',
      's.rung',
      's.focus',
      's.opportunity_cny',
      's.opportunity_bound',
      's.opportunity_period',
      's.budget_cny',
      's.cooperation_modes',
      's.opens_at',
      's.closes_at',
      's.published_at',
      's.source',
      's.synthetic',
      's.created_at',
      's.updated_at',
      's.version',
      'o.name as owner_name',
      'l.id as list_id',
      'l.code as list_code',
      'k.id as call_id',
      'k.code as call_code',
      'k.title as call_title',
      'k.state as call_state',
      'k.closes_at as call_closes_at',
    ])
}

export async function openingsOf({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('openings')
    .select(['id', 'scenario_id', 'text', 'detail'])
    .where('scenario_id', 'in', ids)
    .orderBy('scenario_id')
    .orderBy('position')
    .execute()
}
