import type { CityPack } from '../../../contracts/city-pack.ts'
import type { Rung } from '../../../contracts/scenarios.ts'
import type { Writing } from '../../platform/database/index.ts'
import type { Served } from '../../platform/http/serve.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { setRung, settleReview, startDemonstration, startLanding } from './commands/follow.ts'
import { loadPackScenario } from './commands/load-pack.ts'
import { isOut, publishRow } from './commands/publish.ts'
import { scenarioRoutes } from './routes.ts'
import type { Deps } from './service.ts'
import { lockScenario, type ScenarioRow, updateScenario } from './store.ts'
import { scenarioTasks } from './sweep.ts'

export { insertScenarioDrafts } from './import-store.ts'

export type Scenarios = {
  readonly routes: Served[]
  readonly tasks: Tasks
  /** One scenario of the city pack, inserted or brought up to date. */
  loadPackScenario(
    tx: Writing,
    scenario: CityPack['signature']['scenarios'][number],
    placed: { listId: string; at: string },
  ): Promise<{ id: string; isNew: boolean }>
  /** Locks the row and publishes it, as the release of a list does; one that was published before only joins the list. Refuses as the action would. */
  publish(tx: Writing, id: string, listId: string): Promise<void>
  lock(tx: Writing, id: string): Promise<ScenarioRow | null>
  /** A released round moves what it decided about. */
  settleReview(
    tx: Writing,
    id: string,
    outcome: 'select' | 'revise' | 'reject',
    how: { reason: string; round: { id: string; code: string } },
  ): Promise<void>
  /** The first agreement in force; nothing happens outside `published`. */
  startLanding(tx: Writing, id: string): Promise<void>
  /** The first running project, started by owner or operator; nothing happens outside `landing`. */
  startDemonstration(tx: Writing, id: string): Promise<void>
  /** The rung follows a promotion granted or ended. */
  setRung(
    tx: Writing,
    id: string,
    rung: Rung,
    how: { reason: string; promotion: { id: string; code: string } },
  ): Promise<void>
}

/** Scenarios 场景 from draft to publication. */
export function createScenarios(deps: Deps): Scenarios {
  return {
    routes: scenarioRoutes(deps),
    tasks: scenarioTasks(deps),
    loadPackScenario: (tx, scenario, placed) => loadPackScenario(deps, tx, scenario, placed),
    async publish(tx, id, listId) {
      const row = await lockScenario(tx, id)
      if (!row) return
      if (!isOut(row.state)) return publishRow(deps, tx, row, { listId })
      if (row.list_id === null) await updateScenario(tx, id, { list_id: listId })
    },
    lock: lockScenario,
    settleReview: (...args) => settleReview(deps, ...args),
    startLanding: (_tx, id) => startLanding(deps, id),
    startDemonstration: (...args) => startDemonstration(deps, ...args),
    setRung,
  }
}
