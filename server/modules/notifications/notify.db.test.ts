import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/ids.ts'
import { anonymous, type Viewer } from '../../platform/viewer.ts'
import { createNotify } from './notify.ts'

let db: TestDatabase
const [operator, second, north, south, member, gone] = Array.from({ length: 6 }, newId) as [
  string,
  string,
  string,
  string,
  string,
  string,
]
const organisation = newId()

beforeAll(async () => {
  db = await createTestDatabase()
  const person = (id: string, roles: string[], district: string | null, state = 'active') =>
    db.sql(
      `insert into users (id, name, email, roles, district, state, created_at, updated_at) values ($1::uuid, '某人', $1::text || '@example.org', $2, $3, $4, app_now(), app_now())`,
      [id, roles, district, state],
    )
  await person(operator, ['operator'], null)
  await person(second, ['operator'], null)
  await person(north, ['district_operator'], 'north')
  await person(south, ['district_operator'], 'south')
  await person(member, [], null)
  await person(gone, ['operator'], null, 'disabled')
  await db.sql(
    `insert into organisations (id, name, kind, state, state_since, created_at, updated_at) values ($1, '示例公司', 'firm', 'verified', app_now(), app_now(), app_now())`,
    [organisation],
  )
  for (const each of [member, operator]) {
    await db.sql(
      `insert into organisation_members (organisation_id, user_id, role, since) values ($1, $2, 'member', app_now())`,
      [organisation, each],
    )
  }
})
afterAll(() => db.drop())

const viewerOf = (userId: string, over: Partial<Viewer> = {}): Viewer => ({ ...anonymous, userId, ...over })

test('tells everybody meant, each once, and never the actor', async () => {
  const notify = createNotify({ newId })
  await db.database.write(viewerOf(operator), (tx) =>
    notify(tx, {
      to: { people: [member, operator], organisation, role: 'operator' },
      kind: 'intent_expressed',
      subject: { type: 'intent', id: organisation, title: '虚拟电厂' },
      params: { organisation: '示例公司' },
    }),
  )
  await db.database.write(viewerOf(member), (tx) =>
    notify(tx, { to: { role: 'district_operator', district: 'north' }, kind: 'scenario_submitted' }),
  )
  const rows = await db.sql(
    `select user_id, kind, subject_type, subject_id, subject_title, params, read_at from notifications order by kind, user_id`,
  )
  const expressed = {
    kind: 'intent_expressed',
    subject_type: 'intent',
    subject_id: organisation,
    subject_title: '虚拟电厂',
    params: { organisation: '示例公司' },
    read_at: null,
  }
  expect(rows).toEqual([
    ...[second, member].sort().map((user_id) => ({ user_id, ...expressed })),
    {
      user_id: north,
      kind: 'scenario_submitted',
      subject_type: null,
      subject_id: null,
      subject_title: null,
      params: {},
      read_at: null,
    },
  ])
})

test('a rolled-back use case tells nobody', async () => {
  const notify = createNotify({ newId })
  const before = await db.sql(`select count(*)::int as n from notifications`)
  const failing = db.database.write(viewerOf(operator), async (tx) => {
    await notify(tx, { to: { organisation }, kind: 'x' })
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await db.sql(`select count(*)::int as n from notifications`)).toEqual(before)
})
