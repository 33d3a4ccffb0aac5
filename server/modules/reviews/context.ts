import type { Platform } from '../../platform/context.ts'
import type { Keys } from '../catalog/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import type { Scenarios } from '../scenarios/index.ts'

export type ReviewDeps = Pick<Platform, 'database' | 'calendar' | 'pack' | 'newId'> & {
  readonly keys: Keys
  readonly notify: Notify
  readonly historyOf: HistoryOf
  /** A released round moves what it decided about. */
  readonly scenarios: Pick<Scenarios, 'settleReview'>
}
