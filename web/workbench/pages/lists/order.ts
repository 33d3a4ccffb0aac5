import type { HistoryRecord } from '../../../../contracts/common.ts'

/**
 * The scenarios of a list in its order: as last composed, then what addenda added, in turn. `records` are the list's own,
 * newest first; ids that no record names (a list from the city pack) keep the order they come in.
 */
export function inOrder(
  ids: readonly string[],
  records: readonly Pick<HistoryRecord, 'action' | 'changes'>[],
): string[] {
  const named: string[] = []
  for (const record of [...records].reverse()) {
    const after = record.changes.find((change) => change.path === 'items')?.after
    if (!Array.isArray(after)) continue
    if (record.action === 'list.compose') named.length = 0
    named.push(...after.filter((id): id is string => typeof id === 'string'))
  }
  const held = new Set(ids)
  const first = [...new Set(named)].filter((id) => held.has(id))
  return [...first, ...ids.filter((id) => !first.includes(id))]
}

/** The same ids with one moved a step up or down. */
export function moved(ids: readonly string[], id: string, step: 1 | -1): string[] {
  const at = ids.indexOf(id)
  const to = at + step
  if (at === -1 || to < 0 || to >= ids.length) return [...ids]
  const next = [...ids]
  next.splice(at, 1)
  next.splice(to, 0, id)
  return next
}
