import { newId } from '../../../server/platform/ids.ts'
import { type Made, makeFile, type Scene, type Things } from './scene.ts'

let serial = 0

/** A scenario of the home organisation as rows, in the state the matrix names, with an opening, a contact, a comment and, in review, an open decision. */
export async function makeScenario(scene: Scene, state: string, title = '码头夜间巡检试验'): Promise<Made> {
  const { world, places } = scene
  const [id, openingId, commentId, decisionId] = [newId(), newId(), newId(), newId()]
  serial += 1
  const submitted = state === 'draft' ? 'null' : 'app_now()'
  const published = state === 'published' ? 'app_now()' : 'null'
  await world.db.sql(
    `insert into scenarios (id, code, title, owner_id, owner_district, state, stage, state_since, holder, submitted_at, published_at, opener, created_at, updated_at,
       summary, closes_at, due_at)
     values ($1, $2, $3, $4, $5, $6, 'collection', app_now(), 'operator', ${submitted}, ${published}, 'government', app_now(), app_now(), '巡检', app_now() + interval '1 year',
       app_now() - interval '1 hour')`,
    [
      id,
      state === 'draft' ? null : `QD-2026-${7000 + serial}`,
      `${title}${serial}`,
      places.home,
      places.district,
      state,
    ],
  )
  await world.db.sql(`insert into openings (id, scenario_id, position, text) values ($1, $2, 0, '巡检机器人')`, [
    openingId,
    id,
  ])
  await world.db.sql(`insert into scenario_contacts (scenario_id, name, mobile) values ($1, '赵联系', '13900001111')`, [
    id,
  ])
  await world.db.sql(
    `insert into scenario_comments (id, scenario_id, text, author_id, at) values ($1, $2, '请补充数据接口', $3, app_now())`,
    [commentId, id, scene.colleague.id],
  )
  if (state === 'in_review')
    await world.db.sql(
      `insert into scenario_decisions (id, scenario_id, outcome, reason, proposed_by, proposed_at, state) values ($1, $2, 'select', '条件清楚', $3, app_now(), 'proposed')`,
      [decisionId, id, scene.colleague.id],
    )
  return { id, version: 1, more: { openingId, commentId, decisionId } }
}

async function attach(scene: Scene, state: string, purpose: string): Promise<Made> {
  const file = await makeFile(scene, scene.stranger)
  const scenario = await makeScenario(scene, state)
  await scene.world.db.sql(
    `insert into scenario_files (scenario_id, file_id, purpose, position) values ($1, $2, $3, 0)`,
    [scenario.id, file.id, purpose],
  )
  return file
}

export const things = {
  draftScenario: (scene) => makeScenario(scene, 'draft'),
  submittedScenario: (scene) => makeScenario(scene, 'submitted'),
  refiningScenario: (scene) => makeScenario(scene, 'refining'),
  reviewedScenario: (scene) => makeScenario(scene, 'in_review'),
  selectedScenario: (scene) => makeScenario(scene, 'selected'),
  publicisedScenario: (scene) => makeScenario(scene, 'publicised'),
  publishedScenario: (scene) => makeScenario(scene, 'published'),
  materialFile: (scene) => attach(scene, 'published', 'material'),
  stampedFile: (scene) => attach(scene, 'published', 'stamped_form'),
  draftFile: (scene) => attach(scene, 'draft', 'material'),
} satisfies Things
