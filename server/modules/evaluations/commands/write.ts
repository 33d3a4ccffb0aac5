import type { z } from 'zod'
import type { PackIndicatorSystem } from '../../../../contracts/city-pack.ts'
import { type Evaluation, evaluableStates, type evaluationRoutes } from '../../../../contracts/evaluations.ts'
import { holderOf } from '../../../../engines/lifecycle/index.ts'
import { nextCode } from '../../../platform/codes.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { type FieldFault, refuse } from '../../../platform/errors.ts'
import { isMember, type Viewer } from '../../../platform/viewer.ts'
import { type EvaluationDeps, heldEvaluation } from '../context.ts'
import { showEvaluation } from '../read.ts'
import { insertEvaluation, scopeOf, selectScenarios, setScope, systemColumns, updateEvaluation } from '../store.ts'

type Input = z.output<typeof evaluationRoutes.create.body>
type Patch = z.output<typeof evaluationRoutes.update.body>

export function createEvaluation(deps: EvaluationDeps, viewer: Viewer, input: Input): Promise<Evaluation> {
  return deps.database.write(viewer, async (tx) => {
    const system = systemNamed(deps, input.system)
    const scenarios = await chosen(tx, input.scenarioIds)
    const id = deps.newId()
    const { city } = deps.pack
    const code = await nextCode(deps.database, tx, {
      prefix: `${city.codePrefix}E`,
      digits: 2,
      timeZone: city.timezone,
    })
    const { title, note } = input
    await insertEvaluation(tx, { id, code, title, note, system, holder: holderOf('evaluation', 'collecting') })
    await setScope(tx, id, scenarios)
    if (scenarios.some((each) => each.synthetic)) await updateEvaluation(tx, id, { synthetic: true })
    tx.record({
      action: 'evaluation.create',
      subject: { type: 'evaluation', id },
      changes: [
        { path: 'title', before: null, after: title },
        { path: 'note', before: null, after: note },
        { path: 'system', before: null, after: `${system.key} v${system.version}` },
        { path: 'scenarios', before: null, after: input.scenarioIds },
      ],
      state: { from: null, to: 'collecting' },
    })
    return showEvaluation(tx, id)
  })
}

/** Title and note at any time before publication; what is evaluated, and by which system, only before the first run. */
export function changeEvaluation(
  deps: EvaluationDeps,
  viewer: Viewer,
  idOrCode: string,
  patch: Patch,
  version: number,
): Promise<Evaluation> {
  return deps.database.write(viewer, async (tx) => {
    const row = await heldEvaluation(tx, idOrCode, version)
    if (row.state === 'published') refuse('action_not_allowed', { allowed: [] })
    const frozen = patch.system !== undefined || patch.scenarioIds !== undefined
    if (frozen && row.state !== 'collecting') refuse('action_not_allowed', { allowed: ['title', 'note'] })
    const set: Record<string, unknown> = {}
    const changes: { path: string; before: unknown; after: unknown }[] = []
    for (const path of ['title', 'note'] as const) {
      if (patch[path] === undefined || patch[path] === row[path]) continue
      set[path] = patch[path]
      changes.push({ path, before: row[path], after: patch[path] })
    }
    if (patch.system !== undefined) {
      const system = systemNamed(deps, patch.system)
      const before = row.system as PackIndicatorSystem
      Object.assign(set, systemColumns(system))
      if (before.key !== system.key || before.version !== system.version) {
        const told = (each: PackIndicatorSystem) => `${each.key} v${each.version}`
        changes.push({ path: 'system', before: told(before), after: told(system) })
      }
    }
    if (patch.scenarioIds !== undefined) {
      const before = (await scopeOf(tx, row.id)).map((each) => each.scenario_id)
      const scenarios = await chosen(tx, patch.scenarioIds)
      await setScope(tx, row.id, scenarios)
      set.synthetic = scenarios.some((each) => each.synthetic)
      changes.push({ path: 'scenarios', before, after: patch.scenarioIds })
    }
    if (Object.keys(set).length > 0) {
      await updateEvaluation(tx, row.id, set)
      tx.record({ action: 'evaluation.change', subject: { type: 'evaluation', id: row.id }, changes })
    }
    return showEvaluation(tx, row.id)
  })
}

/** The city's systems are in its pack; the key of one that is not there is refused as a field. */
function systemNamed({ pack }: EvaluationDeps, key: string): PackIndicatorSystem {
  const options = pack.evaluation.systems.map((each) => each.key)
  const system = pack.evaluation.systems.find((each) => each.key === key)
  return system ?? refuse('invalid_request', {}, [{ path: 'system', code: 'invalid_value', params: { options } }])
}

/** Scenarios far enough to be evaluated, each once; the others are named by their place. Nobody evaluates his own. */
async function chosen(tx: Writing, ids: readonly string[]) {
  if (ids.length === 0) return []
  const found = new Map((await selectScenarios(tx, ids, evaluableStates)).map((each) => [each.id, each]))
  const faults = ids.flatMap((id, index): FieldFault[] => {
    const path = `scenarioIds.${index}`
    if (ids.indexOf(id) !== index) return [{ path, code: 'duplicate', params: { where: ids.indexOf(id) + 1 } }]
    return found.has(id) ? [] : [{ path, code: 'invalid_value', params: { options: [...evaluableStates] } }]
  })
  if (faults.length > 0) refuse('invalid_request', {}, faults)
  if ([...found.values()].some((each) => isMember(tx.viewer, each.owner_id))) refuse('forbidden')
  return ids.flatMap((id) => found.get(id) ?? [])
}
