import type { Writing } from '../../platform/database/index.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { systemViewer } from '../../platform/viewer.ts'
import type { Deps } from './service.ts'
import { type ClosingPlace, closingRows, idsOfOwner, lockScenario, refreshOwner } from './store.ts'
import { checkedTo, moveTo, tellOwner } from './transition.ts'

const batch = 200

export function scenarioTasks(deps: Deps): Tasks {
  return {
    /** By the clock: what is past its closing date with nothing open is closed. Small batches, past those still busy; running twice changes nothing. */
    'scenarios.close': {
      every: '*/5 * * * *',
      async handle() {
        let place: ClosingPlace | null = null
        do {
          const from: ClosingPlace | null = place
          const rows: ClosingPlace[] = await deps.database.write(systemViewer, (tx) => closeBatch(deps, tx, from))
          place = rows.length === batch ? (rows.at(-1) ?? null) : null
        } while (place)
      },
    },
    /** An organisation has another name or district: its scenarios are found and placed by the new one. */
    'scenarios.owner_changed': {
      async handle({ organisationId }) {
        let from: string | null = null
        do {
          const after: string | null = from
          const ids = await deps.database.write(systemViewer, async (tx) => {
            const found = await idsOfOwner(tx, organisationId as string, after, batch)
            for (const id of found) await refreshOwner(tx, id)
            return found
          })
          from = ids.length === batch ? (ids.at(-1) ?? null) : null
        } while (from)
      },
    },
  }
}

async function closeBatch(deps: Deps, tx: Writing, from: ClosingPlace | null): Promise<ClosingPlace[]> {
  const rows = await closingRows(tx, from, batch)
  const busy = await deps.countOpenFor(
    tx,
    rows.map((row) => row.id),
  )
  for (const { id } of rows) {
    const row = busy.has(id) ? null : await lockScenario(tx, id)
    if (!row) continue
    await moveTo(deps, tx, row, checkedTo(tx.viewer, row, 'close', { closing_passed: true }), { action: 'close' })
    await tellOwner(deps, tx, row, 'close')
  }
  return rows
}
