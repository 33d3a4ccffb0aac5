import type { Writing } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { loadPack } from './commands/load-pack.ts'
import { publishRow } from './commands/publish.ts'
import { scenarioRoutes } from './routes.ts'
import type { Deps } from './service.ts'
import { lockScenario, type ScenarioRow } from './store.ts'
import { scenarioTasks } from './sweep.ts'

export { listScenarios, openingsOf, summaries } from './list-store.ts'
export { presentSummary } from './present.ts'

export type Scenarios = {
  readonly routes: Served[]
  readonly tasks: Tasks
  loadPack(tx: Writing): Promise<void>
  /** Locks the row and publishes it, as the release of a list does. Refuses as the action would. */
  publish(tx: Writing, id: string, listId: string): Promise<void>
  lock(tx: Writing, id: string): Promise<ScenarioRow | null>
}

/** Scenarios 场景 from draft to publication. */
export function createScenarios(deps: Deps & Parameters<typeof scenarioTasks>[0]): Scenarios {
  return {
    routes: scenarioRoutes(deps),
    tasks: scenarioTasks(deps),
    loadPack: (tx) => loadPack(deps, tx),
    async publish(tx, id, listId) {
      const row = await lockScenario(tx, id)
      if (row) await publishRow(deps, tx, row, { listId })
    },
    lock: lockScenario,
  }
}
