import { type Rung, rungs } from '../../../contracts/scenarios.ts'
import type { Writing } from '../../platform/database/index.ts'
import type { Deps } from './service.ts'
import { currentEntry, endEntry, findLibrary, hasEntry, insertEntry } from './store.ts'

/** A scenario changed its rung by a promotion: libraries that belong to a rung take it in, or let it go. */
export type LibraryFollow = (
  tx: Writing,
  scenarioId: string,
  rung: { readonly from: Rung; readonly to: Rung },
  by: { readonly reason: string; readonly promotionId: string },
) => Promise<void>

export function createLibraryFollow({ pack, newId }: Pick<Deps, 'pack' | 'newId'>): LibraryFollow {
  return async (tx, scenarioId, rung, by) => {
    const place = (each: Rung) => rungs.indexOf(each)
    for (const { key, entersAtRung } of pack.programme.libraries) {
      if (!entersAtRung) continue
      const was = place(rung.from) >= place(entersAtRung)
      const is = place(rung.to) >= place(entersAtRung)
      const library = was === is ? null : await findLibrary(tx, key)
      if (!library) continue
      if (is) {
        if (await hasEntry(tx, library.id, scenarioId)) continue
        await insertEntry(tx, { id: newId(), libraryId: library.id, scenarioId, ...by })
      } else {
        const entry = await currentEntry(tx, library.id, scenarioId)
        if (!entry) continue
        await endEntry(tx, entry, by.reason, by.promotionId)
      }
      tx.record({
        action: is ? 'library.enter' : 'library.leave',
        subject: { type: 'scenario', id: scenarioId },
        reason: by.reason,
        changes: [{ path: 'library', before: is ? null : key, after: is ? key : null }],
      })
    }
  }
}
