import type { Intent } from '../../../contracts/intents.ts'
import type { Platform } from '../../platform/context.ts'
import type { Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { isMember } from '../../platform/viewer.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import { canSee, ownerContact, providerContact } from './policy.ts'
import { presentContact, presentIntent } from './present.ts'
import { logContactRead, selectContact, selectIntent, selectOwnerContact } from './store.ts'

export type IntentDeps = Pick<Platform, 'database' | 'calendar' | 'pack' | 'newId'> & {
  readonly notify: Notify
  readonly historyOf: HistoryOf
}

/** One intent as the viewer may see it, with the contacts that are his to see; seeing another's is written down in the same transaction. */
export async function showIntent(tx: Writing, id: string, newId: () => string): Promise<Intent> {
  const row = await selectIntent(tx, id)
  if (!row || !canSee(tx.viewer, row)) return refuse('not_found')
  const theirs = providerContact(tx.viewer, row)
  const owners = ownerContact(tx.viewer, row)
  const contact = presentContact(theirs === 'none' ? undefined : await selectContact(tx, id), theirs)
  const owner = presentContact(owners === 'none' ? undefined : await selectOwnerContact(tx, row.scenario_id), owners)
  const foreign =
    (contact && theirs === 'full' && !isMember(tx.viewer, row.organisation_id)) ||
    (owner && owners === 'full' && !isMember(tx.viewer, row.owner_id))
  if (foreign) await logContactRead(tx, newId(), id)
  return { ...presentIntent(row, tx.viewer), ...(contact && { contact }), ...(owner && { ownerContact: owner }) }
}
