import { sql } from 'kysely'
import type { Writing } from './database.ts'

/** The first state of many new things, dated like every other change of state. */
export async function noteStates(
  { sql: db, now }: Writing,
  type: string,
  ids: readonly string[],
  state: string,
): Promise<void> {
  await sql`
    insert into state_changes (subject_type, subject_id, from_state, to_state, at)
    select ${type}, id, null, ${state}, ${now} from unnest(${[...ids]}::uuid[]) as each (id)`.execute(db)
}
