import type { Insertable } from 'kysely'
import type { DB, Reading, Writing } from '../../platform/database/index.ts'

/** What a release leaves: a result per item, and the snapshot of what was known. */

export async function insertResults(
  { sql: db }: Writing,
  rows: readonly (Omit<Insertable<DB['round_results']>, 'criteria' | 'comments'> & {
    criteria: unknown
    comments: readonly string[]
  })[],
): Promise<void> {
  if (rows.length === 0) return
  await db
    .insertInto('round_results')
    .values(
      rows.map((row) => ({
        ...row,
        criteria: JSON.stringify(row.criteria),
        comments: JSON.stringify(row.comments),
      })),
    )
    .execute()
}

export async function insertSnapshot(
  { sql: db, now }: Writing,
  row: { round_id: string; hash: string; content: unknown },
): Promise<void> {
  await db
    .insertInto('round_snapshots')
    .values({ ...row, taken_at: now, content: JSON.stringify(row.content) })
    .execute()
}

export function selectSnapshot({ sql: db }: Reading, roundId: string) {
  return db.selectFrom('round_snapshots').selectAll().where('round_id', '=', roundId).executeTakeFirst()
}
export async function selectSnapshotHash({ sql: db }: Reading, roundId: string): Promise<string | null> {
  const row = await db.selectFrom('round_snapshots').select('hash').where('round_id', '=', roundId).executeTakeFirst()
  return row?.hash ?? null
}

/** Results of a scenario that the viewer may see, newest first. */
export function selectResults({ sql: db }: Reading, scenarioId: string) {
  return db
    .selectFrom('round_results')
    .selectAll()
    .where('scenario_id', '=', scenarioId)
    .orderBy('released_at', 'desc')
    .limit(50)
    .execute()
}

export function selectScenario({ sql: db }: Reading, id: string) {
  return db
    .selectFrom('scenario_facts')
    .select(['id', 'owner_id', 'owner_district'])
    .where('id', '=', id)
    .executeTakeFirst()
}
