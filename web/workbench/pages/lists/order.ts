import { listRoutes } from '../../../../contracts/lists.ts'
import { type ScenarioSummary, scenarioRoutes } from '../../../../contracts/scenarios.ts'
import { send } from '../../../ui/client/call.ts'

/** The scenarios of a list, all of them, in its order. */
export async function readHeld(listId: string, signal: AbortSignal): Promise<ScenarioSummary[]> {
  const { data: places } = await send(listRoutes.items, { params: { id: listId }, signal })
  const rows = new Map<string, ScenarioSummary>()
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const query = { list: listId, limit: 200, cursor } as never
    const { data } = await send(scenarioRoutes.list, { query, signal })
    for (const row of data.items) rows.set(row.id, row)
    cursor = data.nextCursor
  }
  return places.items.flatMap((place) => rows.get(place.scenarioId) ?? [])
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
