import { actionsFor, can, type Party, type StateOf } from '../../../engines/lifecycle/index.ts'
import { hasRole, isMember, isOrgAdmin, type Viewer } from '../../platform/viewer.ts'

export type Decided = {
  readonly id: string
  readonly state: StateOf<'organisation'>
  readonly previousState: StateOf<'organisation'> | null
}

/** Names of the interface and of the lifecycle differ in one. */
const byRoute = { verify: 'verify', refuse: 'refuse', suspend: 'suspend', restore: 'resume' } as const
export type OrganisationAction = keyof typeof byRoute

/** An operator does not judge an organisation he belongs to: another one does. */
function partiesOf(viewer: Viewer, id: string): Party[] {
  const parties: Party[] = []
  if (hasRole(viewer, 'operator') && !isMember(viewer, id)) parties.push('operator')
  if (isOrgAdmin(viewer, id)) parties.push('owner')
  return parties
}

export function mayAct(viewer: Viewer, organisation: Decided, action: OrganisationAction) {
  return can('organisation', byRoute[action], organisation, { parties: partiesOf(viewer, organisation.id) })
}

/** An administrator's change to a refused organisation hands it in again. */
export function resubmits(viewer: Viewer, organisation: Decided): boolean {
  return can('organisation', 'resubmit', organisation, { parties: partiesOf(viewer, organisation.id) }).ok
}

export function actionNames(viewer: Viewer, organisation: Decided): string[] {
  const offered = actionsFor('organisation', organisation, { parties: partiesOf(viewer, organisation.id) })
  const names = Object.entries(byRoute).flatMap(([name, action]) =>
    offered.some((each) => each.action === action) ? [name] : [],
  )
  if (mayUpdate(viewer, organisation.id)) names.push('update')
  if (isOrgAdmin(viewer, organisation.id)) names.push('invite')
  return names
}

export function mayUpdate(viewer: Viewer, id: string): boolean {
  return viewer.system || hasRole(viewer, 'operator') || isOrgAdmin(viewer, id)
}

export function maySeeMembers(viewer: Viewer, id: string): boolean {
  return hasRole(viewer, 'operator') || isMember(viewer, id)
}

/** Why it was refused or suspended is between the organisation and those who decide or audit. */
export function maySeeReason(viewer: Viewer, id: string): boolean {
  return viewer.system || hasRole(viewer, 'operator', 'auditor') || isMember(viewer, id)
}
