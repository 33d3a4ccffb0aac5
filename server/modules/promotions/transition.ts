import { can, clockOf, guardLabel, holderOf, type StateOf, type Verdicts } from '../../../engines/lifecycle/index.ts'
import { dueAt } from '../../platform/context.ts'
import type { Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { PromotionDeps } from './context.ts'
import { actionsOf, type OpenDecision, partiesOf } from './policy.ts'
import { type PromotionRow, updatePromotion } from './store.ts'

type State = StateOf<'promotion'>
export type Change = { readonly path: string; readonly before?: unknown; readonly after?: unknown }

/** Asks the lifecycle and turns its refusal into the user's. Returns the state the action leads to. */
export function checkedTo(
  viewer: Viewer,
  row: PromotionRow,
  action: string,
  facts: Verdicts,
  open?: OpenDecision,
): State {
  const asked = { parties: partiesOf(viewer, row), guards: facts }
  const verdict = can('promotion', action, { state: row.state as State }, asked)
  if (verdict.ok) return verdict.to
  if (verdict.code === 'guard_failed')
    return refuse('guard_failed', { guard: guardLabel(verdict.guard)[viewer.locale], key: verdict.guard })
  return verdict.code === 'not_in_state'
    ? refuse('action_not_allowed', { allowed: actionsOf(viewer, row, open, undefined) })
    : refuse('forbidden')
}

/** Moves a promotion: holder and due date follow from the lifecycle and the calendar, and the change is recorded. The caller asked first and holds the lock. */
export async function moveTo(
  deps: Pick<PromotionDeps, 'calendar' | 'pack'>,
  tx: Writing,
  row: PromotionRow,
  to: State,
  how: { action: string; reason?: string | null; set?: Record<string, unknown>; changes?: readonly Change[] },
): Promise<void> {
  const reason = how.reason ?? null
  await updatePromotion(
    tx,
    row.id,
    {
      state: to,
      state_since: tx.now,
      holder: holderOf('promotion', to),
      due_at: dueAt(deps, tx.now, clockOf('promotion', to)?.dueDays ?? null),
      ...how.set,
    },
    { state_reason: reason },
  )
  tx.record({
    action: `promotion.${how.action}`,
    subject: { type: 'promotion', id: row.id },
    reason,
    changes: [{ path: 'state', before: row.state, after: to }, ...(how.changes ?? [])],
    state: { from: row.state, to },
  })
}

export function subjectOf(row: PromotionRow): { type: string; id: string; title: string } {
  return { type: 'promotion', id: row.id, title: row.scenario_title ?? '' }
}

export function tellOwner(
  { notify }: Pick<PromotionDeps, 'notify'>,
  tx: Writing,
  row: PromotionRow,
  action: string,
  params: Record<string, unknown> = {},
): Promise<void> {
  return notify(tx, {
    to: { organisation: row.owner_id },
    kind: `promotion.${action}`,
    subject: subjectOf(row),
    params,
  })
}

export function tellOperators(
  { notify }: Pick<PromotionDeps, 'notify'>,
  tx: Writing,
  row: PromotionRow,
  action: string,
  params: Record<string, unknown> = {},
): Promise<void> {
  return notify(tx, { to: { role: 'operator' }, kind: `promotion.${action}`, subject: subjectOf(row), params })
}
