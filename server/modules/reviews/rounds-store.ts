import { type Expression, type ExpressionBuilder, type Insertable, type SqlBool, sql } from 'kysely'
import type { RubricCriterion } from '../../../contracts/reviews.ts'
import type { RoundQuery } from '../../../contracts/rounds.ts'
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

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** A round with what stands beside it. `owners` are those of all its items, `undertaken_at` the viewer's own signature. */
function joined({ sql: db, viewer }: Reading) {
  return db
    .selectFrom('rounds as r')
    .leftJoin('call_facts as c', 'c.id', 'r.call_id')
    .leftJoin('round_experts as me', (join) =>
      join.onRef('me.round_id', '=', 'r.id').on('me.expert_id', '=', viewer.userId),
    )
    .select([
      'r.id',
      'r.code',
      'r.title',
      'r.call_id',
      'c.code as call_code',
      'c.title as call_title',
      'r.state',
      'r.state_since',
      'r.state_reason',
      'r.holder',
      'r.due_at',
      'r.criteria',
      'r.deadline',
      'r.required_reviews',
      'r.chair_id',
      'r.released_at',
      'r.created_at',
      'r.updated_at',
      'r.version',
      'me.id as membership_id',
      'me.undertaken_at',
      'me.undertaking_version',
      sql<string[]>`array(select distinct i.owner_id from round_items i where i.round_id = r.id)`.as('owners'),
      sql<number>`(select count(*)::integer from round_items i where i.round_id = r.id)`.as('items'),
      sql<number | null>`(select sum(p.assigned)::integer from round_progress p where p.round_id = r.id)`.as(
        'assigned',
      ),
      sql<number | null>`(select sum(p.submitted)::integer from round_progress p where p.round_id = r.id)`.as(
        'submitted',
      ),
    ])
}
export type RoundRow = NonNullable<Awaited<ReturnType<typeof selectRound>>>

export async function selectRound(reading: Reading, idOrCode: string) {
  const byId = uuid.test(idOrCode)
  const row = await joined(reading)
    .where(byId ? 'r.id' : 'r.code', '=', byId ? idOrCode.toLowerCase() : idOrCode.toUpperCase())
    .executeTakeFirst()
  return row ?? null
}

/** Locked until the transaction ends. Row-level security hides from the lock what the viewer may not change. */
export async function lockRound(writing: Writing, idOrCode: string): Promise<RoundRow | null> {
  const byId = uuid.test(idOrCode)
  const locked = await writing.sql
    .selectFrom('rounds')
    .select('id')
    .where(byId ? 'id' : 'code', '=', byId ? idOrCode.toLowerCase() : idOrCode.toUpperCase())
    .forUpdate()
    .executeTakeFirst()
  return locked ? selectRound(writing, locked.id) : null
}

/** Keeps the round in its phase until the transaction ends; many may do so at once. */
export async function holdRound({ sql: db }: Writing, id: string): Promise<void> {
  await db.selectFrom('rounds').select('id').where('id', '=', id).forShare().execute()
}

type Builder = ExpressionBuilder<DB & { r: DB['rounds'] }, 'r'>
const sorts = {
  '-updatedAt': { column: 'r.updated_at', direction: 'desc', cast: 'timestamptz' },
  title: { column: 'r.title', direction: 'asc', cast: 'text' },
} as const

function conditions(query: RoundQuery, eb: Builder) {
  const parts: Expression<SqlBool>[] = []
  if (query.q) {
    const tokens = queryTokens(query.q)
    parts.push(tokens.length === 0 ? eb.lit(false) : sql<boolean>`r.search @@ ${allTokens(tokens)}`)
  }
  if (query.state) parts.push(eb('r.state', 'in', query.state))
  if (query.call) parts.push(eb('r.call_id', '=', query.call))
  return eb.and(parts)
}

/** One page and the capped count. Whose rounds are shown is the database's word: operators and auditors all, experts theirs. */
export async function listRounds(reading: Reading, query: RoundQuery) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = joined(reading)
    .where((eb) => conditions(query, eb as unknown as Builder))
    .orderBy(sql.ref(sort.column), sort.direction)
    .orderBy('r.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, 'none'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('rounds as r')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(query, inner as unknown as Builder))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: RoundRow): CursorKey => ({
    sort: query.sort,
    value: query.sort === 'title' ? row.title : row.updated_at,
    id: row.id,
  })
  return { rows, count, keyOf }
}

const searchOf = (row: { code: string; title: string }) =>
  sql<string>`array_to_tsvector(${searchTokens(`${row.code} ${row.title}`)}::text[])`

export async function insertRound(
  { sql: db, now, viewer }: Writing,
  row: {
    id: string
    code: string
    title: string
    call_id: string | null
    criteria: readonly RubricCriterion[]
    deadline: string | null
    required_reviews: number
    chair_id: string | null
    holder: string | null
  },
): Promise<void> {
  await db
    .insertInto('rounds')
    .values({
      ...row,
      criteria: JSON.stringify(row.criteria),
      search: searchOf(row),
      state: 'planned',
      state_since: now,
      created_by: viewer.userId,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

export async function updateRound(
  { sql: db, now }: Writing,
  row: { id: string; code: string; title: string },
  { criteria, ...set }: Partial<Insertable<DB['rounds']>> & { criteria?: readonly RubricCriterion[] },
): Promise<void> {
  await db
    .updateTable('rounds')
    .set((eb) => ({
      ...set,
      ...(criteria && { criteria: JSON.stringify(criteria) }),
      ...(set.title && { search: searchOf({ code: row.code, title: set.title }) }),
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', row.id)
    .execute()
}

/** The items of a round that the viewer may see, with everything said about them so far. */
export async function itemsOf({ sql: db, viewer }: Reading, roundId: string) {
  return db
    .selectFrom('round_items as i')
    .leftJoin('organisation_names as o', 'o.id', 'i.owner_id')
    .leftJoin('scenario_facts as s', 's.id', 'i.scenario_id')
    .leftJoin('round_progress as p', 'p.item_id', 'i.id')
    .leftJoin('round_recommendations as rec', 'rec.item_id', 'i.id')
    .leftJoin('round_decisions as d', 'd.item_id', 'i.id')
    .leftJoin('reviews as own', (join) =>
      join.onRef('own.item_id', '=', 'i.id').on('own.expert_id', '=', viewer.userId),
    )
    .select([
      'i.id',
      'i.scenario_id',
      'i.code',
      'i.title',
      'i.owner_id',
      'i.owner_district',
      'i.submitted_by',
      'i.content',
      'i.synthetic',
      'i.open',
      'i.version',
      'o.name as owner_name',
      's.state as scenario_state',
      'p.assigned',
      'p.submitted',
      'p.lost',
      'rec.outcome as recommended',
      'rec.reason as recommended_reason',
      'rec.recommended_by',
      'rec.recommended_at',
      'd.outcome as decided',
      'd.reason as decided_reason',
      'd.comment as decided_comment',
      'd.deviation',
      'd.decided_by',
      'd.decided_at',
      'own.id as own_id',
      'own.state as own_state',
    ])
    .where('i.round_id', '=', roundId)
    .orderBy('i.position')
    .orderBy('i.id')
    .execute()
}
export type ItemRow = Awaited<ReturnType<typeof itemsOf>>[number]

/** Two who decide on one item come one after the other. */
export async function lockItem({ sql: db }: Writing, roundId: string, itemId: string) {
  return db
    .selectFrom('round_items')
    .selectAll()
    .where('id', '=', itemId)
    .where('round_id', '=', roundId)
    .forUpdate()
    .executeTakeFirst()
}
export async function touchItem({ sql: db }: Writing, itemId: string): Promise<void> {
  await db
    .updateTable('round_items')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', itemId)
    .execute()
}

/** What of scenarios makes an item. */
export async function selectScenarios({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('scenario_material')
    .select(['id', 'code', 'title', 'owner_id', 'owner_district', 'state', 'content', 'submitted_by', 'synthetic'])
    .where('id', 'in', [...ids])
    .execute()
}
export async function inReviewOfCall({ sql: db }: Reading, callId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('scenario_material')
    .select('id')
    .where('call_id', '=', callId)
    .where('state', '=', 'in_review')
    .orderBy('code')
    .limit(500)
    .execute()
  return rows.map((row) => row.id as string)
}
export function selectCall({ sql: db }: Reading, id: string) {
  return db.selectFrom('call_facts').select(['id', 'code', 'title', 'criteria']).where('id', '=', id).executeTakeFirst()
}

/** Adds scenarios; the ids of those that an open round has already are left out: the constraint decides, also between two at once. */
export async function insertItems(
  { sql: db }: Writing,
  rows: readonly Insertable<DB['round_items']>[],
): Promise<Set<string>> {
  if (rows.length === 0) return new Set()
  const inserted = await db
    .insertInto('round_items')
    .values([...rows])
    .onConflict((on) => on.doNothing())
    .returning('scenario_id')
    .execute()
  return new Set(inserted.map((row) => row.scenario_id))
}
export async function deleteItems({ sql: db }: Writing, ids: readonly string[]): Promise<void> {
  if (ids.length > 0)
    await db
      .deleteFrom('round_items')
      .where('id', 'in', [...ids])
      .execute()
}
export async function placeItems({ sql: db }: Writing, ids: readonly string[]): Promise<void> {
  await sql`update round_items i set position = t.place from unnest(${[...ids]}::uuid[]) with ordinality as t (id, place) where i.id = t.id`.execute(
    db,
  )
}
export async function closeItems({ sql: db }: Writing, roundId: string): Promise<void> {
  await db.updateTable('round_items').set({ open: false }).where('round_id', '=', roundId).execute()
}

/** Whether an open round has the scenario in hand. */
export async function isInOpenRound({ sql: db }: Reading, scenarioId: string): Promise<boolean> {
  const row = await db
    .selectFrom('round_items')
    .select('id')
    .where('scenario_id', '=', scenarioId)
    .where('open', '=', true)
    .executeTakeFirst()
  return row !== undefined
}

export async function upsertRecommendation(
  { sql: db, now, viewer }: Writing,
  row: { item_id: string; round_id: string; outcome: string; reason: string },
): Promise<void> {
  const said = { ...row, recommended_by: viewer.userId as string, recommended_at: now }
  await db
    .insertInto('round_recommendations')
    .values(said)
    .onConflict((on) => on.column('item_id').doUpdateSet(said))
    .execute()
}
export async function upsertDecision(
  { sql: db, now, viewer }: Writing,
  row: {
    item_id: string
    round_id: string
    owner_id: string
    outcome: string
    reason: string
    comment: string
    deviation: string | null
  },
): Promise<void> {
  const said = { ...row, decided_by: viewer.userId as string, decided_at: now }
  await db
    .insertInto('round_decisions')
    .values(said)
    .onConflict((on) => on.column('item_id').doUpdateSet(said))
    .execute()
}

export async function namesOf({ sql: db }: Reading, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((each): each is string => each !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{ id: string; name: string | null }>`
    select id, name from app_person_names(${wanted}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name ?? '']))
}
