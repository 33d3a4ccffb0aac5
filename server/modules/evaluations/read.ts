import type { Evaluation } from '../../../contracts/evaluations.ts'
import type { Reading } from '../../platform/database/index.ts'
import { standingOf } from './appeals-store.ts'
import { visibleEvaluation } from './context.ts'
import { presentEvaluation } from './present.ts'
import { runsOf } from './results-store.ts'
import { personNames, scopeOf } from './store.ts'

/** One evaluation as the viewer may see it; the number of statements does not depend on how much hangs on it. */
export async function showEvaluation(reading: Reading, idOrCode: string): Promise<Evaluation> {
  const row = await visibleEvaluation(reading, idOrCode)
  const scope = await scopeOf(reading, row.id)
  const runs = await runsOf(reading, row.id)
  const appeals = await standingOf(reading, row.id, row.run)
  const names = await personNames(
    reading,
    runs.map((run) => run.by_id),
  )
  return presentEvaluation(reading.viewer, row, { scope, runs, appeals, names, now: reading.now })
}
