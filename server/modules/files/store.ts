import type { Reading, Writing } from '../../platform/database/index.ts'

const columns = ['id', 'name', 'media_type', 'bytes', 'sha256', 'uploaded_by', 'uploaded_at'] as const

/** Which of these files the viewer may see; row-level security decides. */
export async function selectVisible({ sql }: Reading, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await sql.selectFrom('files').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map((row) => row.id))
}

export async function selectFile({ sql }: Reading, id: string) {
  return sql.selectFrom('files').select(columns).where('id', '=', id).executeTakeFirst()
}
export type FileRow = NonNullable<Awaited<ReturnType<typeof selectFile>>>

export async function insertFile({ sql }: Writing, row: FileRow): Promise<void> {
  await sql.insertInto('files').values(row).execute()
}

/** Throws the driver's foreign-key fault when it hangs on something, whoever may see that. */
export async function deleteFile({ sql }: Writing, id: string): Promise<void> {
  await sql.deleteFrom('files').where('id', '=', id).execute()
}

export function isInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23503'
}

/** Files uploaded before that moment which hang on nothing. */
export async function selectUnattached({ sql }: Reading, before: string, limit: number): Promise<FileRow[]> {
  return sql
    .selectFrom('files')
    .select(columns)
    .where('uploaded_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('file_uses').select('file_id').whereRef('file_id', '=', 'files.id'))),
    )
    .orderBy('id')
    .limit(limit)
    .execute()
}
