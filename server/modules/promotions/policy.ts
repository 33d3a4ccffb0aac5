import { type PromotionAction, promotionActions } from '../../../contracts/promotions.ts'
import { actionsFor, type Party, presumeOnAction, type StateOf } from '../../../engines/lifecycle/index.ts'
import { hasRole, isMember, type Viewer } from '../../platform/viewer.ts'

/** What of a promotion decides who may. */
export type Placed = {
  readonly owner_id: string
  readonly owner_district: string | null
  readonly created_by: string | null
  readonly applied_at: string | null
  readonly is_public: boolean
  readonly state: string
}
export type OpenDecision = { readonly proposed_by: string } | undefined

/** The owner, whoever wrote the draft for it, and, once it was handed in, those who run the loop and audit it: they read the dossier. */
export function isInside(viewer: Viewer, thing: Placed): boolean {
  if (viewer.system || isMember(viewer, thing.owner_id)) return true
  if (thing.created_by !== null && thing.created_by === viewer.userId) return true
  if (thing.applied_at === null) return false
  if (hasRole(viewer, 'operator', 'auditor')) return true
  return hasRole(viewer, 'district_operator') && viewer.district !== null && viewer.district === thing.owner_district
}

export function canSee(viewer: Viewer, thing: Placed): boolean {
  return thing.is_public || isInside(viewer, thing)
}

/** Runs the loop for it. Whoever belongs to the owner decides nothing about it, whatever his role. */
export function handles(viewer: Viewer, thing: { readonly owner_id: string }): boolean {
  return hasRole(viewer, 'operator') && !isMember(viewer, thing.owner_id)
}

export function partiesOf(viewer: Viewer, thing: Placed): Party[] {
  const parties: Party[] = []
  if (viewer.system) parties.push('system')
  if (isMember(viewer, thing.owner_id)) parties.push('owner')
  if (handles(viewer, thing) && isInside(viewer, thing)) parties.push('operator')
  return parties
}

/** A draft is written by its owner, or by the operator who helps. */
export function mayEdit(viewer: Viewer, thing: Placed): boolean {
  return thing.state === 'draft' && partiesOf(viewer, thing).some((each) => each === 'owner' || each === 'operator')
}

/** Decisions that count only with a second operator's consent. */
export const decided: readonly string[] = ['publicise', 'refuse', 'revoke']

/** What the viewer may do now. While a decision waits for consent there is nothing but that; nothing is granted before the publicity period is over. */
export function actionsOf(
  viewer: Viewer,
  thing: Placed & { readonly publicity_ends_at: string | null },
  open: OpenDecision,
  now: string | undefined,
): PromotionAction[] {
  if (open) {
    if (!handles(viewer, thing)) return []
    return open.proposed_by === viewer.userId ? ['withdraw_decision'] : ['consent', 'decline_consent']
  }
  const over = thing.publicity_ends_at !== null && now !== undefined && thing.publicity_ends_at <= now
  return actionsFor(
    'promotion',
    { state: thing.state as StateOf<'promotion'> },
    { parties: partiesOf(viewer, thing), guards: presumeOnAction() },
  )
    .map((each) => each.action as PromotionAction)
    .filter((action) => promotionActions.includes(action) && (action !== 'grant' || over))
}
