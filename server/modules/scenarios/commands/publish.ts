import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import type { Deps } from '../service.ts'
import type { ScenarioRow } from '../store.ts'
import { checkedTo, moveTo, tellOwner } from '../transition.ts'

/**
 * 发布: after the publicity period, never before. Publishing puts a scenario on the lowest rung and, when it came with a list, into that list.
 * Lists release what they hold through this same function.
 */
export async function publishRow(
  deps: Deps,
  tx: Writing,
  row: ScenarioRow,
  how: { listId?: string; closesAt?: string },
): Promise<void> {
  const to = checkedTo(tx.viewer, row, 'publish', {})
  if (row.due_at && tx.now < row.due_at) refuse('publicity_running', { until: row.due_at.slice(0, 10) })
  if (how.closesAt && (how.closesAt <= tx.now || (row.closes_at && how.closesAt < row.closes_at)))
    refuse('invalid_request', {}, [{ path: 'closesAt', code: how.closesAt <= tx.now ? 'in_the_past' : 'order' }])
  const closesAt = how.closesAt ?? row.closes_at
  if (closesAt && closesAt <= tx.now) refuse('closing_date_passed')
  await moveTo(deps, tx, row, to, {
    action: 'publish',
    set: {
      published_at: tx.now,
      rung: row.rung ?? 'listed',
      opens_at: row.opens_at ?? tx.now,
      closes_at: closesAt,
      ...(how.listId && { list_id: how.listId }),
    },
    changes: closesAt === row.closes_at ? [] : [{ path: 'closesAt', before: row.closes_at, after: closesAt }],
  })
  await tellOwner(deps, tx, row, 'publish')
}

/** Published, and not taken back since. */
export function isOut(state: string): boolean {
  return ['published', 'landing', 'demonstrating', 'evaluating', 'concluded'].includes(state)
}
