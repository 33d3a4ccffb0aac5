import { join } from 'node:path'
import type { Platform } from '../../platform/context.ts'
import { systemViewer, type Viewer } from '../../platform/viewer.ts'
import { addCheckpoint, readCheckpoints } from './checkpoints.ts'
import { readRecords } from './history.ts'
import { insertReading, type RecordFilter, selectHead } from './store.ts'
import { type JournalVerdict, verifyJournal } from './verify.ts'

export type RecordsDeps = Pick<Platform, 'database' | 'newId' | 'log'> & {
  readonly config: Pick<Platform['config'], 'dataDir'>
}
export type RecordService = ReturnType<typeof createRecordService>

export function createRecordService({ config, database, newId, log }: RecordsDeps) {
  const checkpoints = join(config.dataDir, 'checkpoints.jsonl')
  return {
    /** Who reads the journal is written down as well, in the same transaction. Personal values stay with the pages of the things themselves. */
    list: (viewer: Viewer, filter: RecordFilter, page: { cursor?: string | undefined; limit: number }) =>
      database.write(viewer, async (tx) => {
        await insertReading(tx, { id: newId(), kind: 'journal_read', detail: { ...filter, ...page } })
        return readRecords(tx, filter, page, { personal: false })
      }),

    async verify(viewer: Viewer): Promise<JournalVerdict> {
      const known = await readCheckpoints(checkpoints)
      // In the server's name: the verdict is about the whole chain, also about records that this viewer may not read (yet).
      const verdict = await database.read(systemViewer, (reading) => verifyJournal(reading, { checkpoints: known }))
      if (!verdict.ok) log.error('journal is not sound', { ...verdict.firstBad })
      await database.write(viewer, (tx) =>
        insertReading(tx, {
          id: newId(),
          kind: 'journal_verified',
          detail: { ok: verdict.ok, firstBad: verdict.firstBad },
        }),
      )
      return verdict
    },

    /** Writes the head down outside the database when it moved. */
    async writeCheckpoint(): Promise<void> {
      const head = await database.write(systemViewer, async (tx) => ({ ...(await selectHead(tx)), at: tx.now }))
      const outcome = await addCheckpoint(checkpoints, head)
      if (outcome === 'behind') log.error('journal is behind its checkpoints', { seq: head.seq })
    },
  }
}
