import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plantEvidence } from '../../../test/builders/evidence.ts'
import { createJourney, good, type Journey } from '../../../test/support/journey.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'

let world: World
let journey: Journey
beforeAll(async () => {
  world = await createWorld()
  journey = await createJourney(world)
})
afterAll(() => world.close())

const as = (person: Person | null) => world.as(person)
const idOf = (path: string) => path.split('/').at(-1) as string
const words = { statement: '检出率由八成升至九成以上，已稳定运行。', summary: '视觉质检进入试点。' }

async function scenario() {
  const path = await journey.at('published')
  const id = idOf(path)
  const given = {
    scenarioId: id,
    ownerId: journey.owner.organisationId as string,
    providerId: journey.provider.organisationId as string,
  }
  return { path, id, has: await plantEvidence(world, given) }
}
type Scenario = Awaited<ReturnType<typeof scenario>>

const linked = ({ has }: Scenario) => [
  { kind: 'agreement', subjectId: has.agreement, sentence: '合同已生效' },
  { kind: 'project', subjectId: has.project, sentence: '试点在运行' },
  { kind: 'reading', subjectId: has.reading, sentence: '检出率提高' },
]
async function draft(on: Scenario, overrides: object = {}, by = journey.owner): Promise<string> {
  const body = { scenarioId: on.id, toRung: 'laboratory', ...words, evidence: linked(on), ...overrides }
  return `/promotions/${good(await as(by).post('/promotions', body)).body.id}`
}
async function byTwo(path: string, action: string, reason = '经核查属实'): Promise<void> {
  const proposed = good(await as(journey.operator).act(path, action, { reason }))
  good(await as(journey.second).act(path, 'consent', { decisionId: proposed.body.decisions[0].id }))
}
async function publicised(on: Scenario, overrides: object = {}): Promise<string> {
  const path = await draft(on, overrides)
  good(await as(journey.owner).act(path, 'apply'))
  good(await as(journey.operator).act(path, 'check'))
  good(await as(journey.operator).act(path, 'send_to_review'))
  await byTwo(path, 'publicise')
  return path
}
const publicityOver = (path: string) =>
  world.db.sql(`update promotions set publicity_ends_at = app_now(), due_at = app_now() where id = $1`, [idOf(path)])
async function granted(on: Scenario, overrides: object = {}): Promise<string> {
  const path = await publicised(on, overrides)
  await publicityOver(path)
  good(await as(journey.operator).act(path, 'grant', { reason: '公示无异议' }))
  return path
}
const rungOf = async (on: Scenario) => (await as(null).get(on.path)).body.rung
const inLibrary = async (on: Scenario) =>
  (await as(null).get('/libraries/signature/entries?limit=200')).body.items.find(
    (each: { scenario: { id: string } }) => each.scenario.id === on.id,
  )

describe('the way up', () => {
  test('from draft to granted: evidence frozen, decided by two, publicised, granted after the period, for its term', async () => {
    const on = await scenario()
    const path = await draft(on)
    const made = (await as(journey.owner).get(path)).body
    expect(made).toMatchObject({
      code: null,
      fromRung: 'listed',
      toRung: 'laboratory',
      renewal: false,
      state: 'draft',
      validMonths: 24,
      missing: [],
      actions: ['apply'],
    })
    expect((await as(journey.operator).get(path)).status).toBe(404)
    const applied = good(await as(journey.owner).act(path, 'apply')).body
    expect(applied.code).toMatch(/^[A-Z]+U-\d{4}-\d{4}$/)
    expect([applied.state, applied.holder, applied.evidence.length]).toEqual(['applied', 'operator', 3])
    expect(applied.evidence[0].said).toMatchObject({ title: '视觉质检合同', state: 'in_force', amountCny: 1_200_000 })
    expect(applied.evidence[2].said).toMatchObject({ name: '检出率', value: 91.5, baseline: 80 })
    expect(await journey.news(journey.operator, path)).toContain('promotion.apply')
    // What it said that day stands when the thing changes.
    await world.db.sql(`update agreements set amount_cny = 1, title = '另一份合同' where id = $1`, [on.has.agreement])
    const later = (await as(journey.operator).get(path)).body.evidence[0]
    expect([later.said.amountCny, later.hash]).toEqual([1_200_000, applied.evidence[0].hash])

    good(await as(journey.operator).act(path, 'check'))
    good(await as(journey.operator).act(path, 'send_to_review'))
    const proposed = good(await as(journey.operator).act(path, 'publicise', { reason: '成效明显' })).body
    expect([proposed.state, proposed.actions]).toEqual(['in_review', ['withdraw_decision']])
    // The owner reads no decision that is only proposed.
    expect((await as(journey.owner).get(path)).body.decisions).toEqual([])
    expect((await as(null).get(path)).status).toBe(404)
    const decisionId = proposed.decisions[0].id
    const own = await as(journey.operator).act(path, 'consent', { decisionId })
    expect([own.status, own.body.code]).toEqual([409, 'second_person_required'])
    const busy = await as(journey.second).act(path, 'refuse', { reason: '不足' })
    expect([busy.status, busy.body.code]).toEqual([409, 'decision_pending'])
    const out = good(await as(journey.second).act(path, 'consent', { decisionId })).body
    expect([out.state, out.dueAt, out.actions]).toEqual([
      'publicised',
      out.publicityEndsAt,
      ['uphold_objection', 'refuse'],
    ])

    const seen = (await as(null).get(path)).body
    expect([seen.summary, seen.publicityEndsAt, seen.statement, seen.evidence, seen.decisions, seen.actions]).toEqual([
      words.summary,
      out.publicityEndsAt,
      undefined,
      undefined,
      undefined,
      [],
    ])
    const early = await as(journey.operator).act(path, 'grant', { reason: '公示无异议' })
    expect([early.status, early.body.code]).toEqual([409, 'publicity_running'])
    await publicityOver(path)
    const done = good(await as(journey.operator).act(path, 'grant', { reason: '公示无异议' })).body
    expect([done.state, done.holder, await rungOf(on), await inLibrary(on)]).toEqual([
      'granted',
      null,
      'laboratory',
      undefined,
    ])
    const months = (Date.parse(done.validUntil) - Date.parse(done.grantedAt)) / 86_400_000 / 30.44
    expect(Math.round(months)).toBe(24)
    expect((await journey.news(journey.owner, path))[0]).toBe('promotion.grant')
    const records = (await as(journey.owner).get(`${path}/history?limit=50`)).body.items
    expect(records.map((each: { action: string }) => each.action)).toEqual([
      'promotion.grant',
      'promotion.publicise',
      'promotion.propose_publicise',
      'promotion.send_to_review',
      'promotion.check',
      'promotion.apply',
      'promotion.create',
    ])
    const [rung] = (await as(journey.owner).get(`${on.path}/history?limit=1`)).body.items
    expect([rung.action, rung.changes[1]]).toEqual([
      'scenario.set_rung',
      { path: 'promotion', before: null, after: done.code },
    ])
  })

  test('an operator applies on the owner’s behalf; returned, it is the owner’s to mend and comes back with its number', async () => {
    const on = await scenario()
    const path = await draft(on, {}, journey.operator)
    expect((await as(journey.second).get(path)).status).toBe(404)
    const { code } = good(await as(journey.operator).act(path, 'apply')).body
    expect((await journey.news(journey.owner, path))[0]).toBe('promotion.applied_for')
    const back = good(await as(journey.second).act(path, 'return', { reason: '请补充数据' })).body
    expect([back.state, back.holder, back.stateReason]).toEqual(['draft', 'owner', '请补充数据'])
    const again = await as(journey.owner).del(path, { 'if-match': `"${back.version}"` })
    expect([again.status, again.body.code]).toEqual([409, 'action_not_allowed'])
    good(await as(journey.owner).patch(path, { statement: '补充了数据。' }, { 'if-match': `"${back.version}"` }))
    const applied = good(await as(journey.owner).act(path, 'apply')).body
    expect([applied.code, applied.statement]).toEqual([code, '补充了数据。'])
  })

  test('the libraries of a rung follow, up and down', async () => {
    const on = await scenario()
    const first = await granted(on)
    const path = await granted(on, { toRung: 'signature' })
    const entry = await inLibrary(on)
    const { code } = (await as(null).get(path)).body
    expect([await rungOf(on), entry.enteredReason, entry.promotion.code]).toEqual(['signature', '公示无异议', code])
    await byTwo(path, 'revoke', '数据失实')
    expect([await rungOf(on), await inLibrary(on)]).toEqual(['laboratory', undefined])
    expect((await journey.news(journey.owner, path))[0]).toBe('promotion.revoke')
    expect((await as(null).get(path)).status).toBe(404)
    const [entryRow] = await world.db.sql<{ left_reason: string; left_by: string }>(
      'select left_reason, left_by from library_entries where scenario_id = $1',
      [on.id],
    )
    expect(entryRow).toEqual({ left_reason: '数据失实', left_by: idOf(path) })
    await byTwo(first, 'revoke', '同上')
    expect(await rungOf(on)).toBe('listed')
  })

  test('a signature scenario of the pack stands on its rung without a term, and goes on to super', async () => {
    const { items } = (await as(null).get('/scenarios?rung=signature&limit=1')).body
    const pack = items[0]
    const providerId = journey.provider.organisationId as string
    const has = await plantEvidence(world, { scenarioId: pack.id, ownerId: pack.owner.id, providerId })
    const on = { path: `/scenarios/${pack.id}`, id: pack.id as string, has }
    const evidence = [...linked(on).slice(1), { kind: 'evaluation', subjectId: has.evaluation, sentence: '评为 A 级' }]
    const path = await draft(on, { toRung: 'super', evidence }, journey.operator)
    good(await as(journey.operator).act(path, 'apply'))
    good(await as(journey.operator).act(path, 'check'))
    good(await as(journey.operator).act(path, 'send_to_review'))
    await byTwo(path, 'publicise')
    await publicityOver(path)
    good(await as(journey.second).act(path, 'grant', { reason: '公示无异议' }))
    expect(await rungOf(on)).toBe('super')
    const top = await as(journey.operator).post('/promotions', {
      scenarioId: on.id,
      toRung: 'super',
      ...words,
      evidence: [],
    })
    expect([top.status, top.body.code]).toEqual([409, 'renewal_too_early'])
    await byTwo(path, 'revoke', '撤回')
    expect([await rungOf(on), (await inLibrary(on))?.leftAt]).toEqual(['signature', null])
  })
})

describe('the term', () => {
  test('its end is announced, it may be renewed, and ended it takes the rung along; a renewal keeps it', async () => {
    const on = await scenario()
    const path = await granted(on)
    const kept = await scenario()
    const first = await granted(kept)
    const tooEarly = await as(journey.owner).post('/promotions', { scenarioId: kept.id, toRung: 'laboratory' })
    expect([tooEarly.status, tooEarly.body.code]).toEqual([409, 'renewal_too_early'])
    await world.db.sql(`update promotions set valid_until = app_now() + interval '60 days' where id = any($1)`, [
      [idOf(path), idOf(first)],
    ])
    await world.tick('promotions.term')
    await world.tick('promotions.term')
    expect((await journey.news(journey.owner, path)).filter((each) => each === 'promotion.term_ends')).toHaveLength(1)
    const prospects = (await as(journey.owner).get(`${kept.path}/promotion-prospects`)).body
    expect(prospects.offers.map((each: { toRung: string; renewal: boolean }) => [each.toRung, each.renewal])).toEqual([
      ['laboratory', true],
      ['signature', false],
    ])
    const renewal = await granted(kept)
    const renewed = (await as(journey.owner).get(renewal)).body
    const before = (await as(journey.owner).get(first)).body
    expect([
      renewed.renewal,
      Date.parse(renewed.validUntil) > Date.parse(before.validUntil) + 700 * 86_400_000,
    ]).toEqual([true, true])

    await world.db.sql(`update promotions set valid_until = app_now() where id = any($1)`, [[idOf(path), idOf(first)]])
    await world.tick('promotions.term')
    await world.tick('promotions.term')
    expect([await rungOf(on), (await as(journey.owner).get(path)).body.state]).toEqual(['listed', 'expired'])
    expect([await rungOf(kept), (await as(journey.owner).get(first)).body.state]).toEqual(['laboratory', 'expired'])
    expect((await journey.news(journey.operator, path))[0]).toBe('promotion.expire')
  })
})

describe('refused', () => {
  test('without evidence, or with too little of it', async () => {
    const on = await scenario()
    const path = await draft(on, { evidence: [], statement: null })
    const empty = await as(journey.owner).act(path, 'apply')
    expect([
      empty.status,
      empty.body.code,
      empty.body.errors.map((each: { path: string; code: string }) => [each.path, each.code]),
    ]).toEqual([
      422,
      'incomplete',
      [
        ['statement', 'required'],
        ['evidence', 'evidence_needed'],
      ],
    ])
    expect(empty.body.errors[1].message).toBe('还缺少佐证，至少关联其中一类：协议、落地项目。')
  })

  test('evidence of another scenario, unconfirmed, doubled, or a file not one’s own', async () => {
    const on = await scenario()
    const other = await scenario()
    const sentence = '见附'
    const evidence = [
      { kind: 'agreement', subjectId: other.has.agreement, sentence },
      { kind: 'reading', subjectId: on.has.unconfirmed, sentence },
      { kind: 'project', subjectId: on.has.project, sentence },
      { kind: 'project', subjectId: on.has.project, sentence },
      { kind: 'file', subjectId: on.has.project, sentence },
    ]
    const answer = await as(journey.owner).post('/promotions', { scenarioId: on.id, toRung: 'laboratory', evidence })
    expect([
      answer.status,
      answer.body.errors.map((each: { path: string; code: string }) => [each.path, each.code]),
    ]).toEqual([
      400,
      [
        ['evidence.0', 'evidence_unfit'],
        ['evidence.1', 'evidence_unfit'],
        ['evidence.3', 'duplicate'],
        ['evidence.4', 'unknown_file'],
      ],
    ])
    // What stood when it was linked must still stand when it is handed in.
    const path = await draft(on)
    await world.db.sql(`update agreements set state = 'terminated' where id = $1`, [on.has.agreement])
    const gone = await as(journey.owner).act(path, 'apply')
    expect([gone.status, gone.body.errors[0].path]).toEqual([400, 'evidence.0'])
  })

  test('a rung that is not the next, a longer term than the rung has, a scenario that is not out or is suspended', async () => {
    const on = await scenario()
    const skip = await as(journey.owner).post('/promotions', { scenarioId: on.id, toRung: 'super' })
    expect([skip.status, skip.body.code, skip.body.params.to]).toEqual([409, 'promotion_not_next', 'laboratory'])
    const long = await as(journey.owner).post('/promotions', {
      scenarioId: on.id,
      toRung: 'laboratory',
      validMonths: 25,
    })
    expect([long.status, long.body.errors[0]?.path]).toEqual([400, 'validMonths'])
    good(await as(journey.operator).act(on.path, 'suspend', { reason: '整改' }))
    const suspended = await as(journey.owner).post('/promotions', { scenarioId: on.id, toRung: 'laboratory' })
    expect([suspended.status, suspended.body.code]).toEqual([409, 'promotion_scenario_state'])
    const early = idOf(await journey.at('submitted'))
    const unpublished = await as(journey.owner).post('/promotions', { scenarioId: early, toRung: 'laboratory' })
    expect([unpublished.status, unpublished.body.code]).toEqual([409, 'promotion_scenario_state'])
  })

  test('a second application of the same scenario, also when two are handed in at once', async () => {
    const on = await scenario()
    const [own, operators] = [await draft(on), await draft(on, {}, journey.operator)]
    const second = await as(journey.owner).post('/promotions', { scenarioId: on.id, toRung: 'laboratory' })
    expect([second.status, second.body.code, second.body.params.id]).toEqual([409, 'promotion_open', idOf(own)])
    const answers = await Promise.all([
      as(journey.owner).act(own, 'apply'),
      as(journey.operator).act(operators, 'apply'),
    ])
    expect(answers.map((each) => each.status).sort()).toEqual([200, 409])
    expect(answers.find((each) => each.status === 409)?.body.code).toBe('promotion_open')
  })

  test('two deciders at once: one is told to look again', async () => {
    const on = await scenario()
    const path = await draft(on)
    const { version } = good(await as(journey.owner).act(path, 'apply')).body
    const call = (who: Person) =>
      as(who).post(`${path}/actions/refuse`, { reason: '不足' }, { 'if-match': `"${version}"` })
    const answers = await Promise.all([call(journey.operator), call(journey.second)])
    expect(answers.map((each) => each.status).sort()).toEqual([200, 412])
  })

  test('whoever belongs to the owner decides nothing; providers and strangers see nothing before publicity', async () => {
    const on = await scenario()
    const path = await draft(on)
    good(await as(journey.owner).act(path, 'apply'))
    const insider = await world.person({ roles: ['operator'], organisation: journey.owner.organisationId as string })
    const inside = await as(insider).act(path, 'check')
    expect([inside.status, (await as(insider).get(path)).body.actions]).toEqual([403, []])
    expect((await as(journey.provider).get(path)).status).toBe(404)
    const prospects = await as(journey.provider).get(`${on.path}/promotion-prospects`)
    expect(prospects.status).toBe(403)
    const district = (await as(journey.district).get(path)).body
    expect([district.evidence.length, district.actions]).toEqual([3, []])
    const elsewhere = await world.person({ roles: ['district_operator'], district: 'nowhere' })
    expect((await as(elsewhere).get(path)).status).toBe(404)
  })
})

describe('lists', () => {
  test('filters, sorts and counts with the same number of statements for one row and for more; the workbook is the list', async () => {
    const on = await scenario()
    const path = await granted(on)
    world.db.statements()
    const one = (await as(journey.operator).get(`/promotions?scenario=${on.id}`)).body
    const few = world.db.statements().length
    expect(one.items.map((each: { id: string }) => each.id)).toEqual([idOf(path)])
    const all = (await as(journey.operator).get('/promotions?limit=3&sort=-grantedAt')).body
    expect([all.items.length, world.db.statements().length]).toEqual([3, few])
    const next = (await as(journey.operator).get(`/promotions?limit=3&sort=-grantedAt&cursor=${all.nextCursor}`)).body
    expect(next.items.some((each: { id: string }) => all.items.some((one: { id: string }) => one.id === each.id))).toBe(
      false,
    )
    for (const sort of ['-updatedAt', 'dueAt', 'validUntil'])
      expect((await as(journey.operator).get(`/promotions?sort=${sort}&limit=2`)).body.items).toHaveLength(2)
    const filters = `state=granted&toRung=laboratory&organisation=${journey.owner.organisationId}&district=${journey.districtKey}&overdue=false&synthetic=false`
    expect((await as(journey.operator).get(`/promotions?${filters}&scenario=${on.id}`)).body.total).toBe(1)
    expect((await as(journey.operator).get(`/promotions?scenario=${on.id}&domain=no-such`)).body.total).toBe(0)
    const publicRows = (await as(null).get('/promotions?limit=200')).body.items
    const hidden = publicRows.filter((each: { state: string }) => !['granted', 'publicised'].includes(each.state))
    expect([publicRows.length > 0, hidden]).toEqual([true, []])
    const code = (await as(null).get(path)).body.code
    expect((await as(null).get(`/promotions?q=${code}`)).body.items.map((each: { id: string }) => each.id)).toEqual([
      idOf(path),
    ])
    const workbook = await as(null).get(`/promotions/export.xlsx?scenario=${on.id}`)
    expect([workbook.status, workbook.raw.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
  })

  test('every open one is on somebody’s list of things to do', async () => {
    const on = await scenario()
    const path = await draft(on)
    const has = async (person: Person) =>
      (await as(person).get('/todos?type=promotion&limit=200')).body.items.some(
        (each: { subject: { id: string } }) => each.subject.id === idOf(path),
      )
    expect([await has(journey.owner), await has(journey.operator)]).toEqual([true, false])
    good(await as(journey.owner).act(path, 'apply'))
    expect([await has(journey.owner), await has(journey.operator)]).toEqual([false, true])
    const { version } = (await as(journey.owner).get(path)).body
    expect((await as(journey.owner).del(path, { 'if-match': `"${version}"` })).status).toBe(409)
    const mine = await draft(await scenario())
    const held = (await as(journey.owner).get(mine)).body
    expect((await as(journey.owner).del(mine, { 'if-match': `"${held.version}"` })).status).toBe(204)
    expect((await as(journey.owner).get(mine)).status).toBe(404)
  })
})
