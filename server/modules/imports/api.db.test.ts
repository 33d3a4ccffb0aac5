import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCreditCode } from '../../../engines/text/index.ts'
import { buildScenario } from '../../../test/builders/index.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'

let world: World
let operator: Person
let owner: Person
let provider: Person
beforeAll(async () => {
  world = await createWorld()
  operator = await world.person({ roles: ['operator'] })
  owner = await world.person({ organisation: { kind: 'government' } })
  provider = await world.person({ organisation: { kind: 'firm' } })
})
afterAll(() => world.close())

test('a workbook goes in over the API: upload, dry run, import, and repeating it changes nothing', async () => {
  const call = world.as(operator)
  const template = await call.get('/organisations/imports/template.xlsx')
  expect(template.status).toBe(200)
  expect(template.headers['content-type']).toContain('spreadsheetml')
  const rows = [
    ['单位名称', '单位类型', '统一社会信用代码'],
    ['接口单位', '企业', makeCreditCode(777_001)],
  ]
  const content = Buffer.from(await writeXlsx({ sheets: [{ name: 'x', rows }] }))
  const started = await call.upload('/organisations/imports', { name: '单位.xlsx', content })
  expect([started.status, started.body.state, started.body.fileName]).toEqual([202, 'checking', '单位.xlsx'])
  await world.runJobs()
  const path = `/organisations/imports/${started.body.id}`
  expect((await call.get(path)).body).toMatchObject({ state: 'checked', rows: 1, valid: 1, invalid: 0 })
  expect((await call.get(`${path}/workbook.xlsx`)).status).toBe(404)
  expect((await world.as(provider).get(path)).status).toBe(403)
  for (const state of ['committing', 'committing']) {
    const answer = await call.post(`${path}/actions/commit`, {})
    expect([answer.status, answer.body.state]).toEqual([202, state])
  }
  await world.runJobs()
  expect((await call.post(`${path}/actions/commit`, {})).body.state).toBe('committed')
  const found = await call.get(`/organisations?q=${encodeURIComponent('接口单位')}`)
  expect(found.body.items.map((each: { name: string }) => each.name)).toEqual(['接口单位'])
  expect((await world.as(owner).upload('/organisations/imports', { name: 'x.xlsx', content })).status).toBe(403)
  const bad = await call.upload('/organisations/imports', { name: 'x.xlsx', content })
  await world.runJobs()
  const marked = (await call.get(`/organisations/imports/${bad.body.id}`)).body
  expect(marked).toMatchObject({ invalid: 1, faults: [{ row: 2, code: 'duplicate' }] })
  expect((await call.get(marked.workbookUrl.replace('/api/v1', ''))).status).toBe(200)
})

test('a capability is drafted, published and exported; an intent is declared once, however often it is sent', async () => {
  const call = world.as(provider)
  const track = world.app.platform.pack.classification.tracks[0]?.key
  const made = await call.post('/capabilities', {
    title: '泵站机器人',
    kind: 'product',
    description: '自主巡检',
    tracks: [track],
  })
  expect([made.status, made.body.actions]).toEqual([201, ['publish', 'withdraw']])
  const path = `/capabilities/${made.body.id}`
  expect((await call.patch(path, { readiness: 7 })).status).toBe(428)
  expect((await call.patch(path, { readiness: 7 }, { 'if-match': '"9"' })).status).toBe(412)
  expect((await call.patch(path, { readiness: 12 }, { 'if-match': '"1"' })).status).toBe(400)
  expect((await world.as(null).get(path)).status).toBe(404)
  expect((await call.act(path, 'publish')).body.state).toBe('published')
  expect((await world.as(null).get(path)).status).toBe(200)
  expect((await world.as(null).get('/capabilities?colour=red')).status).toBe(400)
  const csv = await world.as(null).get('/capabilities/export.csv')
  expect(csv.raw.body).toContain('泵站机器人')
  const scenario = await buildScenario(world.db, owner.organisationId as string)
  const wish = {
    scenarioId: scenario.id,
    openingId: scenario.openingId,
    pitch: '我单位有成熟的泵站巡检机器人，愿意参与试点建设。',
    capabilityId: made.body.id,
    contact: { name: '李', mobile: '13900000002', email: null },
  }
  const sent = [
    await call.post('/intents', wish, { 'idempotency-key': 'k1' }),
    await call.post('/intents', wish, { 'idempotency-key': 'k1' }),
  ]
  expect(sent.map((each) => [each.status, each.body.id])).toEqual([
    [201, sent[0]?.body.id],
    [201, sent[0]?.body.id],
  ])
  const twice = await call.post('/intents', wish)
  expect([twice.status, twice.body.code]).toEqual([409, 'already_expressed'])
  const intent = `/intents/${sent[0]?.body.id}`
  expect((await world.as(owner).act(intent, 'decline', { reason: 'not_a_fit' })).body.state).toBe('declined')
  expect((await call.get(intent)).body).toMatchObject({ closedReason: 'not_a_fit', actions: [] })
  const late = await world.as(owner).act(intent, 'accept')
  expect([late.status, late.body.code]).toEqual([409, 'action_not_allowed'])
  expect((await world.as(owner).get('/intents/export.xlsx')).headers['content-disposition']).toContain('attachment')
})
