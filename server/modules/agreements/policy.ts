import type { AgreementAction } from '../../../contracts/agreements.ts'
import { actionsFor, type Party, presumeOnAction, type StateOf } from '../../../engines/lifecycle/index.ts'
import { hasRole, isMember, type Viewer } from '../../platform/viewer.ts'

/** What of an agreement decides who may. */
export type Placed = {
  readonly code: string | null
  readonly state: string
  readonly owner_id: string
  readonly owner_district: string | null
  readonly party_ids: readonly string[]
  readonly signed_at: string | null
  readonly effective_from: string | null
}

export function isParty(viewer: Viewer, thing: Placed): boolean {
  return thing.party_ids.some((id) => isMember(viewer, id))
}

/** Reads all of it: the parties, and from the first review on those who run the loop and who audit it. */
export function isInside(viewer: Viewer, thing: Placed): boolean {
  if (viewer.system || isParty(viewer, thing)) return true
  if (thing.code === null) return false
  if (hasRole(viewer, 'operator', 'auditor')) return true
  return hasRole(viewer, 'district_operator') && viewer.district !== null && viewer.district === thing.owner_district
}

/** Whose interest stands behind a party is for that party, the owner, and those who run the loop: one provider does not see another's intent. */
export function seesIntent(viewer: Viewer, thing: Placed, organisationId: string): boolean {
  if (isMember(viewer, thing.owner_id) || isMember(viewer, organisationId)) return true
  return isInside(viewer, thing) && (viewer.system || hasRole(viewer, 'operator', 'auditor', 'district_operator'))
}

/** Leaders see that it was signed, by whom and for how much; not what it says. */
export function canSee(viewer: Viewer, thing: Placed): boolean {
  return isInside(viewer, thing) || (thing.signed_at !== null && hasRole(viewer, 'leader'))
}

export function partiesOf(viewer: Viewer, thing: Placed): Party[] {
  const parties: Party[] = []
  if (viewer.system) parties.push('system')
  if (isMember(viewer, thing.owner_id)) parties.push('owner')
  if (thing.party_ids.some((id) => id !== thing.owner_id && isMember(viewer, id))) parties.push('provider')
  return parties
}

export function mayEdit(viewer: Viewer, thing: Placed): boolean {
  return thing.state === 'drafting' && isParty(viewer, thing)
}

/** The organisations of the viewer that are parties and have not signed: who of them may still sign. */
export function unsigned(
  viewer: Viewer,
  parties: readonly { organisation_id: string; signed_at: string | null }[],
): string[] {
  return parties
    .filter((party) => party.signed_at === null && isMember(viewer, party.organisation_id))
    .map((party) => party.organisation_id)
}

export type OpenAddendum = { readonly proposed_for: string; readonly signed: readonly string[] } | null

/** What the viewer may do on `day`: the lifecycle's actions, signing only for who has not signed, and what an open addendum waits for. */
export function actionsOf(
  viewer: Viewer,
  thing: Placed,
  facts: {
    readonly parties: readonly { organisation_id: string; signed_at: string | null }[]
    readonly addendum: OpenAddendum
    readonly day: string
  },
): AgreementAction[] {
  const asked = { parties: partiesOf(viewer, thing), guards: presumeOnAction() }
  const offered = actionsFor('agreement', { state: thing.state as StateOf<'agreement'> }, asked).map(
    (each) => each.action,
  )
  const begun = thing.effective_from === null || thing.effective_from <= facts.day
  const actions = offered.filter((action): action is Exclude<typeof action, 'expire'> => {
    if (action === 'sign') return unsigned(viewer, facts.parties).length > 0
    if (action === 'enter_into_force') return begun
    if (action === 'amend') return facts.addendum === null
    return action !== 'expire'
  })
  return [...actions, ...addendumActions(viewer, thing, facts.addendum)]
}

function addendumActions(viewer: Viewer, thing: Placed, open: OpenAddendum): AgreementAction[] {
  if (open === null || thing.state !== 'in_force') return []
  const waiting = thing.party_ids.some((id) => isMember(viewer, id) && !open.signed.includes(id))
  return [
    ...(waiting ? (['sign_addendum', 'decline_addendum'] as const) : []),
    ...(isMember(viewer, open.proposed_for) ? (['withdraw_addendum'] as const) : []),
  ]
}
