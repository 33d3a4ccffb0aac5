import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createJourney, good, type Journey } from '../../../test/support/journey.ts'
import { createWorld, type World } from '../../../test/support/world.ts'

let world: World
let journey: Journey
beforeAll(async () => {
  world = await createWorld()
  journey = await createJourney(world)
})
afterAll(() => world.close())

const idOf = (path: string) => path.split('/').at(-1) as string
const soon = async () =>
  (
    await world.db.sql<{ at: string }>(
      `select to_char((app_now() + interval '1 hour') at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
    )
  )[0]?.at as string
async function listOf(...paths: string[]): Promise<string> {
  const made = good(await world.as(journey.operator).post('/lists', { title: '测试清单' }))
  const path = `/lists/${made.body.id}`
  const items = { scenarioIds: paths.map(idOf) }
  good(await world.as(journey.operator).put(`${path}/items`, items, { 'if-match': '"1"' }))
  return path
}
const periodOver = (path: string) => world.db.sql(`update scenarios set due_at = app_now() where id = $1`, [idOf(path)])

describe('a list', () => {
  test('every change wants the version last seen, and is an operator’s', async () => {
    const path = await listOf(await journey.at('publicised'))
    const operator = world.as(journey.operator)
    for (const call of [
      (headers: Record<string, string>) => operator.patch(path, { title: '新名' }, headers),
      (headers: Record<string, string>) => operator.put(`${path}/items`, { scenarioIds: [] }, headers),
      (headers: Record<string, string>) => operator.post(`${path}/actions/schedule`, {}, headers),
    ])
      expect([(await call({})).status, (await call({ 'if-match': '"1"' })).status]).toEqual([428, 412])
    expect((await world.as(journey.owner).get(path)).status).toBe(404)
    expect((await world.as(journey.owner).get('/lists?state=composing')).body.items).toEqual([])
    expect((await world.as(journey.owner).patch(path, { title: '新名' }, { 'if-match': '"2"' })).status).toBe(403)
    const same = good(await operator.patch(path, { title: '测试清单' }, { 'if-match': '"2"' }))
    expect(same.headers.etag).toBe('"2"')
    expect(good(await operator.patch(path, { title: '新名' }, { 'if-match': '"2"' })).headers.etag).toBe('"3"')
  })

  test('is scheduled for a day to come, and taken off the schedule again', async () => {
    const path = await listOf(await journey.at('publicised'))
    const operator = world.as(journey.operator)
    const early = await operator.act(path, 'schedule', { at: '2020-01-01T00:00:00.000Z' })
    expect([early.status, early.body.errors[0].code]).toEqual([400, 'in_the_past'])
    const at = await soon()
    const waits = good(await operator.act(path, 'schedule', { at }))
    expect(waits.body).toMatchObject({ state: 'scheduled', scheduledFor: at, actions: ['unschedule', 'release'] })
    const back = good(await operator.act(path, 'unschedule'))
    expect(back.body).toMatchObject({ state: 'composing', scheduledFor: null })
    const [record] = (await operator.get(`${path}/history?limit=1`)).body.items
    expect(record.changes[1]).toEqual({ path: 'scheduledFor', before: at, after: null })
  })

  test('that cannot be released on its day goes back to its makers with the reason, once', async () => {
    const [ready, gone] = [await journey.at('publicised'), await journey.at('publicised')]
    const path = await listOf(ready, gone)
    good(await world.as(journey.operator).act(path, 'schedule', { at: await soon() }))
    good(await world.as(journey.owner).act(gone, 'withdraw', { reason: '不做了' }))
    await periodOver(ready)
    await world.shiftClock('2 hours')
    await world.tick('lists.release')
    await world.tick('lists.release')
    const list = (await world.as(journey.operator).get(path)).body
    expect(list).toMatchObject({ state: 'composing', scheduledFor: null })
    expect((await world.as(journey.operator).get(ready)).body.state).toBe('publicised')
    for (const person of [journey.operator, journey.second])
      expect(await journey.news(person, path)).toEqual(['list.release_failed'])
    const [told] = (await world.as(journey.operator).get('/notifications?limit=1')).body.items
    expect(JSON.stringify(told)).toContain((await world.as(journey.owner).get(gone)).body.code)
  })

  test('releases what was published before as well, and each keeps the list it first came in', async () => {
    const [early, ready] = [await journey.at('publicised'), await journey.at('publicised')]
    const path = await listOf(ready)
    await periodOver(early)
    await periodOver(ready)
    good(await world.as(journey.operator).act(early, 'publish', { listId: idOf(path) }))
    expect((await world.as(null).get(early)).body.list).toBeNull()
    good(await world.as(journey.operator).act(path, 'schedule', { at: await soon() }))
    const released = good(await world.as(journey.operator).act(path, 'release'))
    expect(released.body).toMatchObject({ state: 'released', items: 2 })
    for (const each of [early, ready])
      expect((await world.as(null).get(each)).body).toMatchObject({ state: 'published', list: { id: idOf(path) } })
    const closed = await world.as(journey.operator).post('/scenarios', { title: 'x' })
    expect(closed.status).toBe(403)

    const late = await journey.at('publicised')
    const add = (scenarioIds: string[], reason?: string) =>
      world.as(journey.operator).act(path, 'add_addendum', { scenarioIds, ...(reason && { reason }) })
    expect((await add([idOf(late)], '增补')).body.code).toBe('list_item_unready')
    await periodOver(late)
    expect((await add([idOf(late)])).body.errors[0].path).toBe('reason')
    expect((await add([idOf(early)], '增补')).body.errors[0]).toMatchObject({
      path: 'scenarioIds.0',
      code: 'duplicate',
    })
    expect(good(await add([idOf(late)], '增补一项')).body).toMatchObject({ state: 'released', items: 3 })
    expect((await world.as(null).get(late)).body).toMatchObject({ state: 'published', list: { id: idOf(path) } })
  })

  test('a scenario cannot be published into a list that is out, or none', async () => {
    const path = await journey.at('publicised')
    await periodOver(path)
    for (const listId of [
      (await world.as(null).get('/lists/QDL-2026-01')).body.id,
      '0198c0de-0000-7000-8000-000000000001',
    ])
      expect((await world.as(journey.operator).act(path, 'publish', { listId })).body.errors[0].path).toBe('listId')
    expect((await world.as(journey.operator).get(path)).body.state).toBe('publicised')
  })
})

test('a library: in and out by a decision with its reason, both in the record, never twice at a time', async () => {
  const path = await journey.at('published')
  const [library] = (await world.as(null).get('/libraries')).body.items
  const entries = `/libraries/${library.key}/entries`
  const wish = { scenarioId: idOf(path), reason: '具备示范价值' }
  expect((await world.as(journey.owner).post(entries, wish)).status).toBe(403)
  const early = await journey.at('refining')
  expect((await world.as(journey.operator).post(entries, { ...wish, scenarioId: idOf(early) })).status).toBe(400)
  const entered = await Promise.all([1, 2].map(() => world.as(journey.operator).post(entries, wish)))
  expect(entered.map((each) => each.status).sort()).toEqual([201, 409])
  const entry = entered.find((each) => each.status === 201)?.body
  expect((await world.as(null).get(`${entries}?limit=1`)).body.items[0].id).toBe(entry.id)
  const leave = () =>
    world.as(journey.operator).post(`${entries}/${entry.id}/actions/leave`, { reason: '转入下一层级' })
  expect(good(await leave()).body).toMatchObject({ leftReason: '转入下一层级' })
  expect((await leave()).status).toBe(409)
  const history = (await world.as(journey.owner).get(`${path}/history?limit=2`)).body.items
  expect(history.map((each: { action: string; reason: string }) => [each.action, each.reason])).toEqual([
    ['library.leave', '转入下一层级'],
    ['library.enter', '具备示范价值'],
  ])
  expect(good(await world.as(journey.operator).post(entries, wish)).status).toBe(201)
})
