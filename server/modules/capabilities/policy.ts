import type { capabilityActions, proofActions } from '../../../contracts/capabilities.ts'
import { actionsFor, type Party, presumeOnAction, type StateOf } from '../../../engines/lifecycle/index.ts'
import { hasRole, isMember, isVerifiedMember, type Viewer } from '../../platform/viewer.ts'

/** What of a capability decides who may. */
export type Placed = {
  readonly organisation_id: string
  readonly state: string
  readonly visibility: string
  readonly is_public: boolean | null
  /** In a project that was accepted; known where it is read to be shown. */
  readonly put_to_use?: boolean
}
export type Name = (typeof capabilityActions)[number]

/** Drafts are their organisation's alone; `members` is for people of verified organisations, and brokers. */
export function canSee(viewer: Viewer, thing: Placed): boolean {
  if (viewer.system || thing.is_public || isMember(viewer, thing.organisation_id)) return true
  const offered = thing.state === 'published' || thing.state === 'stale'
  if (offered && (isVerifiedMember(viewer) || hasRole(viewer, 'broker'))) return true
  if (thing.state !== 'draft' && thing.put_to_use && hasRole(viewer, 'leader', 'district_operator')) return true
  return thing.state !== 'draft' && hasRole(viewer, 'operator', 'auditor')
}

/** Its past is for those who answer for it. */
export function maySeeHistory(viewer: Viewer, thing: Placed): boolean {
  return isMember(viewer, thing.organisation_id) || hasRole(viewer, 'operator', 'auditor')
}

export function mayEdit(viewer: Viewer, thing: Placed): boolean {
  return isMember(viewer, thing.organisation_id) && thing.state !== 'withdrawn'
}

export function partiesOf(viewer: Viewer, thing: Placed): Party[] {
  const parties: Party[] = []
  if (viewer.system) parties.push('system')
  if (isMember(viewer, thing.organisation_id)) parties.push('provider')
  if (hasRole(viewer, 'operator')) parties.push('operator')
  return parties
}

/** For an operator, withdrawing somebody else's capability is taking it down, and wants a reason. */
export function lifecycleAction(viewer: Viewer, thing: Placed, action: Name): Name | 'take_down' {
  const foreign = !isMember(viewer, thing.organisation_id) && hasRole(viewer, 'operator')
  return action === 'withdraw' && foreign ? 'take_down' : action
}

export function actionsOf(viewer: Viewer, thing: Placed): Name[] {
  const asked = { parties: partiesOf(viewer, thing), guards: presumeOnAction() }
  const offered = actionsFor('capability', { state: thing.state as StateOf<'capability'> }, asked).map((each) =>
    each.action === 'take_down' ? 'withdraw' : each.action,
  )
  return [...new Set(offered)].filter((each): each is Name => each !== 'go_stale')
}

/** Who is told of a counterpart that has not confirmed: both sides, and who runs the programme. */
export function knowsCounterpart(viewer: Viewer, thing: Placed, counterpartId: string): boolean {
  return maySeeHistory(viewer, thing) || isMember(viewer, counterpartId)
}

/** The organisation that a delivery names answers to what is published; whoever belongs to both sides does not. */
export function answersOf(
  viewer: Viewer,
  thing: Placed,
  proof: { counterpartId: string | null; confirmed_at: string | null; declined_at: string | null },
): (typeof proofActions)[number][] {
  const theirs = proof.counterpartId !== null && isMember(viewer, proof.counterpartId)
  if (!theirs || isMember(viewer, thing.organisation_id) || !['published', 'stale'].includes(thing.state)) return []
  return [...(proof.confirmed_at ? [] : ['confirm' as const]), ...(proof.declined_at ? [] : ['decline' as const])]
}
