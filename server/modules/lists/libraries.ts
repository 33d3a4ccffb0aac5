import { pageOf, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Deps } from './service.ts'
import {
  type EntryRow,
  endEntry,
  findEntry,
  findLibrary,
  hasEntry,
  insertEntry,
  listEntries,
  listLibraries,
  scenariosIn,
} from './store.ts'

const enterable = ['published', 'landing', 'demonstrating', 'evaluating', 'concluded']

function presentEntry(row: EntryRow) {
  return {
    id: row.id,
    scenario: {
      id: row.scenario_id,
      code: row.code,
      title: row.title,
      state: row.state as 'published',
      rung: row.rung as 'listed' | null,
      owner: { id: row.owner_id, name: row.owner_name ?? '' },
    },
    enteredAt: row.entered_at,
    enteredReason: row.entered_reason,
    promotion: row.promotion_id && row.promotion_code ? { id: row.promotion_id, code: row.promotion_code } : null,
    leftAt: row.left_at,
    leftReason: row.left_reason,
  }
}

/** Project libraries 项目库: what is in them got there, and leaves, by a recorded decision. */
export function createLibraryService({ database, newId }: Pick<Deps, 'database' | 'newId'>) {
  return {
    list: (viewer: Viewer) =>
      database.read(viewer, async (reading) => ({
        items: (await listLibraries(reading)).map((row) => ({
          id: row.id,
          key: row.key,
          title: row.title,
          titleEn: row.title_en,
          purpose: row.purpose,
          entries: row.entries ?? 0,
        })),
      })),
    entries: (viewer: Viewer, idOrKey: string, query: { cursor?: string | undefined; limit: number }) =>
      database.read(viewer, async (reading) => {
        const library = (await findLibrary(reading, idOrKey)) ?? refuse('not_found')
        const { found, count } = await listEntries(reading, library.id, query)
        const page = pageOf(found, query.limit, (row) => ({ sort: 'enteredAt', value: row.entered_at, id: row.id }))
        return { items: page.rows.map(presentEntry), nextCursor: page.nextCursor, ...totalOf(count) }
      }),
    enter: (viewer: Viewer, idOrKey: string, input: { scenarioId: string; reason: string }) =>
      database.write(viewer, async (tx) => {
        const library = (await findLibrary(tx, idOrKey)) ?? refuse('not_found')
        if (!(await scenariosIn(tx, [input.scenarioId], enterable)).has(input.scenarioId))
          refuse('invalid_request', {}, [{ path: 'scenarioId', code: 'invalid_value', params: { options: enterable } }])
        if (await hasEntry(tx, library.id, input.scenarioId)) refuse('conflict', { what: library.title })
        const id = newId()
        await insertEntry(tx, { id, libraryId: library.id, scenarioId: input.scenarioId, reason: input.reason })
        tx.record({
          action: 'library.enter',
          subject: { type: 'scenario', id: input.scenarioId },
          reason: input.reason,
          changes: [{ path: 'library', before: null, after: library.key }],
        })
        return presentEntry((await findEntry(tx, library.id, id)) as EntryRow)
      }),
    leave: (viewer: Viewer, idOrKey: string, entryId: string, reason: string) =>
      database.write(viewer, async (tx) => {
        const library = (await findLibrary(tx, idOrKey)) ?? refuse('not_found')
        const entry = (await findEntry(tx, library.id, entryId)) ?? refuse('not_found')
        if (!(await endEntry(tx, entryId, reason))) refuse('action_not_allowed', { allowed: [] })
        tx.record({
          action: 'library.leave',
          subject: { type: 'scenario', id: entry.scenario_id },
          reason,
          changes: [{ path: 'library', before: library.key, after: null }],
        })
        return presentEntry((await findEntry(tx, library.id, entryId)) as EntryRow)
      }),
  }
}
