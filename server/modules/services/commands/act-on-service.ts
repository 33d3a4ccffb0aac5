import type { Service, serviceActions } from '../../../../contracts/services.ts'
import { can, type StateOf } from '../../../../engines/lifecycle/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { type ServiceDeps, turnIn } from '../context.ts'
import { canSeeService, serviceActionsOf, serviceParties } from '../policy.ts'
import { presentService } from '../present.ts'
import {
  firmNames,
  lockServices,
  type ServiceRecord,
  type ServiceRow,
  selectService,
  updateServices,
} from '../store.ts'

type Name = (typeof serviceActions)[number]

/** Confirm, dispute, withdraw: the other side is told why when it is a no. */
export function actOnService(
  deps: ServiceDeps,
  viewer: Viewer,
  asked: { id: string; action: Name; version: number | null; reason: string | undefined },
): Promise<Service> {
  const { id, action, version, reason } = asked
  return deps.database.write(viewer, async (tx) => {
    const seen = await selectService(tx, id)
    if (!seen || !canSeeService(viewer, seen)) return refuse('not_found')
    // Row-level security hides from the lock what the viewer may see but not change.
    const [before] = await lockServices(tx, [id])
    if (!before) return refuse('forbidden')
    if (before.version !== version) refuse('stale', { version: before.version })
    const to = decide(viewer, { ...seen, state: before.state }, action)
    if (action !== 'confirm' && !reason) refuse('incomplete', {}, [{ path: 'reason', code: 'required' }])
    await settle(deps, tx, [before], to, reason ?? null)
    const told = { reason: reason ?? null }
    const subject = { type: 'service', id, title: seen.organisation_name ?? '' }
    if (action === 'withdraw')
      await deps.notify(tx, {
        to: { organisation: before.organisation_id },
        kind: 'service.withdraw',
        subject,
        params: told,
      })
    else
      await deps.notify(tx, {
        to: { people: [before.recorded_by] },
        kind: `service.${action}`,
        subject,
        params: told,
      })
    return presentService((await selectService(tx, id)) ?? refuse('not_found'), viewer)
  })
}

/** All of them, or none and which ones stand in the way. */
export function confirmServices(
  deps: ServiceDeps,
  viewer: Viewer,
  asked: readonly string[],
): Promise<{ confirmed: number }> {
  const ids = [...new Set(asked)]
  return deps.database.write(viewer, async (tx) => {
    const rows = new Map((await lockServices(tx, ids)).map((row) => [row.id, row]))
    const failing = ids.filter((id) => {
      const row = rows.get(id)
      return !row || !canSeeNow(viewer, row) || !verdictOn(viewer, row, 'confirm').ok
    })
    if (failing.length > 0) await refuseMany(tx, asked, failing, rows)
    const chosen = [...rows.values()]
    await settle(deps, tx, chosen, 'confirmed', null)
    const names = await firmNames(
      tx,
      chosen.map((row) => row.organisation_id),
    )
    for (const row of chosen) {
      const subject = { type: 'service', id: row.id, title: names.get(row.organisation_id) ?? '' }
      await deps.notify(tx, { to: { people: [row.recorded_by] }, kind: 'service.confirm', subject })
    }
    return { confirmed: chosen.length }
  })
}

/** The district decides nothing about confirming, so the lock needs not know it. */
const placed = (row: ServiceRecord) => ({ ...row, organisation_district: null })
const canSeeNow = (viewer: Viewer, row: ServiceRecord) => canSeeService(viewer, placed(row))

function verdictOn(viewer: Viewer, row: ServiceRecord, action: Name) {
  const parties = serviceParties(viewer, placed(row))
  return can('service', action, { state: row.state as StateOf<'service'> }, { parties })
}

async function refuseMany(
  tx: Writing,
  asked: readonly string[],
  failing: readonly string[],
  rows: ReadonlyMap<string, ServiceRecord>,
): Promise<never> {
  const firms = failing.flatMap((id) => rows.get(id)?.organisation_id ?? [])
  const names = await firmNames(tx, firms)
  // One that the viewer cannot see has no name for him.
  const organisations = failing.map((id) => names.get(rows.get(id)?.organisation_id ?? '') ?? id)
  return refuse(
    'services_not_confirmable',
    { organisations: [...new Set(organisations)], ids: failing },
    failing.map((id) => ({ path: `ids.${asked.indexOf(id)}`, code: 'not_confirmable' as const })),
  )
}

function decide(viewer: Viewer, row: ServiceRow, action: Name): StateOf<'service'> {
  const thing = { state: row.state as StateOf<'service'> }
  const verdict = can('service', action, thing, { parties: serviceParties(viewer, row) })
  if (verdict.ok) return verdict.to
  if (verdict.code === 'not_your_role') return refuse('forbidden')
  return refuse('action_not_allowed', { allowed: serviceActionsOf(viewer, row).map((each) => each.action) })
}

async function settle(
  deps: ServiceDeps,
  tx: Writing,
  rows: readonly ServiceRecord[],
  to: StateOf<'service'>,
  reason: string | null,
): Promise<void> {
  await updateServices(
    tx,
    rows.map((row) => row.id),
    {
      state: to,
      state_reason: reason,
      ...(to === 'confirmed' && { confirmed_by: tx.viewer.userId, confirmed_at: tx.now }),
      ...turnIn(deps, 'service', to, tx.now),
    },
  )
  const action = { confirmed: 'confirm', disputed: 'dispute', withdrawn: 'withdraw', recorded: 'record' }[to]
  for (const row of rows)
    tx.record({
      action: `service.${action}`,
      subject: { type: 'service', id: row.id },
      reason,
      changes: [{ path: 'state', before: row.state, after: to }],
      state: { from: row.state, to },
    })
}
