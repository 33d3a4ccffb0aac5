import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Match } from '../../../contracts/matches.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'
import { plantCapability, plantOpening } from './test-support.ts'

let world: World
let owner: Person
let provider: Person
let rival: Person
let unverified: Person
let operator: Person
let broker: Person
let planted: Awaited<ReturnType<typeof plantOpening>>
let inspector: string
let weak: string
let hidden: string

beforeAll(async () => {
  world = await createWorld()
  owner = await world.person({ organisation: { kind: 'government' } })
  provider = await world.person({ organisation: { kind: 'firm' } })
  rival = await world.person({ organisation: { kind: 'firm' } })
  unverified = await world.person({ organisation: { kind: 'government', state: 'unverified' } })
  operator = await world.person({ roles: ['operator'] })
  broker = await world.person({ roles: ['broker'] })
  planted = await plantOpening(world, {
    ownerId: owner.organisationId as string,
    title: '港区堆场夜间巡检',
    opening: '堆场无人巡检机器人',
    requirements: [
      {
        text: '连续作业不少于八小时',
        kind: 'must',
        metric: '连续作业时间',
        comparator: '>=',
        threshold: 8,
        unit: '小时',
      },
      { text: '定位误差不大于五厘米', kind: 'wish', metric: '定位误差', comparator: '<=', threshold: 5, unit: 'cm' },
      { text: '可在雨雾天作业', kind: 'wish' },
    ],
  })
  inspector = await plantCapability(world, {
    organisationId: provider.organisationId as string,
    title: '轮式巡检机器人',
    description: '面向港口堆场的无人巡检，自主充电。',
    measures: [
      { metric: '连续作业时间', value: 600, unit: '分钟' },
      { metric: '定位误差', value: 0.08, unit: 'm' },
    ],
  })
  weak = await plantCapability(world, {
    organisationId: rival.organisationId as string,
    title: '巡检机器人（短航时）',
    description: '堆场巡检机器人。',
    measures: [
      { metric: '连续作业时间', value: 2, unit: '小时' },
      { metric: '定位误差', value: 3, unit: '厘米' },
    ],
  })
  hidden = await plantCapability(world, {
    organisationId: rival.organisationId as string,
    title: '堆场无人巡检机器人内部版',
    visibility: 'members',
  })
  await plantCapability(world, { organisationId: provider.organisationId as string, title: '海水淡化膜组件' })
})
afterAll(() => world.close())

const forScenario = (id = planted.scenarioId) => `/matches?scenario=${id}`
const listed = (body: { items: Match[] }) => body.items.map((each) => each.capability.id)

describe('an owner', () => {
  test('sees who could do it, best first, with reasons: parts sum to the score, conditions met, unmet by how much, unknown', async () => {
    const answer = await world.as(owner).get(forScenario())
    expect(answer.status).toBe(200)
    expect(new Set(listed(answer.body))).toEqual(new Set([hidden, inspector]))
    const match = answer.body.items.find((each: Match) => each.capability.id === inspector) as Match
    expect(match.parts.reduce((sum, part) => sum + part.share, 0)).toBeCloseTo(match.score, 12)
    expect(match.requirements.map(({ verdict, by, stated, asOf }) => [verdict, by, stated, asOf])).toEqual([
      ['met', null, 10, '2026-05-01'],
      ['unmet', 3, 8, '2026-05-01'],
      ['unknown', null, null, null],
    ])
    expect(match.terms.map((term) => term.text)).toEqual(['无人巡检机器人', '堆场'])
    expect([match.weights, match.notListed, match.intentId]).toEqual([1, null, null])
  })

  test('is told why a capability is not listed', async () => {
    const answer = await world.as(owner).get(`/matches/explain?opening=${planted.openingId}&capability=${weak}`)
    expect([answer.status, answer.body.rank, answer.body.notListed, answer.body.excludedBy]).toEqual([
      200,
      null,
      'must',
      [planted.requirementIds[0]],
    ])
    expect(answer.body.requirements[0]).toMatchObject({ verdict: 'unmet', by: 6, stated: 2 })
  })

  test('of a draft sees who could do it; nobody else does', async () => {
    const draft = await plantOpening(world, {
      ownerId: owner.organisationId as string,
      title: '未公开的巡检场景',
      opening: '巡检机器人',
      state: 'draft',
    })
    expect(listed((await world.as(owner).get(forScenario(draft.scenarioId))).body)).toContain(inspector)
    for (const person of [operator, broker, provider])
      expect((await world.as(person).get(forScenario(draft.scenarioId))).status).toBe(404)
  })
})

test('a page ends where it was asked to, and the next begins there', async () => {
  const whole = listed((await world.as(operator).get(forScenario())).body)
  const first = await world.as(operator).get(`${forScenario()}&limit=1`)
  const next = await world.as(operator).get(`${forScenario()}&limit=1&cursor=${first.body.nextCursor}`)
  expect([...listed(first.body), ...listed(next.body)]).toEqual(whole)
  expect([first.body.total, next.body.nextCursor]).toEqual([2, null])
})

test('who may ask: the owner, operators, auditors and brokers; a provider for his own capability only', async () => {
  const statusFor = async (person: Person | null, path: string) => (await world.as(person).get(path)).status
  const auditor = await world.person({ roles: ['auditor'] })
  for (const person of [owner, operator, auditor, broker]) expect(await statusFor(person, forScenario())).toBe(200)
  expect(await statusFor(provider, forScenario())).toBe(403)
  expect(await statusFor(null, forScenario())).toBe(401)
  expect(await statusFor(provider, `/matches?capability=${inspector}`)).toBe(200)
  expect(await statusFor(rival, `/matches?capability=${inspector}`)).toBe(403)
  expect(await statusFor(broker, `/matches?capability=${inspector}`)).toBe(200)
  expect(await statusFor(broker, `/matches?capability=${hidden}`)).toBe(403)
  expect(await statusFor(unverified, `/matches?capability=${hidden}`)).toBe(404)
  const explain = `/matches/explain?opening=${planted.openingId}&capability=`
  expect(await statusFor(rival, `${explain}${inspector}`)).toBe(403)
  expect(await statusFor(unverified, `${explain}${hidden}`)).toBe(404)
  expect(await statusFor(provider, `${explain}${inspector}`)).toBe(200)
})

test('a provider sees which openings fit, with the same score as the owner', async () => {
  const answer = await world.as(provider).get(`/matches?capability=${inspector}`)
  expect(answer.body.items[0].opening.id).toBe(planted.openingId)
  const seen = (await world.as(owner).get(forScenario())).body.items.find(
    (each: Match) => each.capability.id === inspector,
  )
  expect(answer.body.items[0].score).toBe(seen.score)
})

test('what is for members only changes nothing for who is none, not even a score', async () => {
  const own = await plantOpening(world, {
    ownerId: unverified.organisationId as string,
    title: '库区夜间巡检',
    opening: '堆场无人巡检机器人',
  })
  const asked = () => world.as(unverified).get(forScenario(own.scenarioId))
  const before = await asked()
  expect(listed(before.body)).not.toContain(hidden)
  expect(listed(before.body)).toContain(inspector)
  const secret = await plantCapability(world, {
    organisationId: rival.organisationId as string,
    title: '堆场无人巡检机器人保密版',
    description: '堆场 无人 巡检 机器人',
    visibility: 'members',
  })
  // Heard of by the time who may see it is shown it.
  await expect
    .poll(async () => listed((await world.as(operator).get(forScenario(own.scenarioId))).body), { timeout: 10_000 })
    .toContain(secret)
  expect((await asked()).raw.body).toBe(before.raw.body)
  await world.db.sql(`update capabilities set state = 'withdrawn' where id = $1`, [secret])
  expect(listed((await world.as(operator).get(forScenario(own.scenarioId))).body)).not.toContain(secret)
})

test('what changes is found a moment later, what is withdrawn is gone at once', async () => {
  const late = await plantCapability(world, {
    organisationId: provider.organisationId as string,
    title: '堆场无人巡检四足机器人',
  })
  await expect
    .poll(async () => listed((await world.as(owner).get(forScenario())).body), { timeout: 10_000 })
    .toContain(late)
  await world.db.sql(`update capabilities set state = 'withdrawn' where id = $1`, [late])
  expect(listed((await world.as(owner).get(forScenario())).body)).not.toContain(late)
})

describe('a pasted description', () => {
  const find = (text: string) => world.as(null).post('/matches/find', { text })

  test('finds openings without an account, and nothing of it is kept', async () => {
    world.db.statements()
    const answer = await find('我们生产轮式机器人，用于港口堆场无人巡检。')
    const first = answer.body.items.find((each: { opening: { id: string } }) => each.opening.id === planted.openingId)
    expect([answer.status, first.requirements.length, answer.body.items[0].opening.text]).toEqual([
      200,
      3,
      '堆场无人巡检机器人',
    ])
    expect(world.db.statements().filter((text) => !/^\s*(select|with)/i.test(text))).toEqual([])
  })

  test('finds nothing where nothing is asked for', async () => {
    expect((await find('古籍修复用纸')).body).toEqual({ items: [] })
  })

  test('is refused clearly when it is empty, has no words or is too long', async () => {
    const faultOf = async (text: string) => {
      const { status, body } = await find(text)
      return [status, body.errors?.[0]?.path, body.errors?.[0]?.code]
    }
    expect(await faultOf('')).toEqual([400, 'text', 'required'])
    expect(await faultOf('，。！？……——')).toEqual([400, 'text', 'no_words'])
    expect(await faultOf('巡'.repeat(20_001))).toEqual([400, 'text', 'too_long'])
    expect((await find('巡检'.repeat(10_000))).status).toBe(200)
  })
})

test('one of the two is asked about, not both and not neither', async () => {
  for (const path of ['/matches', `${forScenario()}&capability=${inspector}`])
    expect((await world.as(operator).get(path)).status).toBe(400)
})
