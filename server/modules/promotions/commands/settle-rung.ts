import type { Rung } from '../../../../contracts/scenarios.ts'
import type { StateOf } from '../../../../engines/lifecycle/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import type { PromotionDeps } from '../context.ts'
import { heldUntil, rungLeft } from '../rules/ladder.ts'
import { firstRung, heldBy, type PromotionRow, type ScenarioStand, scenarioOf, termEnd } from '../store.ts'
import { moveTo, tellOperators, tellOwner } from '../transition.ts'
import { checkOffer } from './write-draft.ts'

type State = StateOf<'promotion'>

/** 认定: once the publicity period is over, the scenario stands on its new rung, for its term, and the libraries follow. */
export async function grant(
  deps: PromotionDeps,
  tx: Writing,
  row: PromotionRow,
  to: State,
  reason: string,
): Promise<void> {
  if (row.publicity_ends_at && tx.now < row.publicity_ends_at)
    refuse('publicity_running', { until: row.publicity_ends_at.slice(0, 10) })
  await deps.scenarios.lock(tx, row.scenario_id)
  const scenario = (await scenarioOf(tx, row.scenario_id)) as ScenarioStand
  await checkOffer(deps, tx, scenario, row.to_rung)
  const from = scenario.rung as Rung
  const rung = row.to_rung as Rung
  // A renewal begins where the term before it ends.
  const before = from === rung ? heldUntil(rung, await heldBy(tx, row.scenario_id)) : null
  const begins = before !== null && before > tx.now ? before : tx.now
  const months = row.valid_months
  const until = months === null ? null : await termEnd(tx, begins, months, deps.pack.city.timezone)
  await moveTo(deps, tx, row, to, {
    action: 'grant',
    reason,
    set: { granted_at: tx.now, valid_until: until, from_rung: from },
    changes: [{ path: 'validUntil', before: null, after: until }],
  })
  await setRung(deps, tx, row, from, rung, reason)
  await tellOwner(deps, tx, row, 'grant', { until: until?.slice(0, 10) ?? null })
}

/** A promotion that ends, by its term or by decision: the scenario stands where it still has a basis. */
export async function fall(
  deps: PromotionDeps,
  tx: Writing,
  row: PromotionRow,
  to: State,
  how: { action: 'expire' | 'revoke'; reason: string },
): Promise<void> {
  await deps.scenarios.lock(tx, row.scenario_id)
  const scenario = (await scenarioOf(tx, row.scenario_id)) as ScenarioStand
  const from = scenario.rung as Rung
  const first = (await firstRung(tx, row.scenario_id)) ?? (row.from_rung as Rung)
  const rung = rungLeft(from, first, await heldBy(tx, row.scenario_id, row.id))
  await moveTo(deps, tx, row, to, {
    action: how.action,
    reason: how.reason,
    set: { ended_at: tx.now },
    changes: [{ path: 'rung', before: from, after: rung }],
  })
  await setRung(deps, tx, row, from, rung, how.reason)
  const said = { reason: how.reason }
  await tellOwner(deps, tx, row, how.action, said)
  await tellOperators(deps, tx, row, how.action, said)
}

async function setRung(
  deps: PromotionDeps,
  tx: Writing,
  row: PromotionRow,
  from: Rung,
  to: Rung,
  reason: string,
): Promise<void> {
  if (from === to) return
  const promotion = { id: row.id, code: row.code as string }
  await deps.scenarios.setRung(tx, row.scenario_id, to, { reason, promotion })
  await deps.libraries(tx, row.scenario_id, { from, to }, { reason, promotionId: row.id })
}
