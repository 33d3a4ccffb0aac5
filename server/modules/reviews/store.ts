import { type Expression, type ExpressionBuilder, type Insertable, type SqlBool, sql } from 'kysely'
import type { ReviewQuery } from '../../../contracts/reviews.ts'
import {
  after,
  type CursorKey,
  countLimit,
  type DB,
  type Reading,
  readCursor,
  type Writing,
} from '../../platform/database/index.ts'
import type { Scores } from './rules/scoring.ts'

/** Reviews and their sheets; rounds and the pool have stores of their own. */

function joined({ sql: db, viewer }: Reading) {
  return db
    .selectFrom('reviews as v')
    .innerJoin('rounds as r', 'r.id', 'v.round_id')
    .innerJoin('round_items as i', 'i.id', 'v.item_id')
    .leftJoin('organisation_names as o', 'o.id', 'v.owner_id')
    .leftJoin('round_experts as me', (join) =>
      join.onRef('me.round_id', '=', 'r.id').on('me.expert_id', '=', viewer.userId),
    )
    .select([
      'v.id',
      'v.round_id',
      'r.code as round_code',
      'r.title as round_title',
      'r.state as round_state',
      'r.deadline',
      'r.criteria',
      'r.chair_id',
      'v.item_id',
      'i.open as item_open',
      'i.submitted_by',
      'v.scenario_id',
      'i.code as scenario_code',
      'i.title as scenario_title',
      'v.owner_id',
      'o.name as owner_name',
      'v.expert_id',
      'v.state',
      'v.state_since',
      'v.state_reason',
      'v.holder',
      'v.due_at',
      'v.declared_at',
      'v.submitted_at',
      'v.dissent',
      'v.created_at',
      'v.updated_at',
      'v.version',
      'me.undertaken_at',
      'me.undertaking_version',
    ])
}
export type ReviewRow = NonNullable<Awaited<ReturnType<typeof selectReview>>>

export async function selectReview(reading: Reading, id: string) {
  return (await joined(reading).where('v.id', '=', id).executeTakeFirst()) ?? null
}

/** Locked until the transaction ends; row-level security hides from the lock what the viewer may not change. */
export async function lockReview(writing: Writing, id: string): Promise<ReviewRow | null> {
  const locked = await writing.sql
    .selectFrom('reviews')
    .select('id')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  return locked ? selectReview(writing, id) : null
}

type Builder = ExpressionBuilder<DB & { v: DB['reviews'] }, 'v'>
const sorts = {
  '-updatedAt': { column: 'v.updated_at', direction: 'desc' },
  dueAt: { column: 'v.due_at', direction: 'asc' },
} as const

function conditions(query: ReviewQuery, own: string | null, eb: Builder) {
  const parts: Expression<SqlBool>[] = []
  if (own !== null) parts.push(eb('v.expert_id', '=', own))
  if (query.round) parts.push(eb('v.round_id', '=', query.round))
  if (query.state) parts.push(eb('v.state', 'in', query.state))
  if (query.open !== undefined) parts.push(eb('v.holder', query.open ? 'is not' : 'is', null))
  return eb.and(parts)
}

/** One page and the capped count; `own` narrows it to one expert's. */
export async function listReviews(reading: Reading, query: ReviewQuery, own: string | null) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = joined(reading)
    .where((eb) => conditions(query, own, eb as unknown as Builder))
    .orderBy(sql.ref(sort.column), (order) => order[sort.direction]().nullsLast())
    .orderBy('v.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, 'timestamptz'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('reviews as v')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(query, own, inner as unknown as Builder))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: ReviewRow): CursorKey => ({
    sort: query.sort,
    value: query.sort === 'dueAt' ? row.due_at : row.updated_at,
    id: row.id,
  })
  return { rows, count, keyOf }
}

/** All reviews of a round that the viewer may know of, by expert and item. */
export function reviewsOf({ sql: db }: Reading, roundId: string) {
  return db
    .selectFrom('reviews')
    .select(['id', 'item_id', 'expert_id', 'state', 'state_reason', 'holder', 'declared_at', 'submitted_at', 'version'])
    .where('round_id', '=', roundId)
    .orderBy('id')
    .execute()
}

/** Invites; pairs that are there already are left out: the constraint decides, also between two at once. */
export async function insertReviews(
  { sql: db }: Writing,
  rows: readonly Insertable<DB['reviews']>[],
): Promise<Set<string>> {
  const inserted = await db
    .insertInto('reviews')
    .values([...rows])
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute()
  return new Set(inserted.map((row) => row.id))
}

export async function updateReview(
  { sql: db, now }: Writing,
  id: string,
  set: Partial<Insertable<DB['reviews']>>,
): Promise<void> {
  await db
    .updateTable('reviews')
    .set((eb) => ({ ...set, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** The accepted and unfinished reviews of a round are due with its deadline. */
export async function moveDeadline({ sql: db }: Writing, roundId: string, deadline: string): Promise<void> {
  await db
    .updateTable('reviews')
    .set({ due_at: deadline })
    .where('round_id', '=', roundId)
    .where('state', 'in', ['accepted', 'drafting', 'returned'])
    .execute()
}

export type Sheet = {
  readonly scores: Scores
  readonly total: number | null
  readonly comment_owner: string
  readonly comment_office: string
}

/** A sheet as far as the viewer may read it: his own, or one that was submitted. */
export async function selectSheet({ sql: db }: Reading, reviewId: string): Promise<Sheet | null> {
  const row = await db
    .selectFrom('review_sheets')
    .select(['scores', 'total', 'comment_owner', 'comment_office'])
    .where('review_id', '=', reviewId)
    .executeTakeFirst()
  return row ? { ...row, scores: row.scores as unknown as Scores } : null
}
export async function upsertSheet({ sql: db }: Writing, reviewId: string, sheet: Sheet): Promise<void> {
  const values = { ...sheet, scores: JSON.stringify(sheet.scores) }
  await db
    .insertInto('review_sheets')
    .values({ review_id: reviewId, ...values })
    .onConflict((on) => on.column('review_id').doUpdateSet(values))
    .execute()
}

/** A submitted review; without `expert_id` where the viewer may read it but not know whose it is. */
export type Submitted = Sheet & {
  readonly id: string
  readonly item_id: string
  readonly expert_id: string | null
  readonly dissent: string | null
  readonly submitted_at: string | null
  readonly version: number | null
}

/** Submitted reviews of a round that the viewer may read, in the order they were asked for: two statements. */
export async function submittedOf({ sql: db }: Reading, roundId: string, itemId?: string): Promise<Submitted[]> {
  const [known, blind] = [
    await db
      .selectFrom('reviews as v')
      .innerJoin('review_sheets as s', 's.review_id', 'v.id')
      .select([
        'v.id',
        'v.item_id',
        'v.expert_id',
        'v.dissent',
        'v.submitted_at',
        'v.version',
        's.scores',
        's.total',
        's.comment_owner',
        's.comment_office',
      ])
      .where('v.round_id', '=', roundId)
      .where('v.state', '=', 'submitted')
      .$if(itemId !== undefined, (query) => query.where('v.item_id', '=', itemId as string))
      .execute(),
    await db
      .selectFrom('blind_reviews')
      .selectAll()
      .where('round_id', '=', roundId)
      .where('state', '=', 'submitted')
      .$if(itemId !== undefined, (query) => query.where('item_id', '=', itemId as string))
      .execute(),
  ]
  const seen = new Set(known.map((row) => row.id))
  const rest = blind
    .filter((row) => !seen.has(row.id as string))
    .map((row) => ({
      id: row.id as string,
      item_id: row.item_id as string,
      expert_id: null,
      dissent: row.dissent,
      submitted_at: row.submitted_at,
      version: null,
      scores: row.scores as unknown as Scores,
      total: row.total,
      comment_owner: row.comment_owner ?? '',
      comment_office: row.comment_office ?? '',
    }))
  return [...known.map((row) => ({ ...row, scores: row.scores as unknown as Scores })), ...rest].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )
}

/** What an expert reads of a scenario; null when it is not his to read. */
export async function selectMaterial({ sql: db }: Reading, scenarioId: string) {
  const scenario = await db.selectFrom('scenario_material').selectAll().where('id', '=', scenarioId).executeTakeFirst()
  if (!scenario) return null
  const openings = await db
    .selectFrom('opening_material')
    .select(['id', 'text', 'detail'])
    .where('scenario_id', '=', scenarioId)
    .orderBy('position')
    .execute()
  const requirements = await db
    .selectFrom('requirement_material')
    .selectAll()
    .where('scenario_id', '=', scenarioId)
    .orderBy('position')
    .execute()
  const attachments = await db
    .selectFrom('scenario_file_facts as f')
    .innerJoin('file_facts as t', 't.id', 'f.file_id')
    .select(['t.id', 't.name', 't.media_type', 't.bytes', 't.sha256', 't.uploaded_at', 'f.purpose'])
    .where('f.scenario_id', '=', scenarioId)
    .where('f.purpose', '=', 'material')
    .orderBy('f.position')
    .execute()
  return { scenario, openings, requirements, attachments }
}
export type MaterialRows = NonNullable<Awaited<ReturnType<typeof selectMaterial>>>

/** The expert's reviews of a round, in the order of its items. */
export function siblingsOf({ sql: db }: Reading, roundId: string, expertId: string) {
  return db
    .selectFrom('reviews as v')
    .innerJoin('round_items as i', 'i.id', 'v.item_id')
    .select(['v.id', 'i.title', 'v.state'])
    .where('v.round_id', '=', roundId)
    .where('v.expert_id', '=', expertId)
    .orderBy('i.position')
    .orderBy('i.id')
    .execute()
}

export function selectRecommendation({ sql: db }: Reading, itemId: string) {
  return db
    .selectFrom('round_recommendations')
    .select(['outcome', 'reason'])
    .where('item_id', '=', itemId)
    .executeTakeFirst()
}
