import type { Reading } from '../../platform/database/index.ts'

/** Which of these files the viewer may see; row-level security decides. */
export async function selectVisible({ sql }: Reading, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await sql.selectFrom('files').select('id').where('id', 'in', ids).execute()
  return new Set(rows.map((row) => row.id))
}
