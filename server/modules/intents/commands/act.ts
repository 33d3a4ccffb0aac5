import type { z } from 'zod'
import type { Intent, intentActions, intentRoutes } from '../../../../contracts/intents.ts'
import { can, type StateOf } from '../../../../engines/lifecycle/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { isMember, type Viewer } from '../../../platform/viewer.ts'
import { type IntentDeps, showIntent } from '../context.ts'
import { actionsOf, canSee, partiesOf } from '../policy.ts'
import { turnIn } from '../rules/clock.ts'
import { type IntentRecord, lockIntent, selectIntent, titlesOf, updateIntent } from '../store.ts'

type Name = (typeof intentActions)[number]
type Words = z.output<typeof intentRoutes.act.body>
const told = {
  accept: 'intent_accepted',
  decline: 'intent_declined',
  withdraw: 'intent_withdrawn',
  break_off: 'intent_broken_off',
} as const

/** Accept, decline, withdraw, break off: the other side is told, with the reason. */
export function actOnIntent(
  deps: IntentDeps,
  viewer: Viewer,
  { id, action, version, words }: { id: string; action: Name; version: number | null; words: Words },
): Promise<Intent> {
  return deps.database.write(viewer, async (tx) => {
    const before = await lockIntent(tx, id)
    if (!before) {
      // Row-level security hides from the lock what the viewer may see but not change.
      const seen = await selectIntent(tx, id)
      return refuse(seen && canSee(viewer, seen) ? 'forbidden' : 'not_found')
    }
    if (!canSee(viewer, before)) return refuse('not_found')
    if (before.version !== version) refuse('stale', { version: before.version })
    const to = decide(viewer, before, action)
    const reason = reasonOf(viewer, before, action, words)
    const turn = turnIn(to, tx.now, deps.calendar, deps.pack.city.timezone)
    await updateIntent(tx, id, {
      state: to,
      state_since: tx.now,
      ...turn,
      ...(action !== 'accept' && { closed_reason: reason, closed_note: words.note || null }),
    })
    tx.record({
      action: `intent.${action}`,
      subject: { type: 'intent', id },
      reason: [reason, words.note].filter(Boolean).join(': ') || null,
      changes: [{ path: 'state', before: before.state, after: to }],
      state: { from: before.state, to },
    })
    const byOwner = isMember(viewer, before.owner_id)
    await deps.notify(tx, {
      to: { organisation: byOwner ? before.organisation_id : before.owner_id },
      kind: told[action],
      subject: { type: 'intent', id, title: (await titlesOf(tx, [before.scenario_id])).get(before.scenario_id) ?? '' },
      params: { reason, note: words.note ?? null },
    })
    return showIntent(tx, id, deps.newId)
  })
}

function decide(viewer: Viewer, intent: IntentRecord, action: Name): StateOf<'intent'> {
  const verdict = can(
    'intent',
    action,
    { state: intent.state as StateOf<'intent'> },
    { parties: partiesOf(viewer, intent) },
  )
  if (verdict.ok) return verdict.to
  if (verdict.code === 'not_your_role') refuse('forbidden')
  if (verdict.code === 'guard_failed') refuse('guard_failed', { guard: verdict.guard })
  return refuse('action_not_allowed', { allowed: actionsOf(viewer, intent).map((each) => each.action) })
}

/** The code where the lifecycle asks for one; codes that explain nothing by themselves want words too. */
function reasonOf(viewer: Viewer, intent: IntentRecord, action: Name, words: Words): string | null {
  const offered = actionsOf(viewer, intent).find((each) => each.action === action)
  if (offered?.reason !== 'coded') return null
  const code = offered.codes.find((each) => each.code === words.reason)
  if (!words.reason) refuse('invalid_request', {}, [{ path: 'reason', code: 'required' }])
  if (!code) {
    const options = offered.codes.map((each) => each.code)
    return refuse('invalid_request', {}, [{ path: 'reason', code: 'invalid_value', params: { options } }])
  }
  if (code.needsText && !words.note) refuse('invalid_request', {}, [{ path: 'note', code: 'required' }])
  return code.code
}
