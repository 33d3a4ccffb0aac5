import { sql as statement } from 'kysely'
import type { Reading, Writing } from '../../platform/database/index.ts'

const columns = ['key', 'value', 'updated_at', 'version'] as const

export async function selectDraft({ sql }: Reading, userId: string, key: string) {
  return sql
    .selectFrom('form_drafts')
    .select(columns)
    .where('user_id', '=', userId)
    .where('key', '=', key)
    .executeTakeFirst()
}
export type DraftRow = NonNullable<Awaited<ReturnType<typeof selectDraft>>>

/** One after the other for one person, so that a number counted holds until commit. */
export async function lockDrafts({ sql }: Writing, userId: string): Promise<void> {
  await statement`select pg_advisory_xact_lock(hashtextextended('drafts:' || ${userId}, 0))`.execute(sql)
}

export async function countDrafts({ sql }: Reading, userId: string): Promise<number> {
  const { kept } = await sql
    .selectFrom('form_drafts')
    .where('user_id', '=', userId)
    .select((all) => all.fn.countAll<number>().as('kept'))
    .executeTakeFirstOrThrow()
  return kept
}

/** Undefined when there is one under this key already. */
export async function insertDraft(
  { sql, now }: Writing,
  draft: { userId: string; key: string; json: string },
): Promise<DraftRow | undefined> {
  return sql
    .insertInto('form_drafts')
    .values({ user_id: draft.userId, key: draft.key, value: draft.json, version: 1, updated_at: now })
    .onConflict((conflict) => conflict.columns(['user_id', 'key']).doNothing())
    .returning(columns)
    .executeTakeFirst()
}

/** Undefined when it is not (or no more) at that version. */
export async function updateDraft(
  { sql, now }: Writing,
  draft: { userId: string; key: string; json: string; version: number },
): Promise<DraftRow | undefined> {
  return sql
    .updateTable('form_drafts')
    .set({ value: draft.json, version: draft.version + 1, updated_at: now })
    .where('user_id', '=', draft.userId)
    .where('key', '=', draft.key)
    .where('version', '=', draft.version)
    .returning(columns)
    .executeTakeFirst()
}

export async function deleteDraft({ sql }: Writing, userId: string, key: string): Promise<void> {
  await sql.deleteFrom('form_drafts').where('user_id', '=', userId).where('key', '=', key).execute()
}
