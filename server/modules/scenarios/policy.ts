import type { Party } from '../../../engines/lifecycle/index.ts'
import { hasRole, isMember, type Viewer } from '../../platform/viewer.ts'

/** What of a scenario decides who may. */
export type Placed = {
  readonly owner_id: string
  readonly owner_district: string | null
  readonly districts: readonly string[]
  readonly is_public: boolean
  readonly submitted_at: string | null
}

function inDistrict(viewer: Viewer, thing: Placed): boolean {
  if (!hasRole(viewer, 'district_operator') || viewer.district === null) return false
  return thing.owner_district === viewer.district || thing.districts.includes(viewer.district)
}

/** The viewer belongs to the owner or handles scenarios: sees comments, decisions, reviews. */
export function isInside(viewer: Viewer, thing: Placed): boolean {
  return (
    isMember(viewer, thing.owner_id) ||
    (thing.submitted_at !== null && (hasRole(viewer, 'operator', 'auditor') || inDistrict(viewer, thing)))
  )
}

/** A scenario that was never submitted is its owner's alone; a public one is everybody's. */
export function canSee(viewer: Viewer, thing: Placed): boolean {
  return viewer.system || thing.is_public || isInside(viewer, thing)
}

/** The owner's members and those who run the loop see whom to call; auditors see that somebody is named. */
export function contactShown(viewer: Viewer, thing: Placed): 'full' | 'masked' | 'none' {
  if (isMember(viewer, thing.owner_id) || hasRole(viewer, 'operator') || inDistrict(viewer, thing)) return 'full'
  return hasRole(viewer, 'auditor') ? 'masked' : 'none'
}

/** Runs the loop for this scenario. Whoever belongs to its owner decides nothing about it, whatever his role. */
export function handles(viewer: Viewer, thing: Placed): boolean {
  return hasRole(viewer, 'operator') && !isMember(viewer, thing.owner_id)
}

/** Who the viewer is to this scenario in its lifecycle. */
export function partiesOf(viewer: Viewer, thing: Placed): Party[] {
  const parties: Party[] = []
  if (viewer.system) parties.push('system')
  if (isMember(viewer, thing.owner_id)) parties.push('owner')
  if (handles(viewer, thing)) parties.push('operator')
  if (inDistrict(viewer, thing) && !isMember(viewer, thing.owner_id)) parties.push('district_operator')
  return parties
}

/** Fields change while the thing is in the hands of whoever changes it: a draft in its owner's, one being refined in the operator's. */
export function mayEdit(viewer: Viewer, thing: Placed & { state: string }): boolean {
  if (thing.state === 'draft') return isMember(viewer, thing.owner_id)
  if (thing.state === 'refining') return isMember(viewer, thing.owner_id) || hasRole(viewer, 'operator')
  return false
}

export function mayComment(viewer: Viewer, thing: Placed): boolean {
  return isMember(viewer, thing.owner_id) || hasRole(viewer, 'operator') || inDistrict(viewer, thing)
}
