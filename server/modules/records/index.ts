import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { type HistoryOf, historyOf } from './history.ts'
import { recordRoutes } from './routes.ts'
import { createRecordService, type RecordsDeps } from './service.ts'

export { readCheckpoints } from './checkpoints.ts'
export type { HistoryOf } from './history.ts'
export { type JournalVerdict, verifyJournal } from './verify.ts'

/** 存证记录: the journal as people read it and check it. `writeCheckpoint` is also called before the server ends. */
export function createRecords(deps: RecordsDeps): {
  routes: Served[]
  tasks: Tasks
  historyOf: HistoryOf
  writeCheckpoint: () => Promise<void>
} {
  const service = createRecordService(deps)
  return {
    routes: recordRoutes(service),
    tasks: { 'records.checkpoint': { every: '*/5 * * * *', handle: () => service.writeCheckpoint() } },
    historyOf,
    writeCheckpoint: () => service.writeCheckpoint(),
  }
}
