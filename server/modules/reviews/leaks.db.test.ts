import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { good } from '../../../test/support/journey.ts'
import { type Play, playRound } from '../../../test/support/round.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'
import { anonymous, type Viewer } from '../../platform/viewer.ts'

/** Words that only somebody who may know the reviews has heard. */
const secret = /机密意见|内部判断|不同看法|专家甲|专家乙|专家丙|77\.77|组长认为/

let world: World
let play: Play
let auditor: Person
beforeAll(async () => {
  world = await createWorld()
  play = await playRound(world, 1)
  auditor = await world.person({ roles: ['auditor'] })
  const item = play.items[0] as string
  await play.assign()
  await play.sign(...play.experts)
  await play.startScoring()
  for (const expert of play.experts)
    await play.score(
      expert,
      item,
      { need: 80, plan: 7.5, value: 4 },
      { commentOwner: `机密意见 ${expert.name}`, commentOffice: '内部判断' },
    )
})
afterAll(() => world.close())

const versionOf = (version: number) => ({ 'if-match': `"${version}"` })

async function confer(): Promise<void> {
  const [chair, second] = play.experts
  const item = play.items[0] as string
  good(await world.as(chair).act(play.round, 'start_consensus'))
  good(await world.as(second).post(`${await play.reviewOf(second, item)}/dissent`, { text: '不同看法' }))
  const [asked] = good(await world.as(chair).get(play.round)).body.itemList
  const body = { outcome: 'select', reason: '组长认为得分高' }
  good(await world.as(chair).put(`${play.round}/items/${item}/recommendation`, body, versionOf(asked.version)))
  good(await world.as(chair).act(play.round, 'start_deciding'))
  const [decided] = good(await world.as(play.operator).get(play.round)).body.itemList
  const decision = { outcome: 'select', reason: '机密意见采纳', comment: '机密意见' }
  good(await world.as(play.operator).put(`${play.round}/items/${item}/decision`, decision, versionOf(decided.version)))
}

/** Everything an owner may read that could tell of a review of his scenario. */
async function ownerReads(): Promise<string> {
  const caller = world.as(play.owner)
  const scenario = play.scenarios[0] as string
  const paths = [
    scenario,
    `${scenario}/history`,
    `${scenario}/comments`,
    `${scenario}/results`,
    '/scenarios',
    '/todos',
    '/notifications',
    '/me',
    '/me/export',
  ]
  const answers = await Promise.all(paths.map((path) => caller.get(path)))
  return answers.map((each) => JSON.stringify(each.body)).join('\n')
}

test('before the release an owner reads nothing of a review anywhere; after it his result, and never who reviewed', async () => {
  await confer()
  expect(await ownerReads()).not.toMatch(secret)
  for (const path of ['/rounds', play.round, `${play.round}/reviews`, '/reviews', '/experts'])
    expect((await world.as(play.owner).get(path)).status).toBe(403)
  const before = good(await world.as(play.owner).get(play.scenarios[0] as string)).body
  expect([before.state, before.actions.includes('withdraw')]).toEqual(['in_review', true])
})

test('an auditor reads reviews without their writers before the release, also in the journal, which still verifies', async () => {
  const caller = world.as(auditor)
  const { items } = good(await caller.get(`${play.round}/reviews`)).body
  expect(items.map((each: { reviewer: object; total: number }) => [each.reviewer, each.total])).toEqual([
    [{ id: null, name: null, number: 1 }, 78.5],
    [{ id: null, name: null, number: 2 }, 78.5],
    [{ id: null, name: null, number: 3 }, 78.5],
  ])
  const ids = new RegExp(
    play.experts
      .slice(1)
      .map((each) => each.id)
      .join('|'),
  )
  for (const path of [
    play.round,
    `${play.round}/history`,
    '/records?limit=200',
    '/records?subjectType=review',
    '/rounds',
  ])
    expect(JSON.stringify(good(await caller.get(path)).body)).not.toMatch(ids)
  expect(good(await caller.get('/records?subjectType=review')).body.total).toBe(0)
  expect(good(await caller.get('/records?subjectType=round_expert')).body.total).toBe(0)
  expect(good(await caller.post('/records/actions/verify')).body).toMatchObject({ ok: true })
})

test('without the conditions of the queries row-level security still says the same', async () => {
  const as = (person: Person, roles: Viewer['roles'], organisations: Viewer['organisations'] = []): Viewer => ({
    ...anonymous,
    userId: person.id,
    roles,
    organisations,
  })
  const stranger = await world.person({ roles: ['expert'] })
  const member = { id: play.owner.organisationId as string, role: 'member', state: 'verified' } as never
  const count = (viewer: Viewer, table: string) =>
    world.db.database.read(viewer, async (reading) => {
      const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)}`.execute(
        reading.sql,
      )
      return rows[0]?.n
    })
  const tables = [
    'rounds',
    'round_items',
    'reviews',
    'review_sheets',
    'round_recommendations',
    'round_decisions',
    'blind_reviews',
    'round_experts',
  ]
  const seen = async (viewer: Viewer) => Promise.all(tables.map((table) => count(viewer, table)))
  expect(await seen(as(stranger, ['expert']))).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  expect(await seen(as(play.owner, [], [member]))).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  expect(await seen(as(stranger, ['leader']))).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
  // one's own review and sheet; the others' without names, while they confer; no decision
  expect(await seen(as(play.experts[1], ['expert']))).toEqual([1, 1, 1, 1, 1, 0, 3, 1])
  expect(await seen(as(play.experts[0], ['expert']))).toEqual([1, 1, 3, 3, 1, 0, 3, 3])
  expect(await seen(as(auditor, ['auditor']))).toEqual([1, 1, 0, 0, 1, 1, 3, 0])
  expect(await seen(as(play.operator, ['operator'], [member]))).toEqual([1, 1, 0, 0, 1, 0, 0, 3])
})

test('after the release the owner has his result without a name, and the auditor the names', async () => {
  good(await world.as(play.operator).act(play.round, 'release'))
  const [result] = good(await world.as(play.owner).get(`${play.scenarios[0]}/results`)).body.items
  expect(result.comments).toHaveLength(3)
  expect([result.score, result.rank, result.ranked, result.comment]).toEqual([78.5, 1, 1, '机密意见'])
  expect(JSON.stringify(result)).not.toMatch(/内部判断|不同看法|组长认为/)
  const ids = new RegExp(play.experts.map((each) => each.id).join('|'))
  expect(JSON.stringify(result)).not.toMatch(ids)
  expect(good(await world.as(play.owner).get(`${play.scenarios[0]}/history`)).body.items[0].actor.id).toBe(
    play.operator.id,
  )
  expect(await ownerReads()).not.toMatch(ids)
  const { items } = good(await world.as(auditor).get(`${play.round}/reviews`)).body
  expect(items.map((each: { reviewer: { name: string } }) => each.reviewer.name)).toEqual([
    '专家甲',
    '专家乙',
    '专家丙',
  ])
  expect(good(await world.as(auditor).get('/records?subjectType=review')).body.total).toBeGreaterThan(9)
  // other owners have none of it
  const other = await world.person({ organisation: { kind: 'firm' } })
  expect((await world.as(other).get(`${play.scenarios[0]}/results`)).status).toBe(404)
  // and the experts no longer read the material
  const path = await play.reviewOf(play.experts[1], play.items[0] as string)
  expect(good(await world.as(play.experts[1]).get(path)).body).toMatchObject({ material: null, peers: [] })
})
