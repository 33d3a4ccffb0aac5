import { afterAll, beforeAll, expect, test } from 'vitest'
import { todoRoutes } from '../../../contracts/desk.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { addOrganisation, addPerson, type Person, serveRoutes } from '../../../test/support/served.ts'
import { newId } from '../../platform/ids.ts'
import { anonymous, type Viewer } from '../../platform/viewer.ts'
import { createTodos } from './index.ts'

let db: TestDatabase
let http: Awaited<ReturnType<typeof serveRoutes>>
let todos: ReturnType<typeof createTodos>
let [ownerOrg, providerOrg, strangerOrg] = ['', '', '']
let people: Record<'owner' | 'provider' | 'stranger' | 'operator' | 'north' | 'south' | 'auditor' | 'both', Person>

beforeAll(async () => {
  db = await createTestDatabase()
  ownerOrg = await addOrganisation(db, { kind: 'government', district: 'north' })
  providerOrg = await addOrganisation(db)
  strangerOrg = await addOrganisation(db)
  people = {
    owner: await addPerson(db, { organisation: ownerOrg }),
    provider: await addPerson(db, { organisation: providerOrg }),
    stranger: await addPerson(db, { organisation: strangerOrg }),
    operator: await addPerson(db, { roles: ['operator'] }),
    north: await addPerson(db, { roles: ['district_operator'], district: 'north' }),
    south: await addPerson(db, { roles: ['district_operator'], district: 'south' }),
    auditor: await addPerson(db, { roles: ['auditor'] }),
    both: await addPerson(db, { roles: ['operator'], organisation: ownerOrg }),
  }
  todos = createTodos({ database: db.database, unreadFor: async () => 7 })
  http = await serveRoutes(db, () => ({ routes: todoRoutes, served: todos.routes }))
})
afterAll(async () => {
  await http.close()
  await db.drop()
})

async function scenario(
  state: string,
  holder: string | null,
  due: string | null,
  title: string,
  more: { districts?: string[]; published?: boolean } = {},
): Promise<string> {
  const id = newId()
  await db.sql(
    `insert into scenarios (id, title, owner_id, owner_district, districts, state, state_since, holder, due_at, submitted_at, published_at, created_at, updated_at)
     values ($1, $2, $3, 'north', $4, $5, app_now(), $6, app_now() + $7::interval, case when $5 <> 'draft' then app_now() end,
       case when $8 then app_now() end, app_now(), app_now())`,
    [id, title, ownerOrg, more.districts ?? [], state, holder, due, more.published ?? false],
  )
  return id
}
async function intent(scenarioId: string, state: string, holder: string, due: string | null): Promise<string> {
  const [id, opening] = [newId(), newId()]
  await db.sql(
    `insert into openings (id, scenario_id, position, text) values ($1, $2, (select count(*) from openings where scenario_id = $2), '方向')`,
    [opening, scenarioId],
  )
  await db.sql(
    `insert into intents (id, scenario_id, opening_id, owner_id, owner_district, organisation_id, pitch, state, state_since, holder, due_at, created_at, updated_at)
     values ($1, $2, $3, $4, 'north', $5, '我们能做', $6, app_now(), $7, app_now() + $8::interval, app_now(), app_now())`,
    [id, scenarioId, opening, ownerOrg, providerOrg, state, holder, due],
  )
  return id
}

type Item = {
  subject: { type: string; id: string; title: string }
  state: string
  holder: string
  overdue: boolean
  dueAt: string | null
  actions: string[]
}
type Page = { items: Item[]; nextCursor: string | null; total: number; totalIsExact: boolean }
const page = async (person: Person, query = '') => (await http.call(person, 'GET', `/todos${query}`)).body as Page
const seen = async (person: Person, query = '?limit=200') =>
  (await page(person, query)).items.map(
    (item) => `${item.subject.type} ${item.state} ${item.holder} ${item.subject.title}`,
  )

test('each finds what is his turn, soonest due first, and nobody finds another’s', async () => {
  await scenario('draft', 'owner', null, '草稿')
  await scenario('submitted', 'operator', '3 days', '待受理')
  await scenario('submitted', 'district_operator', '2 days', '待推荐')
  await scenario('submitted', 'district_operator', '1 day', '两地', { districts: ['south'] })
  await scenario('refining', 'operator', '-1 day', '超期')
  await scenario('rejected', null, null, '已终结')
  const open = await scenario('published', 'operator', null, '对接中', { published: true })
  await intent(open, 'expressed', 'owner', '5 days')
  await intent(open, 'talking', 'both', null)
  expect(await seen(people.owner)).toEqual([
    'intent expressed owner 对接中',
    'scenario draft owner 草稿',
    'intent talking both 对接中',
  ])
  expect(await seen(people.provider)).toEqual(['intent talking both 对接中'])
  expect(await seen(people.stranger)).toEqual([])
  expect(await seen(people.operator)).toEqual(['scenario refining operator 超期', 'scenario submitted operator 待受理'])
  expect(await seen(people.north)).toEqual([
    'scenario submitted district_operator 两地',
    'scenario submitted district_operator 待推荐',
  ])
  expect(await seen(people.south)).toEqual(['scenario submitted district_operator 两地'])
  expect(await seen(people.auditor)).toEqual([])
  expect((await http.call(null, 'GET', '/todos')).status).toBe(401)
  expect((await page(people.operator)).items[0]).toMatchObject({ overdue: true, actions: ['return', 'send_to_review'] })
  expect((await page(people.north)).items[0]?.actions).toEqual(['recommend'])
  expect((await page(people.provider)).items[0]?.actions).toEqual(['break_off', 'sign_letter', 'sign_contract'])
})

test('an intent that was not answered in time comes to those who run the programme as well, once', async () => {
  const open = await scenario('published', 'operator', null, '无人答复', { published: true })
  await intent(open, 'expressed', 'owner', '-1 day')
  const late = 'intent expressed owner 无人答复'
  expect((await seen(people.operator)).includes(late)).toBe(true)
  expect((await seen(people.north)).includes(late)).toBe(true)
  expect((await seen(people.south)).includes(late)).toBe(false)
  expect((await seen(people.provider)).includes(late)).toBe(false)
  expect((await seen(people.both)).filter((each) => each === late)).toEqual([late])
  const item = async (person: Person) =>
    (await page(person, '?type=intent&overdue=true')).items.map((each) => each.actions)
  expect(await item(people.operator)).toEqual([[]])
  expect(await item(people.both)).toEqual([['accept', 'decline']])
})

test('capabilities, organisations and lists wait as well', async () => {
  await db.sql(
    `insert into capabilities (id, title, kind, organisation_id, state, state_since, fresh_until, created_at, updated_at)
     values ($1, '巡检机器人', 'product', $2, 'stale', app_now(), app_now() - interval '1 day', app_now(), app_now())`,
    [newId(), strangerOrg],
  )
  await db.sql(
    `insert into organisations (id, name, kind, credit_code, state, state_since, created_at, updated_at)
     values ($1, '待核验公司', 'firm', '91370200MA3TEST00X', 'unverified', app_now(), app_now(), app_now())`,
    [newId()],
  )
  await db.sql(
    `insert into lists (id, code, title, state, state_since, created_at, updated_at) values ($1, 'QDL-2026-09', '第九批', 'composing', app_now(), app_now(), app_now())`,
    [newId()],
  )
  expect((await page(people.stranger)).items).toMatchObject([
    { subject: { type: 'capability' }, overdue: true, actions: ['renew', 'withdraw'] },
  ])
  expect((await page(people.operator, '?type=organisation')).items.map((item) => item.actions)).toEqual([
    ['verify', 'refuse', 'suspend'],
  ])
  expect((await page(people.operator, '?type=list')).items.map((item) => item.actions)).toEqual([['schedule']])
})

test('pages join without gaps, by a number of statements that does not depend on the rows', async () => {
  const all = await seen(people.operator)
  db.statements()
  const pages: string[] = []
  let cursor: string | null = null
  const counts = new Set<number>()
  do {
    const { items, nextCursor }: Page = await page(people.operator, `?limit=1${cursor ? `&cursor=${cursor}` : ''}`)
    pages.push(...items.map((item) => `${item.subject.type} ${item.state} ${item.holder} ${item.subject.title}`))
    cursor = nextCursor
    counts.add(db.statements().length)
  } while (cursor)
  expect(pages).toEqual(all)
  expect(all.length).toBe(5)
  expect((await page(people.operator, '?limit=5')).total).toBe(5)
  expect(counts.size).toBe(1)
  db.statements()
  await page(people.operator, '?limit=200')
  expect(counts.has(db.statements().length)).toBe(true)
})

test('the badge counts what the list lists', async () => {
  const viewer: Viewer = { ...anonymous, userId: people.operator.id, roles: ['operator'] }
  expect(await db.database.read(viewer, todos.countsFor)).toEqual({ unread: 7, todo: 5 })
  expect(await db.database.read(anonymous, todos.countsFor)).toEqual({ unread: 0, todo: 0 })
})

const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(['due', value, newId()])).toString('base64url')
test.each([
  '?overdue=perhaps',
  '?colour=red',
  '?limit=201',
  '?cursor=x',
  `?cursor=${cursorOf("infinity'; drop table users")}`,
  `?cursor=${cursorOf('infinity 2026-13-40T00:00:00.000Z')}`,
  `?cursor=${cursorOf(null)}`,
])('%s is refused', async (query) => {
  expect((await http.call(people.operator, 'GET', `/todos${query}`)).status).toBe(400)
})
