import { intentActions } from '../../../contracts/intents.ts'
import { actionsFor, type Party, presumeOnAction, type StateOf } from '../../../engines/lifecycle/index.ts'
import { hasRole, isMember, type Viewer } from '../../platform/viewer.ts'

/** What of an intent decides who may. */
export type Placed = {
  readonly owner_id: string
  readonly owner_district: string | null
  readonly organisation_id: string
  readonly state: string
}

const afterTalking = ['talking', 'letter_signed', 'contracted', 'landed']
const offered: readonly string[] = intentActions

export function isParty(viewer: Viewer, thing: Placed): boolean {
  return isMember(viewer, thing.owner_id) || isMember(viewer, thing.organisation_id)
}

/** What they wrote to each other is for the two sides, those who run the loop, the district it happens in, and the auditor. */
export function readsWords(viewer: Viewer, thing: Placed): boolean {
  if (viewer.system || isParty(viewer, thing) || hasRole(viewer, 'operator', 'auditor')) return true
  return hasRole(viewer, 'district_operator') && viewer.district !== null && viewer.district === thing.owner_district
}

/** Leaders see besides that two talk, about what, and how far they are. */
export function canSee(viewer: Viewer, thing: Placed): boolean {
  return readsWords(viewer, thing) || hasRole(viewer, 'leader')
}

export function partiesOf(viewer: Viewer, thing: Placed): Party[] {
  const parties: Party[] = []
  if (viewer.system) parties.push('system')
  if (isMember(viewer, thing.owner_id)) parties.push('owner')
  if (isMember(viewer, thing.organisation_id)) parties.push('provider')
  return parties
}

/** What the viewer may do now, of the actions this release carries out. */
export function actionsOf(viewer: Viewer, thing: Placed) {
  const asked = { parties: partiesOf(viewer, thing), guards: presumeOnAction() }
  return actionsFor('intent', { state: thing.state as StateOf<'intent'> }, asked).filter((each) =>
    offered.includes(each.action),
  )
}

export type ContactView = 'full' | 'masked' | 'none'

/** The provider's contact: the owner may call from the first day; operators see that there is one, nobody else anything. */
export function providerContact(viewer: Viewer, thing: Placed): ContactView {
  if (isParty(viewer, thing)) return 'full'
  return hasRole(viewer, 'operator') ? 'masked' : 'none'
}

/** The owner's contact, once they talk. */
export function ownerContact(viewer: Viewer, thing: Placed): ContactView {
  return afterTalking.includes(thing.state) ? providerContact(viewer, thing) : 'none'
}
