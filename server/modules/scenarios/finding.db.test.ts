import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createJourney, good, type Journey } from '../../../test/support/journey.ts'
import { type Answer, createWorld, type Person, type World } from '../../../test/support/world.ts'
import { readRows } from '../../platform/workbook/index.ts'

let world: World
let journey: Journey
let [submitted, published, draft] = ['', '', '']
beforeAll(async () => {
  world = await createWorld()
  journey = await createJourney(world)
  const focus = world.app.platform.pack.classification.focuses[0]?.key as string
  submitted = await journey.at('submitted', { title: '岸电改造' })
  published = await journey.at('published', { title: '=1+1 夜航', focus, closesAt: '2027-06-30T17:00:00.000Z' })
  draft = await journey.draft({ title: '还没想好' })
})
afterAll(() => world.close())

const idOf = (path: string) => path.split('/').at(-1) as string
const own = () => `owner=${journey.owner.organisationId}&sort=title`
const titles = (answer: Answer) => good(answer).body.items.map((each: { title: string }) => each.title)

test('owner, focus, overdue, parent and district narrow the list; each sees what is his to see', async () => {
  const seen = async (person: Person | null, query = own()) => titles(await world.as(person).get(`/scenarios?${query}`))
  const leader = await world.person({ roles: ['leader'] })
  const auditor = await world.person({ roles: ['auditor'] })
  const elsewhere = await world.person({
    roles: ['district_operator'],
    district: world.app.platform.pack.districts[0]?.key as string,
  })
  expect(await seen(journey.owner)).toEqual(['=1+1 夜航', '岸电改造', '还没想好'])
  for (const person of [journey.operator, journey.district, auditor])
    expect(await seen(person)).toEqual(['=1+1 夜航', '岸电改造'])
  for (const person of [leader, elsewhere, journey.provider, null]) expect(await seen(person)).toEqual(['=1+1 夜航'])
  for (const [person, status] of [
    [journey.district, 200],
    [elsewhere, 404],
    [leader, 404],
  ] as const)
    expect((await world.as(person).get(submitted)).status).toBe(status)
  expect((await world.as(elsewhere).act(submitted, 'recommend')).status).toBe(404)
  expect((await world.as(journey.operator).get(draft)).status).toBe(404)
  const focus = world.app.platform.pack.classification.focuses[0]?.key
  expect(await seen(null, `${own()}&focus=${focus}`)).toEqual(['=1+1 夜航'])
  expect(await seen(journey.operator, `${own()}&overdue=true`)).toEqual([])
  await world.db.sql(`update scenarios set due_at = app_now() - interval '1 minute' where id = $1`, [idOf(submitted)])
  expect(await seen(journey.operator, `${own()}&overdue=true`)).toEqual(['岸电改造'])
  expect(await seen(journey.operator, `${own()}&overdue=false`)).toEqual(['=1+1 夜航'])
  expect(await seen(journey.operator, `${own()}&district=${journey.districtKey}&state=submitted`)).toEqual(['岸电改造'])
})

test('what looks like an id and is none is answered as not there', async () => {
  const dashes = '-'.repeat(36)
  expect((await world.as(null).get(`/scenarios?list=${dashes}`)).body.total).toBe(0)
  expect((await world.as(null).get(`/lists/${dashes}`)).status).toBe(404)
  expect((await world.as(null).get(`/libraries/${dashes}/entries`)).status).toBe(404)
})

test('the workbook and the text file hold the rows of the filter, days in the city’s own time', async () => {
  const path = `/scenarios/export.xlsx?${own()}`
  const book = await world.as(journey.operator).get(path)
  expect([book.status, book.headers['content-type']]).toEqual([
    200,
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ])
  const file = join(world.config.dataDir, 'export.xlsx')
  await writeFile(file, book.raw.rawPayload)
  const rows = []
  for await (const row of readRows(file, { maxRows: 100 })) rows.push(row)
  const cells = JSON.stringify(rows)
  for (const text of ['岸电改造', '=1+1 夜航', '场景名称']) expect(cells).toContain(text)
  expect(cells).not.toContain('还没想好')
  expect(rows).toHaveLength(3)

  const text = (await world.as(null).get(`/scenarios/export.csv?${own()}`)).raw.body
  const lines = text.trim().split(/\r?\n/)
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain("'=1+1 夜航")
  expect(lines[1]).toContain('2027-07-01')
  expect((await world.as(null).get('/scenarios/export.csv?colour=red')).status).toBe(400)
})

test('renamed or moved, an owner’s scenarios are found by the new name and asked about in the new district', async () => {
  const found = async (q: string) =>
    good(await world.as(null).get(`/scenarios?q=${encodeURIComponent(q)}&${own()}`)).body.total
  expect(await found('蓝鲸海港集团')).toBe(0)
  const path = `/organisations/${journey.owner.organisationId}`
  const { version } = (await world.as(journey.operator).get(path)).body
  const district = world.app.platform.pack.districts[4]?.key as string
  good(await world.as(journey.operator).patch(path, { name: '蓝鲸海港集团', district }, { 'if-match': `"${version}"` }))
  await world.runJobs()
  expect(await found('蓝鲸海港集团')).toBe(1)
  const there = await world.person({ roles: ['district_operator'], district })
  expect((await world.as(there).get(submitted)).status).toBe(200)
})

test('forms with the unit’s seal stay with those who handle the scenario', async () => {
  const pdf = { name: '盖章表.pdf', content: Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n') }
  const file = good(await world.as(journey.owner).upload('/files', pdf)).body
  const path = await journey.draft({ attachments: [{ fileId: file.id, purpose: 'stamped_form' }] })
  good(await world.as(journey.owner).act(path, 'submit'))
  await world.db.sql(`update scenarios set state = 'published', published_at = app_now() where id = $1`, [idOf(path)])
  const shown = async (person: Person | null) => [
    good(await world.as(person).get(path)).body.attachments.length,
    (await world.as(person).get(`/files/${file.id}`)).status,
  ]
  expect([await shown(journey.owner), await shown(journey.operator)]).toEqual([
    [1, 200],
    [1, 200],
  ])
  expect([await shown(journey.provider), await shown(null)]).toEqual([
    [0, 404],
    [0, 404],
  ])
  expect(published).not.toBe('')
})
