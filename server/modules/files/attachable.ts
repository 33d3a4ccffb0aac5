import type { Reading } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { selectVisible } from './store.ts'

/**
 * Refuses file ids that the viewer may not attach to something: missing ones and ones he cannot see answer alike. What he sees he uploaded
 * himself, or it hangs on something he sees already. `path` is the field the ids came in.
 */
export type Attachable = (reading: Reading, fileIds: readonly string[], path?: string) => Promise<void>

export const attachable: Attachable = async (reading, fileIds, path = 'attachments') => {
  const seen = await selectVisible(reading, fileIds)
  const missing = fileIds.flatMap((id, index) =>
    seen.has(id) ? [] : [{ path: `${path}.${index}`, code: 'unknown_file' as const }],
  )
  if (missing.length > 0) refuse('invalid_request', {}, missing)
}
