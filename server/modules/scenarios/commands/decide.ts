import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import { openDecision, proposeDecision, settleDecision } from '../review-store.ts'
import type { Deps } from '../service.ts'
import { type ScenarioRow, updateScenario } from '../store.ts'
import { checkedTo, moveTo, subjectOf, tellOwner } from '../transition.ts'

type Outcome = 'select' | 'revise' | 'reject'

/** An operator proposes how the review ends; nothing moves until another one consents. */
export async function propose(
  deps: Deps,
  tx: Writing,
  row: ScenarioRow,
  outcome: Outcome,
  reason: string,
): Promise<void> {
  if (await openDecision(tx, row.id)) refuse('decision_pending')
  await proposeDecision(tx, { id: deps.newId(), scenarioId: row.id, outcome, reason })
  await updateScenario(tx, row.id, {})
  tx.record({
    action: `scenario.propose_${outcome}`,
    subject: { type: 'scenario', id: row.id },
    reason,
    changes: [{ path: 'decision', before: null, after: outcome }],
  })
  await deps.notify(tx, {
    to: { role: 'operator' },
    kind: 'scenario.decision_proposed',
    subject: subjectOf(row),
    params: { outcome },
  })
}

/** Consent carries the decision out; declining and withdrawing leave the scenario in review. Consent is another person's, always. */
export async function settle(
  deps: Deps,
  tx: Writing,
  row: ScenarioRow,
  action: 'consent' | 'decline_consent' | 'withdraw_decision',
  decisionId: string,
  note: string | null,
): Promise<void> {
  const decision = row.state === 'in_review' ? await openDecision(tx, row.id) : undefined
  if (!decision || decision.id !== decisionId) return refuse('action_not_allowed', { allowed: [] })
  const own = decision.proposed_by === tx.viewer.userId
  if (action === 'withdraw_decision' ? !own : own) refuse(own ? 'second_person_required' : 'forbidden')
  const outcome = decision.outcome as Outcome
  if (action !== 'consent') {
    await settleDecision(tx, decision.id, action === 'decline_consent' ? 'declined' : 'withdrawn', note)
    await updateScenario(tx, row.id, {})
    tx.record({
      action: `scenario.${action}`,
      subject: { type: 'scenario', id: row.id },
      reason: note,
      changes: [{ path: 'decision', before: outcome, after: null }],
    })
    if (!own)
      await deps.notify(tx, {
        to: { people: [decision.proposed_by] },
        kind: 'scenario.decision_declined',
        subject: subjectOf(row),
        params: { outcome },
      })
    return
  }
  const to = checkedTo(tx.viewer, row, outcome, { decision_backed: true })
  await settleDecision(tx, decision.id, 'consented', note)
  // What the owner is told is the decision's own reason; the consenting operator's note stays inside.
  await moveTo(deps, tx, row, to, { action: outcome, reason: decision.reason })
  await deps.notify(tx, {
    to: { people: [decision.proposed_by] },
    kind: 'scenario.decision_consented',
    subject: subjectOf(row),
    params: { outcome },
  })
  await tellOwner(deps, tx, row, outcome)
}

/** A scenario that leaves review without its decision takes the waiting one along. In the server's name: who withdraws has no say in decisions. */
export async function dropOpenDecision(deps: Deps, tx: Writing, row: ScenarioRow): Promise<void> {
  const dropped = await deps.database.write(systemViewer, async (system) => {
    const decision = await openDecision(system, row.id)
    if (decision) await settleDecision(system, decision.id, 'withdrawn', null)
    return decision
  })
  if (!dropped) return
  tx.record({
    action: 'scenario.withdraw_decision',
    subject: { type: 'scenario', id: row.id },
    changes: [{ path: 'decision', before: dropped.outcome, after: null }],
  })
}
