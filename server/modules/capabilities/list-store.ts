import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { CapabilityQuery } from '../../../contracts/capabilities.ts'
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
import { hasRole, isVerifiedMember, type Viewer } from '../../platform/viewer.ts'
import { type CapabilityRow, joined, putToUse } from './store.ts'

const sorts = {
  '-updatedAt': { column: 'c.updated_at', direction: 'desc', cast: 'timestamptz', nulls: 'none' },
  title: { column: 'c.title', direction: 'asc', cast: 'text', nulls: 'none' },
  '-readiness': { column: 'c.readiness', direction: 'desc', cast: 'integer', nulls: 'last' },
} as const

type Builder = ExpressionBuilder<DB & { c: DB['capabilities'] }, 'c'>

/** The first wall, said in the query itself; row-level security says it again. */
function visibleTo(viewer: Viewer, eb: Builder): Expression<SqlBool> {
  if (viewer.system) return sql<SqlBool>`true`
  const open = eb('c.is_public', '=', true)
  const mine = viewer.organisations.map((each) => each.id)
  const ways: Expression<SqlBool>[] = [open]
  if (mine.length > 0) ways.push(eb('c.organisation_id', 'in', mine))
  if (isVerifiedMember(viewer) || hasRole(viewer, 'broker')) ways.push(eb('c.state', 'in', ['published', 'stale']))
  if (hasRole(viewer, 'leader', 'district_operator')) ways.push(eb.and([eb('c.state', '<>', 'draft'), putToUse]))
  if (hasRole(viewer, 'operator', 'auditor')) ways.push(eb('c.state', '<>', 'draft'))
  return ways.length === 1 ? open : eb.or(ways)
}

/** Among the uses that count: first ever on one of the days asked for, and in a scenario of the kind asked for. */
function promotions(query: CapabilityQuery, timeZone: string): Expression<SqlBool>[] {
  const { promoted, promotedFrom: from, promotedTo: to, synthetic } = query
  const { promotedDomain: domain, promotedDirection: direction, promotedDistrict: district } = query
  const real = synthetic === undefined ? sql`true` : sql`u.synthetic = ${synthetic}`
  const parts: Expression<SqlBool>[] = []
  if (promoted !== undefined) {
    const used = sql<SqlBool>`exists (select 1 from capability_uses u where u.capability_id = c.id and ${real})`
    parts.push(promoted ? used : sql<SqlBool>`not ${used}`)
  }
  if (from || to)
    parts.push(sql<SqlBool>`exists (select 1 from (select min(u.accepted_at) as first_at from capability_uses u where u.capability_id = c.id and ${real}) as f
      where ${sql.join(onDays('f.first_at', { from, to }, timeZone), sql` and `)})`)
  const within = [
    ...(domain ? [sql`s.domain = any(${domain}::text[])`] : []),
    ...(direction ? [sql`s.direction = any(${direction}::text[])`] : []),
    ...(district ? [sql`s.districts && ${district}::text[]`] : []),
  ]
  if (within.length > 0)
    parts.push(sql<SqlBool>`exists (select 1 from capability_uses u join scenario_facts s on s.id = u.scenario_id
      where u.capability_id = c.id and ${real} and ${sql.join(within, sql` and `)})`)
  return parts
}

function conditions(viewer: Viewer, query: CapabilityQuery, timeZone: string, eb: Builder): Expression<SqlBool> {
  const parts = [visibleTo(viewer, eb)]
  if (query.q) {
    const tokens = queryTokens(query.q)
    parts.push(tokens.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`c.search @@ ${allTokens(tokens)}`)
  }
  if (query.kind) parts.push(eb('c.kind', 'in', query.kind))
  if (query.state) parts.push(eb('c.state', 'in', query.state))
  if (query.organisation) parts.push(eb('c.organisation_id', '=', query.organisation))
  if (query.minReadiness !== undefined) parts.push(eb('c.readiness', '>=', query.minReadiness))
  if (query.synthetic !== undefined) parts.push(eb('c.synthetic', '=', query.synthetic))
  if (query.track) parts.push(sql<SqlBool>`c.tracks && ${query.track}::text[]`)
  if (query.district) parts.push(sql<SqlBool>`c.districts && ${query.district}::text[]`)
  parts.push(...promotions(query, timeZone))
  return eb.and(parts)
}

/** One page and the capped count: two statements, whatever the number of rows. */
export async function listCapabilities(reading: Reading, query: CapabilityQuery, timeZone: string) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = joined(reading)
    .where((eb) => conditions(reading.viewer, query, timeZone, eb as unknown as Builder))
    .orderBy(sql.ref(sort.column), (order) =>
      sort.nulls === 'last' ? order[sort.direction]().nullsLast() : order[sort.direction](),
    )
    .orderBy('c.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, sort.nulls))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('capabilities as c')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(reading.viewer, query, timeZone, inner as unknown as Builder))
        .limit(countLimit + 1)
        .as('capped'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const sortedBy = { '-updatedAt': 'updated_at', title: 'title', '-readiness': 'readiness' } as const
  const keyOf = (row: CapabilityRow): CursorKey => ({ sort: query.sort, value: row[sortedBy[query.sort]], id: row.id })
  return { rows, count, keyOf }
}
