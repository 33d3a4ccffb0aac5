import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'

let world: World
let owner: Person
beforeAll(async () => {
  world = await createWorld()
  owner = await world.person({ organisation: { kind: 'government' } })
})
afterAll(() => world.close())

test('the same key repeats the answer for a day; then it is as good as new and nothing of the answer is kept', async () => {
  const post = (title: string) => world.as(owner).post('/scenarios', { title }, { 'idempotency-key': 'once' })
  const first = await post('甲')
  const again = await post('甲')
  expect([again.status, again.body.id, again.headers['idempotency-replayed']]).toEqual([201, first.body.id, 'true'])
  expect((await post('乙')).body.code).toBe('idempotency_reused')
  await world.tick('idempotency.forget')
  expect((await post('甲')).body.id).toBe(first.body.id)
  await world.shiftClock('25 hours')
  await world.tick('idempotency.forget')
  expect(await world.db.sql('select key from idempotency_keys')).toEqual([])
  expect((await post('乙')).body.title).toBe('乙')
})
