import { sql } from 'kysely'
import { after, type Reading, readCursor, type Writing } from '../../platform/database/index.ts'

/** What happens around a scenario on its way: decisions of two, signed reviews, comments. */

export async function insidesOf({ sql: db }: Reading, id: string) {
  const [decisions, clearances] = await Promise.all([
    db
      .selectFrom('scenario_decisions')
      .selectAll()
      .where('scenario_id', '=', id)
      .orderBy('proposed_at', 'desc')
      .limit(100)
      .execute(),
    db
      .selectFrom('scenario_clearances as c')
      .leftJoin('file_facts as t', 't.id', 'c.file_id')
      .select([
        'c.id',
        'c.kind',
        'c.outcome',
        'c.signer',
        'c.note',
        'c.recorded_by',
        'c.recorded_at',
        't.id as file_id',
        't.name as file_name',
        't.media_type',
        't.bytes',
        't.sha256',
        't.uploaded_at',
      ])
      .where('c.scenario_id', '=', id)
      .orderBy('c.recorded_at', 'desc')
      .limit(100)
      .execute(),
  ])
  return { decisions, clearances }
}

export function openDecision({ sql: db }: Reading, scenarioId: string) {
  return db
    .selectFrom('scenario_decisions')
    .selectAll()
    .where('scenario_id', '=', scenarioId)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
}

export async function proposeDecision(
  writing: Writing,
  row: { id: string; scenarioId: string; outcome: string; reason: string },
): Promise<void> {
  await writing.sql
    .insertInto('scenario_decisions')
    .values({
      id: row.id,
      scenario_id: row.scenarioId,
      outcome: row.outcome,
      reason: row.reason,
      proposed_by: writing.viewer.userId as string,
      proposed_at: writing.now,
      state: 'proposed',
    })
    .execute()
}

export async function settleDecision(
  writing: Writing,
  id: string,
  state: 'consented' | 'declined' | 'withdrawn',
  note: string | null,
): Promise<void> {
  await writing.sql
    .updateTable('scenario_decisions')
    .set({ state, note, settled_by: writing.viewer.userId, settled_at: writing.now })
    .where('id', '=', id)
    .execute()
}

export async function insertClearance(
  writing: Writing,
  row: {
    id: string
    scenarioId: string
    kind: string
    outcome: string
    signer: string
    note: string | null
    fileId: string | null
    content: number
  },
): Promise<void> {
  await writing.sql
    .insertInto('scenario_clearances')
    .values({
      id: row.id,
      scenario_id: row.scenarioId,
      kind: row.kind,
      outcome: row.outcome,
      signer: row.signer,
      note: row.note,
      file_id: row.fileId,
      content: row.content,
      recorded_by: writing.viewer.userId as string,
      recorded_at: writing.now,
    })
    .execute()
}

/** The latest outcome of each review of the content as it stands, and whether any condition limits who may answer. */
export async function clearanceFacts(
  { sql: db }: Reading,
  scenarioId: string,
  content: number,
): Promise<{ confidentiality: boolean; fairCompetition: boolean; limited: boolean }> {
  const { rows } = await sql<{ kind: string; outcome: string }>`
    select distinct on (kind) kind, outcome from scenario_clearances where scenario_id = ${scenarioId} and content = ${content} order by kind, recorded_at desc, id desc`.execute(
    db,
  )
  const passed = (kind: string) => rows.some((row) => row.kind === kind && row.outcome === 'passed')
  const limiting = await db
    .selectFrom('requirements')
    .select('id')
    .where('scenario_id', '=', scenarioId)
    .where('limits_providers', '=', true)
    .limit(1)
    .executeTakeFirst()
  return {
    confidentiality: passed('confidentiality'),
    fairCompetition: passed('fair_competition'),
    limited: limiting !== undefined,
  }
}

export async function insertComment(
  writing: Writing,
  row: { id: string; scenarioId: string; path: string | null; text: string; organisationId: string | null },
): Promise<void> {
  await writing.sql
    .insertInto('scenario_comments')
    .values({
      id: row.id,
      scenario_id: row.scenarioId,
      path: row.path,
      text: row.text,
      author_id: writing.viewer.userId as string,
      organisation_id: row.organisationId,
      at: writing.now,
    })
    .execute()
}

function commentsOf({ sql: db }: Reading, scenarioId: string) {
  return db
    .selectFrom('scenario_comments as c')
    .leftJoin('organisation_names as o', 'o.id', 'c.organisation_id')
    .select([
      'c.id',
      'c.path',
      'c.text',
      'c.author_id',
      'c.at',
      'c.resolved_at',
      'o.id as organisation_id',
      'o.name as organisation_name',
    ])
    .where('c.scenario_id', '=', scenarioId)
}

export async function resolveComment(writing: Writing, scenarioId: string, commentId: string): Promise<boolean> {
  const done = await writing.sql
    .updateTable('scenario_comments')
    .set({ resolved_at: writing.now })
    .where('id', '=', commentId)
    .where('scenario_id', '=', scenarioId)
    .where('resolved_at', 'is', null)
    .executeTakeFirst()
  return done.numUpdatedRows === 1n
}

export type CommentRow = Awaited<ReturnType<ReturnType<typeof commentsOf>['execute']>>[number]

export async function pageOfComments(
  reading: Reading,
  scenarioId: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<{ rows: CommentRow[]; count: number }> {
  const cursor = readCursor(page.cursor, 'at')
  let query = commentsOf(reading, scenarioId)
    .orderBy('c.at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(page.limit + 1)
  if (cursor) query = query.where(after('c.at', 'desc', cursor, 'timestamptz', 'none'))
  const counted = reading.sql
    .selectFrom('scenario_comments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('scenario_id', '=', scenarioId)
  const [rows, { count }] = await Promise.all([query.execute(), counted.executeTakeFirstOrThrow()])
  return { rows, count }
}

export async function oneComment(reading: Reading, scenarioId: string, id: string): Promise<CommentRow | null> {
  return (await commentsOf(reading, scenarioId).where('c.id', '=', id).executeTakeFirst()) ?? null
}
