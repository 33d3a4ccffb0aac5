import type { Writing } from '../../platform/database/index.ts'

export async function upsertLibrary(
  { sql: db }: Writing,
  newId: () => string,
  each: { key: string; zh: string; en: string },
): Promise<void> {
  await db
    .insertInto('libraries')
    .values({ id: newId(), key: each.key, title: each.zh, title_en: each.en })
    .onConflict((on) => on.column('key').doUpdateSet({ title: each.zh, title_en: each.en }))
    .execute()
}

export async function upsertPackList(
  tx: Writing,
  newId: () => string,
  list: { key: string; code: string; title: string; note: string; on: string; source: string },
): Promise<string> {
  const { sql: db, now } = tx
  const held = await db
    .selectFrom('lists')
    .select(['id', 'title', 'note', 'released_on'])
    .where('pack_key', '=', list.key)
    .executeTakeFirst()
  if (!held) {
    const id = newId()
    await db
      .insertInto('lists')
      .values({
        id,
        pack_key: list.key,
        code: list.code,
        title: list.title,
        note: list.note,
        state: 'released',
        state_since: `${list.on}T01:00:00.000Z`,
        released_on: list.on,
        source: list.source,
        created_at: now,
        updated_at: now,
      })
      .execute()
    tx.record({
      action: 'list.load',
      subject: { type: 'list', id },
      changes: [{ path: 'code', before: null, after: list.code }],
      state: { from: null, to: 'released' },
    })
    return id
  }
  if (held.title !== list.title || held.note !== list.note || held.released_on !== list.on) {
    await db
      .updateTable('lists')
      .set((eb) => ({
        title: list.title,
        note: list.note,
        released_on: list.on,
        updated_at: now,
        version: eb('version', '+', 1),
      }))
      .where('id', '=', held.id)
      .execute()
    tx.record({
      action: 'list.load',
      subject: { type: 'list', id: held.id },
      changes: [{ path: 'title', before: held.title, after: list.title }],
    })
  }
  return held.id
}

/** Puts a scenario that came with the pack into its list and its library. */
export async function placePackScenario(
  tx: Writing,
  newId: () => string,
  given: { scenarioId: string; listId: string; position: number; library: string | null; at: string; reason: string },
): Promise<void> {
  const { sql: db } = tx
  await db
    .insertInto('list_items')
    .values({ list_id: given.listId, scenario_id: given.scenarioId, position: given.position, added_at: given.at })
    .execute()
  const library =
    given.library && (await db.selectFrom('libraries').select('id').where('key', '=', given.library).executeTakeFirst())
  if (library) {
    await db
      .insertInto('library_entries')
      .values({
        id: newId(),
        library_id: library.id,
        scenario_id: given.scenarioId,
        entered_at: given.at,
        entered_reason: given.reason,
      })
      .execute()
  }
}
