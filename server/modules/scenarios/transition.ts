import {
  can,
  clockOf,
  guardLabel,
  holderOf,
  type StateOf,
  stageOf,
  type Verdicts,
} from '../../../engines/lifecycle/index.ts'
import { dueAt, type Platform } from '../../platform/context.ts'
import type { Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { partiesOf } from './policy.ts'
import type { Change } from './rules/diff.ts'
import type { Deps } from './service.ts'
import { type ScenarioRow, updateScenario } from './store.ts'

type State = StateOf<'scenario'>

/**
 * Moves a scenario to a state: holder, stage and due date follow from the lifecycle table and the calendar, and the change is recorded.
 * The caller has asked `can` first and holds the row's lock.
 */
export async function moveTo(
  deps: Pick<Platform, 'calendar' | 'pack'>,
  tx: Writing,
  row: ScenarioRow,
  to: State,
  how: {
    action: string
    reason?: string | null
    set?: Record<string, unknown>
    facts?: Verdicts
    changes?: readonly Change[]
  },
): Promise<void> {
  const from = row.state as State
  const facts = how.facts ?? {}
  const keepsWay = to === 'suspended'
  await updateScenario(tx, row.id, {
    ...how.set,
    state: to,
    previous_state: keepsWay ? from : null,
    stage: stageOf(to, keepsWay ? from : null),
    state_since: tx.now,
    state_reason: how.reason ?? null,
    holder: holderOf('scenario', to, facts),
    due_at: dueAt(deps, tx.now, clockOf('scenario', to, facts)?.dueDays ?? null),
  })
  tx.record({
    action: `scenario.${how.action}`,
    subject: { type: 'scenario', id: row.id },
    reason: how.reason ?? null,
    changes: [{ path: 'state', before: from, after: to }, ...(how.changes ?? [])],
    state: { from, to },
  })
}

/** Asks the lifecycle and turns its refusal into the user's. Returns the state the action leads to. */
export function checkedTo(viewer: Viewer, row: ScenarioRow, action: string, facts: Verdicts): State {
  const verdict = can(
    'scenario',
    action,
    { state: row.state as State, previousState: row.previous_state as State | null },
    { parties: partiesOf(viewer, row), guards: facts },
  )
  if (verdict.ok) return verdict.to
  if (verdict.code === 'guard_failed') {
    return refuse('guard_failed', { guard: guardLabel(verdict.guard)[viewer.locale], key: verdict.guard })
  }
  return verdict.code === 'not_in_state'
    ? refuse('action_not_allowed', { allowed: verdict.allowed })
    : refuse('forbidden')
}

export function subjectOf(row: ScenarioRow): { type: string; id: string; title: string } {
  return { type: 'scenario', id: row.id, title: row.title }
}

export function tellOwner(deps: Deps, tx: Writing, row: ScenarioRow, action: string): Promise<void> {
  return deps.notify(tx, { to: { organisation: row.owner_id }, kind: `scenario.${action}`, subject: subjectOf(row) })
}

/** Whoever is still in talks on a scenario hears what became of it. */
export async function tellProviders(deps: Deps, tx: Writing, row: ScenarioRow, action: string): Promise<void> {
  const organisations = await deps.openProvidersOf(tx, row.id)
  if (organisations.length === 0) return
  await deps.notify(tx, { to: { organisations }, kind: `scenario.${action}`, subject: subjectOf(row) })
}
