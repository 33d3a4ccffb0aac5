import { sql } from 'kysely'
import type { UnmetQuery } from '../../../contracts/matches.ts'
import { type CursorKey, countLimit, type Reading, readCursor, type Writing } from '../../platform/database/index.ts'

export type Lack = {
  readonly openingId: string
  readonly requirementId: string | null
  readonly nearest: number
  readonly near: number
  readonly stated: number
}

/** The next openings that are out for answers and no example, by id. */
export async function selectOutOpenings({ sql: db }: Reading, from: string | null, limit: number): Promise<string[]> {
  const beyond = from ?? '00000000-0000-0000-0000-000000000000'
  const { rows } = await sql<{ id: string }>`
    select id from matching_demand where out and id > ${beyond}::uuid order by id limit ${limit}`.execute(db)
  return rows.map((row) => row.id)
}

/** Puts a new stock in the place of the old one. What was removed while it was taken has no place in it. */
export async function replaceStock(
  { sql: db, now }: Writing,
  lacks: readonly (Lack & { id: string })[],
): Promise<void> {
  await sql`delete from matching_unmet`.execute(db)
  await sql`insert into matching_unmet (id, opening_id, requirement_id, nearest, near, stated, taken_at)
    select l.id, l."openingId", l."requirementId", l.nearest, l.near, l.stated, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(lacks)}::jsonb)
        as l (id uuid, "openingId" uuid, "requirementId" uuid, nearest double precision, near integer, stated integer)
      join matching_demand d on d.id = l."openingId"
      left join matching_requirements r on r.id = l."requirementId"
     where l."requirementId" is null or r.id is not null`.execute(db)
}

export type UnmetRow = {
  readonly id: string
  readonly nearest: number
  readonly near: number
  readonly stated: number
  readonly taken_at: string
  readonly opening_id: string
  readonly opening_text: string
  readonly scenario_id: string
  readonly code: string | null
  readonly title: string
  readonly tracks: string[]
  readonly districts: string[]
  readonly requirement_id: string | null
  readonly requirement_text: string | null
  readonly requirement_kind: 'must' | 'wish' | null
}

/** Of openings that are out now: one that was withdrawn since stock was taken is not shown. */
export async function listUnmet({ sql: db }: Reading, query: UnmetQuery) {
  const cursor = readCursor(query.cursor, 'unmet')
  const from = sql`from matching_unmet u join matching_demand d on d.id = u.opening_id left join matching_requirements r on r.id = u.requirement_id
    where d.out
      ${query.kind ? (query.kind === 'opening' ? sql`and u.requirement_id is null` : sql`and u.requirement_id is not null`) : sql``}
      ${query.track ? sql`and d.tracks && ${query.track}::text[]` : sql``}
      ${query.district ? sql`and d.districts && ${query.district}::text[]` : sql``}`
  const { rows } = await sql<UnmetRow>`
    select u.id, u.nearest, u.near, u.stated, u.taken_at, u.opening_id, d.text as opening_text, d.scenario_id, d.code, d.title, d.tracks, d.districts,
           r.id as requirement_id, r.text as requirement_text, r.kind as requirement_kind
      ${from} ${cursor ? sql`and u.id > ${cursor.id}::uuid` : sql``} order by u.id limit ${query.limit + 1}`.execute(db)
  const counted = await sql<{
    n: number
  }>`select count(*)::int as n from (select 1 ${from} limit ${countLimit + 1}) c`.execute(db)
  const keyOf = (row: UnmetRow): CursorKey => ({ sort: 'unmet', value: row.id, id: row.id })
  return { rows, count: counted.rows[0]?.n ?? 0, keyOf }
}
