import type { Expert, ExpertQuery } from '../../../contracts/experts.ts'
import type { ReviewQuery, ReviewSummary } from '../../../contracts/reviews.ts'
import type { RoundQuery, RoundResult, RoundSummary } from '../../../contracts/rounds.ts'
import { pageOf, type Reading, totalOf } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { hasRole, isMember, type Viewer } from '../../platform/viewer.ts'
import { presentExpert, readExpert } from './commands/profile.ts'
import type { ReviewDeps } from './context.ts'
import { employersOf, listExperts } from './experts-store.ts'
import { presentReviewSummary, presentRoundSummary } from './present.ts'
import { readCandidates, readReview, readRound, readSubmitted, visibleReview, visibleRound } from './read.ts'
import { selectResults, selectScenario, selectSnapshot } from './results-store.ts'
import { listRounds, namesOf } from './rounds-store.ts'
import { listReviews } from './store.ts'

type Page = { cursor?: string | undefined; limit: number }
export type Listed<T> = { items: T[]; nextCursor: string | null; total: number; totalIsExact: boolean }

export async function roundPage(deps: ReviewDeps, viewer: Viewer, query: RoundQuery): Promise<Listed<RoundSummary>> {
  return deps.database.read(viewer, async (reading) => {
    const { rows, count, keyOf } = await listRounds(reading, query)
    const page = pageOf(rows, query.limit, keyOf)
    const names = await namesOf(
      reading,
      page.rows.map((each) => each.chair_id),
    )
    return {
      items: page.rows.map((row) => presentRoundSummary(row, names)),
      nextCursor: page.nextCursor,
      ...totalOf(count),
    }
  })
}

/** Operators see all reviews but those of their own organisation's scenarios; an expert his own, also where he chairs. */
export async function reviewPage(deps: ReviewDeps, viewer: Viewer, query: ReviewQuery): Promise<Listed<ReviewSummary>> {
  const own = hasRole(viewer, 'operator') ? null : viewer.userId
  return deps.database.read(viewer, async (reading) => {
    const { rows, count, keyOf } = await listReviews(reading, query, own)
    const page = pageOf(rows, query.limit, keyOf)
    const names = await namesOf(
      reading,
      page.rows.map((each) => each.expert_id),
    )
    return {
      items: page.rows.map((row) => presentReviewSummary(row, names)),
      nextCursor: page.nextCursor,
      ...totalOf(count),
    }
  })
}

export async function expertPage(deps: ReviewDeps, viewer: Viewer, query: ExpertQuery): Promise<Listed<Expert>> {
  return deps.database.read(viewer, async (reading) => {
    const { rows, count, keyOf } = await listExperts(reading, query)
    const page = pageOf(rows, query.limit, keyOf)
    const employers = await employersOf(
      reading,
      page.rows.map((each) => each.id as string),
    )
    return {
      items: page.rows.map((row) => presentExpert(row, employers)),
      nextCursor: page.nextCursor,
      ...totalOf(count),
    }
  })
}

export function createReviewReading(deps: ReviewDeps) {
  const { database, historyOf } = deps
  const onRound = <T>(
    viewer: Viewer,
    id: string,
    work: (reading: Reading, row: Awaited<ReturnType<typeof visibleRound>>) => Promise<T>,
  ) => database.read(viewer, async (reading) => work(reading, await visibleRound(reading, id)))
  return {
    round: (viewer: Viewer, id: string) => onRound(viewer, id, readRound),
    candidates: (viewer: Viewer, id: string) => onRound(viewer, id, readCandidates),
    submitted: (viewer: Viewer, id: string) => onRound(viewer, id, (reading, row) => readSubmitted(reading, row)),
    snapshot: (viewer: Viewer, id: string) =>
      onRound(viewer, id, async (reading, row) => {
        const taken = (await selectSnapshot(reading, row.id)) ?? refuse('not_found')
        return { takenAt: taken.taken_at, hash: taken.hash, content: taken.content as Record<string, unknown> }
      }),
    roundHistory: (viewer: Viewer, id: string, page: Page) =>
      onRound(viewer, id, (reading, row) => historyOf(reading, { type: 'round', id: row.id }, page)),
    review: (viewer: Viewer, id: string) =>
      database.read(viewer, async (reading) => readReview(reading, await visibleReview(reading, id))),
    reviewHistory: (viewer: Viewer, id: string, page: Page) =>
      database.read(viewer, async (reading) => {
        const row = await visibleReview(reading, id)
        // A chair who scores the item himself would read the others' scores in it.
        if (row.expert_id !== viewer.userId && !hasRole(viewer, 'operator')) refuse('forbidden')
        return historyOf(reading, { type: 'review', id: row.id }, page)
      }),
    expert: (viewer: Viewer, id: string) => database.read(viewer, (reading) => readExpert(reading, id)),
    /** For the owner, the office, auditors and the owner's district; to everybody else the scenario is not there. */
    results: (viewer: Viewer, scenarioId: string) =>
      database.read(viewer, async (reading) => {
        const scenario = await selectScenario(reading, scenarioId)
        const inDistrict = hasRole(viewer, 'district_operator') && viewer.district === scenario?.owner_district
        const theirs = isMember(viewer, scenario?.owner_id ?? null) || hasRole(viewer, 'operator', 'auditor')
        if (!scenario || !(theirs || inDistrict)) return refuse('not_found')
        return { items: (await selectResults(reading, scenarioId)).map(presentResult) }
      }),
  }
}

function presentResult(row: Awaited<ReturnType<typeof selectResults>>[number]): RoundResult {
  return {
    round: { id: row.round_id, code: row.round_code, title: row.round_title },
    scenarioId: row.scenario_id,
    score: row.score,
    criteria: row.criteria as unknown as RoundResult['criteria'],
    rank: row.rank,
    ranked: row.ranked,
    comments: row.comments as unknown as string[],
    outcome: row.outcome as RoundResult['outcome'],
    reason: row.reason,
    comment: row.comment,
    releasedAt: row.released_at,
    synthetic: row.synthetic,
  }
}
