import type { Organisation } from '../../../contracts/organisations.ts'
import { maskEmail, maskMobile } from '../../../engines/text/index.ts'
import { isOrgAdmin, type Viewer } from '../../platform/viewer.ts'
import { actionNames, type Decided, maySeeReason } from './policy.ts'
import type { OrganisationRow } from './store.ts'

export function decidedOf(row: OrganisationRow): Decided {
  return { id: row.id, state: row.state, previousState: row.previous_state }
}

export function presentOrganisation(viewer: Viewer, row: OrganisationRow): Organisation {
  return {
    id: row.id,
    name: row.name,
    shortName: row.short_name,
    creditCode: row.credit_code,
    kind: row.kind,
    district: row.district,
    tracks: row.tracks,
    foundedOn: row.founded_on,
    registeredCapitalCny: row.registered_capital_cny,
    employees: row.employees,
    summary: row.summary,
    website: row.website,
    state: row.state,
    verified: row.state === 'verified',
    stateReason: maySeeReason(viewer, row.id) ? row.state_reason : null,
    landedAt: row.landed_at,
    source: row.source,
    synthetic: row.synthetic,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    actions: actionNames(viewer, decidedOf(row)),
  }
}

/** A member's account: whole for himself and the organisation's administrators, masked for everybody else. */
export function presentAccount(
  viewer: Viewer,
  organisationId: string,
  userId: string,
  account: string | null,
): string | null {
  if (!account || viewer.userId === userId || isOrgAdmin(viewer, organisationId)) return account
  return account.includes('@') ? maskEmail(account) : maskMobile(account)
}
