import type { Rung } from '../../../../contracts/scenarios.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { hasRole, isMember, systemViewer } from '../../../platform/viewer.ts'
import type { Deps } from '../service.ts'
import { lockScenario, updateScenario } from '../store.ts'
import { checkedTo, moveTo, tellOwner } from '../transition.ts'

/** What happens to a scenario because of something that hangs on it. Each locks the row first. */

/** 评审结论落实: a released round moves a scenario as its decision says. Refuses unless it is still in review and the viewer may decide about it. */
export async function settleReview(
  deps: Deps,
  tx: Writing,
  id: string,
  outcome: 'select' | 'revise' | 'reject',
  how: { reason: string; round: { id: string; code: string } },
): Promise<void> {
  const row = await lockScenario(tx, id)
  if (!row) return refuse('not_found')
  const to = checkedTo(tx.viewer, row, outcome, { decision_backed: true })
  await moveTo(deps, tx, row, to, {
    action: outcome,
    reason: how.reason,
    changes: [{ path: 'round', before: null, after: how.round.code }],
  })
  await tellOwner(deps, tx, row, outcome)
}

/** The first agreement in force takes a published scenario into landing, in the system's name; any other state stays. */
export async function startLanding(deps: Deps, id: string): Promise<void> {
  await deps.database.write(systemViewer, async (system) => {
    const row = await lockScenario(system, id)
    if (row?.state !== 'published') return
    const to = checkedTo(system.viewer, row, 'start_landing', { agreement_in_force: true })
    await moveTo(deps, system, row, to, { action: 'start_landing' })
    await tellOwner(deps, system, row, 'start_landing')
  })
}

/** The first running project takes a scenario from landing to demonstration when owner or operator started it; else the owner is offered the step. */
export async function startDemonstration(deps: Deps, tx: Writing, id: string): Promise<void> {
  const row = await lockScenario(tx, id)
  if (row?.state !== 'landing') return
  if (!isMember(tx.viewer, row.owner_id) && !hasRole(tx.viewer, 'operator')) return
  const to = checkedTo(tx.viewer, row, 'start_demonstration', { project_running: true })
  await moveTo(deps, tx, row, to, { action: 'start_demonstration' })
  await tellOwner(deps, tx, row, 'start_demonstration')
}

/** 升降级: the rung follows a promotion that is granted, or that ended. Only what was published stands on the ladder. */
export async function setRung(
  tx: Writing,
  id: string,
  rung: Rung,
  how: { reason: string; promotion: { id: string; code: string } },
): Promise<void> {
  const row = await lockScenario(tx, id)
  if (!row) return refuse('not_found')
  if (row.rung === null) return refuse('action_not_allowed', { allowed: [] })
  if (row.rung === rung) return
  await updateScenario(tx, id, { rung })
  tx.record({
    action: 'scenario.set_rung',
    subject: { type: 'scenario', id },
    reason: how.reason,
    changes: [
      { path: 'rung', before: row.rung, after: rung },
      { path: 'promotion', before: null, after: how.promotion.code },
    ],
  })
}
