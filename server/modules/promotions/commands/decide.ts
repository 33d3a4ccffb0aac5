import { dueDaysOf, type StateOf } from '../../../../engines/lifecycle/index.ts'
import { dueAt } from '../../../platform/context.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import type { PromotionDeps } from '../context.ts'
import { insertDecision, openDecision, settleDecision } from '../decision-store.ts'
import { type PromotionRow, updatePromotion } from '../store.ts'
import { checkedTo, moveTo, subjectOf, tellOperators, tellOwner } from '../transition.ts'
import { fall } from './settle-rung.ts'

type Outcome = 'publicise' | 'refuse' | 'revoke'

/** An operator proposes what becomes of it; nothing moves until another one consents. */
export async function propose(
  deps: PromotionDeps,
  tx: Writing,
  row: PromotionRow,
  outcome: Outcome,
  reason: string,
): Promise<void> {
  await insertDecision(tx, { id: deps.newId(), promotionId: row.id, outcome, reason })
  await updatePromotion(tx, row.id, {})
  tx.record({
    action: `promotion.propose_${outcome}`,
    subject: { type: 'promotion', id: row.id },
    reason,
    changes: [{ path: 'decision', before: null, after: outcome }],
  })
  await tellOperators(deps, tx, row, 'decision_proposed', { outcome })
}

/** Consent carries the decision out; declining and withdrawing leave everything as it is. Consent is another person's, always. */
export async function settle(
  deps: PromotionDeps,
  tx: Writing,
  row: PromotionRow,
  action: 'consent' | 'decline_consent' | 'withdraw_decision',
  decisionId: string,
  note: string | null,
): Promise<void> {
  const decision = await openDecision(tx, row.id)
  if (!decision || decision.id !== decisionId) return refuse('action_not_allowed', { allowed: [] })
  const own = decision.proposed_by === tx.viewer.userId
  if (action === 'withdraw_decision' ? !own : own) refuse(own ? 'second_person_required' : 'forbidden')
  const outcome = decision.outcome as Outcome
  const toProposer = { to: { people: [decision.proposed_by] }, subject: subjectOf(row), params: { outcome } }
  if (action !== 'consent') {
    await settleDecision(tx, decision.id, action === 'decline_consent' ? 'declined' : 'withdrawn', note)
    await updatePromotion(tx, row.id, {})
    tx.record({
      action: `promotion.${action}`,
      subject: { type: 'promotion', id: row.id },
      reason: note,
      changes: [{ path: 'decision', before: outcome, after: null }],
    })
    if (!own) await deps.notify(tx, { ...toProposer, kind: 'promotion.decision_declined' })
    return
  }
  const to = checkedTo(tx.viewer, row, outcome, { decision_backed: true })
  await settleDecision(tx, decision.id, 'consented', note)
  await carryOut(deps, tx, row, to, outcome, decision.reason)
  await deps.notify(tx, { ...toProposer, kind: 'promotion.decision_consented' })
}

/** What the owner is told is the decision's own reason; the consenting operator's note stays inside. */
async function carryOut(
  deps: PromotionDeps,
  tx: Writing,
  row: PromotionRow,
  to: StateOf<'promotion'>,
  outcome: Outcome,
  reason: string,
): Promise<void> {
  if (outcome === 'revoke') return fall(deps, tx, row, to, { action: 'revoke', reason })
  const ends = dueAt(deps, tx.now, dueDaysOf('promotion', 'publicised'))
  const set = outcome === 'publicise' ? { publicised_at: tx.now, publicity_ends_at: ends } : { ended_at: tx.now }
  await moveTo(deps, tx, row, to, { action: outcome, reason, set })
  await tellOwner(deps, tx, row, outcome, { reason, until: ends?.slice(0, 10) ?? null })
}

/** A term that ends takes a decision along that waited for consent. In the server's name: it has no say in decisions. */
export async function dropOpenDecision(deps: PromotionDeps, tx: Writing, row: PromotionRow): Promise<void> {
  const dropped = await deps.database.write(systemViewer, async (system) => {
    const decision = await openDecision(system, row.id)
    if (decision) await settleDecision(system, decision.id, 'withdrawn', null)
    return decision
  })
  if (!dropped) return
  tx.record({
    action: 'promotion.withdraw_decision',
    subject: { type: 'promotion', id: row.id },
    changes: [{ path: 'decision', before: dropped.outcome, after: null }],
  })
}
