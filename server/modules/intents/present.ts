import type { Intent } from '../../../contracts/intents.ts'
import { maskEmail, maskMobile, maskName } from '../../../engines/text/index.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { actionsOf, type ContactView, readsWords } from './policy.ts'
import type { Contact, IntentRow } from './store.ts'

/** Without contacts: lists name nobody. */
export function presentIntent(row: IntentRow, viewer: Viewer): Intent {
  return {
    id: row.id,
    scenario: { id: row.scenario_id, code: row.scenario_code, title: row.scenario_title ?? '' },
    openingId: row.opening_id,
    openingText: row.opening_text ?? '',
    owner: { id: row.owner_id, name: row.owner_name ?? '' },
    organisation: {
      id: row.organisation_id,
      name: row.organisation_name ?? '',
      verified: row.organisation_state === 'verified',
    },
    capability: row.capability_id === null ? null : { id: row.capability_id, name: row.capability_title ?? '' },
    state: row.state as Intent['state'],
    stateSince: row.state_since,
    ...(readsWords(viewer, row) && { pitch: row.pitch }),
    holder: row.holder,
    dueAt: row.due_at,
    closedReason: row.closed_reason,
    closedNote: readsWords(viewer, row) ? row.closed_note : null,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    actions: actionsOf(viewer, row).map((each) => each.action),
  }
}

export function presentContact(contact: Contact | undefined, view: ContactView): Intent['contact'] {
  if (!contact || view === 'none') return undefined
  if (view === 'full') return { name: contact.name, mobile: contact.mobile, email: contact.email }
  return {
    name: maskName(contact.name),
    mobile: contact.mobile && maskMobile(contact.mobile),
    email: contact.email && maskEmail(contact.email),
  }
}
