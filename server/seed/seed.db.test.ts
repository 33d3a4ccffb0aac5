import { afterAll, beforeAll, expect, test } from 'vitest'
import { isSyntheticCreditCode, parseCreditCode } from '../../engines/text/index.ts'
import { buildPerson, testPlatform } from '../../test/builders/index.ts'
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts'
import { removeSeed, seedCity } from './index.ts'

let one: TestDatabase
let two: TestDatabase
beforeAll(async () => {
  one = await createTestDatabase()
  two = await createTestDatabase()
})
afterAll(() => Promise.all([one.drop(), two.drop()]))

const size = { organisations: 30, capabilities: 40, scenarios: 60 }
const texts = (db: TestDatabase) =>
  db.sql(
    `select id, title, summary, problem, tracks, districts, state, opportunity_cny::text, search::text from scenarios order by id`,
  )
const counts = async (db: TestDatabase) =>
  (
    await db.sql(`select (select count(*)::int from organisations) as organisations, (select count(*)::int from capabilities) as capabilities,
      (select count(*)::int from scenarios) as scenarios, (select count(*)::int from openings) as openings`)
  )[0]

test('the same seed makes the same city, another another; a second time changes nothing', async () => {
  const platforms = [await testPlatform(one), await testPlatform(two)] as const
  for (const platform of platforms) {
    expect(await seedCity(platform, { ...size, seed: 'a' })).toEqual({ ...size, already: false })
  }
  expect(await texts(one)).toEqual(await texts(two))
  expect((await seedCity(platforms[0], { ...size, seed: 'a' })).already).toBe(true)
  const before = await texts(one)
  await seedCity(platforms[0], { ...size, seed: 'b' })
  const after = await texts(one)
  expect(after.length).toBe(120)
  expect(new Set(after.map((row) => row.title)).size).toBeGreaterThan(new Set(before.map((row) => row.title)).size)
})

test('everything is marked, published, found, owned by an invented firm, and told in the journal once', async () => {
  const codes = await two.sql<{ credit_code: string; name: string; synthetic: boolean }>(
    `select credit_code, name, synthetic from organisations`,
  )
  expect(codes.every((row) => parseCreditCode(row.credit_code).ok && isSyntheticCreditCode(row.credit_code))).toBe(true)
  expect(codes.every((row) => row.synthetic && row.name.includes('示例'))).toBe(true)
  const [bad] =
    await two.sql(`select count(*)::int as n from scenarios s where not (s.synthetic and s.is_public and s.code is not null
    and exists (select 1 from openings o where o.scenario_id = s.id) and exists (select 1 from requirements r where r.scenario_id = s.id) and length(s.search) > 0)`)
  expect(bad).toEqual({ n: 0 })
  const records = await two.sql(`select record->>'count' as count from journal_records where action = 'seed.add'`)
  expect(records).toEqual([{ count: '130' }])
})

test('goes away whole, and leaves others alone', async () => {
  const platform = await testPlatform(one)
  // What people did on synthetic things goes with them.
  await one.sql(`insert into intents (id, scenario_id, opening_id, owner_id, organisation_id, pitch, state, state_since, created_at, updated_at)
    select gen_random_uuid(), s.id, o.id, s.owner_id, p.id, 'x', 'expressed', app_now(), app_now(), app_now()
      from scenarios s join openings o on o.scenario_id = s.id and o.position = 0 join organisations p on p.seed = 'city:a' and p.id <> s.owner_id
     where s.seed = 'city:a' limit 3`)
  expect((await one.sql(`select 1 as one from intents`)).length).toBe(3)
  expect(await removeSeed(platform, 'a')).toBe(130)
  expect(await counts(one)).toMatchObject(size)
  expect(await removeSeed(platform, 'a')).toBe(0)
  expect(await removeSeed(platform, 'b')).toBe(130)
  expect(await counts(one)).toEqual({ organisations: 0, capabilities: 0, scenarios: 0, openings: 0 })
})

test('stays whole while something that was decided hangs on it', async () => {
  const platform = await testPlatform(two)
  await buildPerson(two)
  const before = await counts(two)
  await two.sql(`insert into services (id, organisation_id, kind, served_on, summary, recorded_by, by_organisation_id, state, state_since, synthetic, created_at, updated_at)
    select gen_random_uuid(), o.id, 'consultation', current_date, 'x', u.id, null, 'recorded', app_now(), true, app_now(), app_now()
      from organisations o, (select id from users limit 1) u where o.seed is not null limit 2`)
  const [{ seed }] = (await two.sql<{ seed: string }>(
    `select replace(seed, 'city:', '') as seed from organisations where seed is not null limit 1`,
  )) as [{ seed: string }]
  expect(await removeSeed(platform, seed)).toEqual({ kept: { services: 2 } })
  expect(await counts(two)).toEqual(before)
})

test('nobody to own them is said before anything is made', async () => {
  const platform = await testPlatform(one)
  await expect(seedCity(platform, { organisations: 1, capabilities: 0, scenarios: 1, seed: 'c' })).rejects.toThrow(
    'two organisations',
  )
})
