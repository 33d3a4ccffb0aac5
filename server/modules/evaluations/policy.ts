import { actionsFor, can, type Party, type StateOf } from '../../../engines/lifecycle/index.ts'
import { hasRole, isMember, type Viewer } from '../../platform/viewer.ts'

/** What of an evaluation decides who may. `owners` are those of its scenarios; `shown` whether the viewer is shown one of them. */
export type Placed = {
  readonly state: string
  readonly owners: readonly string[]
  readonly shown: boolean
}

/** Runs the programme or audits it: sees evaluations from the first day. */
export function isInside(viewer: Viewer): boolean {
  return viewer.system || hasRole(viewer, 'operator', 'auditor')
}

/** The parties of a scenario while appeals are open, whoever sees the scenario once it is published. */
export function canSee(viewer: Viewer, thing: Placed): boolean {
  return isInside(viewer) || (['in_appeal', 'published'].includes(thing.state) && thing.shown)
}

/** Sees what a result rests on, leaf by leaf: its two sides, those inside, its district, and leaders. Everybody else learns what each branch gave. */
export function seesLeaves(
  viewer: Viewer,
  result: { owner_id: string; owner_district: string | null; provider_ids: readonly string[] },
): boolean {
  if (isInside(viewer) || hasRole(viewer, 'leader')) return true
  if (isMember(viewer, result.owner_id) || result.provider_ids.some((id) => isMember(viewer, id))) return true
  return hasRole(viewer, 'district_operator') && viewer.district !== null && viewer.district === result.owner_district
}

/** Runs this evaluation. Whoever belongs to an owner in it decides nothing about it, whatever his role. */
export function handles(viewer: Viewer, thing: Pick<Placed, 'owners'>): boolean {
  return hasRole(viewer, 'operator') && !thing.owners.some((owner) => isMember(viewer, owner))
}

function partiesOf(viewer: Viewer, thing: Placed): Party[] {
  return handles(viewer, thing) ? ['operator'] : []
}

/** `settled`: the window is over, nothing waits for an answer, and what was upheld is computed again. */
export function actionsOf(viewer: Viewer, thing: Placed, settled: boolean): string[] {
  const asked = { parties: partiesOf(viewer, thing), guards: { appeals_settled: settled } }
  return actionsFor('evaluation', { state: thing.state as StateOf<'evaluation'> }, asked).map((each) => each.action)
}

export function judge(viewer: Viewer, thing: Placed, action: string, settled: boolean) {
  const asked = { parties: partiesOf(viewer, thing), guards: { appeals_settled: settled } }
  return can('evaluation', action, { state: thing.state as StateOf<'evaluation'> }, asked)
}
