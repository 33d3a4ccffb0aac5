import { actionsFor, type Party, presumeOnAction, type StateOf } from '../../../engines/lifecycle/index.ts'
import { hasRole, isMember, isOrgAdmin, type Viewer } from '../../platform/viewer.ts'

/** What of a service decides who may. */
export type PlacedService = {
  readonly organisation_id: string
  readonly organisation_district: string | null
  readonly recorded_by: string
  readonly state: string
}
/** What of a settlement decides who may. */
export type PlacedLanding = {
  readonly organisation_id: string
  readonly organisation_district: string | null
  readonly reported_by: string
  readonly state: string
}

/** An office looks after the firms of its district. */
export function ofOwnDistrict(viewer: Viewer, district: string | null): boolean {
  return hasRole(viewer, 'district_operator') && viewer.district !== null && viewer.district === district
}

/** Who has to do with a firm's things: its people, its district, those who run the loop and audit it. */
function looksAfter(viewer: Viewer, thing: { organisation_id: string; organisation_district: string | null }): boolean {
  if (viewer.system || isMember(viewer, thing.organisation_id) || hasRole(viewer, 'operator', 'auditor')) return true
  return ofOwnDistrict(viewer, thing.organisation_district)
}

/** Leaders see what counts. */
export function canSeeService(viewer: Viewer, thing: PlacedService): boolean {
  if (looksAfter(viewer, thing) || viewer.userId === thing.recorded_by) return true
  return thing.state === 'confirmed' && hasRole(viewer, 'leader')
}
export function canSeeLanding(viewer: Viewer, thing: PlacedLanding): boolean {
  return looksAfter(viewer, thing) || (thing.state === 'confirmed' && hasRole(viewer, 'leader'))
}

/** The past of a thing, with every name in it, is not for leaders. */
export function maySeeServiceHistory(viewer: Viewer, thing: PlacedService): boolean {
  return looksAfter(viewer, thing) || viewer.userId === thing.recorded_by
}
export const maySeeLandingHistory = looksAfter

export function mayRecord(viewer: Viewer, firm: { district: string | null }): boolean {
  return hasRole(viewer, 'operator', 'broker') || ofOwnDistrict(viewer, firm.district)
}
export function mayReport(viewer: Viewer, firm: { id: string; district: string | null }): boolean {
  return hasRole(viewer, 'operator') || isOrgAdmin(viewer, firm.id) || ofOwnDistrict(viewer, firm.district)
}

/** Whoever recorded it is nothing else to it: nobody confirms his own record, and no operator one about his own firm as an operator. */
export function serviceParties(viewer: Viewer, thing: PlacedService): Party[] {
  if (viewer.userId === thing.recorded_by) return ['reporting_side']
  if (isMember(viewer, thing.organisation_id)) return ['other_side']
  return hasRole(viewer, 'operator') ? ['operator'] : []
}
export function landingParties(viewer: Viewer, thing: PlacedLanding): Party[] {
  const apart = viewer.userId !== thing.reported_by && !isMember(viewer, thing.organisation_id)
  return hasRole(viewer, 'operator') && apart ? ['operator'] : []
}

export function serviceActionsOf(viewer: Viewer, thing: PlacedService) {
  const asked = { parties: serviceParties(viewer, thing), guards: presumeOnAction() }
  return actionsFor('service', { state: thing.state as StateOf<'service'> }, asked)
}
export function landingActionsOf(viewer: Viewer, thing: PlacedLanding) {
  const asked = { parties: landingParties(viewer, thing), guards: presumeOnAction() }
  return actionsFor('landing', { state: thing.state as StateOf<'landing'> }, asked)
}
