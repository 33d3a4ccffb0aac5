import { draftRoutes } from '../../../contracts/desk.ts'
import type { Port, Saved } from './autosave.ts'
import { send } from './call.ts'
import { ApiProblem, isProblem } from './problem.ts'

/**
 * Keeps any form in the person's drafts. Its version stands where an ETag stands elsewhere: another tab's change is
 * refused as stale, fetched and merged.
 */
export function createDraftPort<V extends object>(key: string, blank: V): Port<V> {
  return {
    async save(changes, etag, whole) {
      try {
        const body = { value: { ...whole, ...changes }, version: Number(etag ?? 0) }
        const { data } = await send(draftRoutes.put, { params: { key }, body })
        return { value: { ...blank, ...data.value }, etag: String(data.version) }
      } catch (error) {
        // A draft that is there although none was known is another tab's: the same as a stale version.
        if (isProblem(error) && error.status === 409) throw new ApiProblem({ ...error.problem, code: 'stale' })
        throw error
      }
    },
    read: () => readDraft(key, blank),
    check: (changes) => ({ sendable: changes, faults: {} }),
    worth: () => true,
  }
}

/** The kept form, or a blank one where none is kept. */
export async function readDraft<V extends object>(key: string, blank: V): Promise<Saved<V>> {
  try {
    const { data } = await send(draftRoutes.get, { params: { key } })
    return { value: { ...blank, ...data.value }, etag: String(data.version) }
  } catch (error) {
    if (isProblem(error) && error.status === 404) return { value: blank, etag: null }
    throw error
  }
}

/** Forgets it, on the server; there may be none. */
export async function removeDraft(key: string): Promise<void> {
  try {
    await send(draftRoutes.remove, { params: { key } })
  } catch (error) {
    if (!isProblem(error) || error.status !== 404) throw error
  }
}
