import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { searchTokens } from '../../../engines/text/index.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'
import { readRows } from '../../platform/workbook/index.ts'

let world: World
let districtKey: string
let otherDistrict: string
let operator: Person
let second: Person
let district: Person
let broker: Person
let leader: Person
let auditor: Person
let stranger: Person
let admin: Person
let member: Person
let firm: string
const day = '2026-03-02'

beforeAll(async () => {
  world = await createWorld()
  const [first, , other] = world.app.platform.pack.districts.map((each) => each.key)
  districtKey = first as string
  otherDistrict = other as string
  firm = await world.organisation({ kind: 'firm', district: districtKey, name: '海上机器人测试公司' })
  operator = await world.person({ roles: ['operator'], organisation: { kind: 'institute' }, name: '周运营' })
  second = await world.person({ roles: ['operator'] })
  district = await world.person({ roles: ['district_operator'], district: districtKey })
  broker = await world.person({ roles: ['broker'] })
  leader = await world.person({ roles: ['leader'] })
  auditor = await world.person({ roles: ['auditor'] })
  stranger = await world.person({ organisation: { kind: 'firm' } })
  admin = await world.person({ organisation: firm, orgRole: 'org_admin' })
  member = await world.person({ organisation: firm, orgRole: 'member' })
})
afterAll(() => world.close())

const body = (over: Record<string, unknown> = {}) => ({
  kind: 'consultation',
  organisationId: firm,
  date: day,
  summary: '上门诊断自动化改造需求',
  ...over,
})
let serial = 0
/** A service of a day of its own. */
async function recorded(by: Person = operator, over: Record<string, unknown> = {}): Promise<string> {
  serial += 1
  const date = new Date(Date.UTC(2025, 0, serial)).toISOString().slice(0, 10)
  const answer = await world.as(by).post('/services', body({ date, ...over }))
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return answer.body.id
}
async function fileOf(person: Person): Promise<string> {
  const content = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
  return (await world.as(person).upload('/files', { name: '营业执照.pdf', content })).body.id
}
const sees = async (path: string) =>
  Object.fromEntries(
    await Promise.all(
      Object.entries({ operator, second, district, broker, leader, auditor, stranger, admin, member }).map(
        async ([name, person]) => [name, (await world.as(person).get(path)).status] as const,
      ),
    ),
  )
const code = (answer: { status: number; body: { code: string } }) => [answer.status, answer.body.code]

describe('services', () => {
  test('are recorded in the name of who rendered them and wait ten working days for the served firm', async () => {
    const answer = await world.as(operator).post('/services', body())
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      kind: 'consultation',
      organisation: { id: firm, name: '海上机器人测试公司', district: districtKey },
      date: day,
      by: { organisation: { id: operator.organisationId }, person: { id: operator.id, name: '周运营' } },
      state: 'recorded',
      holder: 'other_side',
      confirmedBy: null,
      actions: ['withdraw'],
    })
    expect(answer.body.dueAt).not.toBeNull()
    const todo = (await world.as(member).get('/todos?type=service')).body.items
    expect(todo.map((each: { subject: { id: string }; actions: string[] }) => [each.subject.id, each.actions])).toEqual(
      [[answer.body.id, ['confirm', 'dispute']]],
    )
    expect((await world.as(second).get('/todos?type=service')).body.items).toEqual([])
    expect(await sees(`/services/${answer.body.id}`)).toEqual({
      operator: 200,
      second: 200,
      district: 200,
      broker: 404,
      leader: 404,
      auditor: 200,
      stranger: 404,
      admin: 200,
      member: 200,
    })
  })

  test('refuse what cannot be: the future, no firm, a firm of another district, one’s own firm, twice', async () => {
    const state = async () => (await world.db.sql<{ n: number }>('select count(*)::int as n from services'))[0]?.n
    const before = await state()
    const office = await world.organisation({ kind: 'government' })
    const far = await world.organisation({ kind: 'firm', district: otherDistrict })
    const unverified = await world.organisation({ kind: 'firm', state: 'unverified' })
    const own = await world.person({ roles: ['broker'], organisation: firm })
    const post = (who: Person, over: Record<string, unknown> = {}) => world.as(who).post('/services', body(over))
    const future = await post(operator, { date: '2099-01-01' })
    expect([future.status, future.body.errors[0]]).toMatchObject([400, { path: 'date', code: 'in_the_future' }])
    expect((await post(operator, { organisationId: office })).body.errors[0].code).toBe('not_a_firm')
    expect((await post(operator, { organisationId: unverified })).body.errors[0].code).toBe('not_a_firm')
    expect((await post(operator, { kind: 'lunch' })).status).toBe(400)
    expect((await post(operator, { summary: ' ' })).status).toBe(400)
    expect(code(await post(district, { organisationId: far }))).toEqual([403, 'forbidden'])
    expect(code(await post(own))).toEqual([409, 'own_service'])
    expect(code(await post(operator))).toEqual([409, 'service_duplicate'])
    expect(code(await post(leader))).toEqual([403, 'forbidden'])
    expect(code(await post(admin))).toEqual([403, 'forbidden'])
    expect(code(await post(operator, { scenarioId: office }))).toEqual([404, 'not_found'])
    expect((await post(operator, { fileId: office })).body.errors[0].code).toBe('unknown_file')
    expect(await state()).toBe(before)
    // Rendered by somebody else it is another service.
    expect((await post(broker)).status).toBe(201)
    expect((await post(district)).status).toBe(201)
  })

  test('of two who record the same at once one is told', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => world.as(operator).post('/services', body({ date: '2026-02-09' }))),
    )
    expect(answers.map((each) => each.status).sort()).toEqual([201, 409, 409])
  })

  test('are confirmed by the served firm, and never by who recorded them', async () => {
    const id = await recorded()
    expect(code(await world.as(operator).act(`/services/${id}`, 'confirm'))).toEqual([403, 'forbidden'])
    expect(code(await world.as(district).act(`/services/${id}`, 'confirm'))).toEqual([403, 'forbidden'])
    expect(code(await world.as(stranger).act(`/services/${id}`, 'confirm'))).toEqual([404, 'not_found'])
    const confirmed = await world.as(member).act(`/services/${id}`, 'confirm')
    expect(confirmed.body).toMatchObject({
      state: 'confirmed',
      confirmedBy: { id: member.id },
      holder: null,
      dueAt: null,
    })
    expect((await world.as(leader).get(`/services/${id}`)).body.actions).toEqual([])
    expect(code(await world.as(leader).get(`/services/${id}/history`))).toEqual([403, 'forbidden'])
    expect(code(await world.as(member).act(`/services/${id}`, 'confirm'))).toEqual([409, 'action_not_allowed'])
    const history = (await world.as(operator).get(`/services/${id}/history`)).body.items
    expect(history.map((each: { action: string }) => each.action)).toEqual([
      'service.confirm',
      'service.record_service',
    ])
  })

  test('are confirmed by another operator, not by one of the firm and not through the recorder’s second hat', async () => {
    const id = await recorded()
    expect((await world.as(second).act(`/services/${id}`, 'confirm')).body.state).toBe('confirmed')
    const both = await world.person({ roles: ['operator'], organisation: firm })
    const other = await recorded(broker)
    await world.db.sql('update services set recorded_by = $1 where id = $2', [both.id, other])
    expect(code(await world.as(both).act(`/services/${other}`, 'confirm'))).toEqual([403, 'forbidden'])
  })

  test('are disputed with a reason, go back to the recorder, and end by withdrawal or the firm’s confirmation', async () => {
    const id = await recorded(broker)
    expect(code(await world.as(member).act(`/services/${id}`, 'dispute'))).toEqual([422, 'incomplete'])
    const disputed = await world.as(member).act(`/services/${id}`, 'dispute', { reason: '当日无此服务' })
    expect(disputed.body).toMatchObject({ state: 'disputed', stateReason: '当日无此服务', holder: 'reporting_side' })
    expect(code(await world.as(second).act(`/services/${id}`, 'confirm'))).toEqual([403, 'forbidden'])
    const todo = (await world.as(broker).get('/todos?type=service')).body.items
    expect(todo.map((each: { subject: { id: string }; actions: string[] }) => [each.subject.id, each.actions])).toEqual(
      [[id, ['withdraw']]],
    )
    expect(code(await world.as(member).act(`/services/${id}`, 'withdraw', { reason: '不是我登记的' }))).toEqual([
      403,
      'forbidden',
    ])
    expect((await world.as(broker).act(`/services/${id}`, 'withdraw', { reason: '日期有误' })).body.state).toBe(
      'withdrawn',
    )
    // Withdrawn, it may be recorded again.
    const { date } = (await world.as(broker).get(`/services/${id}`)).body
    expect((await world.as(broker).post('/services', body({ date }))).status).toBe(201)
  })

  test('are confirmed many at once: all, or none and which fail', async () => {
    const [a, b, c] = [await recorded(broker), await recorded(broker), await recorded(second)]
    const refused = await world.as(second).post('/services/actions/confirm', { ids: [a, c, b] })
    expect(code(refused)).toEqual([409, 'services_not_confirmable'])
    expect(refused.body.params.ids).toEqual([c])
    expect(refused.body.errors.map((each: { path: string }) => each.path)).toEqual(['ids.1'])
    expect(refused.body.detail).toContain('海上机器人测试公司')
    const hidden = await world.as(stranger).post('/services/actions/confirm', { ids: [a] })
    expect([hidden.status, hidden.body.params.ids, hidden.body.detail.includes('海上')]).toEqual([409, [a], false])
    const states = () => world.db.sql('select state from services where id = any($1) order by id', [[a, b, c]])
    expect(await states()).toEqual([{ state: 'recorded' }, { state: 'recorded' }, { state: 'recorded' }])
    expect(
      (await world.as(second).get('/services?confirmable=true&limit=200')).body.items.map(
        (each: { id: string }) => each.id,
      ),
    ).not.toContain(c)
    const done = await world.as(second).post('/services/actions/confirm', { ids: [a, b, a] })
    expect([done.status, done.body]).toEqual([200, { confirmed: 2 }])
    expect(await states()).toEqual([{ state: 'confirmed' }, { state: 'confirmed' }, { state: 'recorded' }])
    expect((await world.as(second).post('/services/actions/confirm', { ids: [] })).status).toBe(400)
  })

  test('of two who confirm at once one is told that it is done', async () => {
    const id = await recorded()
    const { version } = (await world.as(member).get(`/services/${id}`)).body
    const confirm = (who: Person) =>
      world.as(who).post(`/services/${id}/actions/confirm`, {}, { 'if-match': `"${version}"` })
    const answers = await Promise.all([confirm(member), confirm(second), confirm(admin)])
    expect(answers.map((each) => each.status).sort()).toEqual([200, 412, 412])
  })

  test('unconfirmed after ten working days come to the operators, but not to the one who recorded them', async () => {
    const id = await recorded()
    const waits = async (who: Person) =>
      (await world.as(who).get('/todos?type=service&overdue=true&limit=200')).body.items.some(
        (each: { subject: { id: string } }) => each.subject.id === id,
      )
    expect(await waits(second)).toBe(false)
    await world.shiftClock('20 days')
    expect([await waits(second), await waits(operator), await waits(member)]).toEqual([true, false, true])
    expect(
      (await world.as(second).get('/services?overdue=true&limit=200')).body.items.some(
        (each: { id: string }) => each.id === id,
      ),
    ).toBe(true)
    await world.shiftClock('0 days')
  })

  test('a list takes the same number of statements for one row and for many, filters, pages, and comes as a workbook', async () => {
    const own = await world.organisation({ kind: 'state_firm', district: districtKey, name: '港城装备测试集团' })
    await world.db.sql('update organisations set search = array_to_tsvector($1::text[]) where id = $2', [
      searchTokens('港城装备测试集团'),
      own,
    ])
    const made = []
    for (const kind of ['policy', 'funding', 'elements'])
      made.push((await world.as(operator).post('/services', body({ organisationId: own, kind }))).body.id)
    const list = async (who: Person, query: string) => (await world.as(who).get(`/services?${query}`)).body
    expect((await list(second, `organisation=${own}`)).total).toBe(3)
    expect((await list(second, `q=${encodeURIComponent('港城装备')}&kind=policy,funding`)).total).toBe(2)
    expect((await list(operator, `organisation=${own}&mine=true`)).total).toBe(3)
    expect((await list(second, `organisation=${own}&mine=true`)).total).toBe(0)
    expect((await list(second, `organisation=${own}&from=2026-03-03`)).total).toBe(0)
    expect((await list(second, `organisation=${own}&district=${otherDistrict}`)).total).toBe(0)
    expect((await list(leader, `organisation=${own}`)).total).toBe(0)
    expect((await list(stranger, `organisation=${own}`)).total).toBe(0)
    const first = await list(second, `organisation=${own}&limit=2`)
    const rest = await list(second, `organisation=${own}&limit=2&cursor=${first.nextCursor}`)
    expect([...first.items, ...rest.items].map((each: { id: string }) => each.id).sort()).toEqual(made.sort())
    expect((await world.as(second).get('/services?colour=red')).status).toBe(400)
    const path = join(tmpdir(), `services-${own}.xlsx`)
    await writeFile(path, (await world.as(second).get(`/services/export.xlsx?organisation=${own}`)).raw.rawPayload)
    const rows: unknown[][] = []
    for await (const { cells } of readRows(path, { maxRows: 100 })) rows.push([...cells])
    await rm(path)
    expect(rows.map((row) => row[1])).toEqual(['服务企业', ...Array(3).fill('港城装备测试集团')])
    const costs = []
    for (const query of [`organisation=${own}&kind=policy`, `organisation=${own}`]) {
      world.db.statements()
      await list(second, query)
      costs.push(world.db.statements().length)
    }
    expect(costs[0]).toBe(costs[1])
  })
})

describe('landings', () => {
  const evidence = '营业执照与首台设备交付单'
  const report = async (who: Person, organisationId: string, over: Record<string, unknown> = {}) =>
    world.as(who).post('/landings', {
      organisationId,
      landedOn: '2026-05-06',
      kind: 'innovative_firm',
      evidence,
      fileId: await fileOf(who),
      ...over,
    })
  const landedAt = async (id: string) => (await world.as(null).get(`/organisations/${id}`)).body.landedAt

  test('are reported with evidence, confirmed by another operator, and then say when the firm landed', async () => {
    const own = await world.organisation({ kind: 'firm', district: districtKey })
    const boss = await world.person({ organisation: own, orgRole: 'org_admin' })
    const clerk = await world.person({ organisation: own, orgRole: 'member' })
    expect(code(await report(clerk, own))).toEqual([403, 'forbidden'])
    expect(code(await report(stranger, own))).toEqual([403, 'forbidden'])
    expect((await report(boss, own, { landedOn: '2099-01-01' })).body.errors[0].code).toBe('in_the_future')
    expect((await report(boss, own, { evidence: '' })).status).toBe(400)
    expect((await report(boss, own, { fileId: own })).body.errors[0].code).toBe('unknown_file')
    const reported = await report(boss, own)
    expect(reported.body).toMatchObject({ state: 'reported', holder: 'operator', landedOn: '2026-05-06', actions: [] })
    expect(await landedAt(own)).toBeNull()
    expect(code(await report(operator, own))).toEqual([409, 'landing_exists'])
    const path = `/landings/${reported.body.id}`
    expect(await sees(path)).toEqual({
      operator: 200,
      second: 200,
      district: 200,
      broker: 404,
      leader: 404,
      auditor: 200,
      stranger: 404,
      admin: 404,
      member: 404,
    })
    const todo = (await world.as(operator).get('/todos?type=landing')).body.items
    expect(todo.map((each: { actions: string[] }) => each.actions)).toEqual([['confirm', 'refuse']])
    const confirmed = await world.as(operator).act(path, 'confirm')
    expect(confirmed.body).toMatchObject({ state: 'confirmed', decidedBy: { id: operator.id } })
    expect(await landedAt(own)).toBe('2026-05-06')
    expect((await world.as(leader).get(path)).body.file.name).toBe('营业执照.pdf')
    expect(code(await world.as(operator).act(path, 'revoke'))).toEqual([422, 'incomplete'])
    const revoked = await world.as(second).act(path, 'revoke', { reason: '已迁出' })
    expect([revoked.body.state, await landedAt(own)]).toEqual(['revoked', null])
    expect((await world.as(leader).get(path)).status).toBe(404)
    // Revoked, it may be reported anew.
    expect((await report(boss, own)).status).toBe(201)
  })

  test('are not confirmed by who reported them or belongs to the firm; refused ones leave no trace on the firm', async () => {
    const own = await world.organisation({ kind: 'firm', district: districtKey })
    const insider = await world.person({ roles: ['operator'], organisation: own })
    const path = `/landings/${(await report(operator, own)).body.id}`
    expect(code(await world.as(operator).act(path, 'confirm'))).toEqual([409, 'second_person_required'])
    expect(code(await world.as(insider).act(path, 'confirm'))).toEqual([403, 'forbidden'])
    expect((await world.as(second).act(path, 'refuse', { reason: '缺少经营地址证明' })).body.state).toBe('refused')
    expect(await landedAt(own)).toBeNull()
    const far = await world.organisation({ kind: 'firm', district: otherDistrict })
    expect(code(await report(district, far))).toEqual([403, 'forbidden'])
    expect((await report(district, own)).status).toBe(201)
  })

  test('the day of landing has no other way in', async () => {
    const own = await world.organisation({ kind: 'firm' })
    const boss = await world.person({ organisation: own, orgRole: 'org_admin' })
    const { version } = (await world.as(boss).get(`/organisations/${own}`)).body
    const tried = await world
      .as(boss)
      .patch(`/organisations/${own}`, { landedAt: '2026-01-01' }, { 'if-match': `"${version}"` })
    expect(tried.status).toBe(400)
  })

  test('a list filters and comes as a workbook', async () => {
    const total = async (who: Person, query: string) => (await world.as(who).get(`/landings?${query}`)).body.total
    const all = await total(operator, 'limit=1')
    expect(all).toBe(4)
    expect(await total(operator, 'state=reported')).toBe(2)
    expect(await total(leader, 'limit=1')).toBe(0)
    expect(await total(district, `district=${districtKey}`)).toBe(4)
    expect(await total(operator, 'to=2026-05-05')).toBe(0)
    expect((await world.as(operator).get('/landings/export.xlsx')).status).toBe(200)
  })
})
