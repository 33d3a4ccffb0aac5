import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonical } from '../../../engines/journal/index.ts'
import { good } from '../../../test/support/journey.ts'
import { playRound } from '../../../test/support/round.ts'
import { createWorld, type World } from '../../../test/support/world.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const versionOf = (item: { version: number }) => ({ 'if-match': `"${item.version}"` })

test('a round goes from plan to release: each sees what is his, the owner his result and nothing before', async () => {
  const play = await playRound(world)
  const { experts, items, round } = play
  const [chair, second, third] = experts
  const [first, other] = items as [string, string]
  const office = world.as(play.operator)
  const owner = world.as(play.owner)
  const results = `${play.scenarios[0]}/results`

  // planned: the two scenarios, the rubric, the chair invited to chair
  const planned = good(await office.get(round)).body
  expect(planned).toMatchObject({ state: 'planned', holder: 'operator', items: 2, chair: { name: '专家甲' } })
  expect(planned.code).toMatch(/^\w+R-\d{4}-\d{2}$/)
  expect(planned.actions).toEqual(['assign', 'cancel'])
  expect((await office.act(play.scenarios[0] as string, 'select', { reason: '直接入选' })).body.code).toBe(
    'in_open_round',
  )

  // assigning: everybody invited, told, with a to-do
  await play.assign()
  expect(await play.news(second, round)).toEqual(['review_invited'])
  const todo = good(await world.as(second).get('/todos?type=review')).body
  expect(todo.items.map((each: { state: string; actions: string[] }) => [each.state, each.actions])).toEqual([
    ['invited', ['accept', 'refuse', 'declare_conflict', 'recuse']],
    ['invited', ['accept', 'refuse', 'declare_conflict', 'recuse']],
  ])

  // before the undertaking: title and owner only
  const path = await play.reviewOf(second, first)
  const before = good(await world.as(second).get(path)).body
  expect(before).toMatchObject({ material: null, sheet: null, undertaking: { signedAt: null } })
  expect(before.scenario.title).not.toBe('')
  expect((await world.as(second).get(play.scenarios[0] as string)).status).toBe(404)
  expect((await world.as(second).act(path, 'accept')).body.code).toBe('undertaking_required')
  await play.sign(chair, second, third)
  for (const expert of experts) for (const item of items) await play.accept(expert, item)
  const after = good(await world.as(second).get(path)).body
  expect(after.material.problem).not.toBe(null)
  expect(after.material.openings.length).toBeGreaterThan(0)
  expect(after.actions).toEqual(['recuse'])

  // scoring; one expert steps back from the second item
  await play.startScoring()
  expect(
    good(await world.as(third).act(await play.reviewOf(third, other), 'recuse', { reason: '曾任顾问' })).body.material,
  ).toBe(null)
  await play.score(
    chair,
    first,
    { need: 80, plan: 7.5, value: 4 },
    { commentOwner: '数据接口要写清', commentOffice: '可信' },
  )
  await play.score(second, first, { need: 90, plan: 8, value: 5 }, { commentOwner: '示范面可再扩大' })
  await play.score(third, first, { need: 85, plan: 7.5, value: 4 })
  await play.score(chair, other, { need: 60, plan: 5, value: 3 })
  await play.score(second, other, { need: 70, plan: 6, value: 3 })
  expect(good(await world.as(second).get(path)).body.peers).toEqual([])
  expect(good(await office.get(round)).body.itemList.map((each: { score: number | null }) => each.score)).toEqual([
    null,
    null,
  ])

  // consensus: the chair sees all, the others without names; whoever left an item sees nothing of it
  good(await world.as(chair).act(round, 'start_consensus'))
  const peers = good(await world.as(second).get(path)).body.peers
  expect(
    peers.map((each: { reviewer: { name: string | null }; total: number }) => [each.reviewer.name, each.total]),
  ).toEqual([
    [null, 78.5],
    [null, 81],
  ])
  const left = good(await world.as(third).get(await play.reviewOf(third, other))).body
  expect([left.peers, left.material, left.sheet]).toEqual([[], null, null])
  const chaired = good(await world.as(chair).get(round)).body
  expect(chaired.itemList.map((each: { score: number; rank: number }) => [each.score, each.rank])).toEqual([
    // 0.5 × 85 + 0.3 × 76.67 + 0.2 × 86.67; 0.5 × 65 + 0.3 × 55 + 0.2 × 60
    [82.83, 1],
    [61, 2],
  ])
  expect((await world.as(chair).act(round, 'start_deciding')).body).toMatchObject({ code: 'guard_failed' })
  for (const [index, item] of chaired.itemList.entries())
    good(
      await world
        .as(chair)
        .put(
          `${round}/items/${item.id}/recommendation`,
          { outcome: index === 0 ? 'select' : 'revise', reason: '综合得分与示范价值' },
          versionOf(item),
        ),
    )
  good(await world.as(second).post(`${path}/dissent`, { text: '示范面偏窄' }))
  good(await world.as(chair).act(round, 'start_deciding'))

  // deciding: differing from the recommendation wants a reason; the owner knows nothing yet
  const deciding = good(await office.get(round)).body
  const decide = (item: { id: string; version: number }, body: object) =>
    office.put(`${round}/items/${item.id}/decision`, body, versionOf(item))
  good(
    await decide(deciding.itemList[0], {
      outcome: 'select',
      reason: '需求真实，方案可行',
      comment: '请于一月内完善接口',
    }),
  )
  expect((await office.act(round, 'release')).body).toMatchObject({ code: 'guard_failed' })
  expect((await decide(deciding.itemList[1], { outcome: 'reject', reason: '条件不成熟' })).body).toMatchObject({
    status: 400,
    errors: [{ path: 'deviation', code: 'required' }],
  })
  good(await decide(deciding.itemList[1], { outcome: 'reject', reason: '条件不成熟', deviation: '近期无改造预算' }))
  expect(good(await owner.get(results)).body).toEqual({ items: [] })
  expect((await owner.get(round)).status).toBe(403)

  // release
  const released = good(await office.act(round, 'release')).body
  expect(released.state).toBe('released')
  expect(good(await owner.get(play.scenarios[0] as string)).body).toMatchObject({
    state: 'selected',
    stateReason: '需求真实，方案可行',
  })
  expect(good(await owner.get(play.scenarios[1] as string)).body.state).toBe('rejected')
  const [result] = good(await owner.get(results)).body.items
  expect(result).toMatchObject({
    score: 82.83,
    rank: 1,
    ranked: 2,
    outcome: 'select',
    reason: '需求真实，方案可行',
    comment: '请于一月内完善接口',
    comments: ['数据接口要写清', '示范面可再扩大'].sort(),
  })
  expect(result.criteria.map((each: { mean: number }) => each.mean)).toEqual([85, 7.67, 4.33])
  expect(JSON.stringify(result)).not.toMatch(/专家|可信/)
  expect(await play.news(play.owner, play.scenarios[0] as string)).toContain('scenario.select')

  // the snapshot is what its hash in the journal says
  const snapshot = good(await office.get(`${round}/snapshot`)).body
  expect(createHash('sha256').update(canonical(snapshot.content)).digest('hex')).toBe(snapshot.hash)
  const [record] = good(await office.get(`${round}/history`)).body.items
  expect(record).toMatchObject({ action: 'round.release' })
  expect(record.changes).toContainEqual({ path: 'snapshot', before: null, after: snapshot.hash })
  expect(snapshot.content.items[0].reviews.map((each: { dissent: string | null }) => each.dissent)).toContain(
    '示范面偏窄',
  )
  expect(snapshot.content.items[1].alternatives).toEqual([
    { code: released.itemList[0].scenario.code, score: 82.83, rank: 1, decision: 'select' },
  ])
  good(await office.act(round, 'archive'))
})
