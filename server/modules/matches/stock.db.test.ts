import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Unmet } from '../../../contracts/matches.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'
import { plantCapability, plantOpening } from './test-support.ts'

let world: World
let operator: Person
let asked: Awaited<ReturnType<typeof plantOpening>>
let alone: Awaited<ReturnType<typeof plantOpening>>

beforeAll(async () => {
  world = await createWorld()
  operator = await world.person({ roles: ['operator'] })
  const owner = await world.organisation({ kind: 'government' })
  const provider = await world.organisation({ kind: 'firm' })
  asked = await plantOpening(world, {
    ownerId: owner,
    title: '冷链运输',
    opening: '超低温冷链运输箱',
    requirements: [
      { text: '不高于零下七十度', kind: 'must', metric: '最低温度', comparator: '<=', threshold: -70, unit: '℃' },
      { text: '容积不小于一立方米', kind: 'wish', metric: '容积', comparator: '>=', threshold: 1, unit: 'm³' },
      { text: '外观整洁', kind: 'wish' },
    ],
  })
  alone = await plantOpening(world, { ownerId: owner, title: '古籍', opening: '蠹鱼蛀蚀检测' })
  await plantCapability(world, {
    organisationId: provider,
    title: '超低温冷链运输箱',
    measures: [
      { metric: '最低温度', value: -40, unit: '℃' },
      { metric: '容积', value: 2, unit: 'm³' },
    ],
  })
})
afterAll(() => world.close())

const unmet = async (query = '') =>
  ((await world.as(operator).get(`/matching/unmet?limit=200${query}`)).body.items as Unmet[]).filter((each) =>
    [asked.openingId, alone.openingId].includes(each.opening.id),
  )
const told = (items: Unmet[]) =>
  items.map((each) => [each.kind, each.opening.id, each.requirement?.id ?? null, each.near, each.stated])

test('stock tells what nobody offers: an opening that nothing comes near, a condition that nothing near it meets', async () => {
  await world.tick('matches.take_stock')
  const whole = ['opening', alone.openingId, null, 0, 0]
  const condition = ['requirement', asked.openingId, asked.requirementIds[0], 1, 1]
  const items = told(await unmet())
  expect(items).toHaveLength(2)
  expect(items).toEqual(expect.arrayContaining([whole, condition]))
  expect(told(await unmet('&kind=opening'))).toEqual([whole])
  expect(told(await unmet('&kind=requirement'))).toEqual([condition])
  const book = await world.as(operator).get('/matching/unmet/export.xlsx')
  expect([book.status, book.headers['content-disposition']]).toEqual([200, expect.stringContaining('attachment')])
})

test('a scenario that is withdrawn is gone from the stock at once, and taking stock again leaves each lack once', async () => {
  await world.tick('matches.take_stock')
  expect(await unmet()).toHaveLength(2)
  await world.db.sql(`update scenarios set state = 'withdrawn' where id = $1`, [alone.scenarioId])
  expect(told(await unmet())).toEqual([['requirement', asked.openingId, asked.requirementIds[0], 1, 1]])
})
