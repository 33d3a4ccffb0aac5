import { newId } from '../../../server/platform/ids.ts'
import { things as agreements } from './agreements.ts'
import { type Made, makeFile, type Scene, type Things } from './scene.ts'

let serial = 0
type Way = 'planned' | 'agreed' | 'running' | 'ready' | 'accepting' | 'accepted'

/**
 * A project under an agreement in force, as rows: one milestone that is up to the provider, one indicator, and from `ready` on the milestone explained and a
 * reading confirmed. Whoever asks has a file to hand in.
 */
async function makeProject(scene: Scene, way: Way): Promise<Made> {
  const { world, places, stranger, person } = scene
  const { sql } = world.db
  const agreement = await agreements.forcedAgreement(scene)
  const file = await makeFile(scene, person ?? stranger)
  const [id, milestoneId, indicatorId, followUpId] = [newId(), newId(), newId(), newId()]
  serial += 1
  const state = way === 'agreed' ? 'planned' : way === 'ready' ? 'running' : way
  const started = state !== 'planned'
  const done = ['ready', 'accepting', 'accepted'].includes(way)
  await sql(
    `insert into projects (id, code, title, scenario_id, agreement_id, owner_id, owner_district, provider_id, provider_ids, state, state_since, holder, starts_on, ends_on,
       started_at, submitted_at, submitted_summary, accepted_at, time_zone, created_at, updated_at)
     select $1, $2, '夜间巡检试点项目', a.scenario_id, a.id, a.owner_id, a.owner_district, $3, array[$3]::uuid[], $4, app_now(), case when $4 <> 'accepted' then 'both' end,
       date '2026-01-01', date '2099-01-01', case when $5 then app_now() end, case when $4 in ('accepting', 'accepted') then app_now() end, '已完成',
       case when $4 = 'accepted' then app_now() end, 'Asia/Shanghai', app_now(), app_now()
       from agreements a where a.id = $6`,
    [id, `QDP-2026-${7000 + serial}`, places.providing, state, started, agreement.id],
  )
  await sql(
    `insert into milestones (id, project_id, position, title, due_on, explanation, responsible) values ($1, $2, 0, '设备进场', '2098-01-01', $3, 'provider')`,
    [milestoneId, id, done ? '改用既有设备' : null],
  )
  await sql(
    `insert into indicators (id, project_id, position, name, unit, baseline, target, direction, method, agreed_by_owner_at, agreed_by_provider_at)
     values ($1, $2, 0, '漏检率', '%', 5, 1, 'down', '月度统计', case when $3 then app_now() end, case when $3 then app_now() end)`,
    [indicatorId, id, way !== 'planned'],
  )
  if (done) await insertReading(scene, { id: newId(), projectId: id, indicatorId, state: 'confirmed' })
  if (way === 'accepted')
    await sql(
      `insert into project_follow_ups (id, project_id, months, side, asks_at, due_at) values ($1, $2, 12, 'provider', app_now() - interval '1 hour', app_now() + interval '9 days')`,
      [followUpId, id],
    )
  return { id, version: 1, more: { milestoneId, indicatorId, followUpId, fileId: file.id } }
}

function insertReading(
  { world, places, stranger }: Scene,
  of: { id: string; projectId: string; indicatorId: string; state: string },
) {
  return world.db.sql(
    `insert into readings (id, indicator_id, project_id, value, at, day, state, state_since, side, reported_for, reported_by, reported_at, settled_for, settled_at, holder, due_at, updated_at)
     values ($1, $2, $3, 3, app_now() - interval '2 days', current_date - 2, $4, app_now(), 'provider', $5, $6, app_now(), case when $4 = 'confirmed' then $7::uuid end,
       case when $4 = 'confirmed' then app_now() end, case $4 when 'reported' then 'owner' when 'disputed' then 'provider' end, app_now() + interval '9 days', app_now())`,
    [of.id, of.indicatorId, of.projectId, of.state, places.providing, stranger.id, places.home],
  )
}

async function makeIndicator(scene: Scene, way: Way): Promise<Made> {
  const project = await makeProject(scene, way)
  return { id: project.more.indicatorId as string, version: 1, more: {} }
}

async function makeReading(scene: Scene, state: string): Promise<Made> {
  const project = await makeProject(scene, 'running')
  const id = newId()
  await insertReading(scene, { id, projectId: project.id, indicatorId: project.more.indicatorId as string, state })
  return { id, version: 1, more: {} }
}

/** Projects, indicators, readings. What the rows of `matrix/projects.ts` are played on, by the name they call it. */
export const things = {
  plannedProject: (scene) => makeProject(scene, 'planned'),
  agreedProject: (scene) => makeProject(scene, 'agreed'),
  runningProject: (scene) => makeProject(scene, 'running'),
  readyProject: (scene) => makeProject(scene, 'ready'),
  submittedProject: (scene) => makeProject(scene, 'accepting'),
  acceptedProject: (scene) => makeProject(scene, 'accepted'),
  plannedIndicator: (scene) => makeIndicator(scene, 'planned'),
  runningIndicator: (scene) => makeIndicator(scene, 'running'),
  reportedReading: (scene) => makeReading(scene, 'reported'),
  disputedReading: (scene) => makeReading(scene, 'disputed'),
  confirmedReading: (scene) => makeReading(scene, 'confirmed'),
} satisfies Things
