import type { RubricCriterion } from '../../../contracts/reviews.ts'
import {
  type Material,
  type ReviewSummary,
  type SubmittedReview,
  undertakingVersion,
} from '../../../contracts/reviews.ts'
import type { Round, RoundItem, RoundSummary } from '../../../contracts/rounds.ts'
import type { Viewer } from '../../platform/viewer.ts'
import {
  knowsReviewers,
  mayAssign,
  mayDecide,
  mayEditDeadline,
  mayEditRound,
  mayNameChair,
  mayRecommend,
  type PlacedRound,
  reviewActionsOf,
  roundActionsOf,
  seesStanding,
} from './policy.ts'
import type { ItemRow, RoundRow } from './rounds-store.ts'
import type { Standing } from './rules/standing.ts'
import type { MaterialRows, ReviewRow, Submitted } from './store.ts'

type Names = ReadonlyMap<string, string>
const named = (names: Names, id: string) => ({ id, name: names.get(id) ?? '' })

export function placed(row: RoundRow): PlacedRound {
  return { ...row, undertaken: row.undertaken_at !== null }
}
export const rubricOf = (row: { criteria: unknown }) => row.criteria as RubricCriterion[]

export function presentRoundSummary(row: RoundRow, names: Names): RoundSummary {
  const followed = row.assigned !== null && row.submitted !== null
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    call: row.call_id === null ? null : { id: row.call_id, code: row.call_code ?? '', title: row.call_title ?? '' },
    state: row.state as RoundSummary['state'],
    stateSince: row.state_since,
    stateReason: row.state_reason,
    holder: row.holder,
    dueAt: row.due_at,
    deadline: row.deadline,
    requiredReviews: row.required_reviews,
    chair: row.chair_id === null ? null : named(names, row.chair_id),
    items: row.items,
    progress: followed ? { assigned: row.assigned as number, submitted: row.submitted as number } : null,
    releasedAt: row.released_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

export function presentItem(row: ItemRow, names: Names, standing: Standing | null): RoundItem {
  return {
    id: row.id,
    scenario: { id: row.scenario_id, code: row.code, title: row.title },
    owner: { id: row.owner_id, name: row.owner_name ?? '' },
    synthetic: row.synthetic,
    scenarioState: row.scenario_state as RoundItem['scenarioState'],
    assigned: row.assigned,
    submitted: row.submitted,
    lost: row.lost,
    score: standing?.score ?? null,
    rank: standing?.rank ?? null,
    criteria: standing?.criteria ?? [],
    recommendation:
      row.recommended === null || row.recommended_by === null
        ? null
        : {
            outcome: row.recommended as 'select',
            reason: row.recommended_reason ?? '',
            by: named(names, row.recommended_by),
            at: row.recommended_at ?? '',
          },
    decision:
      row.decided === null || row.decided_by === null
        ? null
        : {
            outcome: row.decided as 'select',
            reason: row.decided_reason ?? '',
            comment: row.decided_comment ?? '',
            deviation: row.deviation,
            by: named(names, row.decided_by),
            at: row.decided_at ?? '',
          },
    ownReview: row.own_id === null ? null : { id: row.own_id, state: row.own_state as 'invited' },
    version: row.version,
  }
}

export function presentRound(
  viewer: Viewer,
  row: RoundRow,
  more: { items: readonly RoundItem[]; names: Names; snapshotHash: string | null },
): Round {
  const round = placed(row)
  return {
    ...presentRoundSummary(row, more.names),
    criteria: rubricOf(row),
    itemList: [...more.items],
    undertaking:
      row.membership_id === null
        ? null
        : { version: row.undertaking_version ?? undertakingVersion, signedAt: row.undertaken_at },
    snapshotHash: more.snapshotHash,
    may: {
      edit: mayEditRound(viewer, round),
      editDeadline: mayEditDeadline(viewer, round),
      nameChair: mayNameChair(viewer, round),
      assign: mayAssign(viewer, round),
      recommend: mayRecommend(viewer, round),
      decide: mayDecide(viewer, round),
      readReviews: seesStanding(viewer, round),
    },
    actions: roundActionsOf(viewer, round),
  }
}

/** Reviews are numbered within their item; names stand on them only for whoever may know. */
export function presentSubmitted(
  viewer: Viewer,
  rows: readonly Submitted[],
  names: Names,
  round: PlacedRound & { late: boolean; ownerOf: ReadonlyMap<string, string> },
): SubmittedReview[] {
  const knows = knowsReviewers(viewer, round)
  const numbers = new Map<string, number>()
  return rows.map((row) => {
    const number = (numbers.get(row.item_id) ?? 0) + 1
    numbers.set(row.item_id, number)
    const expert = row.expert_id
    const told = expert !== null && (knows || expert === viewer.userId)
    const review = {
      state: 'submitted',
      expert_id: expert ?? '',
      owner_id: round.ownerOf.get(row.item_id) ?? '',
      round_state: round.state,
      chair_id: round.chair_id,
      undertaken: round.undertaken,
    }
    return {
      id: row.id,
      itemId: row.item_id,
      reviewer: { id: told ? expert : null, name: told ? (names.get(expert) ?? '') : null, number },
      scores: { ...row.scores },
      total: row.total,
      commentOwner: row.comment_owner,
      commentOffice: row.comment_office,
      dissent: row.dissent,
      submittedAt: row.submitted_at,
      version: expert === null ? null : row.version,
      actions: expert === null ? [] : reviewActionsOf(viewer, review, round.late),
    }
  })
}

export function presentReviewSummary(row: ReviewRow, names: Names): ReviewSummary {
  return {
    id: row.id,
    round: {
      id: row.round_id,
      code: row.round_code,
      title: row.round_title,
      state: row.round_state as ReviewSummary['round']['state'],
      deadline: row.deadline,
    },
    scenario: { id: row.scenario_id, code: row.scenario_code, title: row.scenario_title },
    owner: { id: row.owner_id, name: row.owner_name ?? '' },
    expert: named(names, row.expert_id),
    state: row.state as ReviewSummary['state'],
    stateSince: row.state_since,
    stateReason: row.state_reason,
    holder: row.holder,
    dueAt: row.due_at,
    submittedAt: row.submitted_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

export function presentMaterial({ scenario, openings, requirements, attachments }: MaterialRows): Material {
  return {
    summary: scenario.summary,
    problem: scenario.problem,
    domain: scenario.domain,
    direction: scenario.direction,
    tracks: scenario.tracks ?? [],
    districts: scenario.districts ?? [],
    opener: scenario.opener,
    place: scenario.place,
    startsOn: scenario.starts_on,
    endsOn: scenario.ends_on,
    opportunityCny: scenario.opportunity_cny,
    budgetCny: scenario.budget_cny,
    cooperationModes: scenario.cooperation_modes ?? [],
    openings: openings.map((each) => ({ id: each.id as string, text: each.text ?? '', detail: each.detail })),
    requirements: requirements.map((each) => ({
      id: each.id as string,
      openingId: each.opening_id,
      text: each.text ?? '',
      kind: each.kind as 'must' | 'wish',
      metric: each.metric,
      comparator: each.comparator as Material['requirements'][number]['comparator'],
      threshold: each.threshold,
      unit: each.unit,
    })),
    attachments: attachments.map((each) => ({
      id: each.id as string,
      name: each.name ?? '',
      mediaType: each.media_type ?? '',
      bytes: each.bytes ?? 0,
      purpose: each.purpose,
      sha256: each.sha256 ?? '',
      uploadedAt: each.uploaded_at ?? '',
    })),
  }
}
