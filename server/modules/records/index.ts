import { type HistoryOf, historyOf } from './history.ts'

export { type HistoryOf, historyOf } from './history.ts'

/** The journal as people read it. */
export function createRecords(): { historyOf: HistoryOf } {
  return { historyOf }
}
