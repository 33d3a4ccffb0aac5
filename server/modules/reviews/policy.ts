import type { reviewActions } from '../../../contracts/reviews.ts'
import { roundActions } from '../../../contracts/rounds.ts'
import { actionsFor, type Party, presumeOnAction, type StateOf } from '../../../engines/lifecycle/index.ts'
import { hasRole, isMember, type Viewer } from '../../platform/viewer.ts'

export type RoundState = StateOf<'round'>
export type ReviewState = StateOf<'review'>

/** What of a round decides who may: `owners` are the owners of its items, `undertaken` whether the viewer signed the undertaking in it. */
export type PlacedRound = {
  readonly state: string
  readonly chair_id: string | null
  readonly owners: readonly string[]
  readonly undertaken: boolean
}
/** What of a review decides who may. */
export type PlacedReview = {
  readonly state: string
  readonly expert_id: string
  readonly owner_id: string
  readonly round_state: string
  readonly chair_id: string | null
  readonly undertaken: boolean
}

/** States in which a review counts and its expert works or confers. */
export const standing: readonly string[] = ['accepted', 'drafting', 'submitted', 'returned']
/** The expert stepped back or was taken off: nothing of it is his to see any more. */
export const left: readonly string[] = ['refused', 'conflicted', 'recused']
const underway: readonly string[] = ['assigning', 'scoring', 'consensus', 'deciding']

/** Runs the round: nobody who belongs to the owner of an item does, whatever his role. */
function runs(viewer: Viewer, owners: readonly string[]): boolean {
  return hasRole(viewer, 'operator') && !owners.some((owner) => isMember(viewer, owner))
}

export function roundParties(viewer: Viewer, round: PlacedRound): Party[] {
  const parties: Party[] = []
  if (viewer.system) parties.push('system')
  if (runs(viewer, round.owners)) parties.push('operator')
  if (viewer.userId !== null && round.chair_id === viewer.userId && round.undertaken) parties.push('chair')
  return parties
}

export function roundActionsOf(viewer: Viewer, round: PlacedRound): string[] {
  const asked = { parties: roundParties(viewer, round), guards: presumeOnAction() }
  return actionsFor('round', { state: round.state as RoundState }, asked)
    .map((each) => each.action)
    .filter((action) => (roundActions as readonly string[]).includes(action))
}

/** Before scoring everything, then no more the rubric nor what is judged. */
export function mayEditRound(viewer: Viewer, round: PlacedRound): boolean {
  return roundParties(viewer, round).includes('operator') && ['planned', 'assigning'].includes(round.state)
}
export function mayEditDeadline(viewer: Viewer, round: PlacedRound): boolean {
  return roundParties(viewer, round).includes('operator') && ['planned', 'assigning', 'scoring'].includes(round.state)
}
export function mayNameChair(viewer: Viewer, round: PlacedRound): boolean {
  const open = ['planned', 'assigning', 'scoring', 'consensus'].includes(round.state)
  return roundParties(viewer, round).includes('operator') && open
}
export function mayAssign(viewer: Viewer, round: PlacedRound): boolean {
  return roundParties(viewer, round).includes('operator') && ['assigning', 'scoring'].includes(round.state)
}
export function mayRecommend(viewer: Viewer, round: PlacedRound): boolean {
  return round.state === 'consensus' && roundParties(viewer, round).includes('chair')
}
export function mayDecide(viewer: Viewer, round: PlacedRound): boolean {
  return round.state === 'deciding' && roundParties(viewer, round).includes('operator')
}
/** From consensus on the office, the chair and auditors see how the scores stand. */
export function seesStanding(viewer: Viewer, round: PlacedRound): boolean {
  if (!['consensus', 'deciding', 'released', 'archived'].includes(round.state)) return false
  return hasRole(viewer, 'operator', 'auditor') || roundParties(viewer, round).includes('chair')
}

/** Who the viewer is to one review. Whoever belongs to the owner is nobody to it. */
export function reviewParties(viewer: Viewer, review: PlacedReview): Party[] {
  if (viewer.system) return ['system']
  const parties: Party[] = []
  if (review.expert_id === viewer.userId) parties.push('expert')
  if (isMember(viewer, review.owner_id)) return parties
  if (hasRole(viewer, 'operator')) parties.push('operator')
  if (viewer.userId !== null && review.chair_id === viewer.userId && review.undertaken) parties.push('chair')
  return parties
}

/** Which phase of the round each action belongs to; sheets change only while they are scored. */
const phases: Readonly<Record<(typeof reviewActions)[number], readonly string[]>> = {
  accept: ['assigning', 'scoring'],
  refuse: ['assigning', 'scoring'],
  declare_conflict: ['assigning', 'scoring'],
  start: ['scoring'],
  submit: ['scoring'],
  return: ['scoring'],
  revise: ['scoring'],
  recuse: underway,
}
/** What is no longer possible once the deadline has passed. */
export const timed: readonly string[] = ['start', 'submit', 'return', 'revise']

export function inPhase(action: (typeof reviewActions)[number], roundState: string): boolean {
  return phases[action].includes(roundState)
}

export function reviewActionsOf(viewer: Viewer, review: PlacedReview, late: boolean): string[] {
  const asked = { parties: reviewParties(viewer, review), guards: presumeOnAction() }
  return actionsFor('review', { state: review.state as ReviewState }, asked)
    .map((each) => each.action)
    .filter((action) => inPhase(action, review.round_state) && !(late && timed.includes(action)))
}

/** The material is an expert's to read while the round is under way, once he signed and as long as he stays. */
export function readsMaterial(viewer: Viewer, review: PlacedReview): boolean {
  const own = review.expert_id === viewer.userId && !isMember(viewer, review.owner_id)
  return own && review.undertaken && standing.includes(review.state) && underway.includes(review.round_state)
}

/** The chair reads what they will confer about, also where he scores nothing himself. */
export function chairsOver(viewer: Viewer, review: PlacedReview): boolean {
  const chairs = viewer.userId !== null && review.chair_id === viewer.userId && review.undertaken
  return chairs && !isMember(viewer, review.owner_id) && underway.includes(review.round_state)
}

/** Whose names stand on reviews for this viewer: the office and the chair know, auditors once it is released, peers never. */
export function knowsReviewers(viewer: Viewer, round: PlacedRound): boolean {
  if (hasRole(viewer, 'operator')) return true
  if (hasRole(viewer, 'auditor')) return ['released', 'archived'].includes(round.state)
  return roundParties(viewer, round).includes('chair')
}
