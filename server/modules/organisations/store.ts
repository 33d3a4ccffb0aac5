import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Organisation, OrganisationQuery } from '../../../contracts/organisations.ts'
import type { StateOf } from '../../../engines/lifecycle/index.ts'
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
import { hasRole, isAnonymous, type Viewer } from '../../platform/viewer.ts'
import type { Fields } from './rules/fields.ts'

type State = StateOf<'organisation'>
export type OrganisationRow = Awaited<ReturnType<ReturnType<typeof rowsOf>['executeTakeFirstOrThrow']>>

/** The state left for a suspension lies in the dated states, which the role of anonymous reading has no business with. */
const leftForSuspension = sql<State | null>`case when o.state = 'suspended' then (select c.from_state from state_changes c
  where c.subject_type = 'organisation' and c.subject_id = o.id and c.to_state = 'suspended' order by c.id desc limit 1) end`

function rowsOf({ sql: db, viewer }: Reading) {
  return db
    .selectFrom('organisations as o')
    .select(['o.id', 'o.pack_key', 'o.name', 'o.short_name', 'o.credit_code', 'o.district', 'o.tracks', 'o.founded_on'])
    .select(['o.registered_capital_cny', 'o.employees', 'o.summary', 'o.website', 'o.state_reason', 'o.landed_at'])
    .select(['o.source', 'o.synthetic', 'o.created_at', 'o.updated_at', 'o.version', 'o.due_at'])
    .select([sql<Organisation['kind']>`o.kind`.as('kind'), sql<State>`o.state`.as('state')])
    .select((isAnonymous(viewer) ? sql<State | null>`null::text` : leftForSuspension).as('previous_state'))
}

type Builder = ExpressionBuilder<DB & { o: DB['organisations'] }, 'o'>

/** The first wall: what this viewer may see, said in the query; row-level security says it again. */
function visibleTo(viewer: Viewer, eb: Builder): Expression<SqlBool> {
  if (viewer.system || hasRole(viewer, 'operator', 'auditor')) return eb.lit(true)
  const ways: Expression<SqlBool>[] = [eb('o.state', '=', 'verified')]
  if (isAnonymous(viewer)) return eb.or(ways)
  const mine = viewer.organisations.map((each) => each.id)
  if (mine.length > 0) ways.push(eb('o.id', 'in', mine))
  if (hasRole(viewer, 'district_operator') && viewer.district) ways.push(eb('o.district', '=', viewer.district))
  return eb.or(ways)
}

export async function findOrganisation(reading: Reading, id: string): Promise<OrganisationRow | undefined> {
  return rowsOf(reading)
    .where('o.id', '=', id)
    .where((eb) => visibleTo(reading.viewer, eb as unknown as Builder))
    .executeTakeFirst()
}

/** The same row, held until the transaction ends. */
export async function holdOrganisation(tx: Writing, id: string): Promise<OrganisationRow | undefined> {
  return rowsOf(tx)
    .where('o.id', '=', id)
    .where((eb) => visibleTo(tx.viewer, eb as unknown as Builder))
    .forUpdate('o')
    .executeTakeFirst()
}

/** What was confirmed of it: where example data is left out, services that were examples are as well. */
function confirmed(query: OrganisationQuery, since: string): Expression<SqlBool>[] {
  const { landedFrom, landedTo, servedFrom, servedTo, synthetic } = query
  const real = synthetic === undefined ? sql`true` : sql`x.synthetic = ${synthetic}`
  const parts: Expression<SqlBool>[] = []
  if (landedFrom || landedTo)
    parts.push(sql<SqlBool>`o.id in (select x.organisation_id from organisation_landings x
      where x.landed_on between ${landedFrom ?? '-infinity'}::date and ${landedTo ?? 'infinity'}::date and ${real})`)
  if (servedFrom || servedTo)
    parts.push(sql<SqlBool>`o.id in (select x.organisation_id from organisation_services x where x.served_on >= ${since}::date and ${real}
      group by x.organisation_id having min(x.served_on) between ${servedFrom ?? '-infinity'}::date and ${servedTo ?? 'infinity'}::date)`)
  return parts
}

function conditions(viewer: Viewer, query: OrganisationQuery, since: string, eb: Builder): Expression<SqlBool> {
  const parts: Expression<SqlBool>[] = [visibleTo(viewer, eb)]
  if (query.q) {
    const tokens = queryTokens(query.q)
    parts.push(tokens.length === 0 ? eb.lit(false) : sql<boolean>`o.search @@ ${allTokens(tokens)}`)
  }
  if (query.kind) parts.push(eb('o.kind', 'in', query.kind))
  if (query.district) parts.push(eb('o.district', 'in', query.district))
  if (query.state) parts.push(eb('o.state', 'in', query.state))
  if (query.synthetic !== undefined) parts.push(eb('o.synthetic', '=', query.synthetic))
  if (query.track) parts.push(sql<boolean>`o.tracks && ${query.track}::text[]`)
  parts.push(...confirmed(query, since))
  return eb.and(parts)
}

const sorts = {
  name: { column: 'o.name', direction: 'asc', cast: 'text' },
  '-createdAt': { column: 'o.created_at', direction: 'desc', cast: 'timestamptz' },
} as const

/** `since`: the first day of the programme. */
export async function listOrganisations(reading: Reading, query: OrganisationQuery, since: string) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = rowsOf(reading)
    .where((eb) => conditions(reading.viewer, query, since, eb as unknown as Builder))
    .orderBy(sort.column, sort.direction)
    .orderBy('o.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, sort.cast, 'none'))
  const rows = await page.execute()
  const keyOf = (row: OrganisationRow): CursorKey => ({
    sort: query.sort,
    value: query.sort === 'name' ? row.name : row.created_at,
    id: row.id,
  })
  return { rows, keyOf }
}

export async function countOrganisations(reading: Reading, query: OrganisationQuery, since: string): Promise<number> {
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('organisations as o')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(reading.viewer, query, since, inner as unknown as Builder))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

export async function creditCodeTaken({ sql: db }: Reading, code: string, but: string | null): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`select app_credit_code_taken(${code}, ${but}::uuid) as taken`.execute(
    db,
  )
  return rows[0]?.taken === true
}

/** A new organisation as other modules (imports, the synthetic city) hand them in, many at once. */
export type NewOrganisation = Fields & {
  id: string
  name: string
  kind: Organisation['kind']
  state: State
  dueAt: string | null
  source?: string | null
  synthetic?: boolean
  seed?: string | null
  packKey?: string | null
}

export function searchText(fields: Fields): string {
  return [fields.name, fields.shortName, fields.creditCode, fields.summary].filter(Boolean).join('\n')
}

/** Adds organisations in one statement a thousand. A credit code that is there already makes it fail whole (23505). */
export async function insertOrganisations({ sql: db, now }: Writing, added: readonly NewOrganisation[]): Promise<void> {
  for (let at = 0; at < added.length; at += 1000) {
    const rows = added.slice(at, at + 1000).map((each) => ({
      id: each.id,
      pack_key: each.packKey ?? null,
      ...columnsOf(each),
      state: each.state,
      due_at: each.dueAt,
      source: each.source ?? null,
      synthetic: each.synthetic ?? false,
      seed: each.seed ?? null,
      tracks: each.tracks ?? [],
      tokens: searchTokens(searchText(each)),
    }))
    await sql`
      insert into organisations (id, pack_key, name, short_name, credit_code, kind, district, tracks, founded_on, registered_capital_cny, employees,
        summary, website, state, state_since, due_at, source, synthetic, seed, search, created_at, updated_at)
      select id, pack_key, name, short_name, credit_code, kind, district, tracks, founded_on, registered_capital_cny, employees,
        summary, website, state, ${now}, due_at, source, synthetic, seed, array_to_tsvector(tokens), ${now}, ${now}
      from json_to_recordset(${JSON.stringify(rows)}) as r (id uuid, pack_key text, name text, short_name text, credit_code text, kind text,
        district text, tracks text[], founded_on date, registered_capital_cny bigint, employees integer, summary text, website text, state text,
        due_at timestamptz, source text, synthetic boolean, seed text, tokens text[])`.execute(db)
  }
}

/** The columns of the fields that are given; what is left out stays out. */
function columnsOf(fields: Fields) {
  const columns = {
    name: fields.name,
    short_name: fields.shortName,
    credit_code: fields.creditCode,
    kind: fields.kind,
    district: fields.district,
    tracks: fields.tracks,
    founded_on: fields.foundedOn,
    registered_capital_cny: fields.registeredCapitalCny,
    employees: fields.employees,
    summary: fields.summary,
    website: fields.website,
  }
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined)) as typeof columns
}

export async function changeOrganisation(
  { sql: db, now }: Writing,
  id: string,
  change: {
    fields?: Fields
    /** The text to be found by, when a field of it changed. */
    search?: string
    state?: State
    reason?: string | null
    dueAt?: string | null
    source?: string | null
  },
): Promise<void> {
  await db
    .updateTable('organisations')
    .set((eb) => ({
      ...(change.fields && columnsOf(change.fields)),
      ...(change.search !== undefined && {
        search: sql<string>`array_to_tsvector(${searchTokens(change.search)}::text[])`,
      }),
      ...(change.state && { state: change.state, state_since: now }),
      ...(change.reason !== undefined && { state_reason: change.reason }),
      ...(change.dueAt !== undefined && { due_at: change.dueAt }),
      ...(change.source !== undefined && { source: change.source }),
      updated_at: now,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
}

/** The only way the day of landing is written; gives back the one before. */
export async function markLanded(
  { sql: db, now }: Writing,
  id: string,
  landedOn: string | null,
): Promise<string | null> {
  const before = await db
    .selectFrom('organisations')
    .select('landed_at')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  await db
    .updateTable('organisations')
    .set((eb) => ({ landed_at: landedOn, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  return before.landed_at
}

export async function packRows(reading: Reading): Promise<OrganisationRow[]> {
  return rowsOf(reading).where('o.pack_key', 'is not', null).execute()
}

/** A demonstration organisation of that name. */
export async function demoRow({ sql: db }: Reading, name: string): Promise<{ id: string } | undefined> {
  return db
    .selectFrom('organisations')
    .select('id')
    .where('seed', '=', 'demo')
    .where('name', '=', name)
    .executeTakeFirst()
}
