import { type Selectable, sql } from 'kysely'
import type { DB, Reading, Writing } from '../../platform/database/index.ts'
import type { Membership } from '../../platform/viewer.ts'

export type ImportRow = Selectable<DB['imports']>
export type State = 'checking' | 'checked' | 'committing' | 'committed' | 'cancelled' | 'failed'

export async function insertImport(
  { sql: db, now }: Writing,
  row: Pick<ImportRow, 'id' | 'collection' | 'user_id' | 'organisation_id' | 'file_name' | 'locale'>,
): Promise<void> {
  await db
    .insertInto('imports')
    .values({ ...row, state: 'checking', created_at: now })
    .execute()
}

/** Row-level security shows a person their own imports only; the server sees all. */
export function findImport({ sql: db }: Reading, id: string): Promise<ImportRow | undefined> {
  return db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Moves an import on, if it still is in the state it is moved from; false when something else happened meanwhile. */
export async function moveImport(
  { sql: db }: Writing,
  id: string,
  from: readonly State[],
  set: Partial<
    Pick<ImportRow, 'state' | 'progress' | 'rows' | 'valid' | 'invalid' | 'failure' | 'committed_at' | 'merkle_root'>
  > & { faults?: string },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('imports')
    .set(set)
    .where('id', '=', id)
    .where('state', 'in', from)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Imports nobody will come back to. */
export async function takeOld({ sql: db, now }: Writing, days: number): Promise<string[]> {
  const rows = await db
    .selectFrom('imports')
    .select('id')
    .where('state', '<>', 'committing')
    .where(sql<boolean>`created_at < ${now}::timestamptz - make_interval(days => ${days})`)
    .where(sql<boolean>`created_at >= ${now}::timestamptz - make_interval(days => ${days + 30})`)
    .execute()
  return rows.map((row) => row.id)
}

export type Person = {
  readonly userId: string
  readonly name: string | null
  readonly roles: readonly string[]
  readonly organisations: readonly Membership[]
}

/** Who uploaded it, as of now; null when the account is no longer active. */
export async function personOf({ sql: db }: Reading, userId: string): Promise<Person | null> {
  const { rows } = await sql<{ who: Person | null }>`select app_viewer_of(${userId}) as who`.execute(db)
  return rows[0]?.who ?? null
}

export type OrganisationCode = { id: string; code: string | null; name: string; district: string | null }

export async function organisationsBy(
  { sql: db }: Reading,
  wanted: { codes: readonly string[]; names: readonly string[]; ids: readonly string[] },
): Promise<OrganisationCode[]> {
  const { rows } = await sql<OrganisationCode>`
    select id, credit_code as code, name, district from organisation_codes
     where credit_code = any(${[...wanted.codes]}::text[]) or name = any(${[...wanted.names]}::text[]) or id = any(${[...wanted.ids]}::uuid[])`.execute(
    db,
  )
  return rows
}

/** Which scenarios that are still on their way an owner has under these titles. */
export async function scenarioTitlesTaken(
  { sql: db }: Reading,
  pairs: readonly { organisationId: string; title: string }[],
): Promise<{ organisationId: string; title: string }[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<{ organisationId: string; title: string }>`
    select distinct s.owner_id as "organisationId", s.title
      from json_to_recordset(${JSON.stringify(pairs)}) as r ("organisationId" uuid, title text)
      join scenario_facts s on s.owner_id = r."organisationId" and s.title = r.title
     where s.state not in ('rejected', 'withdrawn', 'closed', 'terminated', 'concluded')`.execute(db)
  return rows
}
