import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'

let world: World
let operator: Person
let six: { id: string }[]
beforeAll(async () => {
  world = await createWorld()
  operator = await world.person({ roles: ['operator'] })
  six = (await world.as(null).get('/scenarios?list=QDL-2026-01&sort=title')).body.items
})
afterAll(() => world.close())

const order = async (who: Person | null, list: string) =>
  (await world.as(who).get(`/lists/${list}/items`)).body.items.map(
    (each: { scenarioId: string; position: number }) => each.scenarioId,
  )

describe('the scenarios of a list', () => {
  test('stand in the order in which they were composed, for whoever may see the list', async () => {
    const made = await world.as(operator).post('/lists', { title: '次序' })
    const wanted = [4, 0, 5, 2].map((at) => six[at]?.id)
    await world.as(operator).put(`/lists/${made.body.id}/items`, { scenarioIds: wanted }, { 'if-match': '"1"' })
    const own = await world.as(operator).get(`/lists/${made.body.code}/items`)
    expect(own.body).toEqual({ items: wanted.map((scenarioId, position) => ({ scenarioId, position })) })
    expect((await world.as(null).get(`/lists/${made.body.id}/items`)).status).toBe(404)
    await world.db.sql(`update lists set state = 'released' where id = $1`, [made.body.id])
    expect(await order(null, made.body.code)).toEqual(wanted)
  })

  test('a scenario taken from the public keeps its place, for those who compose and audit', async () => {
    const held = await order(null, 'QDL-2026-01')
    expect([...held].sort()).toEqual(six.map((each) => each.id).sort())
    await world.db.sql('update scenarios set published_at = null where id = $1', [held[1]])
    expect(await order(null, 'QDL-2026-01')).toEqual([held[0], ...held.slice(2)])
    expect(await order(operator, 'QDL-2026-01')).toEqual(held)
    await world.db.sql('update scenarios set published_at = app_now() where id = $1', [held[1]])
  })

  test('their sum is as sure as the least sure amount in it', async () => {
    const bound = async () => (await world.as(null).get('/lists/QDL-2026-01')).body.opportunityBound
    await world.db.sql(`update scenarios set opportunity_bound = 'exact'`)
    expect(await bound()).toBe('exact')
    await world.db.sql(`update scenarios set opportunity_bound = 'over' where id = $1`, [six[3]?.id])
    expect(await bound()).toBe('about')
  })
})
