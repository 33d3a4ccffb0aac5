import { afterAll, beforeAll, expect, test } from 'vitest'
import { draftRoutes } from '../../../contracts/desk.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { addPerson, type Person, serveRoutes } from '../../../test/support/served.ts'
import { createDrafts } from './index.ts'

let db: TestDatabase
let http: Awaited<ReturnType<typeof serveRoutes>>
let mine: Person
let other: Person
beforeAll(async () => {
  db = await createTestDatabase()
  mine = await addPerson(db)
  other = await addPerson(db)
  http = await serveRoutes(db, () => ({ routes: draftRoutes, served: createDrafts({ database: db.database }).routes }))
})
afterAll(async () => {
  await http.close()
  await db.drop()
})

const code = (body: unknown) => (body as { code?: string } | null)?.code
const put = (person: Person | null, key: string, value: unknown, version: number) =>
  http.call(person, 'PUT', `/drafts/${key}`, { value, version })

test('a form is kept, read back, changed and discarded; nobody else sees it', async () => {
  const made = await put(mine, 'scenario:new', { title: '港口自动化', openings: [{ text: '一' }] }, 0)
  expect([made.status, made.headers.etag]).toEqual([200, '"1"'])
  const read = await http.call(mine, 'GET', '/drafts/scenario:new')
  expect(read.body).toEqual(made.body)
  expect(read.body).toMatchObject({
    key: 'scenario:new',
    value: { title: '港口自动化', openings: [{ text: '一' }] },
    version: 1,
  })
  expect((await http.call(other, 'GET', '/drafts/scenario:new')).status).toBe(404)
  expect((await http.call(null, 'GET', '/drafts/scenario:new')).status).toBe(401)
  expect((await put(mine, 'scenario:new', { title: '二' }, 1)).body).toMatchObject({
    value: { title: '二' },
    version: 2,
  })
  expect((await http.call(other, 'DELETE', '/drafts/scenario:new')).status).toBe(204)
  expect((await http.call(mine, 'GET', '/drafts/scenario:new')).status).toBe(200)
  expect((await http.call(mine, 'DELETE', '/drafts/scenario:new')).status).toBe(204)
  expect((await http.call(mine, 'DELETE', '/drafts/scenario:new')).status).toBe(204)
  expect((await http.call(mine, 'GET', '/drafts/scenario:new')).status).toBe(404)
})

test('a second tab is refused as stale and told the version there is', async () => {
  await put(mine, 'tabs', { a: 1 }, 0)
  await put(mine, 'tabs', { a: 2 }, 1)
  for (const version of [0, 1, 3]) {
    const answer = await put(mine, 'tabs', { a: 9 }, version)
    expect([answer.status, code(answer.body), (answer.body as { params: unknown }).params]).toEqual([
      412,
      'stale',
      { version: 2 },
    ])
  }
  const gone = await put(mine, 'never', {}, 4)
  expect([gone.status, (gone.body as { params: unknown }).params]).toEqual([412, { version: 0 }])
  expect((await http.call(mine, 'GET', '/drafts/tabs')).body).toMatchObject({ value: { a: 2 }, version: 2 })
  const both = await Promise.all([put(mine, 'tabs', { tab: 1 }, 2), put(mine, 'tabs', { tab: 2 }, 2)])
  expect(both.map((each) => each.status).sort()).toEqual([200, 412])
})

const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)])
test.each([
  ['too large', { text: '长'.repeat(22_000) }, 413, 'body_too_large'],
  ['with a NUL', { text: 'a\u0000b' }, 400, 'invalid_request'],
  ['with half a character', { text: '\ud800' }, 400, 'invalid_request'],
  ['nested without end', { deep: nested(2000) }, 400, 'invalid_request'],
  ['no form', [1, 2], 400, 'invalid_request'],
])('a form that is %s is refused', async (_, value, status, expected) => {
  const answer = await put(mine, 'bad', value, 0)
  expect([answer.status, code(answer.body)]).toEqual([status, expected])
})

test('a form may speak of \\u0000 and carry any character', async () => {
  const value = { text: 'as in "\\u0000" and \\ud800', emoji: '😀', 'a b': null }
  expect((await put(mine, 'odd', value, 0)).body).toMatchObject({ value })
})

test('a key of another form is refused', async () => {
  expect((await put(mine, 'a%20b', {}, 0)).status).toBe(400)
  expect((await put(mine, 'k'.repeat(121), {}, 0)).status).toBe(400)
})

test('nobody keeps more than 200', async () => {
  const kept = Array.from({ length: 200 }, (_, n) => put(other, `many:${n + 1}`, {}, 0))
  await Promise.all(kept)
  const answer = await put(other, 'many:201', {}, 0)
  expect([answer.status, code(answer.body), (answer.body as { params: unknown }).params]).toEqual([
    409,
    'too_many_drafts',
    { limit: 200 },
  ])
  expect((await put(other, 'many:200', { more: true }, 1)).status).toBe(200)
  await http.call(other, 'DELETE', '/drafts/many:7')
  const race = await Promise.all([put(other, 'many:301', {}, 0), put(other, 'many:302', {}, 0)])
  expect(race.map((each) => each.status).sort()).toEqual([200, 409])
})
