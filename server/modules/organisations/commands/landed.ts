import type { Platform } from '../../../platform/context.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import { markLanded } from '../store.ts'

/** Since when an organisation counts as landed, or null when it does no more: follows the settlement that was confirmed or revoked. */
export type SetLanded = (tx: Writing, organisationId: string, landedOn: string | null) => Promise<void>

export function createSetLanded({ database }: Pick<Platform, 'database'>): SetLanded {
  return (_, organisationId, landedOn) =>
    database.write(systemViewer, async (tx) => {
      const before = await markLanded(tx, organisationId, landedOn)
      tx.record({
        action: landedOn ? 'landed' : 'landing_revoked',
        subject: { type: 'organisation', id: organisationId },
        changes: [{ path: 'landedAt', before, after: landedOn }],
      })
    })
}
