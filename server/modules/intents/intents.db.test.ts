import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { intentQuery } from '../../../contracts/intents.ts'
import {
  buildOrganisation,
  buildPerson,
  buildScenario,
  insert,
  refusalOf,
  testPlatform,
} from '../../../test/builders/index.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/ids.ts'
import type { Membership, Viewer } from '../../platform/viewer.ts'
import { readRows } from '../../platform/workbook/index.ts'
import { sweepIntents } from './commands/sweep.ts'
import type { IntentDeps } from './context.ts'
import { createIntentService, type IntentService } from './service.ts'

let db: TestDatabase
let deps: IntentDeps
let service: IntentService
let owner: Viewer
let provider: Viewer
let rival: Viewer
let operator: Viewer
let auditor: Viewer
let district: Viewer
let otherDistrict: Viewer
let leader: Viewer
let ownerOrg: Membership
let providerOrg: Membership & { name: string }

const pitch = '我单位有成熟的虚拟电厂聚合调度平台，愿参与建设。'
const contact = { name: '李对接', mobile: '１３９ ００００ ０００２', email: 'li@example.org' }
const wishFor = (scenario: { id: string; openingId: string }, over = {}) => ({
  scenarioId: scenario.id,
  openingId: scenario.openingId,
  pitch,
  capabilityId: null,
  contact,
  ...over,
})
const query = (over = {}) => intentQuery.parse({ ...over })

beforeAll(async () => {
  db = await createTestDatabase()
  deps = await testPlatform(db)
  service = createIntentService(deps)
  ownerOrg = await buildOrganisation(db, { kind: 'government', district: 'north' })
  providerOrg = await buildOrganisation(db)
  const rivalOrg = await buildOrganisation(db)
  owner = await buildPerson(db, { organisations: [ownerOrg] })
  provider = await buildPerson(db, { organisations: [providerOrg] })
  rival = await buildPerson(db, { organisations: [rivalOrg] })
  operator = await buildPerson(db, { roles: ['operator'] })
  auditor = await buildPerson(db, { roles: ['auditor'] })
  district = await buildPerson(db, { roles: ['district_operator'], district: 'north' })
  otherDistrict = await buildPerson(db, { roles: ['district_operator'], district: 'south' })
  leader = await buildPerson(db, { roles: ['leader'] })
})
afterAll(() => db.drop())

const scenarioOf = (over = {}) => buildScenario(db, ownerOrg.id, { owner_district: 'north', ...over })

/** Who read a contact of this intent, as the auditor sees it. */
async function readersOf(id: string): Promise<string[]> {
  const rows = await db.database.read(auditor, ({ sql }) =>
    sql.selectFrom('contact_reads').select('user_id').where('subject_id', '=', id).orderBy('id').execute(),
  )
  return rows.map((row) => row.user_id)
}

describe('expressing', () => {
  test('gives the owner the turn, with a clock of ten working days, and tells the owner', async () => {
    const scenario = await scenarioOf()
    const intent = await service.express(provider, wishFor(scenario))
    expect(intent).toMatchObject({
      scenario: { id: scenario.id, code: null, title: scenario.title },
      openingId: scenario.openingId,
      organisation: { id: providerOrg.id, name: providerOrg.name, verified: true },
      state: 'expressed',
      holder: 'owner',
      contact: { name: '李对接', mobile: '13900000002', email: 'li@example.org' },
      version: 1,
      actions: ['withdraw'],
    })
    const due = deps.calendar.dueAt(new Date(intent.createdAt), 10, deps.pack.city.timezone).toISOString()
    expect(intent.dueAt).toBe(due)
    const told = await db.sql(`select user_id, kind from notifications where subject_id = $1`, [intent.id])
    expect(told).toEqual([{ user_id: owner.userId, kind: 'intent_expressed' }])
  })

  test('fifty at once make exactly one', async () => {
    const scenario = await scenarioOf()
    const results = await Promise.all(
      Array.from({ length: 50 }, () => refusalOf(service.express(provider, wishFor(scenario)))),
    )
    expect(results.filter((each) => each === null).length).toBe(1)
    expect(results.filter((each) => each === 'already_expressed').length).toBe(49)
    const rows = await db.sql(`select 1 as one from intents where scenario_id = $1`, [scenario.id])
    expect(rows.length).toBe(1)
    const records = await db.sql(
      `select 1 as one from journal_records where subject_id in (select id from intents where scenario_id = $1)`,
      [scenario.id],
    )
    expect(records.length).toBe(1)
  })

  test('waits for a withdrawal that is being written and is then refused', async () => {
    const scenario = await scenarioOf()
    const withdrawing = await db.asOwner()
    try {
      await withdrawing.query(`begin; set local role scenario_app; set local app.roles = 'system'`)
      await withdrawing.query(`update scenarios set state = 'withdrawn' where id = $1`, [scenario.id])
      const expressing = refusalOf(service.express(provider, wishFor(scenario)))
      // Committed only once the other one stands before the row.
      let waiting = 0
      while (waiting === 0) {
        const { rows } = await withdrawing.query(
          'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
        )
        waiting = rows.length
      }
      await withdrawing.query('commit')
      expect(await expressing).toBe('scenario_not_open')
    } finally {
      await withdrawing.end()
    }
    expect(await db.sql(`select id from intents where scenario_id = $1`, [scenario.id])).toEqual([])
  })

  test('is refused where it cannot stand, each with its own answer', async () => {
    const open = await scenarioOf()
    const over = (by: object) => service.express(provider, wishFor(open, by))
    const unverified = await buildPerson(db, { organisations: [await buildOrganisation(db, { state: 'unverified' })] })
    const foreign = {
      id: newId(),
      title: '他人的能力',
      kind: 'product',
      organisation_id: rival.organisationId,
      state: 'published',
    }
    await insert(db, 'capabilities', {
      ...foreign,
      state_since: '2026-01-01',
      created_at: '2026-01-01',
      updated_at: '2026-01-01',
    })
    const past = await scenarioOf({ closes_at: '2026-01-01' })
    const future = await scenarioOf({ opens_at: '2999-01-01' })
    const draft = await scenarioOf({ state: 'draft', published_at: null })
    const suspended = await scenarioOf({ state: 'suspended' })
    const elsewhere = await scenarioOf()
    expect({
      past: await refusalOf(service.express(provider, wishFor(past))),
      future: await refusalOf(service.express(provider, wishFor(future))),
      draft: await refusalOf(service.express(provider, wishFor(draft))),
      suspended: await refusalOf(service.express(provider, wishFor(suspended))),
      own: await refusalOf(service.express(owner, wishFor(open))),
      unverified: await refusalOf(service.express(unverified, wishFor(open))),
      nobody: await refusalOf(service.express(leader, wishFor(open))),
      forAnother: await refusalOf(over({ organisationId: rival.organisationId })),
      missing: await refusalOf(over({ scenarioId: newId() })),
      otherOpening: await refusalOf(over({ openingId: elsewhere.openingId })),
      foreignCapability: await refusalOf(over({ capabilityId: foreign.id })),
      unreachable: await refusalOf(over({ contact: { name: '李', mobile: null, email: null } })),
      mobile: await refusalOf(over({ contact: { name: '李', mobile: '123', email: null } })),
    }).toEqual({
      past: 'scenario_not_open',
      future: 'scenario_not_open',
      draft: 'not_found',
      suspended: 'scenario_not_open',
      own: 'own_scenario',
      unverified: 'organisation_unverified',
      nobody: 'forbidden',
      forAnother: 'forbidden',
      missing: 'not_found',
      otherOpening: 'not_found',
      foreignCapability: 'invalid_request capabilityId:not_own_capability',
      unreachable: 'invalid_request contact.mobile:required',
      mobile: 'invalid_request contact.mobile:invalid_format',
    })
    expect(await db.sql(`select 1 as one from intents where scenario_id = $1`, [open.id])).toEqual([])
  })
})

describe('answering', () => {
  test('accepting opens both contacts to both sides; every reading of the other side’s is written down', async () => {
    const scenario = await scenarioOf()
    const { id } = await service.express(provider, wishFor(scenario))
    expect((await service.get(provider, id)).ownerContact).toBe(undefined)
    const accepted = await service.act(owner, { id, action: 'accept', version: 1, words: {} })
    expect(accepted).toMatchObject({
      state: 'talking',
      holder: 'both',
      dueAt: null,
      version: 2,
      actions: ['break_off'],
    })
    const seen = await service.get(provider, id)
    expect(seen.ownerContact).toEqual({ name: '王联系', mobile: '13800000001', email: 'owner-contact@example.org' })
    expect(await readersOf(id)).toEqual([owner.userId, provider.userId])
  })

  test('declining wants a coded reason, and the provider learns it', async () => {
    const { id } = await service.express(provider, wishFor(await scenarioOf()))
    const decline = (words: object) => service.act(owner, { id, action: 'decline', version: 1, words })
    expect(await refusalOf(decline({}))).toBe('invalid_request reason:required')
    expect(await refusalOf(decline({ reason: 'because' }))).toBe('invalid_request reason:invalid_value')
    expect(await refusalOf(decline({ reason: 'other' }))).toBe('invalid_request note:required')
    await decline({ reason: 'other', note: '本年度预算已用完' })
    const learned = await service.get(provider, id)
    expect(learned).toMatchObject({
      state: 'declined',
      closedReason: 'other',
      closedNote: '本年度预算已用完',
      holder: null,
      actions: [],
    })
    const told = await db.sql(
      `select user_id, params from notifications where subject_id = $1 and kind = 'intent_declined'`,
      [id],
    )
    expect(told).toEqual([{ user_id: provider.userId, params: { reason: 'other', note: '本年度预算已用完' } }])
  })

  test('only the right side, in the right state, on the version it saw; to others it is not there', async () => {
    const { id } = await service.express(provider, wishFor(await scenarioOf()))
    const act = (viewer: Viewer, action: 'accept' | 'withdraw' | 'break_off', version = 1) =>
      refusalOf(service.act(viewer, { id, action, version, words: {} }))
    expect({
      providerAccepts: await act(provider, 'accept'),
      ownerWithdraws: await act(owner, 'withdraw'),
      tooEarly: await act(owner, 'break_off'),
      stale: await act(owner, 'accept', 7),
      rival: await act(rival, 'accept'),
      operator: await act(operator, 'accept'),
      missing: await refusalOf(service.act(owner, { id: newId(), action: 'accept', version: 1, words: {} })),
    }).toEqual({
      providerAccepts: 'forbidden',
      ownerWithdraws: 'forbidden',
      tooEarly: 'action_not_allowed',
      stale: 'stale',
      rival: 'not_found',
      operator: 'forbidden',
      missing: 'not_found',
    })
    expect(await act(provider, 'withdraw')).toBe(null)
  })

  test('of accept and withdraw at once one happens, the other is told that it came too late', async () => {
    const { id } = await service.express(provider, wishFor(await scenarioOf()))
    const both = await Promise.all([
      refusalOf(service.act(owner, { id, action: 'accept', version: 1, words: {} })),
      refusalOf(service.act(provider, { id, action: 'withdraw', version: 1, words: {} })),
    ])
    expect(both.toSorted()).toEqual([null, 'stale'].toSorted())
  })

  test('after a withdrawal the firm may declare itself again', async () => {
    const scenario = await scenarioOf()
    const first = await service.express(provider, wishFor(scenario))
    await service.act(provider, { id: first.id, action: 'withdraw', version: 1, words: {} })
    expect(await refusalOf(service.express(provider, wishFor(scenario)))).toBe(null)
  })
})

describe('who sees what', () => {
  test('parties, operator, auditor and the own district; contacts only as far as they go', async () => {
    const scenario = await scenarioOf()
    const { id } = await service.express(provider, wishFor(scenario))
    const contactFor = async (viewer: Viewer) => (await service.get(viewer, id)).contact
    expect(await contactFor(owner)).toEqual({ name: '李对接', mobile: '13900000002', email: 'li@example.org' })
    expect((await contactFor(operator))?.name).toBe('李**')
    expect(await contactFor(auditor)).toBe(undefined)
    expect(await contactFor(district)).toBe(undefined)
    for (const viewer of [rival, otherDistrict]) expect(await refusalOf(service.get(viewer, id))).toBe('not_found')
    const seenByLeader = await service.get(leader, id)
    expect([seenByLeader.state, seenByLeader.pitch, seenByLeader.contact, seenByLeader.actions]).toEqual([
      'expressed',
      undefined,
      undefined,
      [],
    ])
    expect(await refusalOf(service.history(leader, id, { limit: 10 }))).toBe('forbidden')
    const found = async (viewer: Viewer) =>
      (await service.list(viewer, query({ scenario: scenario.id }))).items.map((i) => i.id)
    for (const viewer of [owner, provider, operator, auditor, district, leader])
      expect(await found(viewer)).toEqual([id])
    for (const viewer of [rival, otherDistrict]) expect(await found(viewer)).toEqual([])
    expect(await readersOf(id)).toEqual([owner.userId])
    const records = await service.history(auditor, id, { limit: 10 })
    expect(records.items[0]?.changes.filter((each) => each.path.startsWith('contact'))).toEqual([
      { path: 'contact.name', withheld: true },
      { path: 'contact.mobile', withheld: true },
      { path: 'contact.email', withheld: true },
    ])
  })

  test('a list takes the same number of statements whatever its rows, and pages through all of them', async () => {
    const statementsFor = async (limit: number) => {
      db.statements()
      await service.list(owner, query({ limit }))
      return db.statements().length
    }
    expect(await statementsFor(1)).toBe(await statementsFor(5))
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await service.list(owner, query({ limit: 2, sort: 'dueAt', ...(cursor && { cursor }) }))
      seen.push(...page.items.map((each) => each.id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    const all = await db.sql<{ n: number }>(`select count(*)::int as n from intents`)
    expect(new Set(seen).size).toBe(all[0]?.n)
    expect(seen.length).toBe(all[0]?.n)
  })

  test('the export names no contacts', async () => {
    const { writeFile, rm } = await import('node:fs/promises')
    const path = `/tmp/intents-${newId()}.xlsx`
    await writeFile(path, service.exportXlsx(owner, query(), 'zh'))
    const rows: unknown[][] = []
    for await (const { cells } of readRows(path, { maxRows: 1000 })) rows.push([...cells])
    await rm(path)
    expect(rows[0]).toEqual([
      '场景编号',
      '场景',
      '开放方向',
      '场景方',
      '能力供给方',
      '能力',
      '状态',
      '表达日期',
      '答复期限',
      '意向说明',
      '结束原因',
      '原因说明',
    ])
    expect(JSON.stringify(rows)).not.toContain('李对接')
    expect(rows.some((row) => row[6] === '已婉拒' && row[10] === '其他（请说明）')).toBe(true)
  })
})

test('the clock reminds, escalates and expires, each once, also with two sweeps at a time', async () => {
  await sweepIntents(deps)
  const { id } = await service.express(provider, wishFor(await scenarioOf()))
  expect(await sweepIntents(deps)).toEqual({ remind: 0, escalate: 0, expire: 0 })
  await db.shiftClock('60 days')
  const [a, b] = await Promise.all([sweepIntents(deps), sweepIntents(deps)])
  const kinds = await db.sql(
    `select kind, user_id from notifications where subject_id = $1 and kind in ('intent_reminder', 'intent_overdue', 'intent_expired') order by kind, user_id`,
    [id],
  )
  expect(await sweepIntents(deps)).toEqual({ remind: 0, escalate: 0, expire: 0 })
  expect(a.remind + b.remind).toBe(a.escalate + b.escalate)
  const both = [owner.userId, provider.userId].toSorted()
  const overdue = [owner.userId, operator.userId, district.userId].toSorted()
  expect(kinds).toEqual([
    ...both.map((user_id) => ({ kind: 'intent_expired', user_id })),
    ...overdue.map((user_id) => ({ kind: 'intent_overdue', user_id })),
    { kind: 'intent_reminder', user_id: owner.userId },
  ])
  expect(await service.get(provider, id)).toMatchObject({ state: 'expired', holder: null, dueAt: null, actions: [] })
  const steps = await db.sql(`select action from journal_records where subject_id = $1 order by seq`, [id])
  expect(steps.map((each) => each.action)).toEqual([
    'intent.express',
    'intent.remind',
    'intent.escalate',
    'intent.expire',
  ])
})
