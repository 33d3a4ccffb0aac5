import type { Capability } from '../../../../contracts/capabilities.ts'
import { can, type StateOf } from '../../../../engines/lifecycle/index.ts'
import { nextCode } from '../../../platform/codes.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { isMember, systemViewer, type Viewer } from '../../../platform/viewer.ts'
import { type CapabilityDeps, lockVisible, refreshSearch, showCapability } from '../context.ts'
import { proofsOf } from '../parts-store.ts'
import { actionsOf, lifecycleAction, type Name, partiesOf } from '../policy.ts'
import { freshUntil, missingOf } from '../rules/validity.ts'
import { type CapabilityRecord, organisationOf, takeOverdue, updateCapability } from '../store.ts'
import { askCounterparts } from './answer-proof.ts'

/** Publish, renew, withdraw; for operators, withdrawing is taking down, with a reason that its organisation is told. */
export function actOnCapability(
  deps: CapabilityDeps,
  viewer: Viewer,
  asked: { id: string; action: Name; version: number | null; reason: string | undefined },
): Promise<Capability> {
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisible(tx, asked.id)
    if (row.version !== asked.version) refuse('stale', { version: row.version })
    const action = lifecycleAction(viewer, row, asked.action)
    const to = await decide(viewer, tx, row, action)
    if (action === 'take_down' && !asked.reason) refuse('invalid_request', {}, [{ path: 'reason', code: 'required' }])
    const code =
      to === 'published'
        ? (row.code ??
          (await nextCode(deps.database, tx, {
            prefix: `${deps.pack.city.codePrefix}C`,
            digits: 4,
            timeZone: deps.pack.city.timezone,
          })))
        : row.code
    await updateCapability(tx, row.id, {
      state: to,
      ...(to !== row.state && { state_since: tx.now }),
      ...(to === 'published' && { code, published_at: row.published_at ?? tx.now, fresh_until: freshUntil(tx.now) }),
    })
    if (code !== row.code) await refreshSearch(deps, tx, row.id)
    if (action === 'publish') await askCounterparts(deps, tx, row, await proofsOf(tx, [row.id]))
    tx.record({
      action: `capability.${action}`,
      subject: { type: 'capability', id: row.id },
      reason: asked.reason ?? null,
      changes: [
        { path: 'state', before: row.state, after: to },
        ...(code === row.code ? [] : [{ path: 'code', before: null, after: code }]),
      ],
      ...(to !== row.state && { state: { from: row.state, to } }),
    })
    if (action === 'take_down') {
      await deps.notify(tx, {
        to: { organisation: row.organisation_id },
        kind: 'capability_taken_down',
        subject: { type: 'capability', id: row.id, title: row.title },
        params: { reason: asked.reason },
      })
    }
    return showCapability(tx, row.id)
  })
}

async function decide(
  viewer: Viewer,
  tx: Writing,
  row: CapabilityRecord,
  action: Name | 'take_down',
): Promise<StateOf<'capability'>> {
  const missing = missingOf(row)
  const asked = { parties: partiesOf(viewer, row), guards: { nothing_missing: missing.length === 0 } }
  const verdict = can('capability', action, { state: row.state as StateOf<'capability'> }, asked)
  if (verdict.ok) {
    if (verdict.to === 'published' && isMember(viewer, row.organisation_id)) {
      if ((await organisationOf(tx, row.organisation_id))?.state !== 'verified') refuse('organisation_unverified')
    }
    return verdict.to
  }
  if (verdict.code === 'not_your_role') refuse('forbidden')
  if (verdict.code === 'not_in_state') return refuse('action_not_allowed', { allowed: actionsOf(viewer, row) })
  return refuse(
    'incomplete',
    {},
    missing.map((path) => ({ path, code: 'required' })),
  )
}

const batch = 200

/** What was not confirmed for twelve months goes stale; its organisation is told. Runs any number of times, on any number of servers. */
export async function retireCapabilities(deps: CapabilityDeps): Promise<number> {
  let done = 0
  for (;;) {
    const count = await deps.database.write(systemViewer, async (tx) => {
      const due = await takeOverdue(tx, batch)
      for (const row of due) {
        await updateCapability(tx, row.id, { state: 'stale', state_since: tx.now })
        tx.record({
          action: 'capability.go_stale',
          subject: { type: 'capability', id: row.id },
          changes: [{ path: 'state', before: 'published', after: 'stale' }],
          state: { from: 'published', to: 'stale' },
        })
        await deps.notify(tx, {
          to: { organisation: row.organisation_id },
          kind: 'capability_stale',
          subject: { type: 'capability', id: row.id, title: row.title },
        })
      }
      return due.length
    })
    done += count
    if (count < batch) return done
  }
}
