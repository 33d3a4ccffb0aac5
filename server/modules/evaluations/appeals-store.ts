import { sql } from 'kysely'
import type { Appeal } from '../../../contracts/evaluations.ts'
import {
  after,
  type CursorKey,
  countLimit,
  type Reading,
  readCursor,
  type Writing,
} from '../../platform/database/index.ts'
import { isInside } from './policy.ts'

function appeals({ sql: db, viewer }: Reading, evaluationId: string) {
  const found = db
    .selectFrom('evaluation_appeals as a')
    .innerJoin('scenario_landing as l', 'l.id', 'a.scenario_id')
    .leftJoin('organisation_names as o', 'o.id', 'a.organisation_id')
    .leftJoin('file_facts as f', 'f.id', 'a.file_id')
    .where('a.evaluation_id', '=', evaluationId)
  const mine = viewer.organisations.map((each) => each.id)
  if (isInside(viewer)) return found
  return mine.length > 0 ? found.where('a.organisation_id', 'in', mine) : found.where(sql<boolean>`false`)
}
const columns = [
  'a.id',
  'a.run',
  'a.scenario_id',
  'l.code',
  'l.title',
  'a.organisation_id',
  'o.name as organisation_name',
  'a.leaf',
  'a.grounds',
  'a.remedy',
  'a.state',
  'a.filed_by',
  'a.filed_at',
  'a.answer',
  'a.answered_by',
  'a.answered_at',
  'f.id as file_id',
  'f.name as file_name',
  'f.media_type',
  'f.bytes',
  'f.sha256',
  'f.uploaded_at',
] as const
export type AppealRow = NonNullable<Awaited<ReturnType<typeof findAppeal>>>

export async function findAppeal(reading: Reading, evaluationId: string, id: string) {
  return (await appeals(reading, evaluationId).select(columns).where('a.id', '=', id).executeTakeFirst()) ?? null
}

export async function listAppeals(
  reading: Reading,
  evaluationId: string,
  query: { state?: readonly Appeal['state'][] | undefined; cursor?: string | undefined; limit: number },
) {
  const cursor = readCursor(query.cursor, 'filed')
  let found = appeals(reading, evaluationId)
  if (query.state) found = found.where('a.state', 'in', [...query.state])
  let page = found
    .select(columns)
    .orderBy('a.filed_at', 'desc')
    .orderBy('a.id', 'desc')
    .limit(query.limit + 1)
  if (cursor) page = page.where(after('a.filed_at', 'desc', cursor, 'timestamptz', 'none'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom(
      found
        .select(sql`1`.as('one'))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return { rows, count, keyOf: (row: AppealRow): CursorKey => ({ sort: 'filed', value: row.filed_at, id: row.id }) }
}

/** How the appeals against one run stand, and for which scenarios there is one, as far as the viewer sees them. */
export async function standingOf(reading: Reading, evaluationId: string, run: number) {
  const none = { filed: 0, upheld: 0, dismissed: 0, scenarios: [] as string[] }
  if (reading.viewer.userId === null && !reading.viewer.system) return none
  const rows = await appeals(reading, evaluationId)
    .select(['a.state', 'a.scenario_id'])
    .where('a.run', '=', run)
    .execute()
  const count = (state: string) => rows.filter((row) => row.state === state).length
  return {
    filed: count('filed'),
    upheld: count('upheld'),
    dismissed: count('dismissed'),
    scenarios: rows.map((row) => row.scenario_id),
  }
}

/** False when there is one for this scenario against this run already: the constraint decides, also between two at once. */
export async function insertAppeal(
  { sql: db, now, viewer }: Writing,
  row: {
    id: string
    evaluation_id: string
    scenario_id: string
    run: number
    organisation_id: string
    leaf: string | null
    grounds: string
    remedy: string
    file_id: string | null
  },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('evaluation_appeals')
    .values({ ...row, state: 'filed', filed_by: viewer.userId as string, filed_at: now })
    .onConflict((on) => on.columns(['evaluation_id', 'run', 'scenario_id']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function answerRow(
  { sql: db, now, viewer }: Writing,
  id: string,
  how: { state: 'upheld' | 'dismissed'; answer: string },
): Promise<void> {
  await db
    .updateTable('evaluation_appeals')
    .set({ ...how, answered_by: viewer.userId, answered_at: now })
    .where('id', '=', id)
    .execute()
}
