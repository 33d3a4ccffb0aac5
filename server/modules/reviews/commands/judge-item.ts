import type { Outcome } from '../../../../contracts/reviews.ts'
import type { RoundItem } from '../../../../contracts/rounds.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { ReviewDeps } from '../context.ts'
import { left, mayDecide, mayRecommend, roundParties } from '../policy.ts'
import { placed } from '../present.ts'
import { readRound, visibleRound } from '../read.ts'
import {
  holdRound,
  itemsOf,
  lockItem,
  type RoundRow,
  touchItem,
  upsertDecision,
  upsertRecommendation,
} from '../rounds-store.ts'

type Item = { roundId: string; itemId: string; version: number | null }

/** The item, locked, at the version the caller knows; the round stays in its phase meanwhile. */
async function lockJudged(tx: Writing, asked: Item, may: (row: RoundRow) => boolean, party: 'chair' | 'operator') {
  const seen = await visibleRound(tx, asked.roundId)
  if (!roundParties(tx.viewer, placed(seen)).includes(party)) refuse('forbidden')
  await holdRound(tx, seen.id)
  const row = await visibleRound(tx, seen.id)
  const locked = (await lockItem(tx, row.id, asked.itemId)) ?? refuse('not_found')
  if (!may(row)) refuse('action_not_allowed', { allowed: [] })
  if (locked.version !== asked.version) refuse('stale', { version: locked.version })
  const item = (await itemsOf(tx, row.id)).find((each) => each.id === asked.itemId) ?? refuse('not_found')
  return { row, item }
}

async function shown(tx: Writing, row: RoundRow, itemId: string): Promise<RoundItem> {
  const round = await readRound(tx, await visibleRound(tx, row.id))
  return round.itemList.find((each) => each.id === itemId) ?? refuse('not_found')
}

/** The chair's recommendation, after they conferred. A chair who stepped back from an item says nothing about it. */
export function recommend(
  deps: ReviewDeps,
  viewer: Viewer,
  asked: Item & { outcome: Outcome; reason: string },
): Promise<RoundItem> {
  return deps.database.write(viewer, async (tx) => {
    const { row, item } = await lockJudged(tx, asked, (round) => mayRecommend(viewer, placed(round)), 'chair')
    if (item.own_state !== null && left.includes(item.own_state)) refuse('forbidden')
    const { outcome, reason } = asked
    await upsertRecommendation(tx, { item_id: item.id, round_id: row.id, outcome, reason })
    await touchItem(tx, item.id)
    tx.record({
      action: 'round.recommend',
      subject: { type: 'round', id: row.id },
      reason,
      changes: [
        { path: 'scenarioId', before: null, after: item.scenario_id },
        { path: 'recommendation', before: item.recommended, after: outcome },
      ],
    })
    return shown(tx, row, item.id)
  })
}

/** The office's decision. It may differ from the recommendation, and then says why. Of two at once the second is told to look again. */
export function decideItem(
  deps: ReviewDeps,
  viewer: Viewer,
  asked: Item & { outcome: Outcome; reason: string; comment: string; deviation: string | null },
): Promise<RoundItem> {
  return deps.database.write(viewer, async (tx) => {
    const { row, item } = await lockJudged(tx, asked, (round) => mayDecide(viewer, placed(round)), 'operator')
    const { outcome, reason, comment } = asked
    const differs = item.recommended !== null && item.recommended !== outcome
    if (differs && asked.deviation === null) refuse('invalid_request', {}, [{ path: 'deviation', code: 'required' }])
    const deviation = differs ? asked.deviation : null
    await upsertDecision(tx, {
      item_id: item.id,
      round_id: row.id,
      owner_id: item.owner_id,
      outcome,
      reason,
      comment,
      deviation,
    })
    await touchItem(tx, item.id)
    tx.record({
      action: 'round.decide',
      subject: { type: 'round', id: row.id },
      reason,
      changes: [
        { path: 'scenarioId', before: null, after: item.scenario_id },
        { path: 'decision', before: item.decided, after: outcome },
        { path: 'comment', before: item.decided_comment, after: comment },
        { path: 'deviation', before: item.deviation, after: deviation },
      ],
    })
    return shown(tx, row, item.id)
  })
}
