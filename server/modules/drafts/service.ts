import type { z } from 'zod'
import type { formDraft } from '../../../contracts/desk.ts'
import type { Platform } from '../../platform/context.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { countDrafts, type DraftRow, deleteDraft, insertDraft, lockDrafts, selectDraft, updateDraft } from './store.ts'

const draftLimits = { bytes: 64 * 1024, perPerson: 200, depth: 20 } as const

type FormDraft = z.infer<typeof formDraft>
export type DraftService = ReturnType<typeof createDraftService>

/** Forms somebody is filling in. They are nobody else's and no record of anything, so the journal does not know them. */
export function createDraftService({ database }: Pick<Platform, 'database'>) {
  return {
    get: (viewer: Viewer, key: string): Promise<FormDraft> =>
      database.read(viewer, async (reading) => {
        const row = await selectDraft(reading, personOf(viewer), key)
        return row ? present(row) : refuse('not_found')
      }),

    async put(
      viewer: Viewer,
      key: string,
      form: { value: Record<string, unknown>; version: number },
    ): Promise<FormDraft> {
      if (isDeeper(form.value, draftLimits.depth))
        refuse('invalid_request', {}, [{ path: 'value', code: 'invalid_type', params: { expected: 'flatter' } }])
      const json = JSON.stringify(form.value)
      if (Buffer.byteLength(json) > draftLimits.bytes) refuse('body_too_large', { limit: '64 kB' })
      // PostgreSQL keeps neither NUL nor half a surrogate pair.
      if (/\\u0000|\\ud[89a-f]/i.test(json.replaceAll('\\\\', ''))) {
        refuse('invalid_request', {}, [{ path: 'value', code: 'control_character' }])
      }
      return database.write(viewer, async (tx) => {
        const userId = personOf(viewer)
        if (form.version === 0) {
          await lockDrafts(tx, userId)
          const made = await insertDraft(tx, { userId, key, json })
          if (made && (await countDrafts(tx, userId)) > draftLimits.perPerson) {
            refuse('too_many_drafts', { limit: draftLimits.perPerson })
          }
          if (made) return present(made)
        } else {
          const changed = await updateDraft(tx, { userId, key, json, version: form.version })
          if (changed) return present(changed)
        }
        const now = await selectDraft(tx, userId, key)
        return refuse('stale', { version: now?.version ?? 0 })
      })
    },

    /** Discarding what is not there is no fault: two tabs may both be done with it. */
    remove: (viewer: Viewer, key: string) => database.write(viewer, (tx) => deleteDraft(tx, personOf(viewer), key)),
  }
}

function personOf(viewer: Viewer): string {
  return viewer.userId ?? refuse('unauthenticated')
}

/** No form nests this deep; parsers and databases have limits of their own that answer less kindly. */
function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((each) => isDeeper(each, depth - 1))
}

function present(row: DraftRow): FormDraft {
  return { key: row.key, value: row.value as Record<string, unknown>, updatedAt: row.updated_at, version: row.version }
}
