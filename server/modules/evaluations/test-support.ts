import { good } from '../../../test/support/journey.ts'
import { type Answer, createWorld, type Person, type World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'

/** Rows of a scenario in practice, as other modules would have left them; every one that must not count stands beside one that does. */
export type Landing = {
  readonly id: string
  readonly reading: string
  readonly contract: string
  readonly projects: readonly string[]
}

async function insert(world: World, table: string, row: Record<string, unknown>): Promise<string> {
  const id = (row.id as string | undefined) ?? newId()
  const all: Record<string, unknown> = { id, ...row }
  const names = Object.keys(all)
  await world.db.sql(
    `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(all),
  )
  return id
}
const stamps = { created_at: '2026-02-01', updated_at: '2026-02-01' }
let serial = 0

export async function buildSubject(
  world: World,
  owner: string,
  over: Record<string, unknown> = {},
): Promise<{ id: string; openingId: string }> {
  serial += 1
  const id = await insert(world, 'scenarios', {
    code: `QD-2026-${5000 + serial}`,
    title: `评估场景${serial}`,
    owner_id: owner,
    state: 'evaluating',
    stage: 'evaluation',
    state_since: '2026-09-01',
    holder: 'operator',
    submitted_at: '2026-02-01',
    published_at: '2026-03-01',
    budget_cny: 1_000_000,
    ...stamps,
    ...over,
  })
  return { id, openingId: await insert(world, 'openings', { scenario_id: id, position: 0, text: '巡检' }) }
}

/**
 * One whose facts are known by hand. Indicators: one half way by its newest standing reading (a later one is only reported), one upheld at
 * its target, one without any: 0.5. Milestones: one in time, one late, one overdue, one not due: 1/3. Projects: one accepted, one running,
 * one only planned: 0.5. Contract 400,000 in force (a letter, a draft and a terminated one beside it) of 1,000,000: 0.4; first signed 30 days
 * after publication. Intents: two answered in time, one late, one expired, one still open, one withdrawn: 0.5; three taken up by two
 * organisations. One capability in the accepted project, another in the running one.
 */
export async function buildLanding(
  world: World,
  owner: string,
  providers: readonly [string, string],
): Promise<Landing> {
  const { id, openingId } = await buildSubject(world, owner)
  const [first, second] = providers
  const agreement = (over: Record<string, unknown>) => {
    serial += 1
    return insert(world, 'agreements', {
      code: `QDA-2026-${5000 + serial}`,
      kind: 'contract',
      state: 'in_force',
      state_since: '2026-04-01',
      scenario_id: id,
      owner_id: owner,
      party_ids: [owner, first],
      title: `协议${serial}`,
      amount_cny: 400_000,
      terms_hash: 'x',
      signed_on: '2026-04-10',
      signed_at: '2026-04-10T00:00:00Z',
      ...stamps,
      ...over,
    })
  }
  const contract = await agreement({})
  await agreement({ kind: 'letter', amount_cny: null, signed_on: '2026-03-31', signed_at: '2026-03-31T01:00:00Z' })
  await agreement({ state: 'under_review', amount_cny: 300_000, signed_on: null, signed_at: null })
  await agreement({ state: 'terminated', amount_cny: 200_000 })
  for (const [organisation, role] of [
    [owner, 'owner'],
    [first, 'provider'],
  ])
    await world.db.sql(
      `insert into agreement_parties (agreement_id, organisation_id, position, role, share_millionths) values ($1, $2, 0, $3, $4)`,
      [contract, organisation, role, role === 'owner' ? null : 1_000_000],
    )
  const project = (state: string, started: boolean) => {
    serial += 1
    return insert(world, 'projects', {
      code: `QDP-2026-${5000 + serial}`,
      title: `项目${serial}`,
      scenario_id: id,
      agreement_id: contract,
      owner_id: owner,
      provider_id: first,
      provider_ids: [first],
      state,
      state_since: '2026-05-01',
      started_at: started ? '2026-05-01' : null,
      accepted_at: state === 'accepted' ? '2026-08-01' : null,
      time_zone: 'Asia/Shanghai',
      ...stamps,
    })
  }
  const accepted = await project('accepted', true)
  const running = await project('running', true)
  const planned = await project('planned', false)
  let at = 0
  const indicator = (projectId: string, name: string) =>
    insert(world, 'indicators', {
      project_id: projectId,
      position: at++,
      name,
      unit: '%',
      baseline: 20,
      target: 80,
      direction: 'up',
      method: '统计',
    })
  const reading = (indicatorId: string, projectId: string, value: number, state: string, day: string) =>
    insert(world, 'readings', {
      indicator_id: indicatorId,
      project_id: projectId,
      value,
      at: `${day}T04:00:00Z`,
      day,
      state,
      state_since: day,
      side: 'provider',
      reported_for: first,
      reported_at: day,
      updated_at: day,
    })
  const half = await indicator(running, '巡检覆盖率')
  await reading(half, running, 35, 'confirmed', '2026-06-01')
  const standing = await reading(half, running, 50, 'confirmed', '2026-07-01')
  await reading(half, running, 80, 'reported', '2026-08-01')
  await reading(half, running, 80, 'disputed', '2026-08-02')
  const upheld = await indicator(accepted, '缺陷识别率')
  await reading(upheld, accepted, 95, 'upheld', '2026-07-15')
  await indicator(running, '人工替代率')
  const never = await indicator(planned, '不应计入')
  await reading(never, planned, 80, 'confirmed', '2026-07-01')
  const milestone = (title: string, due: string, done: string | null) =>
    insert(world, 'milestones', {
      project_id: running,
      position: at++,
      title,
      due_on: due,
      done_on: done,
      responsible: 'provider',
    })
  await milestone('进场', '2026-06-01', '2026-06-01')
  await milestone('联调', '2026-07-01', '2026-07-02')
  await milestone('试运行', '2026-08-01', null)
  await milestone('推广', '2999-01-01', null)
  for (const [projectId, title] of [
    [accepted, '巡检机器人'],
    [running, '边缘网关'],
  ]) {
    const capability = await insert(world, 'capabilities', {
      title,
      kind: 'product',
      organisation_id: first,
      state: 'published',
      state_since: '2026-02-01',
      ...stamps,
    })
    await world.db.sql(`insert into project_capabilities (project_id, capability_id) values ($1, $2)`, [
      projectId,
      capability,
    ])
  }
  const intent = (organisation: string, state: string, over: Record<string, unknown> = {}) =>
    insert(world, 'intents', {
      scenario_id: id,
      opening_id: openingId,
      owner_id: owner,
      organisation_id: organisation,
      pitch: '有成熟方案',
      state,
      state_since: '2026-03-20',
      created_at: '2026-03-10',
      updated_at: '2026-03-20',
      ...over,
    })
  await intent(first, 'contracted')
  await intent(first, 'broken_off', { escalated_at: '2026-03-25' })
  await intent(second, 'terminated')
  await intent(second, 'expired', { escalated_at: '2026-03-25' })
  await intent(second, 'expressed', { holder: 'owner', due_at: '2999-01-01' })
  await intent(first, 'withdrawn')
  return { id, reading: standing, contract, projects: [accepted, running] }
}

const system = 'scenario-landing'
export const codeOf = (answer: Answer) =>
  [
    answer.body.code,
    ...(answer.body.errors ?? []).map((each: { path: string; code: string }) => `${each.path}:${each.code}`),
  ].join(' ')
export const appealOf = (scenarioId: string, over = {}) => ({
  scenarioId,
  grounds: '读数有误',
  remedy: '按更正后的读数计算',
  ...over,
})

export type Stage = Awaited<ReturnType<typeof setStage>>

/** People of every kind, a landed scenario and an empty one of another owner, and the way of an evaluation over the API. */
export async function setStage() {
  const world = await createWorld()
  const operator = await world.person({ roles: ['operator'] })
  const owner = await world.person({ organisation: { kind: 'government' } })
  const otherOwner = await world.person({ organisation: { kind: 'hospital' } })
  const provider = await world.person({ organisation: { kind: 'firm' } })
  const secondProvider = await world.person({ organisation: { kind: 'firm' } })
  const auditor = await world.person({ roles: ['auditor'] })
  const leader = await world.person({ roles: ['leader'] })
  const stranger = await world.person({ organisation: { kind: 'firm' } })
  const landing = await buildLanding(world, owner.organisationId as string, [
    provider.organisationId as string,
    secondProvider.organisationId as string,
  ])
  const empty = await buildSubject(world, otherOwner.organisationId as string)

  async function begin(scenarioIds = [landing.id, empty.id]): Promise<string> {
    const made = good(await world.as(operator).post('/evaluations', { title: '年度评估', system, scenarioIds }))
    return `/evaluations/${made.body.id}`
  }
  async function opened(scenarioIds?: string[]): Promise<string> {
    const path = await begin(scenarioIds)
    good(await world.as(operator).act(path, 'compute'))
    good(await world.as(operator).act(path, 'open_appeals', { days: 3 }))
    return path
  }
  /** As though the window had passed. */
  const passWindow = (path: string) =>
    world.db.sql(`update evaluations set appeal_until = app_now() where id = $1`, [path.split('/').at(-1)])
  async function published(scenarioIds?: string[]): Promise<string> {
    const path = await opened(scenarioIds)
    await passWindow(path)
    good(await world.as(operator).act(path, 'publish'))
    return path
  }
  const results = async (person: Person | null, path: string, query = '') =>
    (await world.as(person).get(`${path}/results${query}`)).body
  return {
    world,
    operator,
    owner,
    otherOwner,
    provider,
    secondProvider,
    auditor,
    leader,
    stranger,
    landing,
    empty,
    begin,
    opened,
    passWindow,
    published,
    results,
  }
}
