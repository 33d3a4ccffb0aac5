import { newId } from '../../../server/platform/ids.ts'
import { makeScenario } from './scenarios.ts'
import { type Made, makeRow, type Scene, type Things } from './scene.ts'

let serial = 0

export async function makeCapability(
  scene: Scene,
  how: { state: string; visibility?: string; title?: string; counterpart?: string },
): Promise<Made> {
  const id = newId()
  serial += 1
  await scene.world.db.sql(
    `insert into capabilities (id, code, title, kind, organisation_id, visibility, state, state_since, published_at, fresh_until, description, readiness, tracks, created_at, updated_at)
     values ($1, $2, $3, 'product', $4, $5, $6, app_now(), app_now(), app_now() + interval '1 year', $7, $8, $9, app_now(), app_now())`,
    [
      id,
      how.state === 'draft' ? null : `QDC-2026-${7000 + serial}`,
      how.title ?? `巡检机器人${serial}`,
      scene.places.home,
      how.visibility ?? 'public',
      how.state,
      // A draft lacks what publishing asks for.
      how.state === 'draft' ? null : '沿轨巡检，自主充电。',
      how.state === 'draft' ? null : 8,
      how.state === 'draft' ? [] : [scene.world.app.platform.pack.classification.tracks[0]?.key],
    ],
  )
  const proofId = newId()
  await scene.world.db.sql(
    `insert into capability_proofs (id, capability_id, position, kind, text, counterpart_id) values ($1, $2, 0, 'delivery', '已交付三台', $3)`,
    [proofId, id, how.counterpart ?? null],
  )
  return { id, version: 1, more: { proofId } }
}

async function makeList(scene: Scene, state: string): Promise<Made> {
  serial += 1
  return makeRow(
    scene,
    `insert into lists (id, code, title, state, state_since, created_at, updated_at, released_on) values ($1, $2, '测试清单', $3, app_now(), app_now(), app_now(), $4)`,
    (id) => [id, `QDL-2026-${700 + serial}`, state, state === 'released' ? '2026-11-01' : null],
  )
}

async function libraryOf(scene: Scene): Promise<string> {
  const [row] = await scene.world.db.sql<{ id: string }>('select id from libraries order by key limit 1')
  if (!row) throw new Error('the pack brought no library')
  return row.id
}

export async function makeIntent(scene: Scene): Promise<Made> {
  const scenario = await makeScenario(scene, 'published')
  const made = await makeRow(
    scene,
    `insert into intents (id, scenario_id, opening_id, owner_id, owner_district, organisation_id, pitch, state, state_since, holder, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, '我们有三台同类设备在港区运行一年，可先试用一个月。', 'expressed', app_now(), 'owner', app_now(), app_now())`,
    (id) => [
      id,
      scenario.id,
      scenario.more.openingId,
      scene.places.home,
      scene.places.district,
      scene.places.providing,
    ],
  )
  await scene.world.db.sql(
    `insert into intent_contacts (intent_id, name, mobile) values ($1, '钱供给', '13800002222')`,
    [made.id],
  )
  return made
}

export const things = {
  composingList: (scene) => makeList(scene, 'composing'),
  releasedList: (scene) => makeList(scene, 'released'),
  async library(scene) {
    const scenario = await makeScenario(scene, 'published')
    return { id: await libraryOf(scene), version: 1, more: { scenarioId: scenario.id } }
  },
  async libraryEntry(scene) {
    const scenario = await makeScenario(scene, 'published')
    const entry = await makeRow(
      scene,
      `insert into library_entries (id, library_id, scenario_id, entered_at, entered_reason) select $1, id, $2, app_now(), '重点' from libraries order by key limit 1`,
      (id) => [id, scenario.id],
    )
    return { id: await libraryOf(scene), version: 1, more: { entryId: entry.id } }
  },
  draftCapability: (scene) => makeCapability(scene, { state: 'draft' }),
  publicCapability: (scene) => makeCapability(scene, { state: 'published' }),
  membersCapability: (scene) => makeCapability(scene, { state: 'published', visibility: 'members' }),
  withdrawnCapability: (scene) => makeCapability(scene, { state: 'withdrawn' }),
  askedProof: (scene) => makeCapability(scene, { state: 'published', counterpart: scene.places.providing }),
  intent: makeIntent,
} satisfies Things
