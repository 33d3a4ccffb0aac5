import { newId } from '../../../server/platform/ids.ts'
import { makeScenario } from './scenarios.ts'
import { type Made, makeFile, type Scene, type Things } from './scene.ts'

let serial = 0

async function makeListed(scene: Scene): Promise<Made> {
  const made = await makeScenario(scene, 'published')
  await scene.world.db.sql(`update scenarios set rung = 'listed' where id = $1`, [made.id])
  return made
}

/** An application of the home organisation for the next rung, as rows, on a file; in publicity its period is over; `proposed` has a decision that waits. */
async function makePromotion(scene: Scene, state: string, proposed = false): Promise<Made> {
  const { world, places } = scene
  const scenario = await makeListed(scene)
  const file = await makeFile(scene, scene.stranger)
  const [id, evidenceId, decisionId] = [newId(), newId(), newId()]
  serial += 1
  const official = state !== 'draft'
  await world.db.sql(
    `insert into promotions (id, code, scenario_id, owner_id, owner_district, from_rung, to_rung, summary, valid_months, state, state_since, holder, applied_at,
       publicised_at, publicity_ends_at, granted_at, created_at, updated_at)
     values ($1, $2, $3, $4, $5, 'listed', 'laboratory', '夜间巡检已稳定运行', 24, $6, app_now(), 'operator', case when $7 then app_now() end,
       case when $6 = 'publicised' then app_now() end, case when $6 = 'publicised' then app_now() end, case when $6 = 'granted' then app_now() end, app_now(), app_now())`,
    [id, official ? `QDU-2026-${7000 + serial}` : null, scenario.id, places.home, places.district, state, official],
  )
  await world.db.sql(`insert into promotion_dossiers (promotion_id, statement) values ($1, '全年无事故。')`, [id])
  await world.db.sql(
    `insert into promotion_evidence (id, promotion_id, position, kind, subject_id, file_id, sentence, said, hash, frozen_at)
     values ($1, $2, 0, 'file', $3, $3, '运行报告', '{"name": "说明.pdf"}', 'x', app_now())`,
    [evidenceId, id, file.id],
  )
  if (proposed)
    await world.db.sql(
      `insert into promotion_decisions (id, promotion_id, outcome, reason, proposed_by, proposed_at, state) values ($1, $2, 'publicise', '成效明显', $3, app_now(), 'proposed')`,
      [decisionId, id, scene.colleague.id],
    )
  return { id, version: 1, more: { decisionId, fileId: file.id } }
}

/** The file that stands as evidence in one. */
async function makeEvidenceFile(scene: Scene, state: string): Promise<Made> {
  const { more } = await makePromotion(scene, state)
  return { id: more.fileId as string, version: 1, more: {} }
}

/** Promotions. What the rows of `matrix/promotions.ts` are played on, by the name they call it. */
export const things = {
  listedScenario: makeListed,
  draftPromotion: (scene) => makePromotion(scene, 'draft'),
  appliedPromotion: (scene) => makePromotion(scene, 'applied'),
  checkedPromotion: (scene) => makePromotion(scene, 'checked'),
  reviewedPromotion: (scene) => makePromotion(scene, 'in_review'),
  proposedPromotion: (scene) => makePromotion(scene, 'in_review', true),
  publicisedPromotion: (scene) => makePromotion(scene, 'publicised'),
  grantedPromotion: (scene) => makePromotion(scene, 'granted'),
  refusedPromotion: (scene) => makePromotion(scene, 'refused'),
  promotionFile: (scene) => makeEvidenceFile(scene, 'granted'),
} satisfies Things
