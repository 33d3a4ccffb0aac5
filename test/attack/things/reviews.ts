import { newId } from '../../../server/platform/ids.ts'
import { makeScenario } from './scenarios.ts'
import type { Made, Scene, Things } from './scene.ts'

let serial = 0

type How = {
  /** Of the round. */
  readonly state: string
  /** Of the reviewer's review; none while the round is only planned. */
  readonly review: string | null
  readonly recommended?: true
  readonly decided?: true
}
const holders: Readonly<Record<string, string | null>> = {
  planned: 'operator',
  assigning: 'operator',
  scoring: 'expert',
  consensus: 'chair',
  deciding: 'operator',
  released: 'operator',
}
const criteria = '[{"key": "need", "title": "需求真实", "description": "", "weight": 1, "max": 100, "step": 1}]'

/**
 * A round over one scenario of the home organisation, as rows. The reviewer's and the chair's seats are the viewer's where he is of that kind, else
 * somebody else's. `id` is the round's, `more.reviewId` the review's.
 */
async function makeRound(scene: Scene, how: How): Promise<Made> {
  const { world, kind, person, stranger } = scene
  const { sql } = world.db
  const expert = await world.person({ roles: ['expert'] })
  const reviewer = kind === 'reviewer' && person ? person : expert
  const chair = kind === 'chair' && person ? person : await world.person({ roles: ['expert'] })
  const scenario = await makeScenario(scene, 'in_review')
  // What waited for a second operator is decided in the round now.
  await sql(`update scenario_decisions set state = 'withdrawn' where scenario_id = $1`, [scenario.id])
  serial += 1
  const [id, itemId, reviewId] = [newId(), newId(), newId()]
  const out = how.state === 'released'
  await sql(
    `insert into rounds (id, code, title, state, state_since, holder, criteria, deadline, required_reviews, chair_id, released_at, created_at, updated_at)
     values ($1, $2, '测试轮次', $3, app_now(), $4, $5, app_now() + interval '10 days', 1, $6, case when $7 then app_now() end, app_now(), app_now())`,
    [id, `QDR-2026-${700 + serial}`, how.state, holders[how.state], criteria, chair.id, out],
  )
  await sql(
    `insert into round_items (id, round_id, scenario_id, position, code, title, owner_id, owner_district, content, open)
     select $1, $2, id, 1, code, title, owner_id, owner_district, content, $3 from scenarios where id = $4`,
    [itemId, id, !out, scenario.id],
  )
  for (const each of [reviewer, chair])
    await sql(
      `insert into round_experts (id, round_id, expert_id, undertaking_version, undertaken_at, added_at) values ($1, $2, $3, '2026-11', app_now(), app_now())`,
      [newId(), id, each.id],
    )
  if (how.review !== null) {
    const open = ['invited', 'accepted', 'drafting', 'returned'].includes(how.review)
    await sql(
      `insert into reviews (id, round_id, item_id, scenario_id, owner_id, expert_id, state, state_since, holder, due_at, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, app_now(), $8, case when $9 then app_now() + interval '5 days' end, app_now(), app_now())`,
      [reviewId, id, itemId, scenario.id, scene.places.home, reviewer.id, how.review, open ? 'expert' : null, open],
    )
    if (['drafting', 'submitted', 'returned'].includes(how.review))
      await sql(`insert into review_sheets (review_id, scores, total) values ($1, '{"need": 80}', 80)`, [reviewId])
  }
  if (how.recommended)
    await sql(
      `insert into round_recommendations (item_id, round_id, outcome, reason, recommended_by, recommended_at) values ($1, $2, 'select', '得分高', $3, app_now())`,
      [itemId, id, chair.id],
    )
  if (how.decided)
    await sql(
      `insert into round_decisions (item_id, round_id, owner_id, outcome, reason, decided_by, decided_at) values ($1, $2, $3, 'select', '需求真实', $4, app_now())`,
      [itemId, id, scene.places.home, stranger.id],
    )
  if (out)
    await sql(
      `insert into round_snapshots (round_id, taken_at, hash, content) values ($1, app_now(), 'a', '{"round": {}}')`,
      [id],
    )
  return {
    id,
    version: 1,
    more: { itemId, reviewId, scenarioId: scenario.id, expertId: (await world.person({ roles: ['expert'] })).id },
  }
}

/** A review, by its own id. */
async function makeReview(scene: Scene, how: How): Promise<Made> {
  const made = await makeRound(scene, how)
  return { ...made, id: made.more.reviewId as string }
}

const experts = ['expert', 'reviewer', 'chair']
async function makeExpert(scene: Scene, own: boolean): Promise<Made> {
  const { person, kind, world } = scene
  const mine = own && person && experts.includes(kind)
  const id = mine ? person.id : (await world.person({ roles: ['expert'] })).id
  return { id, version: 0, more: {} }
}

/** Experts, rounds, reviews. What the rows of `matrix/reviews.ts` are played on, by the name they call it. */
export const things = {
  ownExpert: (scene) => makeExpert(scene, true),
  foreignExpert: (scene) => makeExpert(scene, false),
  plannedRound: (scene) => makeRound(scene, { state: 'planned', review: null }),
  assigningRound: (scene) => makeRound(scene, { state: 'assigning', review: 'accepted' }),
  scoringRound: (scene) => makeRound(scene, { state: 'scoring', review: 'drafting' }),
  scoredRound: (scene) => makeRound(scene, { state: 'scoring', review: 'submitted' }),
  consensusRound: (scene) => makeRound(scene, { state: 'consensus', review: 'submitted', recommended: true }),
  decidingRound: (scene) =>
    makeRound(scene, { state: 'deciding', review: 'submitted', recommended: true, decided: true }),
  releasedRound: (scene) =>
    makeRound(scene, { state: 'released', review: 'submitted', recommended: true, decided: true }),
  invitedReview: (scene) => makeReview(scene, { state: 'scoring', review: 'invited' }),
  acceptedReview: (scene) => makeReview(scene, { state: 'scoring', review: 'accepted' }),
  draftedReview: (scene) => makeReview(scene, { state: 'scoring', review: 'drafting' }),
  submittedReview: (scene) => makeReview(scene, { state: 'scoring', review: 'submitted' }),
  returnedReview: (scene) => makeReview(scene, { state: 'scoring', review: 'returned' }),
  conferredReview: (scene) => makeReview(scene, { state: 'consensus', review: 'submitted' }),
} satisfies Things
