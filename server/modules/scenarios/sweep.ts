import type { Reading } from '../../platform/database/index.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { systemViewer } from '../../platform/viewer.ts'
import type { Deps } from './service.ts'
import { closingRows, lockScenario } from './store.ts'
import { checkedTo, moveTo, tellOwner } from './transition.ts'

/** By the clock: what is past its closing date with nothing open is closed. Small batches; running twice changes nothing. */
export function scenarioTasks(
  deps: Deps & { countOpenFor: (reading: Reading, scenarioIds: readonly string[]) => Promise<Map<string, number>> },
): Tasks {
  return {
    'scenarios.close': {
      every: '*/5 * * * *',
      async handle() {
        await deps.database.write(systemViewer, async (tx) => {
          const ids = await closingRows(tx, 200)
          const busy = await deps.countOpenFor(tx, ids)
          for (const id of ids) {
            const row = await lockScenario(tx, id)
            if (!row) continue
            if (busy.has(id)) continue
            await moveTo(deps, tx, row, checkedTo(tx.viewer, row, 'close', { closing_passed: true }), {
              action: 'close',
            })
            await tellOwner(deps, tx, row, 'close')
          }
        })
      },
    },
  }
}
