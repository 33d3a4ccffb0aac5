import { type Expression, type ExpressionBuilder, type Insertable, type SqlBool, sql } from 'kysely'
import type { ExpertQuery } from '../../../contracts/experts.ts'
import {
  after,
  type CursorKey,
  countLimit,
  type DB,
  type Reading,
  readCursor,
  type Writing,
} from '../../platform/database/index.ts'
import type { Tie } from './rules/conflicts.ts'

const load = sql<number>`(select count(*)::integer from reviews v join rounds r on r.id = v.round_id
  where v.expert_id = p.id and v.holder is not null and r.state in ('assigning', 'scoring'))`

/** Everybody in the pool the viewer may see, with or without a profile. */
function joined({ sql: db }: Reading) {
  return db
    .selectFrom('expert_pool as p')
    .leftJoin('experts as e', 'e.user_id', 'p.id')
    .select([
      'p.id',
      'p.name',
      'e.title',
      'e.employer',
      'e.bio',
      'e.domains',
      'e.tracks',
      'e.available',
      'e.availability',
      'e.updated_at',
      'e.version',
      load.as('load'),
    ])
}
export type ExpertRow = NonNullable<Awaited<ReturnType<typeof selectExpert>>>

export async function selectExpert(reading: Reading, id: string) {
  return (await joined(reading).where('p.id', '=', id).executeTakeFirst()) ?? null
}

type Builder = ExpressionBuilder<DB & { p: DB['expert_pool']; e: DB['experts'] }, 'p' | 'e'>

function conditions(query: ExpertQuery, eb: Builder) {
  const parts: Expression<SqlBool>[] = []
  if (query.q) {
    const like = `%${query.q.replace(/[\\%_]/g, '\\$&')}%`
    parts.push(sql<boolean>`(p.name ilike ${like} or e.employer ilike ${like} or e.title ilike ${like})`)
  }
  if (query.domain) parts.push(sql<boolean>`e.domains && ${query.domain}::text[]`)
  if (query.track) parts.push(sql<boolean>`e.tracks && ${query.track}::text[]`)
  if (query.available !== undefined) parts.push(sql<boolean>`coalesce(e.available, true) = ${query.available}`)
  if (query.maxLoad !== undefined) parts.push(sql<boolean>`${load} <= ${query.maxLoad}`)
  return eb.and(parts)
}

export async function listExperts(reading: Reading, query: ExpertQuery) {
  const cursor = readCursor(query.cursor, 'name')
  let page = joined(reading)
    .where((eb) => conditions(query, eb as unknown as Builder))
    .orderBy('p.name')
    .orderBy('p.id')
    .limit(query.limit + 1)
  if (cursor) page = page.where(after('p.name', 'asc', cursor, 'text', 'none'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('expert_pool as p')
        .leftJoin('experts as e', 'e.user_id', 'p.id')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(query, inner as unknown as Builder))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: ExpertRow): CursorKey => ({ sort: 'name', value: row.name, id: row.id as string })
  return { rows, count, keyOf }
}

/** The whole pool, for the board of a round. */
export function wholePool(reading: Reading) {
  return joined(reading).orderBy('p.name').orderBy('p.id').limit(1000).execute()
}

export async function employersOf(
  { sql: db }: Reading,
  ids: readonly string[],
): Promise<{ user_id: string; id: string; name: string }[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('expert_employers as e')
    .leftJoin('organisation_names as o', 'o.id', 'e.organisation_id')
    .select(['e.user_id', 'e.organisation_id as id', 'o.name'])
    .where('e.user_id', 'in', [...ids])
    .orderBy('o.name')
    .execute()
  return rows.map((row) => ({ ...row, name: row.name ?? '' }))
}

/** What ties these experts to these organisations, as far as the viewer may know. */
export async function tiesOf(
  { sql: db }: Reading,
  experts: readonly string[],
  organisations: readonly string[],
): Promise<Tie[]> {
  if (experts.length === 0 || organisations.length === 0) return []
  const rows = await db
    .selectFrom('expert_ties')
    .select(['user_id', 'organisation_id', 'kind'])
    .where('user_id', 'in', [...experts])
    .where('organisation_id', 'in', [...organisations])
    .execute()
  return rows as Tie[]
}

/** Which of these people are in the pool. */
export async function inPool({ sql: db }: Reading, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('expert_pool')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute()
  return new Map(rows.map((row) => [row.id as string, row.name ?? '']))
}

export function lockProfile({ sql: db }: Writing, userId: string) {
  return db.selectFrom('experts').selectAll().where('user_id', '=', userId).forUpdate().executeTakeFirst()
}
/** False when a first profile was written elsewhere meanwhile. */
export async function insertProfile(
  { sql: db, now }: Writing,
  row: Omit<Insertable<DB['experts']>, 'created_at' | 'updated_at'>,
): Promise<boolean> {
  const done = await db
    .insertInto('experts')
    .values({ ...row, created_at: now, updated_at: now })
    .onConflict((on) => on.doNothing())
    .executeTakeFirstOrThrow()
  return done.numInsertedOrUpdatedRows === 1n
}
export async function updateProfile(
  { sql: db, now }: Writing,
  userId: string,
  set: Partial<Insertable<DB['experts']>>,
): Promise<void> {
  await db
    .updateTable('experts')
    .set((eb) => ({ ...set, updated_at: now, version: eb('version', '+', 1) }))
    .where('user_id', '=', userId)
    .execute()
}
export async function setEmployers({ sql: db }: Writing, userId: string, ids: readonly string[]): Promise<void> {
  await db.deleteFrom('expert_employers').where('user_id', '=', userId).execute()
  if (ids.length > 0)
    await db
      .insertInto('expert_employers')
      .values(ids.map((each) => ({ user_id: userId, organisation_id: each })))
      .execute()
}
export async function knownOrganisations({ sql: db }: Reading, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('organisation_names')
    .select('id')
    .where('id', 'in', [...ids])
    .execute()
  return new Set(rows.map((row) => row.id as string))
}

/** The people of a round, with their signatures. */
export function membersOf({ sql: db }: Reading, roundId: string) {
  return db.selectFrom('round_experts').selectAll().where('round_id', '=', roundId).orderBy('id').execute()
}
export async function joinRound(
  { sql: db, now }: Writing,
  rows: readonly { id: string; round_id: string; expert_id: string }[],
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('round_experts')
    .values(rows.map((row) => ({ ...row, added_at: now })))
    .onConflict((on) => on.columns(['round_id', 'expert_id']).doNothing())
    .execute()
}
export async function signUndertaking({ sql: db, now }: Writing, id: string, version: string): Promise<void> {
  await db
    .updateTable('round_experts')
    .set({ undertaking_version: version, undertaken_at: now })
    .where('id', '=', id)
    .execute()
}
