import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { PromotionQuery } from '../../../contracts/promotions.ts'
import type { Rung } from '../../../contracts/scenarios.ts'
import { queryTokens, searchTokens } from '../../../engines/text/index.ts'
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
import type { Held } from './rules/ladder.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const sorts = {
  '-updatedAt': { column: 'p.updated_at', direction: 'desc' },
  dueAt: { column: 'p.due_sort', direction: 'asc' },
  '-grantedAt': { column: 'p.granted_sort', direction: 'desc' },
  validUntil: { column: 'p.valid_sort', direction: 'asc' },
} as const

/** A promotion with the names beside its ids. */
function joined({ sql: db }: Reading) {
  return db
    .selectFrom('promotions as p')
    .innerJoin('scenario_facts as s', 's.id', 'p.scenario_id')
    .leftJoin('organisation_names as o', 'o.id', 'p.owner_id')
    .select([
      'p.id',
      'p.code',
      'p.scenario_id',
      's.code as scenario_code',
      's.title as scenario_title',
      'p.owner_id',
      'o.name as owner_name',
      'p.owner_district',
      'p.from_rung',
      'p.to_rung',
      'p.summary',
      'p.valid_months',
      'p.state',
      'p.state_since',
      'p.holder',
      'p.due_at',
      'p.applied_at',
      'p.publicised_at',
      'p.publicity_ends_at',
      'p.granted_at',
      'p.valid_until',
      'p.ended_at',
      'p.synthetic',
      'p.is_public',
      'p.created_by',
      'p.created_at',
      'p.updated_at',
      'p.version',
    ])
}
export type PromotionRow = Awaited<ReturnType<ReturnType<typeof joined>['execute']>>[number]

/** One promotion by id or code; null = not there for this viewer. */
export async function findPromotion(reading: Reading, idOrCode: string): Promise<PromotionRow | null> {
  const byId = uuid.test(idOrCode)
  const row = joined(reading).where(
    byId ? 'p.id' : 'p.code',
    '=',
    byId ? idOrCode.toLowerCase() : idOrCode.toUpperCase(),
  )
  return (await row.executeTakeFirst()) ?? null
}

/** Takes the row's lock until the transaction ends, then reads it: of two who act at once the second sees what the first did. */
export async function lockPromotion(writing: Writing, idOrCode: string): Promise<PromotionRow | null> {
  const byId = uuid.test(idOrCode)
  const held = await writing.sql
    .selectFrom('promotions')
    .select('id')
    .where(byId ? 'id' : 'code', '=', byId ? idOrCode.toLowerCase() : idOrCode.toUpperCase())
    .forUpdate()
    .executeTakeFirst()
  return held ? findPromotion(writing, held.id) : null
}

type Builder = ExpressionBuilder<DB & { p: DB['promotions']; s: DB['scenario_facts'] }, 'p' | 's'>

/** The first wall: what is public, and what the viewer reads the dossier of; row-level security says it again. */
function visibleTo(viewer: Viewer, eb: Builder): Expression<SqlBool> {
  if (viewer.system) return sql<boolean>`true`
  const ways: Expression<SqlBool>[] = [eb('p.is_public', '=', true)]
  const mine = viewer.organisations.map((each) => each.id)
  if (mine.length > 0) ways.push(eb('p.owner_id', 'in', mine))
  if (viewer.userId !== null) ways.push(eb('p.created_by', '=', viewer.userId))
  if (hasRole(viewer, 'operator', 'auditor')) ways.push(eb('p.applied_at', 'is not', null))
  if (hasRole(viewer, 'district_operator') && viewer.district)
    ways.push(eb.and([eb('p.applied_at', 'is not', null), eb('p.owner_district', '=', viewer.district)]))
  return eb.or(ways)
}

function conditions(viewer: Viewer, query: PromotionQuery, eb: Builder): Expression<SqlBool> {
  const parts: Expression<SqlBool>[] = [visibleTo(viewer, eb)]
  if (query.q) {
    const tokens = queryTokens(query.q)
    parts.push(tokens.length === 0 ? sql<boolean>`false` : sql<boolean>`p.search @@ ${allTokens(tokens)}`)
  }
  if (query.scenario)
    parts.push(
      uuid.test(query.scenario)
        ? eb('p.scenario_id', '=', query.scenario.toLowerCase())
        : eb('s.code', '=', query.scenario.toUpperCase()),
    )
  if (query.toRung) parts.push(eb('p.to_rung', 'in', query.toRung))
  if (query.state) parts.push(eb('p.state', 'in', query.state))
  if (query.organisation) parts.push(eb('p.owner_id', '=', query.organisation))
  if (query.domain) parts.push(eb('s.domain', 'in', query.domain))
  if (query.district)
    parts.push(
      eb.or([eb('p.owner_district', 'in', query.district), sql<boolean>`s.districts && ${query.district}::text[]`]),
    )
  if (query.synthetic !== undefined) parts.push(eb('p.synthetic', '=', query.synthetic))
  if (query.overdue !== undefined) {
    const late = sql<boolean>`(p.holder is not null and p.due_at is not null and p.due_at < app_now())`
    parts.push(query.overdue ? late : sql<boolean>`not ${late}`)
  }
  return eb.and(parts)
}

/** One page and the capped count: two statements, whatever the number of rows. */
export async function listPromotions(reading: Reading, query: PromotionQuery) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  const matching = (eb: unknown) => conditions(reading.viewer, query, eb as Builder)
  let page = joined(reading)
    .select(sql<string>`${sql.ref(sort.column)}`.as('sort_value'))
    .where(matching)
    .orderBy(sql.ref(sort.column), sort.direction)
    .orderBy('p.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, 'timestamptz', 'none'))
  const counted = reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('promotions as p')
        .innerJoin('scenario_facts as s', 's.id', 'p.scenario_id')
        .select(sql`1`.as('one'))
        .where(matching)
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
  const [rows, { count }] = await Promise.all([page.execute(), counted.executeTakeFirstOrThrow()])
  const keyOf = (row: (typeof rows)[number]): CursorKey => ({ sort: query.sort, value: row.sort_value, id: row.id })
  return { rows, count, keyOf }
}

/** Where a scenario stands, by id or code. */
export async function scenarioOf({ sql: db }: Reading, idOrCode: string) {
  const byId = uuid.test(idOrCode)
  return (
    (await db
      .selectFrom('scenario_rungs')
      .selectAll()
      .where(byId ? 'id' : 'code', '=', byId ? idOrCode.toLowerCase() : idOrCode.toUpperCase())
      .executeTakeFirst()) ?? null
  )
}
export type ScenarioStand = NonNullable<Awaited<ReturnType<typeof scenarioOf>>>

/** The promotions on which a scenario's rung rests now; `but` leaves one out. */
export async function heldBy({ sql: db }: Reading, scenarioId: string, but: string | null = null): Promise<Held[]> {
  let query = db
    .selectFrom('promotions')
    .select(['to_rung', 'valid_until'])
    .where('scenario_id', '=', scenarioId)
    .where('state', '=', 'granted')
  if (but) query = query.where('id', '!=', but)
  return (await query.execute()).map((row) => ({ rung: row.to_rung as Rung, until: row.valid_until }))
}

/** The rung on which the first promotion ever granted found the scenario: that one rests on no promotion. */
export async function firstRung({ sql: db }: Reading, scenarioId: string): Promise<Rung | null> {
  const row = await db
    .selectFrom('promotions')
    .select('from_rung')
    .where('scenario_id', '=', scenarioId)
    .where('granted_at', 'is not', null)
    .orderBy('granted_at')
    .limit(1)
    .executeTakeFirst()
  return (row?.from_rung as Rung | undefined) ?? null
}

/** The application under way, or a draft that the viewer sees. */
export async function openOn({ sql: db }: Reading, scenarioId: string, but: string | null = null) {
  let query = db
    .selectFrom('promotions')
    .select(['id', 'code', 'state'])
    .where('scenario_id', '=', scenarioId)
    .where('state', 'in', ['draft', 'applied', 'checked', 'in_review', 'publicised'])
    .orderBy(sql`applied_at is null`)
    .orderBy('created_at')
    .limit(1)
  if (but) query = query.where('id', '!=', but).where('applied_at', 'is not', null)
  return (await query.executeTakeFirst()) ?? null
}

export async function insertPromotion(
  { sql: db, now, viewer }: Writing,
  row: {
    id: string
    scenario_id: string
    owner_id: string
    owner_district: string | null
    from_rung: string
    to_rung: string
    summary: string | null
    valid_months: number | null
    holder: string | null
    synthetic: boolean
  },
  statement: string | null,
): Promise<void> {
  await db
    .insertInto('promotions')
    .values({ ...row, state: 'draft', state_since: now, created_by: viewer.userId, created_at: now, updated_at: now })
    .execute()
  await db.insertInto('promotion_dossiers').values({ promotion_id: row.id, statement }).execute()
}

export async function updatePromotion(
  { sql: db, now }: Writing,
  id: string,
  values: Record<string, unknown>,
  dossier: { statement?: string | null; state_reason?: string | null } = {},
): Promise<void> {
  await db
    .updateTable('promotions')
    .set((eb) => ({ ...values, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  if (Object.keys(dossier).length > 0)
    await db.updateTable('promotion_dossiers').set(dossier).where('promotion_id', '=', id).execute()
}

export async function deletePromotion({ sql: db }: Writing, id: string): Promise<void> {
  await db.deleteFrom('promotions').where('id', '=', id).execute()
}

/** Makes it findable by its code, its scenario, its owner and what the public reads of it. */
export async function refreshSearch({ sql: db }: Writing, id: string): Promise<void> {
  const { rows } = await sql<{ text: string }>`
    select concat_ws(' ', p.code, s.code, s.title, o.name, p.summary) as text from promotions p
      join scenario_facts s on s.id = p.scenario_id left join organisation_names o on o.id = p.owner_id where p.id = ${id}`.execute(
    db,
  )
  await sql`update promotions set search = array_to_tsvector(${searchTokens(rows[0]?.text ?? '')}::text[]) where id = ${id}`.execute(
    db,
  )
}

/** The end of the last day of a term that runs `months` months from a moment on, in the city's time zone. */
export async function termEnd({ sql: db }: Reading, from: string, months: number, timeZone: string): Promise<string> {
  const { rows } = await sql<{ until: string }>`
    select ((date_trunc('day', ${from}::timestamptz at time zone ${timeZone}) + make_interval(months => ${months}, days => 1))
      at time zone ${timeZone} - interval '1 millisecond')::timestamptz(3) as until`.execute(db)
  return rows[0]?.until as string
}

/** Granted promotions whose term is over (`end`) or comes near its end and whose owner was not told (`near`); each locked for this transaction only. */
export async function takeTerms(writing: Writing, which: 'end' | 'near', days: number, limit: number) {
  const { rows } = await sql<{ id: string }>`
    select id from promotions where state = 'granted' and ${
      which === 'end'
        ? sql`valid_until <= app_now()`
        : sql`reminded_at is null and valid_until <= app_now() + make_interval(days => ${days}) and valid_until > app_now()`
    } order by valid_until, id limit ${limit} for update skip locked`.execute(writing.sql)
  return rows.map((row) => row.id)
}

export async function namesOf({ sql: db }: Reading, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((each): each is string => each !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    name: string | null
  }>`select id, name from app_person_names(${wanted}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name ?? '']))
}
