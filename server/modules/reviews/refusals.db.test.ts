import { afterAll, beforeAll, expect, test } from 'vitest'
import { good } from '../../../test/support/journey.ts'
import { inDays, playRound, rubric } from '../../../test/support/round.ts'
import { createWorld, type World } from '../../../test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const full = { need: 80, plan: 7.5, value: 4 }
const idOf = (path: string | undefined) => path?.split('/').at(-1) as string

test('a rubric whose weights do not make one is refused, as are scenarios that are not in review or in another round', async () => {
  const play = await playRound(world, 1)
  const office = world.as(play.operator)
  const odd = [{ ...rubric[0], weight: 0.6 }, rubric[1], rubric[2]]
  expect((await office.post('/rounds', { title: '权重有误', criteria: odd })).body).toMatchObject({
    status: 400,
    errors: [{ path: 'criteria', code: 'weights_sum' }],
  })
  expect((await office.act(play.round, 'assign')).status).toBe(200)
  const again = { title: '第二轮', scenarioIds: [idOf(play.scenarios[0])] }
  expect((await office.post('/rounds', again)).body.code).toBe('scenario_in_round')
  const refining = { title: '第三轮', scenarioIds: [idOf(await play.at('refining'))] }
  expect((await office.post('/rounds', refining)).body.code).toBe('scenario_not_in_review')
  const past = { title: '第四轮', deadline: inDays(-1) }
  expect((await office.post('/rounds', past)).body.errors[0]).toMatchObject({ path: 'deadline', code: 'in_the_past' })
  expect((await office.post('/rounds', { title: '无此专家', chairId: play.operator.id })).body.errors[0]).toMatchObject(
    {
      path: 'chairId',
      code: 'unknown_expert',
    },
  )
})

test('of two rounds that take one scenario at once, one gets it', async () => {
  const { at, operator, second } = await playRound(world, 1)
  const body = { title: '同时', scenarioIds: [idOf(await at('in_review'))] }
  const answers = await Promise.all([world.as(operator).post('/rounds', body), world.as(second).post('/rounds', body)])
  expect(answers.map((each) => each.status).sort()).toEqual([201, 409])
})

test('whom something ties to the owner is shown and cannot be invited nor chair', async () => {
  const play = await playRound(world, 1)
  const office = world.as(play.operator)
  const item = play.items[0] as string
  const owner = play.owner.organisationId as string
  const insider = await world.person({ roles: ['expert'], organisation: owner, orgRole: 'member' })
  const [, former] = play.experts
  const profile = good(await world.as(former).get(`/experts/${former.id}`)).body
  expect(profile.version).toBe(0)
  good(await world.as(former).patch(`/experts/${former.id}`, { employerIds: [owner] }, { 'if-match': '"0"' }))
  good(await office.act(play.round, 'assign'))
  const { items } = good(await office.get(`${play.round}/candidates`)).body
  const conflictsOf = (id: string) => items.find((each: { id: string }) => each.id === id).conflicts
  expect(conflictsOf(insider.id)).toEqual([{ itemId: item, kind: 'member' }])
  expect(conflictsOf(former.id)).toEqual([{ itemId: item, kind: 'employer' }])
  expect(conflictsOf(play.experts[2].id)).toEqual([])
  const invite = (expertId: string) => office.post(`${play.round}/assignments`, { pairs: [{ itemId: item, expertId }] })
  for (const expert of [insider, former]) expect((await invite(expert.id)).body.code).toBe('expert_conflicted')
  const seen = good(await office.get(play.round)).body
  const chaired = await office.patch(play.round, { chairId: insider.id }, { 'if-match': `"${seen.version}"` })
  expect(chaired.body.code).toBe('expert_conflicted')
  good(await invite(play.experts[2].id))
  expect((await invite(play.experts[2].id)).body.code).toBe('already_assigned')
  // A tie that came up after the invitation stops the acceptance.
  const late = play.experts[2]
  good(await world.as(late).patch(`/experts/${late.id}`, { employerIds: [owner] }, { 'if-match': '"0"' }))
  await play.sign(late)
  expect((await world.as(late).act(await play.reviewOf(late, item), 'accept')).body.code).toBe('expert_conflicted')
})

test('scores are refused out of range, off their step, for another, twice, after recusal, and late by the clock of the database', async () => {
  const play = await playRound(world, 1)
  const [chair, second, third] = play.experts
  const item = play.items[0] as string
  await play.assign()
  await play.sign(chair, second, third)
  for (const expert of play.experts) await play.accept(expert, item)
  const path = await play.reviewOf(second, item)
  // before the scoring has begun
  expect((await world.as(second).act(path, 'start')).body.code).toBe('action_not_allowed')
  await play.startScoring()
  const started = good(await world.as(second).act(path, 'start')).body
  const save = (who: typeof second, version: number, scores: Record<string, number>) =>
    world.as(who).patch(path, { scores }, { 'if-match': `"${version}"` })
  const faults = (await save(second, started.version, { need: 101, plan: 7.3, other: 1, value: -1 })).body
  expect(faults.errors.map((each: { path: string; code: string }) => [each.path, each.code])).toEqual([
    ['scores.need', 'too_big'],
    ['scores.plan', 'off_step'],
    ['scores.other', 'unrecognized'],
    ['scores.value', 'too_small'],
  ])
  expect((await save(third, started.version, full)).status).toBe(404)
  expect((await save(chair, started.version, full)).status).toBe(403)
  expect((await world.as(second).act(path, 'submit')).body).toMatchObject({ code: 'incomplete' })
  const saved = good(await save(second, started.version, full)).body
  expect((await save(second, started.version, full)).status).toBe(412)
  // a draft is its writer's alone
  expect(good(await world.as(play.operator).get(path)).body.sheet).toBe(null)
  expect(good(await world.as(chair).get(path)).body.sheet).toBe(null)
  const submitted = good(await world.as(second).act(path, 'submit')).body
  expect([submitted.sheet.total, submitted.actions]).toEqual([78.5, ['recuse']])
  expect((await world.as(second).act(path, 'submit')).body.code).toBe('action_not_allowed')
  expect((await save(second, submitted.version, full)).body.code).toBe('action_not_allowed')
  expect(saved.version).toBeLessThan(submitted.version)
  // returned with a reason and revised
  expect((await world.as(play.operator).act(path, 'return')).body.errors[0]).toMatchObject({ path: 'reason' })
  good(await world.as(play.operator).act(path, 'return', { reason: '请补充理由' }))
  const revised = good(await world.as(second).act(path, 'revise')).body
  good(await save(second, revised.version, { ...full, need: 90 }))
  good(await world.as(second).act(path, 'submit'))
  // after recusal
  const left = await play.reviewOf(third, item)
  good(await world.as(play.operator).act(left, 'recuse', { reason: '合作关系' }))
  expect((await world.as(third).act(left, 'start')).body.code).toBe('action_not_allowed')
  expect(good(await world.as(third).get(left)).body).toMatchObject({ material: null, sheet: null, actions: [] })
  // late
  const own = await play.reviewOf(chair, item)
  const begun = good(await world.as(chair).act(own, 'start')).body
  expect((await world.as(play.operator).act(play.round, 'start_consensus')).body.code).toBe('guard_failed')
  await world.shiftClock('11 days')
  const late = await world.as(chair).patch(own, { scores: full }, { 'if-match': `"${begun.version}"` })
  expect([late.body.code, (await world.as(chair).act(own, 'submit')).body.code]).toEqual([
    'scoring_closed',
    'scoring_closed',
  ])
  // more time by the office reopens it
  const seen = good(await world.as(play.operator).get(play.round)).body
  const extended = await world
    .as(play.operator)
    .patch(play.round, { deadline: inDays(20) }, { 'if-match': `"${seen.version}"` })
  expect(good(extended).body.dueAt).toBe(extended.body.deadline)
  const kept = good(await world.as(chair).patch(own, { scores: full }, { 'if-match': `"${begun.version}"` })).body
  expect(kept.dueAt).toBe(extended.body.deadline)
  good(await world.as(chair).act(own, 'submit'))
  good(await world.as(chair).act(play.round, 'start_consensus'))
  expect((await world.as(play.operator).act(path, 'return', { reason: '再改' })).body.code).toBe('scoring_closed')
  await world.shiftClock('-11 days')
})

test('of two who decide at once the second looks again; whoever belongs to the owner decides nothing and sees no review', async () => {
  const play = await playRound(world, 1)
  const [chair, second] = play.experts
  const item = play.items[0] as string
  await play.assign()
  await play.sign(...play.experts)
  await play.startScoring()
  for (const expert of play.experts) await play.score(expert, item, full)
  const office = world.as(play.operator)
  const insider = await world.person({ roles: ['operator'], organisation: play.owner.organisationId as string })
  expect(good(await world.as(insider).get(play.round)).body).toMatchObject({ actions: [], itemList: [{ score: null }] })
  expect(good(await world.as(insider).get(`${play.round}/reviews`)).body.items).toEqual([])
  expect((await world.as(insider).get(await play.reviewOf(second, item))).status).toBe(404)
  expect((await world.as(insider).act(play.round, 'start_consensus')).status).toBe(403)
  good(await office.act(play.round, 'start_consensus'))
  const asked = good(await world.as(chair).get(play.round)).body.itemList[0]
  const say = { outcome: 'select', reason: '得分高' }
  const at = (version: number) => ({ 'if-match': `"${version}"` })
  good(await world.as(chair).put(`${play.round}/items/${item}/recommendation`, say, at(asked.version)))
  good(await world.as(chair).act(play.round, 'start_deciding'))
  const { version } = good(await office.get(play.round)).body.itemList[0]
  const decide = (who: typeof second, outcome: string) =>
    world
      .as(who)
      .put(`${play.round}/items/${item}/decision`, { outcome, reason: '综合', deviation: '条件' }, at(version))
  expect((await decide(insider, 'select')).status).toBe(403)
  const both = await Promise.all([decide(play.operator, 'select'), decide(play.second, 'reject')])
  expect(both.map((each) => each.status).sort()).toEqual([200, 412])
  expect((await world.as(insider).act(play.round, 'release')).status).toBe(403)
})

test('a scenario that its owner withdraws is no longer waited for; a cancelled round gives its scenarios back', async () => {
  const play = await playRound(world, 2)
  const [chair] = play.experts
  const [first, other] = play.items as [string, string]
  const office = world.as(play.operator)
  await play.assign()
  await play.sign(...play.experts)
  await play.startScoring()
  for (const expert of play.experts) await play.score(expert, first, full)
  good(await world.as(play.owner).act(play.scenarios[1] as string, 'withdraw', { reason: '计划有变' }))
  for (const expert of play.experts)
    good(await office.act(await play.reviewOf(expert, other), 'recuse', { reason: '项目撤回' }))
  good(await office.act(play.round, 'start_consensus'))
  const [item] = good(await world.as(chair).get(play.round)).body.itemList
  const at = (version: number) => ({ 'if-match': `"${version}"` })
  const recommendation = { outcome: 'revise', reason: '接口不清' }
  good(await world.as(chair).put(`${play.round}/items/${first}/recommendation`, recommendation, at(item.version)))
  good(await world.as(chair).act(play.round, 'start_deciding'))
  const [judged] = good(await office.get(play.round)).body.itemList
  good(await office.put(`${play.round}/items/${first}/decision`, recommendation, at(judged.version)))
  good(await office.act(play.round, 'release'))
  expect(good(await office.get(play.scenarios[0] as string)).body.state).toBe('refining')
  expect(good(await office.get(play.scenarios[1] as string)).body.state).toBe('withdrawn')
  expect(good(await world.as(play.owner).get(`${play.scenarios[1]}/results`)).body.items).toEqual([])

  const dropped = await playRound(world, 1)
  await dropped.assign()
  const run = world.as(dropped.operator)
  expect((await run.act(dropped.round, 'cancel')).body.errors[0]).toMatchObject({ path: 'reason', code: 'required' })
  good(await run.act(dropped.round, 'cancel', { reason: '另行安排' }))
  expect(good(await world.as(dropped.experts[1]).get('/todos?type=review')).body.items).toEqual([])
  good(await run.act(dropped.scenarios[0] as string, 'select', { reason: '直接入选' }))
})

test('the chair reads the material of items he does not score, and nothing of one he stepped back from', async () => {
  const play = await playRound(world, 2)
  const [chair, second] = play.experts
  const [first, other] = play.items as [string, string]
  await play.assign([
    [second, first],
    [second, other],
    [chair, other],
  ])
  const paths = [await play.reviewOf(second, first), await play.reviewOf(second, other)] as const
  const reads = async () => {
    const answers = await Promise.all(paths.map((path) => world.as(chair).get(path)))
    return answers.map((each) => (each.status === 200 ? each.body.material !== null : each.status))
  }
  expect(await reads()).toEqual([404, 404])
  await play.sign(chair, second)
  expect(await reads()).toEqual([true, false])
  await play.accept(chair, other)
  expect(await reads()).toEqual([true, true])
  good(await world.as(chair).act(await play.reviewOf(chair, other), 'recuse', { reason: '亲属关系' }))
  expect(await reads()).toEqual([true, 404])
})

test('an invitation that nobody answers in time comes to the office, which takes the expert off', async () => {
  const play = await playRound(world, 1)
  const item = play.items[0] as string
  await play.assign()
  const path = await play.reviewOf(play.experts[1], item)
  const waiting = async () => {
    const { items } = good(await world.as(play.operator).get('/todos?type=review&limit=200')).body
    return items.filter((each: { subject: { id: string } }) => path.endsWith(each.subject.id))
  }
  expect(await waiting()).toEqual([])
  await world.shiftClock('15 days')
  expect(await waiting()).toMatchObject([{ state: 'invited', overdue: true, actions: ['recuse'] }])
  good(await world.as(play.operator).act(path, 'recuse', { reason: '逾期未答复' }))
  expect(await waiting()).toEqual([])
  expect(await play.news(play.experts[1], path)).toEqual(['review.recuse'])
  await world.shiftClock('-15 days')
})

test('lists cost the same number of statements with one row and with three', async () => {
  const play = await playRound(world, 1)
  const paths = ['/rounds', '/experts', '/reviews']
  const cost = async () => {
    const counts: number[] = []
    for (const path of paths) {
      world.db.statements()
      good(await world.as(play.operator).get(path))
      counts.push(world.db.statements().length)
    }
    return counts
  }
  await play.assign()
  const before = await cost()
  const more = await playRound(world, 2)
  await more.assign()
  expect(await cost()).toEqual(before)
})
