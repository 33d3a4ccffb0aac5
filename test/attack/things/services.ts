import { makeFile, makeRow, type Scene, type Things } from './scene.ts'

async function makeFirm(scene: Scene): Promise<string> {
  // The firm of `own` and `ownAdmin` is the served one: an office for scenarios, a firm for this.
  await scene.world.db.sql(`update organisations set kind = 'state_firm' where id = $1`, [scene.places.home])
  return scene.places.home
}

let serial = 0
/** Recorded by an operator who is none of the viewers, unless the viewer himself did. */
async function makeService(scene: Scene, state: string, by: string) {
  const firm = await makeFirm(scene)
  serial += 1
  return makeRow(
    scene,
    `insert into services (id, kind, organisation_id, served_on, summary, recorded_by, state, state_since, confirmed_by, confirmed_at, holder, due_at, created_at, updated_at)
     values ($1, 'consultation', $2, date '2020-01-01' + $3::int, '上门诊断', $4, $5, app_now(), $6, case when $6::uuid is null then null else app_now() end,
       $7, app_now() + interval '10 days', app_now(), app_now())`,
    (id) => [
      id,
      firm,
      serial,
      by,
      state,
      state === 'confirmed' ? scene.stranger.id : null,
      state === 'recorded' ? 'other_side' : null,
    ],
  )
}

async function makeLanding(scene: Scene, state: string) {
  const firm = await makeFirm(scene)
  const file = await makeFile(scene, scene.colleague)
  await scene.world.db.sql('delete from landings where organisation_id = $1', [firm])
  return makeRow(
    scene,
    `insert into landings (id, kind, organisation_id, landed_on, evidence, file_id, reported_by, state, state_since, decided_by, decided_at, holder, created_at, updated_at)
     values ($1, 'innovative_firm', $2, '2026-03-03', '营业执照', $3, $4, $5, app_now(), $6, case when $6::uuid is null then null else app_now() end,
       case when $5 = 'reported' then 'operator' end, app_now(), app_now())`,
    (id) => [id, firm, file.id, scene.colleague.id, state, state === 'confirmed' ? scene.stranger.id : null],
  )
}

/** Services, landed firms, the cockpit. What the rows of `matrix/services.ts` are played on, by the name they call it. */
export const things = {
  recordedService: (scene) => makeService(scene, 'recorded', scene.colleague.id),
  confirmedService: (scene) => makeService(scene, 'confirmed', scene.colleague.id),
  /** Recorded by whoever calls, where somebody may record at all. */
  ownService: (scene) => {
    const records = ['operator', 'districtOwn', 'broker'].includes(scene.kind)
    return makeService(scene, 'recorded', records && scene.person ? scene.person.id : scene.colleague.id)
  },
  servedFirm: async (scene) => ({ id: await makeFirm(scene), version: 1, more: {} }),
  reportedLanding: (scene) => makeLanding(scene, 'reported'),
  confirmedLanding: (scene) => makeLanding(scene, 'confirmed'),
  async landedFirm(scene) {
    const firm = await makeFirm(scene)
    await scene.world.db.sql('delete from landings where organisation_id = $1', [firm])
    const file = scene.person ? await makeFile(scene, scene.person) : await makeFile(scene, scene.colleague)
    return { id: firm, version: 1, more: { fileId: file.id } }
  },
} satisfies Things
