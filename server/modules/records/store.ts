import { sql as statement } from 'kysely'
import type { JournalRecord } from '../../../engines/journal/index.ts'
import type { CursorKey, Reading, Writing } from '../../platform/database/index.ts'

export type RecordFilter = {
  readonly subjectType?: string | undefined
  readonly subjectId?: string | undefined
  readonly actorId?: string | undefined
  readonly action?: string | undefined
}

/** Newest first. `cursor.value` is the number of the last record seen. */
export async function selectRecords(
  { sql }: Reading,
  filter: RecordFilter,
  page: { cursor: CursorKey | null; limit: number },
) {
  const { subjectType, subjectId, actorId, action } = filter
  const matching = sql
    .selectFrom('journal_records')
    .$if(subjectType !== undefined, (query) => query.where('subject_type', '=', subjectType as string))
    .$if(subjectId !== undefined, (query) => query.where('subject_id', '=', subjectId as string))
    .$if(actorId !== undefined, (query) => query.where('actor_id', '=', actorId as string))
    .$if(action !== undefined, (query) => query.where('action', '=', action as string))
  const rows = await matching
    .select(['seq', 'subject_id', 'record'])
    .$if(page.cursor !== null, (query) => query.where('seq', '<', Number(page.cursor?.value)))
    .orderBy('seq', 'desc')
    .limit(page.limit + 1)
    .execute()
  const { counted } = await sql
    .selectFrom(matching.select('seq').limit(10_001).as('capped'))
    .select((all) => all.fn.countAll<number>().as('counted'))
    .executeTakeFirstOrThrow()
  return { rows: rows.map((row) => ({ ...row, record: row.record as unknown as JournalRecord })), counted }
}
export type RecordRow = Awaited<ReturnType<typeof selectRecords>>['rows'][number]

/** Personal values that still stand behind the commitments of these records. */
export async function selectPersonal({ sql }: Reading, seqs: readonly number[]) {
  if (seqs.length === 0) return []
  return sql
    .selectFrom('journal_personal')
    .select(['seq', 'path', 'before', 'after'])
    .where('seq', 'in', seqs)
    .execute()
}
export type PersonalRow = Awaited<ReturnType<typeof selectPersonal>>[number]

/** Names of people, null for those erased. */
export async function selectNames({ sql }: Reading, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map()
  const { rows } = await statement<{ id: string; name: string | null }>`
    select id, name from app_person_names(${[...ids]}::uuid[])`.execute(sql)
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Leaves a trace of a reading of the journal itself, where the security auditor sees it. */
export async function insertReading(
  { sql, now, viewer }: Writing,
  entry: { id: string; kind: 'journal_read' | 'journal_verified'; detail: Readonly<Record<string, unknown>> },
): Promise<void> {
  await sql
    .insertInto('security_events')
    .values({ id: entry.id, at: now, kind: entry.kind, user_id: viewer.userId, detail: JSON.stringify(entry.detail) })
    .execute()
}
