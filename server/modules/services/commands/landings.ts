import type { z } from 'zod'
import type { Landing, landingActions, landingCreate } from '../../../../contracts/services.ts'
import { can, type StateOf } from '../../../../engines/lifecycle/index.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { firmOf, refuseFuture, type ServiceDeps, turnIn } from '../context.ts'
import { insertLanding, lockLanding, selectLanding, updateLanding } from '../landings-store.ts'
import { canSeeLanding, landingActionsOf, landingParties, mayReport } from '../policy.ts'
import { presentLanding } from '../present.ts'

/** Says with evidence that a firm settled; an operator who did not say so confirms it. */
export function reportLanding(
  deps: ServiceDeps,
  viewer: Viewer,
  body: z.output<typeof landingCreate>,
): Promise<Landing> {
  return deps.database.write(viewer, async (tx) => {
    const firm = await firmOf(tx, body.organisationId)
    if (viewer.userId === null || !mayReport(viewer, firm)) return refuse('forbidden')
    refuseFuture(deps, tx.now, body.landedOn, 'landedOn')
    await deps.attachable(tx, [body.fileId], 'fileId')
    const id = deps.newId()
    const inserted = await insertLanding(tx, {
      id,
      organisation_id: firm.id,
      landed_on: body.landedOn,
      kind: body.kind,
      evidence: body.evidence,
      file_id: body.fileId,
      reported_by: viewer.userId,
      state: 'reported',
      state_since: tx.now,
      ...turnIn(deps, 'landing', 'reported', tx.now),
      synthetic: firm.synthetic === true,
    })
    if (!inserted) refuse('landing_exists')
    tx.record({
      action: 'landing.report_landing',
      subject: { type: 'landing', id },
      state: { from: null, to: 'reported' },
      changes: Object.entries(body).map(([path, after]) => ({ path, after })),
    })
    const subject = { type: 'landing', id, title: firm.name ?? '' }
    await deps.notify(tx, { to: { role: 'operator' }, kind: 'landing.report', subject })
    return presentLanding((await selectLanding(tx, id)) ?? refuse('not_found'), viewer)
  })
}

/** Confirm, refuse, revoke: since when the organisation counts as landed follows in the same transaction. */
export function actOnLanding(
  deps: ServiceDeps,
  viewer: Viewer,
  asked: {
    id: string
    action: (typeof landingActions)[number]
    version: number | null
    reason: string | undefined
  },
): Promise<Landing> {
  const { id, action, version, reason } = asked
  return deps.database.write(viewer, async (tx) => {
    const seen = await selectLanding(tx, id)
    if (!seen || !canSeeLanding(viewer, seen)) return refuse('not_found')
    const before = await lockLanding(tx, id)
    if (!before) return refuse('forbidden')
    if (before.version !== version) refuse('stale', { version: before.version })
    const placed = { ...seen, state: before.state }
    const verdict = can(
      'landing',
      action,
      { state: before.state as StateOf<'landing'> },
      { parties: landingParties(viewer, placed) },
    )
    if (!verdict.ok) {
      if (verdict.code === 'not_your_role')
        refuse(before.reported_by === viewer.userId ? 'second_person_required' : 'forbidden')
      return refuse('action_not_allowed', { allowed: landingActionsOf(viewer, placed).map((each) => each.action) })
    }
    if (action !== 'confirm' && !reason) refuse('incomplete', {}, [{ path: 'reason', code: 'required' }])
    await updateLanding(tx, id, {
      state: verdict.to,
      state_reason: reason ?? null,
      decided_by: viewer.userId,
      decided_at: tx.now,
      ...turnIn(deps, 'landing', verdict.to, tx.now),
    })
    tx.record({
      action: `landing.${action}`,
      subject: { type: 'landing', id },
      reason: reason ?? null,
      changes: [{ path: 'state', before: before.state, after: verdict.to }],
      state: { from: before.state, to: verdict.to },
    })
    if (action === 'confirm') await deps.setLanded(tx, before.organisation_id, before.landed_on)
    if (action === 'revoke') await deps.setLanded(tx, before.organisation_id, null)
    await deps.notify(tx, {
      to: { organisation: before.organisation_id, people: [before.reported_by] },
      kind: `landing.${action}`,
      subject: { type: 'landing', id, title: seen.organisation_name ?? '' },
      params: { reason: reason ?? null },
    })
    return presentLanding((await selectLanding(tx, id)) ?? refuse('not_found'), viewer)
  })
}
