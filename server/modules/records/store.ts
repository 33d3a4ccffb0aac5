import { sql as statement } from 'kysely'
import type { JournalRecord, Json } from '../../../engines/journal/index.ts'
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

/** What the head says and what the last record is, at one moment. Without a head row its number is -1, which no journal has. */
export async function selectHead({ sql }: Pick<Reading, 'sql'>): Promise<{ seq: number; hash: string; last: number }> {
  const { rows } = await statement<{ seq: number; hash: string; last: number }>`
    select coalesce(h.seq, -1) as seq, coalesce(h.hash, '') as hash, (select coalesce(max(seq), 0) from journal_records) as last
      from (select) as one left join journal_head h on true`.execute(sql)
  return rows[0] as { seq: number; hash: string; last: number }
}

type Range = { readonly after: number; readonly upTo: number }

export async function selectJournal({ sql }: Pick<Reading, 'sql'>, range: Range & { readonly limit: number }) {
  const rows = await sql
    .selectFrom('journal_records')
    .selectAll()
    .where('seq', '>', range.after)
    .where('seq', '<=', range.upTo)
    .orderBy('seq')
    .limit(range.limit)
    .execute()
  return rows.map((row) => ({ ...row, record: row.record as unknown as JournalRecord }))
}
export type JournalRow = Awaited<ReturnType<typeof selectJournal>>[number]

/** Personal values with their salts, for checking them against the commitments. */
export async function selectValues({ sql }: Pick<Reading, 'sql'>, range: Range) {
  const rows = await sql
    .selectFrom('journal_personal')
    .select(['seq', 'path', 'salt', 'before', 'after'])
    .where('seq', '>', range.after)
    .where('seq', '<=', range.upTo)
    .execute()
  return rows.map((row) => ({ ...row, before: row.before as Json, after: row.after as Json }))
}
