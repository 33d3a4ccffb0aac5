import { can } from '../../../../engines/lifecycle/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import type { IntentDeps } from '../context.ts'
import { turnIn } from '../rules/clock.ts'
import { type IntentRecord, markStep, type Step, takeDue, titlesOf, updateIntent } from '../store.ts'

const batch = 200
const order: readonly Step[] = ['remind', 'escalate', 'expire']

/**
 * What the clock does to unanswered intents: remind the owner, tell the operators when an answer is overdue, expire. Each step happens
 * once, however often and on however many servers this runs.
 */
export async function sweepIntents(deps: IntentDeps): Promise<Record<Step, number>> {
  const done = { remind: 0, escalate: 0, expire: 0 }
  for (const step of order) {
    for (;;) {
      const count = await deps.database.write(systemViewer, (tx) => sweepBatch(deps, tx, step))
      done[step] += count
      if (count < batch) break
    }
  }
  return done
}

async function sweepBatch(deps: IntentDeps, tx: Writing, step: Step): Promise<number> {
  const due = await takeDue(tx, step, batch)
  const titles = await titlesOf(
    tx,
    due.map((intent) => intent.scenario_id),
  )
  if (step !== 'expire') {
    await markStep(
      tx,
      step,
      due.map((intent) => intent.id),
    )
  }
  for (const intent of due) {
    if (step === 'expire') await expire(deps, tx, intent)
    else tx.record({ action: `intent.${step}`, subject: { type: 'intent', id: intent.id }, changes: [] })
    await tell(deps, tx, step, intent, titles.get(intent.scenario_id) ?? '')
  }
  return due.length
}

async function expire(deps: IntentDeps, tx: Writing, intent: IntentRecord): Promise<void> {
  const asked = { parties: ['system'] as const, guards: { expiry_reached: true } }
  const verdict = can('intent', 'expire', { state: 'expressed' }, asked)
  if (!verdict.ok) throw new Error(`an intent cannot expire: ${verdict.code}`)
  const turn = turnIn(verdict.to, tx.now, deps.calendar, deps.pack.city.timezone)
  await updateIntent(tx, intent.id, { state: verdict.to, state_since: tx.now, ...turn })
  tx.record({
    action: 'intent.expire',
    subject: { type: 'intent', id: intent.id },
    changes: [{ path: 'state', before: intent.state, after: verdict.to }],
    state: { from: intent.state, to: verdict.to },
  })
}

async function tell(deps: IntentDeps, tx: Writing, step: Step, intent: IntentRecord, title: string): Promise<void> {
  const message = { subject: { type: 'intent', id: intent.id, title }, params: { dueAt: intent.due_at } }
  if (step === 'remind')
    return deps.notify(tx, { ...message, to: { organisation: intent.owner_id }, kind: 'intent_reminder' })
  if (step === 'escalate') {
    await deps.notify(tx, {
      ...message,
      to: { organisation: intent.owner_id, role: 'operator' },
      kind: 'intent_overdue',
    })
    if (intent.owner_district === null) return
    const district = { role: 'district_operator', district: intent.owner_district } as const
    return deps.notify(tx, { ...message, to: district, kind: 'intent_overdue' })
  }
  for (const organisation of [intent.owner_id, intent.organisation_id]) {
    await deps.notify(tx, { ...message, to: { organisation }, kind: 'intent_expired' })
  }
}
