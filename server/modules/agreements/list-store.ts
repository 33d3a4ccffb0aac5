import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { AgreementQuery } from '../../../contracts/agreements.ts'
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
import type { AgreementRow } from './store.ts'

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
type Builder = ExpressionBuilder<DB & { a: DB['agreements']; s: DB['scenario_facts'] }, 'a' | 's'>

const sorts = {
  '-createdAt': { column: 'a.created_at', direction: 'desc', cast: 'timestamptz' },
  '-signedOn': { column: 'a.signed_sort', direction: 'desc', cast: 'date' },
  '-amountCny': { column: 'a.amount_sort', direction: 'desc', cast: 'bigint' },
  validUntil: { column: 'a.valid_sort', direction: 'asc', cast: 'date' },
} as const

/** The first wall, said in the query itself; row-level security says it again. */
function visibleTo(viewer: Viewer, eb: Builder): Expression<SqlBool> {
  if (viewer.system) return eb.lit(true)
  const ways: Expression<SqlBool>[] = []
  const mine = viewer.organisations.map((each) => each.id)
  if (mine.length > 0) ways.push(sql<boolean>`a.party_ids && ${mine}::uuid[]`)
  if (hasRole(viewer, 'operator', 'auditor')) ways.push(eb('a.code', 'is not', null))
  if (hasRole(viewer, 'leader')) ways.push(eb('a.signed_at', 'is not', null))
  if (hasRole(viewer, 'district_operator') && viewer.district)
    ways.push(eb.and([eb('a.code', 'is not', null), eb('a.owner_district', '=', viewer.district)]))
  return ways.length > 0 ? eb.or(ways) : eb.lit(false)
}

function conditions(viewer: Viewer, query: AgreementQuery, eb: Builder) {
  const parts: Expression<SqlBool>[] = [visibleTo(viewer, eb)]
  if (query.q) {
    const tokens = queryTokens(query.q)
    parts.push(tokens.length === 0 ? eb.lit(false) : sql<boolean>`a.search @@ ${allTokens(tokens)}`)
  }
  if (query.kind) parts.push(eb('a.kind', '=', query.kind))
  if (query.state) parts.push(eb('a.state', 'in', query.state))
  if (query.scenario) parts.push(eb(uuid.test(query.scenario) ? 's.id' : 's.code', '=', query.scenario))
  if (query.organisation) parts.push(sql<boolean>`a.party_ids @> array[${query.organisation}]::uuid[]`)
  if (query.opening) parts.push(beside(eb, 'agreement_openings', 'opening_id', query.opening))
  if (query.intent) parts.push(beside(eb, 'agreement_parties', 'intent_id', query.intent))
  if (query.signedFrom) parts.push(eb('a.signed_on', '>=', query.signedFrom), eb('a.signed_at', 'is not', null))
  if (query.signedTo) parts.push(eb('a.signed_on', '<=', query.signedTo), eb('a.signed_at', 'is not', null))
  if (query.synthetic !== undefined) parts.push(eb('a.synthetic', '=', query.synthetic))
  if (query.domain) parts.push(eb('s.domain', 'in', query.domain))
  if (query.direction) parts.push(eb('s.direction', 'in', query.direction))
  if (query.district) parts.push(sql<boolean>`s.districts && ${query.district}::text[]`)
  if (query.overdue !== undefined) {
    const late = sql<boolean>`(a.holder is not null and coalesce(case when a.state = 'in_force' then a.term_ends_at else a.due_at end <= app_now(), false))`
    parts.push(query.overdue ? late : eb.not(late))
  }
  return eb.and(parts)
}

function beside(
  eb: Builder,
  table: 'agreement_openings' | 'agreement_parties',
  column: 'opening_id' | 'intent_id',
  id: string,
): Expression<SqlBool> {
  return sql<boolean>`exists (select 1 from ${sql.table(table)} as x where x.agreement_id = ${eb.ref('a.id')} and ${sql.ref(`x.${column}`)} = ${id}::uuid)`
}

/** One page and the capped count: two statements, whatever the number of rows. */
export async function listAgreements(reading: Reading, query: AgreementQuery) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  const matching = (eb: unknown) => conditions(reading.viewer, query, eb as Builder)
  const base = () =>
    reading.sql.selectFrom('agreements as a').innerJoin('scenario_facts as s', 's.id', 'a.scenario_id').where(matching)
  let page = base()
    .selectAll('a')
    .select(['s.code as scenario_code', 's.title as scenario_title'])
    .select(sql<string | number>`${sql.ref(sort.column)}`.as('sort_value'))
    .orderBy(sql.ref(sort.column), sort.direction)
    .orderBy('a.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, 'none'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom(
      base()
        .select(sql`1`.as('one'))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: (typeof rows)[number]): CursorKey => ({ sort: query.sort, value: row.sort_value, id: row.id })
  return { rows, count, keyOf }
}

const due = {
  begin: (day: string) => sql<boolean>`state = 'signed' and effective_from <= ${day}::date`,
  expire: () => sql<boolean>`state = 'in_force' and term_ends_at <= app_now()`,
  escalate: () => sql<boolean>`state in ('under_review', 'signed') and due_at <= app_now() and escalated_at is null`,
} as const
export type Step = keyof typeof due

/** The next agreements whose clock has come to this step; those another worker has in hand are left to it. */
export function takeDue({ sql: db }: Writing, step: Step, day: string, limit: number): Promise<AgreementRow[]> {
  return db
    .selectFrom('agreements')
    .selectAll()
    .where(due[step](day))
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

export async function markEscalated({ sql: db, now }: Writing, id: string): Promise<void> {
  await db.updateTable('agreements').set({ escalated_at: now }).where('id', '=', id).execute()
}
