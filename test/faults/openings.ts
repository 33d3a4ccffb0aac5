import { randomUUID } from 'node:crypto'
import { holderOf, stageOf } from '../../engines/lifecycle/index.ts'
import { rowsOf } from './server.ts'

export type Opening = { readonly id: string; readonly scenarioId: string }

/** A published scenario of the 示例 department with so many openings, each of which takes one intent of each provider. */
export async function addOpenings(dataDir: string, count: number): Promise<Opening[]> {
  const scenarioId = randomUUID()
  await rowsOf(
    dataDir,
    `insert into scenarios (id, code, title, owner_id, state, state_since, stage, holder, submitted_at, published_at, synthetic, created_at, updated_at)
     select '${scenarioId}', 'QD-DRILL-1', '演练场景', id, 'published', now(), '${stageOf('published')}', '${holderOf('scenario', 'published')}', now(), now(), true, now(), now()
       from organisations where name = '示例市政设施管理局'`,
  )
  const rows = await rowsOf<{ id: string }>(
    dataDir,
    `insert into openings (id, scenario_id, position, text)
     select gen_random_uuid(), '${scenarioId}', n, '开放方向' || n from generate_series(1, ${count}) as n returning id`,
  )
  return rows.map(({ id }) => ({ id, scenarioId }))
}
