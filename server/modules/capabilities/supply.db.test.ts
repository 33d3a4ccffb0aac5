import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { capabilityCreate, capabilityPatch, capabilityQuery } from '../../../contracts/capabilities.ts'
import { readMeasures } from '../../../engines/matching/index.ts'
import { buildOrganisation, buildPerson, refusalOf, testPlatform } from '../../../test/builders/index.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/ids.ts'
import { anonymous, type Viewer } from '../../platform/viewer.ts'
import { createCatalog } from '../catalog/index.ts'
import { type CapabilityService, createCapabilityService } from './service.ts'

let db: TestDatabase
let service: CapabilityService
let provider: Viewer
let customer: Viewer
let rival: Viewer
let operator: Viewer
let track: string

const measure = (metric: string, value: number, unit: string | null = null, asOf: string | null = null) => ({
  metric,
  value,
  unit,
  asOf,
})
const create = (over: Record<string, unknown> = {}, viewer = provider) =>
  service.create(
    viewer,
    capabilityCreate.parse({
      title: '无人转运车',
      kind: 'product',
      description: '港区转运。',
      tracks: [track],
      ...over,
    }),
  )
const patch = (id: string, over: Record<string, unknown>, version: number) =>
  service.change(provider, id, capabilityPatch.parse(over), version)
const delivery = (over: Record<string, unknown> = {}) => ({
  text: '交付三台，运行一年',
  kind: 'delivery',
  at: '2025',
  counterpartId: customer.organisationId,
  ...over,
})
const published = async (over: Record<string, unknown> = {}) => {
  const made = await create(over)
  return service.act(provider, { id: made.id, action: 'publish', version: 1, reason: undefined })
}
const answer = (
  viewer: Viewer,
  capability: { id: string; version: number },
  proofId: string,
  action: 'confirm' | 'decline',
) => service.answerProof(viewer, { id: capability.id, proofId, action, version: capability.version, reason: undefined })
const told = async (id: string) =>
  await db.sql<{ kind: string; user_id: string }>(
    `select kind, user_id from notifications where subject_id = $1 order by at, id`,
    [id],
  )

/** What row-level security leaves of the to-do's for the viewer's organisations. */
const waiting = (viewer: Viewer) =>
  db.database.read(viewer, async ({ sql }) => {
    const rows = await sql
      .selectFrom('todo_confirmations')
      .select('subject_id')
      .where('organisation_id', '=', viewer.organisationId)
      .execute()
    return rows.map((each) => each.subject_id)
  })

beforeAll(async () => {
  db = await createTestDatabase()
  const platform = await testPlatform(db)
  service = createCapabilityService({ ...platform, ...createCatalog(platform) })
  track = platform.pack.classification.tracks[0]?.key ?? ''
  provider = await buildPerson(db, { organisations: [await buildOrganisation(db)] })
  customer = await buildPerson(db, { organisations: [await buildOrganisation(db, { name: '示例港务单位' })] })
  rival = await buildPerson(db, { organisations: [await buildOrganisation(db)] })
  operator = await buildPerson(db, { roles: ['operator'] })
})
afterAll(() => db.drop())

describe('measures, capacity and price', () => {
  test('are kept as stated, shown to everybody, searched by metric, and exported as one cell that reads back', async () => {
    const measures = [
      measure('续航里程', 300, '公里', '2025-06-01'),
      measure('载重', 1.5, '吨'),
      measure('车队规模', 12),
    ]
    const made = await published({ measures, capacity: '年产 200 台', priceFromCny: 300_000, priceToCny: 500_000 })
    expect(await service.get(anonymous, made.id)).toMatchObject({
      measures,
      capacity: '年产 200 台',
      priceFromCny: 300_000,
      priceToCny: 500_000,
    })
    const found = await service.list(anonymous, capabilityQuery.parse({ q: '续航里程' }))
    expect(found.items.map((each) => each.id)).toEqual([made.id])
    let csv = ''
    for await (const chunk of service.export(anonymous, capabilityQuery.parse({ q: '续航里程' }), 'csv', 'zh'))
      csv += chunk
    const cell = /续航里程=[^,"]*/.exec(csv)?.[0] ?? ''
    expect(readMeasures(cell)).toEqual({
      ok: true,
      measures: measures.map(({ asOf, ...each }) => ({ ...each, ...(asOf && { asOf }) })),
    })
    const changed = await patch(made.id, { measures: [measures[1], measures[0]] }, made.version)
    expect(changed.measures).toEqual([measures[1], measures[0]])
    expect((await patch(made.id, { measures: changed.measures }, changed.version)).version).toBe(changed.version)
    expect((await service.history(provider, made.id, { limit: 1 })).items[0]?.action).toBe('capability.change')
  })

  test('what does not compare, lies ahead or is said twice is refused by its place', async () => {
    const refused = (over: Record<string, unknown>) => refusalOf(create(over))
    expect({
      unit: await refused({ measures: [measure('续航', 3, '光年')] }),
      ahead: await refused({ measures: [measure('续航', 3, 'km', '2199-01-01')] }),
      twice: await refused({ measures: [measure('续航', 3, 'km'), measure('载重', 1), measure(' 续航', 4, '公里')] }),
      twoUnits: await refused({ measures: [measure('续航', 3, 'km'), measure('续航', 4, '小时')] }),
      price: await refused({ priceFromCny: 5, priceToCny: 4 }),
      onePrice: await refused({ priceToCny: 4 }),
    }).toEqual({
      unit: 'invalid_request measures.0.unit:unknown_unit',
      ahead: 'invalid_request measures.0.asOf:in_the_future',
      twice: 'invalid_request measures.2.metric:duplicate',
      twoUnits: null,
      price: 'invalid_request priceToCny:too_small',
      onePrice: null,
    })
    const { id } = await create({ priceFromCny: 10 })
    expect(await refusalOf(patch(id, { priceToCny: 9 }, 1))).toBe('invalid_request priceToCny:too_small')
    const shape = (value: unknown) => capabilityPatch.safeParse({ measures: value }).success
    expect([
      shape([measure('续航', Number.NaN)]),
      shape([measure('续航', Number.POSITIVE_INFINITY)]),
      shape([measure('a=b', 1)]),
      shape([measure('长'.repeat(61), 1)]),
      shape(Array.from({ length: 41 }, (_, at) => measure(`m${at}`, 1))),
      shape([measure('续航', -1e300)]),
    ]).toEqual([false, false, false, false, false, true])
  })
})

describe('a delivery', () => {
  test('is confirmed by whom it names, and by nobody else; its words and the answer belong together', async () => {
    const made = await published({ proofs: [delivery(), { text: '专利', kind: 'patent' }] })
    const [proof, patent] = made.proofs.map((each) => each.id) as [string, string]
    expect(await told(made.id)).toEqual([{ kind: 'proof_asked', user_id: customer.userId }])
    expect(await waiting(customer)).toEqual([made.id])

    const seenBy = async (viewer: Viewer) => {
      const [shown] = (await service.get(viewer, made.id)).proofs
      return [shown?.counterpart?.name ?? null, shown?.confirmedAt !== null, shown?.actions.join()]
    }
    const views = async () => ({
      provider: await seenBy(provider),
      customer: await seenBy(customer),
      rival: await seenBy(rival),
      operator: await seenBy(operator),
      anonymous: await seenBy(anonymous),
    })
    expect(await views()).toEqual({
      provider: ['示例港务单位', false, ''],
      customer: ['示例港务单位', false, 'confirm,decline'],
      rival: [null, false, ''],
      operator: ['示例港务单位', false, ''],
      anonymous: [null, false, ''],
    })
    expect({
      provider: await refusalOf(answer(provider, made, proof, 'confirm')),
      rival: await refusalOf(answer(rival, made, proof, 'confirm')),
      patent: await refusalOf(answer(customer, made, patent, 'confirm')),
      missing: await refusalOf(answer(customer, made, newId(), 'confirm')),
      stale: await refusalOf(answer(customer, { ...made, version: 1 }, proof, 'confirm')),
    }).toEqual({ provider: 'forbidden', rival: 'forbidden', patent: 'forbidden', missing: 'not_found', stale: 'stale' })

    const confirmed = await answer(customer, made, proof, 'confirm')
    expect(confirmed.version).toBe(made.version + 1)
    expect(await refusalOf(answer(customer, confirmed, proof, 'confirm'))).toBe('action_not_allowed')
    expect(await views()).toEqual({
      provider: ['示例港务单位', true, ''],
      customer: ['示例港务单位', true, 'decline'],
      rival: ['示例港务单位', true, ''],
      operator: ['示例港务单位', true, ''],
      anonymous: ['示例港务单位', true, ''],
    })
    expect(await waiting(customer)).toEqual([])
    expect((await told(made.id)).map((each) => each.kind)).toEqual(['proof_asked', 'proof_confirmed'])
    expect((await service.history(provider, made.id, { limit: 1 })).items[0]?.action).toBe('capability.confirm_proof')

    // In another place it is still the same; in other words it is not.
    const said = { text: '交付三台，运行一年', kind: 'delivery', at: '2025', counterpartId: customer.organisationId }
    const moved = await patch(
      made.id,
      {
        proofs: [
          { id: patent, text: '专利', kind: 'patent' },
          { id: proof, ...said },
        ],
      },
      confirmed.version,
    )
    expect(moved.proofs.map((each) => [each.id, each.confirmedAt !== null])).toEqual([
      [patent, false],
      [proof, true],
    ])
    const reworded = await patch(
      made.id,
      { proofs: [{ id: proof, ...said, text: '交付三十台，运行一年' }] },
      moved.version,
    )
    expect(reworded.proofs.map((each) => [each.id, each.confirmedAt])).toEqual([[proof, null]])
    expect((await told(made.id)).map((each) => each.kind)).toEqual(['proof_asked', 'proof_confirmed', 'proof_asked'])

    const declined = await answer(customer, reworded, proof, 'decline')
    expect((await service.get(provider, made.id)).proofs[0]?.declinedAt).not.toBe(null)
    expect((await service.get(anonymous, made.id)).proofs[0]).toMatchObject({ counterpart: null, declinedAt: null })
    expect(await waiting(customer)).toEqual([])
    expect((await answer(customer, declined, proof, 'confirm')).proofs[0]?.confirmedAt).not.toBe(null)
  })

  test('names another organisation that is verified', async () => {
    const unverified = await buildOrganisation(db, { state: 'unverified' })
    const refused = (over: Record<string, unknown>) => refusalOf(create({ proofs: [delivery(over)] }))
    expect({
      own: await refused({ counterpartId: provider.organisationId }),
      unverified: await refused({ counterpartId: unverified.id }),
      nobody: await refused({ counterpartId: newId() }),
      patent: await refused({ kind: 'patent' }),
    }).toEqual({
      own: 'invalid_request proofs.0.counterpartId:own_counterpart',
      unverified: 'invalid_request proofs.0.counterpartId:unverified',
      nobody: 'invalid_request proofs.0.counterpartId:unverified',
      patent: 'invalid_request proofs.0.counterpartId:only_delivery',
    })
  })

  test('is not confirmed by its provider, not even past the application', async () => {
    const made = await published({ proofs: [delivery()] })
    const owner = await db.asOwner()
    const as = async (viewer: Viewer, text: string) => {
      await owner.query('begin')
      try {
        await owner.query('set local role scenario_app')
        await owner.query(`select set_config('app.user', $1, true), set_config('app.orgs', $2, true)`, [
          viewer.userId,
          `{${viewer.organisationId}}`,
        ])
        const { rows } = await owner.query(text, [made.proofs[0]?.id])
        return rows[0]
      } catch (error) {
        return (error as { code: string }).code
      } finally {
        await owner.query('rollback')
      }
    }
    expect({
      set: await as(
        provider,
        `update capability_proofs set confirmed_at = app_now(), confirmed_by = app_user() where id = $1`,
      ),
      text: await as(provider, `update capability_proofs set text = '别的' where id = $1`),
      add: await as(
        provider,
        `insert into capability_proofs (id, capability_id, position, kind, text, counterpart_id, confirmed_at, confirmed_by)
         select gen_random_uuid(), capability_id, 1, kind, text, counterpart_id, app_now(), app_user() from capability_proofs where id = $1`,
      ),
      provider: await as(provider, `select app_answer_proof($1, 2, true) as version`),
      rival: await as(rival, `select app_answer_proof($1, 2, true) as version`),
      customer: await as(customer, `select app_answer_proof($1, 2, true) as version`),
    }).toEqual({
      set: '42501',
      text: '42501',
      add: '42501',
      provider: { version: null },
      rival: { version: null },
      customer: { version: 3 },
    })
    await owner.end()
  })
})

test('a list costs the same whatever hangs on its rows', async () => {
  const query = (limit: number) => service.list(anonymous, capabilityQuery.parse({ limit }))
  await published({ measures: [measure('a', 1), measure('b', 2)], proofs: [delivery()] })
  db.statements()
  await query(1)
  const one = db.statements().length
  await query(3)
  expect(db.statements().length).toBe(one)
})
