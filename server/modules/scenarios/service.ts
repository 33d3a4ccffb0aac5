import type { HistoryRecord } from '../../../contracts/common.ts'
import type { Scenario, ScenarioQuery, ScenarioSummary } from '../../../contracts/scenarios.ts'
import type { Verdicts } from '../../../engines/lifecycle/index.ts'
import type { Platform } from '../../platform/context.ts'
import { pageOf, type Reading, totalOf, type Writing } from '../../platform/database/index.ts'
import { refuse } from '../../platform/errors.ts'
import { isMember, type Viewer } from '../../platform/viewer.ts'
import type { createCalls } from '../calls/index.ts'
import type { Keys, Words } from '../catalog/index.ts'
import type { Notify } from '../notifications/index.ts'
import type { HistoryOf } from '../records/index.ts'
import { listScenarios, openingsOf } from './list-store.ts'
import { isInside } from './policy.ts'
import { presentSummary } from './present.ts'
import { readScenario, visibleRow } from './read.ts'
import { logContactRead } from './store.ts'

export type Deps = Platform & {
  readonly keys: Keys
  readonly words: Words
  readonly notify: Notify
  readonly historyOf: HistoryOf
  /** Refuses files that the writer did not upload or may not see. */
  readonly attachable: (reading: Reading, fileIds: readonly string[]) => Promise<void>
  /** Open intents by scenario, as far as the viewer sees them. */
  readonly countOpenFor: (reading: Reading, scenarioIds: readonly string[]) => Promise<Map<string, number>>
  /** The providers with an open intent on a scenario. */
  readonly openProvidersOf: (reading: Reading, scenarioId: string) => Promise<string[]>
  /** What agreements, projects and evaluations answer to the guards of the landing and evaluation stages. */
  readonly standing: (reading: Reading, scenarioId: string) => Promise<Verdicts>
  /** A round has the scenario in hand: its outcome is decided there. */
  readonly inOpenRound: (reading: Reading, scenarioId: string) => Promise<boolean>
  /** Lets a scenario into a call as it is submitted, and whether a call can be chosen for a draft: both refuse. */
  readonly admit: ReturnType<typeof createCalls>['admit']
  readonly choosable: ReturnType<typeof createCalls>['choosable']
  /** Puts a scenario into a list in the making. */
  readonly joinList: (tx: Writing, listId: string, scenarioId: string) => Promise<void>
}

export type Page<T> = { items: T[]; nextCursor: string | null; total: number; totalIsExact: boolean }

export async function list(deps: Deps, viewer: Viewer, query: ScenarioQuery): Promise<Page<ScenarioSummary>> {
  return deps.database.read(viewer, async (reading) => {
    const { rows, count, keyOf } = await listScenarios(reading, query, deps.pack.city.timezone)
    const page = pageOf(rows, query.limit, keyOf)
    const openings = new Map<string, Awaited<ReturnType<typeof openingsOf>>>()
    for (const each of await openingsOf(
      reading,
      page.rows.map((row) => row.id),
    ))
      openings.set(each.scenario_id, [...(openings.get(each.scenario_id) ?? []), each])
    return {
      items: page.rows.map((row) => presentSummary(row, openings.get(row.id) ?? [])),
      nextCursor: page.nextCursor,
      ...totalOf(count),
    }
  })
}

export async function get(deps: Deps, viewer: Viewer, idOrCode: string): Promise<Scenario> {
  const { dto, contactRead } = await deps.database.read(viewer, async (reading) => {
    const row = await visibleRow(reading, idOrCode)
    return readScenario(reading, row, deps)
  })
  if (contactRead) await deps.database.write(viewer, (tx) => logContactRead(tx, deps.newId(), dto.id))
  return dto
}

export async function history(
  deps: Deps,
  viewer: Viewer,
  idOrCode: string,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<HistoryRecord>> {
  return deps.database.read(viewer, async (reading) => {
    const row = await visibleRow(reading, idOrCode)
    if (!isInside(viewer, row)) refuse('forbidden')
    return deps.historyOf(
      reading,
      { type: 'scenario', id: row.id },
      { limit: page.limit, ...(page.cursor && { cursor: page.cursor }) },
      // Whom to call is read on the scenario's own page, where each reading is written down; the past tells it to the owner alone.
      { withhold: (path) => path.startsWith('contact') && !isMember(viewer, row.owner_id) },
    )
  })
}
