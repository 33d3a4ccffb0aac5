import { can, type StateOf } from '../../../../engines/lifecycle/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { systemViewer } from '../../../platform/viewer.ts'
import type { IntentDeps } from '../context.ts'
import { turnIn } from '../rules/clock.ts'
import { lockIntent, updateIntent } from '../store.ts'

/** What agreements and projects do to the intent they came from. */
export type FollowUp = 'sign_letter' | 'sign_contract' | 'land' | 'terminate'

/**
 * Moves an intent because of what was signed, accepted or ended elsewhere; the caller has judged the guards there and tells both sides.
 * False when its state does not lead there (it stays as it is).
 */
export function followIntent(
  deps: IntentDeps,
  tx: Writing,
  id: string,
  action: FollowUp,
  { reason }: { reason?: string | undefined } = {},
): Promise<boolean> {
  return deps.database.write(systemViewer, async (system) => {
    const intent = await lockIntent(system, id)
    if (!intent) return false
    const verdict = can(
      'intent',
      action,
      { state: intent.state as StateOf<'intent'> },
      { parties: ['owner', 'provider', 'system'], guards: { procurement_route_named: true, project_accepted: true } },
    )
    if (!verdict.ok) return false
    const ends = action === 'terminate'
    await updateIntent(system, id, {
      state: verdict.to,
      state_since: tx.now,
      ...turnIn(verdict.to, tx.now, deps.calendar, deps.pack.city.timezone),
      ...(ends && { closed_note: reason ?? null }),
    })
    system.record({
      action: `intent.${action}`,
      subject: { type: 'intent', id },
      reason: reason ?? null,
      changes: [{ path: 'state', before: intent.state, after: verdict.to }],
      state: { from: intent.state, to: verdict.to },
    })
    return true
  })
}
