import { newId } from '../../../server/platform/ids.ts'
import { makeScenario } from './scenarios.ts'
import { type Made, makeRow, type Scene, type Things } from './scene.ts'

let serial = 0

/** An evaluation of one scenario of the home organisation, with the providing one on the other side; computed once but while it is collecting. */
async function makeEvaluation(
  scene: Scene,
  state: string,
  how: { until?: string; appealed?: boolean } = {},
): Promise<Made> {
  const { world, places, colleague, stranger } = scene
  serial += 1
  const scenario = await makeScenario(scene, 'published')
  await world.db.sql(`update scenarios set state = 'evaluating' where id = $1`, [scenario.id])
  const [system] = world.app.platform.pack.evaluation.systems
  if (!system) throw new Error('the pack has no indicator system')
  const run = state === 'collecting' ? 0 : 1
  const shown = { in_appeal: 'parties', published: 'published' }[state] ?? 'inside'
  const made = await makeRow(
    scene,
    `insert into evaluations (id, code, title, system_key, system_version, system, state, state_since, holder, run, as_of, appeal_until, published_at, created_at, updated_at)
     values ($1, $2, '测试评估', $3, $4, $5, $6, app_now(), $7, $8, app_now(), app_now() + $9::interval, $10, app_now(), app_now())`,
    (id) => [
      id,
      `QDE-2026-${7000 + serial}`,
      system.key,
      system.version,
      JSON.stringify(system),
      state,
      state === 'published' ? null : 'operator',
      run,
      how.until ?? '3 days',
      state === 'published' ? '2026-11-01' : null,
    ],
  )
  await world.db.sql(
    `insert into evaluation_subjects (evaluation_id, scenario_id, owner_id, provider_ids, shown, added_at) values ($1, $2, $3, $4, $5, app_now())`,
    [made.id, scenario.id, places.home, [places.providing], shown],
  )
  const appealId = newId()
  if (run > 0) {
    await world.db.sql(
      `insert into evaluation_runs (evaluation_id, number, at, by_id, results, hash) values ($1, 1, app_now(), $2, 1, 'h')`,
      [made.id, colleague.id],
    )
    await world.db.sql(
      `insert into evaluation_results (id, evaluation_id, run, scenario_id, shown, score, grade, rank, leaves) values ($1, $2, 1, $3, $4, 80, 'good', 1, '[{"key": "a", "raw": 0.8, "missing": false, "normalised": 0.8, "weight": 1, "contribution": 80, "rows": 0}]')`,
      [newId(), made.id, scenario.id, shown],
    )
  }
  if (how.appealed)
    await world.db.sql(
      `insert into evaluation_appeals (id, evaluation_id, scenario_id, run, organisation_id, grounds, remedy, state, filed_by, filed_at)
       values ($1, $2, $3, 1, $4, '读数有误', '重新计算', 'filed', $5, app_now())`,
      [appealId, made.id, scenario.id, places.home, stranger.id],
    )
  return { ...made, more: { appealId, scenarioId: scenario.id } }
}

/** Evaluations. What the rows of `matrix/evaluations.ts` are played on, by the name they call it. */
export const things = {
  collectingEvaluation: (scene) => makeEvaluation(scene, 'collecting'),
  computedEvaluation: (scene) => makeEvaluation(scene, 'computed'),
  openEvaluation: (scene) => makeEvaluation(scene, 'in_appeal'),
  appealedEvaluation: (scene) => makeEvaluation(scene, 'in_appeal', { appealed: true, until: '-1 hour' }),
  settledEvaluation: (scene) => makeEvaluation(scene, 'in_appeal', { until: '-1 hour' }),
  publishedEvaluation: (scene) => makeEvaluation(scene, 'published', { until: '-1 day' }),
} satisfies Things
