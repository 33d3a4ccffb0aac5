import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Match, MatchWeights } from '../../../contracts/matches.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'
import { plantCapability, plantOpening } from './test-support.ts'

let world: World
let operator: Person
let scenarioId: string

beforeAll(async () => {
  world = await createWorld()
  operator = await world.person({ roles: ['operator'] })
  const planted = await plantOpening(world, {
    ownerId: await world.organisation({ kind: 'government' }),
    title: '管网',
    opening: '排水管网检测机器人',
  })
  scenarioId = planted.scenarioId
  await plantCapability(world, { organisationId: await world.organisation(), title: '排水管网检测机器人' })
  await world.db.sql(
    `insert into match_weights (version, text, taxonomy, requirements, readiness, proof, distance, staleness, made_at) values (2, 1, 0, 0, 0, 0, 0, 0, app_now())`,
  )
})
afterAll(() => world.close())

const inUse = async () =>
  ((await world.as(operator).get('/matching/weights')).body.items as MatchWeights[]).filter((each) => each.inUse)
const adopt = (version: number) =>
  world.as(operator).post(`/matching/weights/${version}/actions/adopt`, { reason: '试用新权重' })
const first = async () => (await world.as(operator).get(`/matches?scenario=${scenarioId}`)).body.items[0] as Match

test('a version is put into use with a reason, scores follow at once, and the former one comes back the same way', async () => {
  const before = await first()
  expect([before.weights, (await inUse()).map((each) => each.version)]).toEqual([1, [1]])
  expect((await adopt(2)).body).toMatchObject({ version: 2, inUse: true, uses: [{ reason: '试用新权重' }] })
  const after = await first()
  expect(after.weights).toBe(2)
  expect(after.score).toBe(after.parts.find((part) => part.factor === 'text')?.value)
  const twice = await adopt(2)
  expect([twice.status, twice.body.code]).toEqual([409, 'weights_in_use'])
  expect((await adopt(3)).status).toBe(404)
  await adopt(1)
  expect((await first()).score).toBe(before.score)
})
