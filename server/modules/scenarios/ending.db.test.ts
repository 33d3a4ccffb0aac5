import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createJourney, good, type Journey } from '../../../test/support/journey.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'

let world: World
let journey: Journey
beforeAll(async () => {
  world = await createWorld()
  journey = await createJourney(world)
})
afterAll(() => world.close())

const idOf = (path: string) => path.split('/').at(-1) as string
async function express(path: string, person: Person = journey.provider): Promise<string> {
  const scenario = good(await world.as(person).get(path)).body
  const wish = {
    scenarioId: scenario.id,
    openingId: scenario.openings[0].id,
    pitch: '我们有成熟的无人集卡车队，可在三个月内完成夜间作业试运行。',
    contact: { name: '张三', mobile: '13900001111', email: null },
  }
  return good(await world.as(person).post('/intents', wish)).body.id
}

describe('taken back', () => {
  test('a draft that nobody else saw is told to nobody; comments on it neither', async () => {
    const path = await journey.draft()
    good(await world.as(journey.owner).post(`${path}/comments`, { text: '自己记一下' }))
    const missing = await world.as(journey.owner).act(path, 'withdraw')
    expect([missing.status, missing.body.errors[0].path]).toEqual([400, 'reason'])
    const done = good(await world.as(journey.owner).act(path, 'withdraw', { reason: '不做了' }))
    expect(done.body).toMatchObject({ state: 'withdrawn', stage: null, holder: null, dueAt: null, actions: [] })
    expect(await journey.news(journey.operator, path)).toEqual([])
    expect((await world.as(journey.operator).get(path)).status).toBe(404)
  })

  test('in review it takes the waiting decision along', async () => {
    const path = await journey.at('in_review')
    const proposed = good(await world.as(journey.operator).act(path, 'select', { reason: '可以' }))
    const decisionId = proposed.body.decisions[0].id
    const done = good(await world.as(journey.owner).act(path, 'withdraw', { reason: '资金未落实' }))
    expect(done.body.decisions.map((each: { state: string }) => each.state)).toEqual(['withdrawn'])
    const seen = good(await world.as(journey.second).get(path))
    expect([seen.body.state, seen.body.actions]).toEqual(['withdrawn', []])
    expect((await world.as(journey.second).act(path, 'consent', { decisionId })).body.code).toBe('action_not_allowed')
    expect(await journey.news(journey.operator, path)).toEqual(['scenario.withdraw', 'scenario.submit'])
  })

  test('published, it tells operators and whoever is in talks', async () => {
    const path = await journey.at('published')
    await express(path)
    good(await world.as(journey.owner).act(path, 'withdraw', { reason: '项目取消' }))
    expect(await journey.news(journey.provider, path)).toEqual(['scenario.withdraw'])
    expect((await journey.news(journey.operator, path))[0]).toBe('scenario.withdraw')
    const late = await world.as(journey.provider).post('/intents', {
      scenarioId: idOf(path),
      openingId: (await world.as(null).get(path)).body.openings[1].id,
      pitch: '再来一个方向，我们同样可以在三个月之内完成试运行工作。',
      contact: { name: '张三', mobile: '13900001111', email: null },
    })
    expect(late.body.code).toBe('scenario_not_open')
  })
})

describe('halted', () => {
  test('suspended it keeps its stage and has sixty working days; resumed it is where it was; each time the talks hear of it', async () => {
    const path = await journey.at('published')
    await express(path)
    expect((await world.as(journey.owner).act(path, 'suspend', { reason: '调整' })).status).toBe(403)
    const held = good(await world.as(journey.operator).act(path, 'suspend', { reason: '规划调整' }))
    expect(held.body).toMatchObject({
      state: 'suspended',
      stage: 'matching',
      holder: 'operator',
      stateReason: '规划调整',
      actions: ['terminate', 'resume'],
    })
    expect(held.body.dueAt > new Date(Date.parse(held.body.stateSince) + 60 * 86_400_000).toISOString()).toBe(true)
    const back = good(await world.as(journey.operator).act(path, 'resume'))
    expect(back.body).toMatchObject({ state: 'published', stage: 'matching', holder: 'operator', dueAt: null })
    good(await world.as(journey.operator).act(path, 'suspend', { reason: '再次调整' }))
    const ended = good(await world.as(journey.operator).act(path, 'terminate', { reason: '不再实施' }))
    expect(ended.body).toMatchObject({ state: 'terminated', stage: null, holder: null, dueAt: null, actions: [] })
    expect(await journey.news(journey.provider, path)).toEqual([
      'scenario.terminate',
      'scenario.suspend',
      'scenario.resume',
      'scenario.suspend',
    ])
    expect((await journey.news(journey.owner, path)).slice(0, 4)).toEqual([
      'scenario.terminate',
      'scenario.suspend',
      'scenario.resume',
      'scenario.suspend',
    ])
  })
})

describe('past the closing date', () => {
  const past = (path: string) =>
    world.db.sql(
      `update scenarios set opens_at = app_now() - interval '9 days', closes_at = app_now() - interval '1 day' where id = $1`,
      [idOf(path)],
    )
  test('nothing open: closed by the clock, once; reopened by an operator with a later date', async () => {
    const path = await journey.at('published')
    expect((await world.as(journey.operator).act(path, 'close')).body.params.key).toBe('closing_passed')
    await past(path)
    await world.tick('scenarios.close')
    await world.tick('scenarios.close')
    const closed = good(await world.as(journey.operator).get(path))
    expect(closed.body).toMatchObject({ state: 'closed', stage: null, holder: null, actions: ['reopen'] })
    expect((await journey.news(journey.owner, path)).slice(0, 2)).toEqual(['scenario.close', 'scenario.publish'])
    const early = await world.as(journey.operator).act(path, 'reopen', { closesAt: '2020-01-01T00:00:00.000Z' })
    expect([early.status, early.body.errors[0].code]).toEqual([400, 'in_the_past'])
    const again = good(
      await world
        .as(journey.operator)
        .act(path, 'reopen', { closesAt: '2028-01-01T00:00:00.000Z', reason: '追加一轮' }),
    )
    expect(again.body).toMatchObject({ state: 'published', stage: 'matching', closesAt: '2028-01-01T00:00:00.000Z' })
    const [record] = (await world.as(journey.operator).get(`${path}/history?limit=1`)).body.items
    expect(record.changes.map((each: { path: string }) => each.path)).toEqual(['state', 'closesAt'])
  })

  test('somebody still in talks: it stays, stands on the operator’s list as overdue, and holds nobody else up', async () => {
    const busy = await journey.at('published')
    const intent = await express(busy)
    const free = await journey.at('published')
    await past(busy)
    await past(free)
    await world.tick('scenarios.close')
    const states = async () => [
      (await world.as(null).get(busy)).body.state,
      (await world.as(null).get(free)).body.state,
    ]
    expect(await states()).toEqual(['published', 'closed'])
    const refused = await world.as(journey.operator).act(busy, 'close')
    expect([refused.status, refused.body.params.key]).toEqual([409, 'closing_passed'])
    expect((await world.as(journey.operator).get(busy)).body.actions).not.toContain('close')
    const waiting = await world.as(journey.operator).get('/todos?type=scenario&overdue=true')
    expect(waiting.body.items.map((each: { subject: { id: string } }) => each.subject.id)).toEqual([idOf(busy)])
    const seen = (await world.as(journey.provider).get(`/intents/${intent}`)).body
    const left = await world
      .as(journey.provider)
      .post(`/intents/${intent}/actions/withdraw`, {}, { 'if-match': `"${seen.version}"` })
    good(left)
    await world.tick('scenarios.close')
    expect(await states()).toEqual(['closed', 'closed'])
  })

  test('more busy ones than a batch hold nobody up', async () => {
    const free = await journey.at('published')
    await world.db.sql(
      `update scenarios set opens_at = null, closes_at = app_now() - interval '1 minute' where id = $1`,
      [idOf(free)],
    )
    const { organisationId } = journey.owner
    for (const [text, values] of [
      [
        `insert into scenarios (id, code, title, owner_id, state, stage, holder, state_since, submitted_at, published_at, closes_at, created_at, updated_at)
         select gen_random_uuid(), 'X-' || n, '占位' || n, $1, 'published', 'matching', 'operator', app_now(), app_now(), app_now(), app_now() - interval '2 days', app_now(), app_now()
           from generate_series(1, 205) n`,
        [organisationId],
      ],
      [
        `insert into openings (id, scenario_id, position, text) select gen_random_uuid(), id, 0, '方向' from scenarios where code like 'X-%'`,
        [],
      ],
      [
        `insert into intents (id, scenario_id, opening_id, owner_id, organisation_id, pitch, state, state_since, created_at, updated_at)
         select gen_random_uuid(), s.id, o.id, $1, $2, '洽谈中', 'talking', app_now(), app_now(), app_now()
           from scenarios s join openings o on o.scenario_id = s.id where s.code like 'X-%'`,
        [organisationId, journey.provider.organisationId],
      ],
    ] as const)
      await world.db.sql(text, [...values])
    await world.tick('scenarios.close')
    expect((await world.as(null).get(free)).body.state).toBe('closed')
    expect(await world.db.sql(`select count(*) from scenarios where code like 'X-%' and state = 'published'`)).toEqual([
      { count: '205' },
    ])
  })

  test('gone by before publication: published with a later one', async () => {
    const path = await journey.at('publicised')
    await world.db.sql(
      `update scenarios set due_at = app_now(), closes_at = app_now() - interval '1 day' where id = $1`,
      [idOf(path)],
    )
    expect((await world.as(journey.operator).act(path, 'publish')).body.code).toBe('closing_date_passed')
    const done = good(await world.as(journey.operator).act(path, 'publish', { closesAt: '2028-03-01T00:00:00.000Z' }))
    expect(done.body).toMatchObject({ state: 'published', closesAt: '2028-03-01T00:00:00.000Z' })
  })
})
