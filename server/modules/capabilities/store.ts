import { type Insertable, type Selectable, sql } from 'kysely'
import { searchTokens } from '../../../engines/text/index.ts'
import type { DB, Reading, Writing } from '../../platform/database/index.ts'
import type { Measure } from './parts-store.ts'

export type CapabilityRecord = Selectable<DB['capabilities']>
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** In a project that was accepted. */
export const putToUse = sql<boolean>`exists (select 1 from capability_uses u where u.capability_id = c.id)`

/** A capability with the name of whose it is. */
export function joined({ sql: db }: Reading) {
  return db
    .selectFrom('capabilities as c')
    .leftJoin('organisation_names as o', 'o.id', 'c.organisation_id')
    .select([
      'c.id',
      'c.code',
      'c.title',
      'c.description',
      'c.kind',
      'c.readiness',
      'c.readiness_shown',
      'c.tracks',
      'c.districts',
      'c.organisation_id',
      'o.name as organisation_name',
      'c.capacity',
      'c.price_from_cny',
      'c.price_to_cny',
      'c.visibility',
      'c.state',
      'c.state_since',
      'c.fresh_until',
      'c.synthetic',
      'c.is_public',
      'c.created_at',
      'c.updated_at',
      'c.version',
    ])
    .select(putToUse.as('put_to_use'))
}
export type CapabilityRow = NonNullable<Awaited<ReturnType<typeof findCapability>>>

export function findCapability(reading: Reading, idOrCode: string) {
  return joined(reading)
    .where(uuid.test(idOrCode) ? 'c.id' : 'c.code', '=', idOrCode)
    .executeTakeFirst()
}

/** Locked until the transaction ends. */
export function lockCapability({ sql: db }: Writing, idOrCode: string): Promise<CapabilityRecord | undefined> {
  return db
    .selectFrom('capabilities')
    .selectAll()
    .where(uuid.test(idOrCode) ? 'id' : 'code', '=', idOrCode)
    .forUpdate()
    .executeTakeFirst()
}

export type Fields = Partial<
  Pick<
    CapabilityRecord,
    | 'title'
    | 'description'
    | 'kind'
    | 'readiness'
    | 'readiness_shown'
    | 'tracks'
    | 'districts'
    | 'capacity'
    | 'price_from_cny'
    | 'price_to_cny'
    | 'visibility'
    | 'code'
    | 'state'
    | 'state_since'
    | 'published_at'
    | 'fresh_until'
  >
>

export async function insertCapability(
  { sql: db, now }: Writing,
  id: string,
  organisationId: string,
  fields: Fields & { title: string; kind: string },
): Promise<void> {
  await db
    .insertInto('capabilities')
    .values({
      ...fields,
      id,
      organisation_id: organisationId,
      state: 'draft',
      state_since: now,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

export async function updateCapability({ sql: db, now }: Writing, id: string, set: Fields): Promise<void> {
  await db
    .updateTable('capabilities')
    .set((eb) => ({ ...set, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Written again from everything of the capability that people search for. */
export async function setSearch({ sql: db }: Writing, id: string, texts: readonly (string | null)[]): Promise<void> {
  const tokens = searchTokens(texts.filter(Boolean).join('\n'))
  await sql`update capabilities set search = array_to_tsvector(${tokens}::text[]) where id = ${id}`.execute(db)
}

export function organisationOf({ sql: db }: Reading, id: string) {
  return db.selectFrom('organisation_names').select(['id', 'name', 'state']).where('id', '=', id).executeTakeFirst()
}

/** Published ones whose day has passed; those another worker has in hand are left to it. */
export function takeOverdue({ sql: db, now }: Writing, limit: number) {
  return db
    .selectFrom('capabilities')
    .select(['id', 'title', 'organisation_id'])
    .where('state', '=', 'published')
    .where('fresh_until', '<=', now)
    .orderBy('fresh_until')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

export type NewCapability = Pick<
  Insertable<DB['capabilities']>,
  | 'id'
  | 'title'
  | 'description'
  | 'kind'
  | 'readiness'
  | 'readiness_shown'
  | 'capacity'
  | 'price_from_cny'
  | 'price_to_cny'
  | 'organisation_id'
  | 'visibility'
> & {
  readonly tracks: readonly string[]
  readonly districts: readonly string[]
  readonly proofs: readonly { readonly id: string; readonly text: string }[]
  readonly measures: readonly Measure[]
  /** Everything people search for in it. */
  readonly searched: string
}

/** Many new drafts in three statements. */
export async function insertCapabilities({ sql: db, now }: Writing, rows: readonly NewCapability[]): Promise<void> {
  const values = rows.map(({ searched, proofs: _, measures: __, ...row }) => ({
    ...row,
    tokens: searchTokens(searched),
  }))
  await sql`
    insert into capabilities (id, title, description, kind, readiness, readiness_shown, capacity, price_from_cny, price_to_cny, organisation_id, visibility,
      tracks, districts, search, state, state_since, created_at, updated_at)
    select id, title, description, kind, readiness, readiness_shown, capacity, price_from_cny, price_to_cny, organisation_id, visibility,
      tracks, districts, array_to_tsvector(tokens), 'draft', ${now}, ${now}, ${now}
      from json_to_recordset(${JSON.stringify(values)}) as r (id uuid, title text, description text, kind text, readiness int, readiness_shown text,
        capacity text, price_from_cny bigint, price_to_cny bigint, organisation_id uuid, visibility text, tracks text[], districts text[], tokens text[])`.execute(
    db,
  )
  const proofs = rows.flatMap((row) => row.proofs.map((each, position) => ({ ...each, of: row.id, position })))
  await sql`
    insert into capability_proofs (id, capability_id, position, kind, text)
    select id, of, position, 'other', text from json_to_recordset(${JSON.stringify(proofs)}) as r (id uuid, of uuid, position int, text text)`.execute(
    db,
  )
  const measures = rows.flatMap((row) => row.measures.map((each, position) => ({ ...each, of: row.id, position })))
  await sql`
    insert into capability_measures (capability_id, position, metric, value, unit, as_of)
    select of, position, metric, value, unit, "asOf"
      from json_to_recordset(${JSON.stringify(measures)}) as r (of uuid, position int, metric text, value double precision, unit text, "asOf" date)`.execute(
    db,
  )
}

/** Which of these titles an organisation has already, withdrawn ones aside. */
export async function titlesTaken(
  { sql: db }: Reading,
  pairs: readonly { organisationId: string; title: string }[],
): Promise<{ organisationId: string; title: string }[]> {
  if (pairs.length === 0) return []
  const { rows } = await sql<{ organisationId: string; title: string }>`
    select distinct c.organisation_id as "organisationId", c.title
      from json_to_recordset(${JSON.stringify(pairs)}) as r ("organisationId" uuid, title text)
      join capabilities c on c.organisation_id = r."organisationId" and c.title = r.title and c.state <> 'withdrawn'`.execute(
    db,
  )
  return rows
}
