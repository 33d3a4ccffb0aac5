import type { Side } from '../../../contracts/projects.ts'
import { actionsFor, type Party, presumeOnAction, type StateOf } from '../../../engines/lifecycle/index.ts'
import { hasRole, isMember, type Viewer } from '../../platform/viewer.ts'

/** What of a project decides who may. */
export type Placed = {
  readonly owner_id: string
  readonly owner_district: string | null
  readonly provider_ids: readonly string[]
  readonly state: string
  readonly started_at: string | null
}
/** What of a reading does: which side reported it, and its project. */
export type PlacedReading = { readonly side: string; readonly state: string; readonly project: Placed }

/** States of an agreement that a project may carry out. */
export const agreementStands: readonly (string | null)[] = ['signed', 'in_force']
/** States in which readings are reported. */
export const takesReadings: readonly string[] = ['running', 'accepting']

/** The sides somebody belongs to; both, where one person is a member here and there. */
export function sidesOf(viewer: Viewer, thing: Pick<Placed, 'owner_id' | 'provider_ids'>): Side[] {
  const sides: Side[] = []
  if (isMember(viewer, thing.owner_id)) sides.push('owner')
  if (thing.provider_ids.some((each) => isMember(viewer, each))) sides.push('provider')
  return sides
}

/** The one side he acts for: that of the organisation he is acting for now, where he belongs to both. */
export function sideOf(viewer: Viewer, thing: Pick<Placed, 'owner_id' | 'provider_ids'>): Side | null {
  const sides = sidesOf(viewer, thing)
  if (sides.length < 2) return sides[0] ?? null
  return viewer.organisationId === thing.owner_id ? 'owner' : 'provider'
}

/** The two sides, those who run the loop, the district it happens in, and the auditor: all of it, files and words included. */
export function isInside(viewer: Viewer, thing: Placed): boolean {
  if (viewer.system || sidesOf(viewer, thing).length > 0 || hasRole(viewer, 'operator', 'auditor')) return true
  return hasRole(viewer, 'district_operator') && viewer.district !== null && viewer.district === thing.owner_district
}

/** Leaders see what was started, by its names and confirmed readings. */
export function canSee(viewer: Viewer, thing: Placed): boolean {
  return isInside(viewer, thing) || (thing.started_at !== null && hasRole(viewer, 'leader'))
}

export function partiesOf(viewer: Viewer, thing: Placed): Party[] {
  const side = sideOf(viewer, thing)
  return side ? [side] : []
}

/** Of the lifecycle, and `agree` while the viewer's side has not agreed to every indicator. */
export function actionsOf(
  viewer: Viewer,
  thing: Placed & { readonly agreement_state: string | null },
  indicators: readonly { agreed_by_owner_at: string | null; agreed_by_provider_at: string | null }[],
): string[] {
  const guards = presumeOnAction({ agreement_in_force: agreementStands.includes(thing.agreement_state) })
  const parties = partiesOf(viewer, thing)
  const lifecycle = actionsFor('project', { state: thing.state as StateOf<'project'> }, { parties, guards })
  const open = (side: Side) => indicators.some((each) => each[`agreed_by_${side}_at`] === null)
  const side = sideOf(viewer, thing)
  const agrees = thing.state === 'planned' && side !== null && open(side)
  return [...(agrees ? ['agree'] : []), ...lifecycle.map((each) => each.action)]
}

/** Whoever belongs to the reporting side, also where he belongs to the other as well, is never the other side; whoever belongs to either is no operator here. */
export function readingPartiesOf(viewer: Viewer, { side, project }: PlacedReading): Party[] {
  const sides = sidesOf(viewer, project)
  if (sides.some((each) => each === side)) return ['reporting_side']
  if (sides.length > 0) return ['other_side']
  return hasRole(viewer, 'operator') ? ['operator'] : []
}

/** Also after the project: what was measured while it ran is settled all the same. */
export function readingActionsOf(viewer: Viewer, reading: PlacedReading): string[] {
  const asked = { parties: readingPartiesOf(viewer, reading) }
  return actionsFor('reading', { state: reading.state as StateOf<'reading'> }, asked).map((each) => each.action)
}
