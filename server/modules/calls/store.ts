import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { CallPatch, CallQuery } from '../../../contracts/calls.ts'
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

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

const sorts = {
  '-opensAt': { column: 'c.opens_sort', direction: 'desc', cast: 'timestamptz' },
  closesAt: { column: 'c.closes_sort', direction: 'asc', cast: 'timestamptz' },
  '-updatedAt': { column: 'c.updated_at', direction: 'desc', cast: 'timestamptz' },
  title: { column: 'c.title', direction: 'asc', cast: 'text' },
} as const

const accepting = sql<boolean>`(c.state = 'open' and c.opens_at <= app_now() and app_now() < c.closes_at)`

function calls({ sql: db }: Reading) {
  return db.selectFrom('calls as c').select((eb) => [
    'c.id',
    'c.code',
    'c.title',
    'c.description',
    'c.domains',
    'c.directions',
    'c.openers',
    'c.organisation_kinds',
    'c.districts',
    'c.criteria',
    'c.opens_at',
    'c.closes_at',
    'c.contact',
    'c.state',
    'c.state_since',
    'c.holder',
    'c.due_at',
    'c.created_at',
    'c.updated_at',
    'c.version',
    accepting.as('accepting'),
    sql<boolean>`coalesce(c.closes_at <= app_now(), false)`.as('late'),
    eb
      .selectFrom('call_extensions as e')
      .select((e) => e.fn.countAll<number>().as('n'))
      .whereRef('e.call_id', '=', 'c.id')
      .as('extended'),
    eb
      .selectFrom('call_submissions as s')
      .select((s) => s.fn.countAll<number>().as('n'))
      .whereRef('s.call_id', '=', 'c.id')
      .where('s.submitted_at', 'is not', null)
      .as('submissions'),
  ])
}
export type CallRow = NonNullable<Awaited<ReturnType<typeof findCall>>>

function named(idOrCode: string) {
  return uuid.test(idOrCode)
    ? ({ column: 'id', value: idOrCode.toLowerCase() } as const)
    : ({ column: 'code', value: idOrCode.toUpperCase() } as const)
}

/** One call by id or code; null = not there for this viewer. */
export async function findCall(reading: Reading, idOrCode: string) {
  const { column, value } = named(idOrCode)
  return (await calls(reading).where(`c.${column}`, '=', value).executeTakeFirst()) ?? null
}

/**
 * Holds the row until the transaction ends, then reads it. Whoever submits into a call holds it with the others (`share`); whoever closes or
 * extends it holds it alone.
 */
export async function lockCall(
  writing: Writing,
  idOrCode: string,
  how: 'share' | 'update' = 'update',
): Promise<CallRow | null> {
  const { column, value } = named(idOrCode)
  const row = writing.sql.selectFrom('calls').select('id').where(column, '=', value)
  const held = await (how === 'share' ? row.forShare() : row.forUpdate()).executeTakeFirst()
  return held ? findCall(writing, held.id) : null
}

/** What hangs on one call. */
export async function partsOf({ sql: db }: Reading, id: string) {
  const [files, extensions] = await Promise.all([
    db
      .selectFrom('call_files as f')
      .innerJoin('file_facts as t', 't.id', 'f.file_id')
      .select(['f.file_id', 't.name', 't.media_type', 't.bytes', 't.sha256', 't.uploaded_at'])
      .where('f.call_id', '=', id)
      .orderBy('f.position')
      .execute(),
    db
      .selectFrom('call_extensions')
      .select(['at', 'closed_at', 'closes_at', 'reason'])
      .where('call_id', '=', id)
      .orderBy('at')
      .orderBy('id')
      .execute(),
  ])
  return { files, extensions }
}

type Builder = ExpressionBuilder<DB & { c: DB['calls'] }, 'c'>

/** The first wall: drafts are the office's; row-level security says it again. */
function conditions(viewer: Viewer, query: CallQuery, eb: Builder) {
  const parts: Expression<SqlBool>[] = []
  if (!viewer.system && !hasRole(viewer, 'operator')) parts.push(eb('c.is_public', '=', true))
  if (query.q) {
    const tokens = queryTokens(query.q)
    parts.push(tokens.length === 0 ? eb.lit(false) : sql<boolean>`c.search @@ ${allTokens(tokens)}`)
  }
  if (query.state) parts.push(eb('c.state', 'in', query.state))
  const addressed = { domain: 'c.domains', direction: 'c.directions', opener: 'c.openers' } as const
  for (const each of ['domain', 'direction', 'opener'] as const) {
    const value = query[each]
    const column = sql.ref(addressed[each])
    if (value) parts.push(sql<boolean>`(${column} = '{}' or ${column} && ${value}::text[])`)
  }
  if (query.accepting !== undefined)
    parts.push(query.accepting ? accepting : sql<boolean>`not coalesce(${accepting}, false)`)
  return eb.and(parts)
}

/** One page and the capped count: two statements, whatever the number of rows. */
export async function listCalls(reading: Reading, query: CallQuery) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  const matching = (eb: unknown) => conditions(reading.viewer, query, eb as Builder)
  let page = calls(reading)
    .select(sql<string>`${sql.ref(sort.column)}`.as('sort_value'))
    .where(matching)
    .orderBy(sql.ref(sort.column), sort.direction)
    .orderBy('c.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, 'none'))
  const counted = reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('calls as c')
        .select(sql`1`.as('one'))
        .where(matching)
        .limit(countLimit + 1)
        .as('n'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
  const [rows, { count }] = await Promise.all([page.execute(), counted.executeTakeFirstOrThrow()])
  const keyOf = (row: (typeof rows)[number]): CursorKey => ({ sort: query.sort, value: row.sort_value, id: row.id })
  return { rows, count, keyOf }
}

const columns = {
  title: 'title',
  description: 'description',
  domains: 'domains',
  directions: 'directions',
  openers: 'openers',
  organisationKinds: 'organisation_kinds',
  districts: 'districts',
  opensAt: 'opens_at',
  closesAt: 'closes_at',
  contact: 'contact',
} as const

/** The columns of a patch; `undefined` leaves a column as it is. */
export function columnsOf(patch: CallPatch): Record<string, unknown> {
  return {
    ...Object.fromEntries(
      Object.entries(columns)
        .filter(([field]) => patch[field as keyof CallPatch] !== undefined)
        .map(([field, column]) => [column, patch[field as keyof CallPatch]]),
    ),
    ...(patch.criteria && { criteria: JSON.stringify(patch.criteria) }),
  }
}

export async function insertCall(
  { sql: db, now, viewer }: Writing,
  id: string,
  values: Record<string, unknown> & { title: string; holder: string | null },
): Promise<void> {
  await db
    .insertInto('calls')
    .values({
      ...values,
      id,
      state: 'draft',
      state_since: now,
      created_by: viewer.userId,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

export async function updateCall(
  { sql: db, now }: Writing,
  id: string,
  values: Record<string, unknown>,
): Promise<void> {
  await db
    .updateTable('calls')
    .set((eb) => ({ ...values, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export async function replaceFiles({ sql: db }: Writing, callId: string, fileIds: readonly string[]): Promise<void> {
  await db.deleteFrom('call_files').where('call_id', '=', callId).execute()
  if (fileIds.length === 0) return
  await db
    .insertInto('call_files')
    .values(fileIds.map((file_id, position) => ({ call_id: callId, file_id, position })))
    .execute()
}

export async function insertExtension(
  { sql: db, now, viewer }: Writing,
  row: { id: string; call_id: string; closed_at: string; closes_at: string; reason: string },
): Promise<void> {
  await db
    .insertInto('call_extensions')
    .values({ ...row, at: now, extended_by: viewer.userId })
    .execute()
}

/** Makes the call findable by its code, title, description and criteria. */
export async function refreshSearch({ sql: db }: Writing, id: string): Promise<void> {
  const { rows } = await sql<{ text: string }>`
    select concat_ws(' ', code, title, description, (select string_agg(each ->> 'title', ' ') from jsonb_array_elements(criteria) as each)) as text
      from calls where id = ${id}`.execute(db)
  await sql`update calls set search = array_to_tsvector(${searchTokens(rows[0]?.text ?? '')}::text[]) where id = ${id}`.execute(
    db,
  )
}

/** The owners with something in the call that is not settled: a draft, or a submission under way. */
export async function ownersIn({ sql: db }: Reading, callId: string, which: 'drafts' | 'all'): Promise<string[]> {
  let found = db.selectFrom('call_submissions').select('owner_id').distinct().where('call_id', '=', callId)
  found =
    which === 'drafts'
      ? found.where('state', '=', 'draft').where('entered_at', 'is', null)
      : found.where('state', 'not in', ['withdrawn', 'rejected', 'terminated'])
  return (await found.execute()).flatMap((row) => row.owner_id ?? [])
}

/** Open calls whose deadline is near, three days or the last quarter of a short window, and that nobody was reminded of; marked as told. */
export async function takeNearing({ sql: db, now }: Writing, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with near as (
      select id from calls
       where state = 'open' and closes_at > ${now} and reminded_for is distinct from closes_at
         and closes_at - least(interval '3 days', (closes_at - opens_at) / 4) <= ${now}
       order by closes_at limit ${limit} for update skip locked)
    update calls c set reminded_for = c.closes_at from near where c.id = near.id returning c.id`.execute(db)
  return rows.map((row) => row.id)
}

/** Open calls whose deadline has passed, those another worker has in hand left to it. */
export async function overdueCalls({ sql: db, now }: Writing, limit: number): Promise<string[]> {
  const found = await db
    .selectFrom('calls')
    .select('id')
    .where('state', '=', 'open')
    .where('closes_at', '<=', now)
    .orderBy('closes_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return found.map((row) => row.id)
}
