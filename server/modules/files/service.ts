import type { Attachment } from '../../../contracts/common.ts'
import type { Platform } from '../../platform/context.ts'
import { refuse } from '../../platform/errors.ts'
import type { FileStore } from '../../platform/files/index.ts'
import type { ReceivedFile } from '../../platform/http/serve.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { inspect } from './inspect.ts'
import { cleanName } from './rules/kinds.ts'
import { deleteFile, type FileRow, insertFile, isInUse, selectFile } from './store.ts'

export type FileService = ReturnType<typeof createFileService>

export function createFileService({
  database,
  newId,
  store,
}: Pick<Platform, 'database' | 'newId'> & { store: FileStore }) {
  return {
    async upload(viewer: Viewer, received: ReceivedFile): Promise<Attachment> {
      const name = cleanName(received.name)
      const mediaType = await inspect({ ...received, name })
      const id = newId()
      // The bytes first: a row without content would be a lie, content without a row is swept up by the daily task.
      await store.put(id, received.path)
      return database.write(viewer, async (tx) => {
        const row: FileRow = {
          id,
          name,
          media_type: mediaType,
          bytes: received.bytes,
          sha256: received.sha256,
          uploaded_by: viewer.userId,
          uploaded_at: tx.now,
        }
        await insertFile(tx, row)
        tx.record({ action: 'upload', subject: { type: 'file', id }, changes: changesOf(row, 'after') })
        return present(row)
      })
    },

    async download(viewer: Viewer, id: string) {
      const row = await database.read(viewer, (reading) => selectFile(reading, id))
      if (!row) refuse('not_found')
      return { row, stream: await store.open(id) }
    },

    async remove(viewer: Viewer, id: string): Promise<void> {
      try {
        await database.write(viewer, async (tx) => {
          const row = await selectFile(tx, id)
          if (!row) refuse('not_found')
          if (row.uploaded_by !== viewer.userId) refuse('forbidden')
          await deleteFile(tx, id)
          tx.record({ action: 'remove', subject: { type: 'file', id }, changes: changesOf(row, 'before') })
        })
      } catch (error) {
        if (isInUse(error)) refuse('file_in_use')
        throw error
      }
      await store.remove(id)
    },
  }
}

/** What the journal keeps of a file: enough to prove later which one it was. */
export function changesOf(row: FileRow, side: 'before' | 'after') {
  return [
    { path: 'name', [side]: row.name },
    { path: 'bytes', [side]: row.bytes },
    { path: 'sha256', [side]: row.sha256 },
  ]
}

function present(row: FileRow): Attachment {
  return {
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    bytes: row.bytes,
    purpose: null,
    sha256: row.sha256,
    uploadedAt: row.uploaded_at,
  }
}
