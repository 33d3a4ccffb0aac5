import type { z } from 'zod'
import type { Appeal, evaluationRoutes } from '../../../../contracts/evaluations.ts'
import { refuse } from '../../../platform/errors.ts'
import { isMember, systemViewer, type Viewer } from '../../../platform/viewer.ts'
import { answerRow, findAppeal, insertAppeal } from '../appeals-store.ts'
import { type EvaluationDeps, heldEvaluation, subjectOf, systemOf, visibleEvaluation } from '../context.ts'
import { presentAppeal } from '../present.ts'
import { leavesIn } from '../rules/tree.ts'
import { lockEvaluation, personNames, scopeOf } from '../store.ts'

type Input = z.output<typeof evaluationRoutes.appeal.body>

/** An owner's appeal against the result of its own scenario, while the window is open by the database's clock. */
export function fileAppeal(deps: EvaluationDeps, viewer: Viewer, idOrCode: string, input: Input): Promise<Appeal> {
  return deps.database.write(viewer, async (tx) => {
    const seen = await visibleEvaluation(tx, idOrCode)
    const scenario = (await scopeOf(tx, seen.id)).find((each) => each.scenario_id === input.scenarioId)
    if (!scenario) return refuse('not_found')
    if (!isMember(viewer, scenario.owner_id)) refuse('forbidden')
    // Held until commit, in the system's name: publishing at the same instant comes wholly before or wholly after.
    const row = await deps.database.write(systemViewer, (system) => lockEvaluation(system, seen.id, 'share'))
    if (row?.state !== 'in_appeal' || tx.now >= (row.appeal_until ?? '')) return refuse('appeals_closed')
    const options = leavesIn(systemOf(row).children).map((leaf) => leaf.key)
    if (input.leaf !== null && !options.includes(input.leaf))
      refuse('invalid_request', {}, [{ path: 'leaf', code: 'invalid_value', params: { options } }])
    if (input.fileId) await deps.attachable(tx, [input.fileId], 'fileId')
    const id = deps.newId()
    const { scenarioId, leaf, grounds, remedy, fileId } = input
    const filed = await insertAppeal(tx, {
      id,
      evaluation_id: row.id,
      scenario_id: scenarioId,
      run: row.run,
      organisation_id: scenario.owner_id,
      leaf,
      grounds,
      remedy,
      file_id: fileId,
    })
    if (!filed) refuse('already_appealed')
    tx.record({
      action: 'evaluation.appeal',
      subject: { type: 'evaluation', id: row.id },
      changes: [
        { path: 'appeal', before: null, after: id },
        { path: 'scenarioId', before: null, after: scenarioId },
        { path: 'leaf', before: null, after: leaf },
        { path: 'grounds', before: null, after: grounds },
        { path: 'remedy', before: null, after: remedy },
        { path: 'fileId', before: null, after: fileId },
      ],
    })
    await deps.notify(tx, {
      to: { role: 'operator' },
      kind: 'evaluation_appealed',
      subject: subjectOf(row),
      params: { scenario: scenario.title },
    })
    const made = await findAppeal(tx, row.id, id)
    return made ? presentAppeal(viewer, seen, made, new Map()) : refuse('not_found')
  })
}

/** Upheld: what is wrong is corrected at its source and computed again. Dismissed: the result stands. Both with the reason. */
export function answerAppeal(
  deps: EvaluationDeps,
  viewer: Viewer,
  idOrCode: string,
  appealId: string,
  how: { action: 'uphold' | 'dismiss'; reason: string },
): Promise<Appeal> {
  return deps.database.write(viewer, async (tx) => {
    const row = await heldEvaluation(tx, idOrCode, null)
    const appeal = await findAppeal(tx, row.id, appealId)
    if (!appeal) return refuse('not_found')
    if (!presentAppeal(viewer, row, appeal, new Map()).actions.includes(how.action))
      refuse('action_not_allowed', { allowed: [] })
    const state = how.action === 'uphold' ? 'upheld' : 'dismissed'
    await answerRow(tx, appealId, { state, answer: how.reason })
    tx.record({
      action: `evaluation.${how.action}_appeal`,
      subject: { type: 'evaluation', id: row.id },
      reason: how.reason,
      changes: [
        { path: 'appeal', before: null, after: appealId },
        { path: 'appealState', before: 'filed', after: state },
      ],
    })
    await deps.notify(tx, {
      to: { organisation: appeal.organisation_id },
      kind: state === 'upheld' ? 'evaluation_appeal_upheld' : 'evaluation_appeal_dismissed',
      subject: subjectOf(row),
      params: { reason: how.reason },
    })
    const answered = (await findAppeal(tx, row.id, appealId)) ?? appeal
    return presentAppeal(viewer, row, answered, await personNames(tx, [answered.answered_by]))
  })
}
