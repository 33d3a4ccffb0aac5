import type { Review } from '../../../contracts/reviews.ts'
import { undertakingVersion } from '../../../contracts/reviews.ts'
import type { Candidate, Round } from '../../../contracts/rounds.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { isMember } from '../../platform/viewer.ts'
import { membersOf, tiesOf, wholePool } from './experts-store.ts'
import { chairsOver, readsMaterial, reviewActionsOf, roundParties, seesStanding } from './policy.ts'
import {
  placed,
  presentItem,
  presentMaterial,
  presentReviewSummary,
  presentRound,
  presentSubmitted,
  rubricOf,
} from './present.ts'
import { selectSnapshotHash } from './results-store.ts'
import { type ItemRow, itemsOf, lockRound, namesOf, type RoundRow, selectRound } from './rounds-store.ts'
import { conflictsOf } from './rules/conflicts.ts'
import { standingsOf } from './rules/standing.ts'
import {
  type ReviewRow,
  reviewsOf,
  type Submitted,
  selectMaterial,
  selectRecommendation,
  selectReview,
  selectSheet,
  siblingsOf,
  submittedOf,
} from './store.ts'

export async function visibleRound(reading: Reading, idOrCode: string): Promise<RoundRow> {
  return (await selectRound(reading, idOrCode)) ?? refuse('not_found')
}

/** Locked for a change, at the version the caller knows. */
export async function lockVisibleRound(tx: Writing, idOrCode: string, version: number | null): Promise<RoundRow> {
  const row = await lockRound(tx, idOrCode)
  if (!row) {
    await visibleRound(tx, idOrCode)
    return refuse('forbidden')
  }
  if (row.version !== version) refuse('stale', { version: row.version })
  return row
}

/** Standings, when the viewer may see them and sees every submitted sheet: a rank among some of them would mislead. */
function standings(reading: Reading, row: RoundRow, items: readonly ItemRow[], sheets: readonly Submitted[]) {
  const all = items.every((item) => (item.submitted ?? 0) === sheets.filter((each) => each.item_id === item.id).length)
  const shown = all && seesStanding(reading.viewer, placed(row))
  return shown
    ? standingsOf(
        rubricOf(row),
        items.map((each) => each.id),
        sheets,
      )
    : null
}

/** One round for this viewer, in a fixed number of statements. */
export async function readRound(reading: Reading, row: RoundRow): Promise<Round> {
  const items = await itemsOf(reading, row.id)
  const sheets = seesStanding(reading.viewer, placed(row)) ? await submittedOf(reading, row.id) : []
  const names = await namesOf(reading, [
    row.chair_id,
    ...items.flatMap((each) => [each.recommended_by, each.decided_by]),
  ])
  const stand = standings(reading, row, items, sheets)
  return presentRound(reading.viewer, row, {
    items: items.map((item) => presentItem(item, names, stand?.get(item.id) ?? null)),
    names,
    snapshotHash: await selectSnapshotHash(reading, row.id),
  })
}

export async function readSubmitted(reading: Reading, row: RoundRow, itemId?: string) {
  const items = await itemsOf(reading, row.id)
  const rows = await submittedOf(reading, row.id, itemId)
  const names = await namesOf(
    reading,
    rows.map((each) => each.expert_id),
  )
  return presentSubmitted(reading.viewer, rows, names, {
    ...placed(row),
    late: isLate(row, reading.now),
    ownerOf: new Map(items.map((each) => [each.id, each.owner_id])),
  })
}

export function isLate(row: { deadline: string | null }, now: string | undefined): boolean {
  return row.deadline !== null && now !== undefined && row.deadline <= now
}

/** The pool beside the items of a round: load, conflicts, what each was asked to review. */
export async function readCandidates(reading: Reading, row: RoundRow): Promise<Candidate[]> {
  if (!roundParties(reading.viewer, placed(row)).includes('operator')) refuse('forbidden')
  const [items, pool] = [await itemsOf(reading, row.id), await wholePool(reading)]
  const people = pool.map((each) => each.id as string)
  const ties = await tiesOf(
    reading,
    people,
    items.map((each) => each.owner_id),
  )
  const reviews = await reviewsOf(reading, row.id)
  const signed = new Map((await membersOf(reading, row.id)).map((each) => [each.expert_id, each.undertaken_at]))
  return pool.map((each) => ({
    id: each.id as string,
    name: each.name ?? '',
    title: each.title,
    employer: each.employer,
    domains: each.domains ?? [],
    tracks: each.tracks ?? [],
    available: each.available ?? true,
    load: each.load,
    undertakenAt: signed.get(each.id as string) ?? null,
    conflicts: items.flatMap((item) =>
      conflictsOf(each.id as string, item, ties).map((kind) => ({ itemId: item.id, kind })),
    ),
    reviews: reviews
      .filter((review) => review.expert_id === each.id)
      .map(({ id, item_id, state, version }) => ({ id, itemId: item_id, state: state as 'invited', version })),
  }))
}

/** Reviews are seen by their expert, the office and the chair; whoever belongs to the owner sees none but his own invitation. */
export async function visibleReview(reading: Reading, id: string): Promise<ReviewRow> {
  return (await selectReview(reading, id)) ?? refuse('not_found')
}

export async function readReview(reading: Reading, row: ReviewRow): Promise<Review> {
  const { viewer } = reading
  const own = row.expert_id === viewer.userId
  const review = { ...row, undertaken: row.undertaken_at !== null }
  const round = await visibleRound(reading, row.round_id)
  const reads = readsMaterial(viewer, review)
  // A chair who stepped back from the item is stopped by the second wall, which knows of his own review of it.
  const material = reads || chairsOver(viewer, review) ? await selectMaterial(reading, row.scenario_id) : null
  const ties = own ? await tiesOf(reading, [row.expert_id], [row.owner_id]) : []
  const confers = reads && ['consensus', 'deciding'].includes(row.round_state)
  const peers = confers ? (await readSubmitted(reading, round, row.item_id)).filter((each) => each.id !== row.id) : []
  const recommendation = confers ? await selectRecommendation(reading, row.item_id) : undefined
  const sheet = await selectSheet(reading, row.id)
  const names = await namesOf(reading, [row.expert_id])
  const siblings = own ? await siblingsOf(reading, row.round_id, row.expert_id) : []
  return {
    ...presentReviewSummary(row, names),
    criteria: rubricOf(row),
    undertaking: { version: row.undertaking_version ?? undertakingVersion, signedAt: row.undertaken_at },
    conflicts: own ? conflictsOf(row.expert_id, { ...row, id: row.item_id }, ties) : [],
    material: material && presentMaterial(material),
    sheet: sheet && {
      scores: { ...sheet.scores },
      total: sheet.total,
      commentOwner: sheet.comment_owner,
      commentOffice: sheet.comment_office,
    },
    dissent: own || !isMember(viewer, row.owner_id) ? row.dissent : null,
    peers,
    recommendation: recommendation
      ? { outcome: recommendation.outcome as 'select', reason: recommendation.reason }
      : null,
    mayDissent: own && confers && row.round_state === 'consensus' && row.state === 'submitted',
    siblings: siblings.map((each) => ({ ...each, state: each.state as 'invited' })),
    actions: row.item_open ? reviewActionsOf(viewer, review, isLate(row, reading.now)) : [],
  }
}
