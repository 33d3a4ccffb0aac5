import type { Platform } from '../../platform/context.ts'
import type { FileStore } from '../../platform/files/index.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { systemViewer } from '../../platform/viewer.ts'
import { changesOf } from './service.ts'
import { deleteFile, selectUnattached, selectVisible } from './store.ts'

const day = 24 * 60 * 60 * 1000
const batch = 200

/** Every night: files that hang on nothing for a week go, and so does content that no row knows (an upload that broke off). */
export function fileTasks({ database, store }: Pick<Platform, 'database'> & { store: FileStore }): Tasks {
  async function removeUnattached(): Promise<void> {
    for (;;) {
      // Should one be attached in this very moment, the batch fails whole and the task comes again.
      const removed = await database.write(systemViewer, async (tx) => {
        const before = new Date(Date.parse(tx.now) - 7 * day).toISOString()
        const gone: string[] = []
        for (const row of await selectUnattached(tx, before, batch)) {
          await deleteFile(tx, row.id)
          tx.record({ action: 'expire', subject: { type: 'file', id: row.id }, changes: changesOf(row, 'before') })
          gone.push(row.id)
        }
        return gone
      })
      for (const id of removed) await store.remove(id)
      if (removed.length < batch) return
    }
  }

  /** A day's grace by the disk's own clock, for uploads whose row is not there yet. */
  async function removeOrphans(): Promise<void> {
    const before = Date.now() - day
    let old: string[] = []
    const sweep = async () => {
      const known = await database.read(systemViewer, (reading) => selectVisible(reading, old))
      for (const id of old) if (!known.has(id)) await store.remove(id)
      old = []
    }
    for await (const { id, at } of store.list()) {
      if (at.getTime() < before) old.push(id)
      if (old.length === 500) await sweep()
    }
    await sweep()
  }

  return {
    'files.sweep': {
      every: '20 18 * * *',
      async handle() {
        await removeUnattached()
        await removeOrphans()
      },
    },
  }
}
