import type { z } from 'zod'
import type { Service, serviceCreate } from '../../../../contracts/services.ts'
import { refuse } from '../../../platform/errors.ts'
import { isMember, type Viewer } from '../../../platform/viewer.ts'
import { firmOf, refuseFuture, type ServiceDeps, turnIn } from '../context.ts'
import { mayRecord } from '../policy.ts'
import { presentService } from '../present.ts'
import { insertService, selectScenario, selectService } from '../store.ts'

/** Whoever rendered a service writes it down in his own name and that of the organisation he acts for; the served firm is asked to confirm. */
export function recordService(
  deps: ServiceDeps,
  viewer: Viewer,
  body: z.output<typeof serviceCreate>,
): Promise<Service> {
  return deps.database.write(viewer, async (tx) => {
    const firm = await firmOf(tx, body.organisationId)
    if (viewer.userId === null || !mayRecord(viewer, firm)) return refuse('forbidden')
    if (isMember(viewer, firm.id)) refuse('own_service')
    refuseFuture(deps, tx.now, body.date, 'date')
    const scenario = body.scenarioId ? ((await selectScenario(tx, body.scenarioId)) ?? refuse('not_found')) : null
    if (body.fileId) await deps.attachable(tx, [body.fileId], 'fileId')
    const id = deps.newId()
    const inserted = await insertService(tx, {
      id,
      kind: body.kind,
      organisation_id: firm.id,
      served_on: body.date,
      scenario_id: body.scenarioId,
      summary: body.summary,
      by_organisation_id: viewer.organisationId,
      recorded_by: viewer.userId,
      file_id: body.fileId,
      state: 'recorded',
      state_since: tx.now,
      ...turnIn(deps, 'service', 'recorded', tx.now),
      synthetic: firm.synthetic === true || scenario?.synthetic === true,
    })
    if (!inserted) refuse('service_duplicate')
    const { organisationId, kind, date, scenarioId, summary, fileId } = body
    tx.record({
      action: 'service.record_service',
      subject: { type: 'service', id },
      state: { from: null, to: 'recorded' },
      changes: Object.entries({ organisationId, kind, date, scenarioId, summary, fileId }).flatMap(([path, after]) =>
        after === null ? [] : [{ path, after }],
      ),
    })
    const row = (await selectService(tx, id)) ?? refuse('not_found')
    await deps.notify(tx, {
      to: { organisation: firm.id },
      kind: 'service.record',
      subject: { type: 'service', id, title: firm.name ?? '' },
      params: { by: row.by_organisation_name ?? viewer.name },
    })
    return presentService(row, viewer)
  })
}
