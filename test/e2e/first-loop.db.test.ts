import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCreditCode } from '../../engines/text/index.ts'
import { noticeVersion } from '../../server/modules/accounts/index.ts'
import { buildScenario } from '../builders/scenario.ts'
import { waitsFor } from '../support/todos.ts'
import { createWorld, type Person, type World } from '../support/world.ts'

/** The first loop as its parties live it, over the HTTP API: opened, refined, published, found, answered, and provable afterwards. */

const firmAccount = 'dao@dao.example'
const password = 'Haichao-7788'
const title = '港区无人集卡夜间作业'

let world: World
let owner: Person
let district: Person
let operator: Person
let second: Person
let auditor: Person
let firm: Person

beforeAll(async () => {
  world = await createWorld()
  const districtKey = world.app.platform.pack.districts[2]?.key as string
  const department = await world.organisation({
    name: '示例市政设施管理局',
    kind: 'government',
    district: districtKey,
  })
  owner = await world.person({ name: '示例场景方', organisation: department })
  district = await world.person({ name: '示例区市运营', roles: ['district_operator'], district: districtKey })
  operator = await world.person({ name: '示例运营甲', roles: ['operator'] })
  second = await world.person({ name: '示例运营乙', roles: ['operator'] })
  auditor = await world.person({ name: '示例审计', roles: ['auditor'] })
})
afterAll(() => world.close())

/** The kinds of what somebody was told since the last look, oldest first. */
async function news(person: Person): Promise<string[]> {
  const { body } = await world.as(person).get('/notifications?unread=true&limit=50')
  await world.as(person).post('/notifications/actions/read-all')
  return body.items.map((each: { kind: string }) => each.kind).reverse()
}

const waits = (person: Person) => waitsFor(world, person)

function cookieOf(headers: Record<string, unknown>): string {
  const [cookie] = [headers['set-cookie']].flat() as string[]
  return /^sid=([^;]+)/.exec(cookie as string)?.[1] as string
}

let scenarioId: string
let path: string
let code: string
let openings: { id: string; text: string }[]
let publicUntil: string
let accepted: string
let unanswered: string

test('the owner’s submission reaches the district first, then the operators', async () => {
  const draft = await world.as(owner).post('/scenarios', buildScenario({ title, districts: [] }))
  expect([draft.status, draft.body.missing]).toEqual([201, ['districts']])
  scenarioId = draft.body.id
  path = `/scenarios/${scenarioId}`
  expect(await waits(owner)).toEqual(['scenario draft: submit withdraw'])
  const filled = await world
    .as(owner)
    .patch(path, { districts: [world.app.platform.pack.districts[2]?.key] }, { 'if-match': '"1"' })
  openings = filled.body.openings
  expect(openings.map((each) => each.text)).toEqual(['无人集卡', '夜间远程调度'])
  expect((await world.as(operator).get(path)).status).toBe(404)

  const submitted = await world.as(owner).act(path, 'submit')
  code = submitted.body.code
  expect(code).toMatch(/^QD-\d{4}-\d{4}$/)
  expect(submitted.body).toMatchObject({ state: 'submitted', holder: 'district_operator' })
  expect([await waits(owner), await waits(district), await waits(operator)]).toEqual([
    [],
    ['scenario submitted: recommend'],
    [],
  ])
  expect(await news(district)).toEqual(['scenario.recommendation_asked'])

  const recommended = await world.as(district).act(path, 'recommend', { reason: '同意推荐' })
  expect(recommended.body).toMatchObject({ state: 'submitted', holder: 'operator' })
  expect([await waits(district), await waits(operator), await waits(second)]).toEqual([
    [],
    ['scenario submitted: accept return reject'],
    ['scenario submitted: accept return reject'],
  ])
  expect(await news(operator)).toEqual(['scenario.submit', 'scenario.recommend'])
})

test('an operator returns it once with comments on fields; the owner mends and submits again under the same number', async () => {
  await world.as(operator).act(path, 'accept')
  expect(await waits(operator)).toEqual(['scenario refining: return send_to_review'])
  const returned = await world.as(operator).act(path, 'return', {
    reason: '请补充接口要求',
    comments: [{ path: 'problem', text: '请写明与现有调度系统的接口' }],
  })
  expect(returned.body).toMatchObject({ state: 'draft', stateReason: '请补充接口要求' })
  expect([await waits(operator), await waits(owner)]).toEqual([[], ['scenario draft: submit withdraw']])
  expect((await news(owner)).slice(-1)).toEqual(['scenario.return'])
  const comments = await world.as(owner).get(`${path}/comments`)
  expect(comments.body.items).toMatchObject([{ path: 'problem', text: '请写明与现有调度系统的接口' }])

  const problem = '夜班司机短缺；需要可与现有调度系统对接的无人运输方案，接口按港口统一规范，凌晨时段优先。'
  const mended = await world.as(owner).patch(path, { problem }, { 'if-match': `"${returned.body.version}"` })
  expect(mended.body.problem).toBe(problem)
  expect((await world.as(owner).act(path, 'submit')).body.code).toBe(code)
  await world.as(district).act(path, 'recommend', { reason: '同意推荐' })
  await world.as(operator).act(path, 'accept')
  expect((await world.as(operator).act(path, 'send_to_review')).body.state).toBe('in_review')
  await Promise.all([owner, district, operator, second].map(news))
})

test('two operators decide, both reviews are signed, and it is publicised for its days', async () => {
  const proposed = await world.as(operator).act(path, 'select', { reason: '需求真实，条件清楚' })
  const decisionId = proposed.body.decisions[0].id
  expect(proposed.body.state).toBe('in_review')
  expect((await world.as(operator).act(path, 'consent', { decisionId })).body.code).toBe('second_person_required')
  expect([await news(second), await waits(second)]).toEqual([
    ['scenario.decision_proposed'],
    ['scenario in_review: select revise reject'],
  ])
  const selected = await world.as(second).act(path, 'consent', { decisionId, note: '同意' })
  expect(selected.body).toMatchObject({ state: 'selected', decisions: [{ state: 'consented' }] })
  expect(await news(operator)).toEqual(['scenario.decision_consented'])
  expect((await news(owner)).slice(-1)).toEqual(['scenario.select'])

  const early = await world.as(operator).act(path, 'publicise')
  expect([early.status, early.body.params.key]).toEqual([409, 'confidentiality_reviewed'])
  for (const kind of ['confidentiality', 'fair_competition']) {
    const signed = await world
      .as(operator)
      .post(`${path}/clearances`, { kind, outcome: 'passed', signer: '李审查', note: '未见问题' })
    expect(signed.status, JSON.stringify(signed.body)).toBe(201)
  }
  const publicised = await world.as(operator).act(path, 'publicise')
  publicUntil = publicised.body.dueAt
  expect(publicised.body.state).toBe('publicised')
  expect(await news(owner)).toEqual(['scenario.publicise'])
})

test('the list it stands in is released on the day, and publishes it', async () => {
  const list = await world.as(operator).post('/lists', { title: '第二批场景清单' })
  const listPath = `/lists/${list.body.code}`
  await world.as(operator).put(`${listPath}/items`, { scenarioIds: [scenarioId] }, { 'if-match': '"1"' })
  expect((await world.as(operator).act(listPath, 'schedule', { at: publicUntil })).body.state).toBe('scheduled')
  await world.tick('lists.release')
  expect((await world.as(null).get(listPath)).status).toBe(404)

  await world.shiftClock('12 days')
  await world.tick('lists.release')
  const released = await world.as(null).get(listPath)
  expect(released.body).toMatchObject({ state: 'released', items: 1, actions: [] })
  expect(await news(owner)).toEqual(['scenario.publish'])
  expect([await waits(owner), await waits(operator)]).toEqual([[], []])

  const found = await world.as(null).get(`/scenarios?q=${encodeURIComponent('集卡夜间')}&list=${list.body.code}`)
  expect(found.body).toMatchObject({ total: 1, items: [{ code, state: 'published', rung: 'listed' }] })
  const seen = await world.as(null).get(path)
  expect([seen.body.contact, seen.body.clearances, seen.body.decisions, seen.body.actions]).toEqual([
    undefined,
    undefined,
    undefined,
    [],
  ])
})

test('a firm signs up with the code from its mail, registers with its credit code and is verified', async () => {
  expect((await world.as(null).post('/auth/codes', { account: firmAccount, purpose: 'sign_up' })).status).toBe(202)
  await world.runJobs()
  const mail = world.mails.findLast((each) => each.to === firmAccount)
  const mailed = /\d{6}/.exec(mail?.text ?? '')?.[0]
  const form = { account: firmAccount, code: mailed, password, name: '道经理', consentVersion: noticeVersion }
  const signedUp = await world.as(null).post('/auth/sign-up', form)
  expect(signedUp.status, JSON.stringify(signedUp.body)).toBe(201)
  expect(signedUp.body).toMatchObject({ pending: [], organisation: null })
  firm = {
    id: signedUp.body.user.id,
    name: '道经理',
    email: firmAccount,
    organisationId: null,
    cookie: cookieOf(signedUp.headers),
  }

  const claim = { name: '示例无人运输有限公司', kind: 'firm', creditCode: makeCreditCode(20260316) }
  const wrong = `${claim.creditCode.slice(0, -1)}${claim.creditCode.endsWith('A') ? 'B' : 'A'}`
  const misread = await world.as(firm).post('/organisations', { ...claim, creditCode: wrong })
  expect([misread.status, misread.body.errors[0].path]).toEqual([422, 'creditCode'])
  const registered = await world.as(firm).post('/organisations', claim)
  expect(registered.body, JSON.stringify(registered.body)).toMatchObject({ state: 'unverified', verified: false })
  firm.organisationId = registered.body.id
  const early = await world.as(firm).post('/intents', wish(0))
  expect(early.body.code).toBe('organisation_unverified')

  expect(await news(operator)).toEqual(['organisation_registered'])
  expect(await waits(operator)).toEqual(['organisation unverified: verify refuse suspend'])
  const verified = await world.as(operator).act(`/organisations/${firm.organisationId}`, 'verify')
  expect(verified.body, JSON.stringify(verified.body)).toMatchObject({ state: 'verified', verified: true })
  expect([await news(firm), await waits(operator)]).toEqual([['organisation_verified'], []])
})

const wish = (opening: number) => ({
  scenarioId,
  openingId: openings[opening]?.id,
  pitch: '我司的无人集卡已在两座码头连续运行，愿带车队参与夜间试点。',
  contact: { name: '道经理', mobile: '13900001111', email: firmAccount },
})

test('interest in one opening is accepted, and both sides then reach one another', async () => {
  const expressed = await world.as(firm).post('/intents', wish(0))
  expect(expressed.status, JSON.stringify(expressed.body)).toBe(201)
  accepted = `/intents/${expressed.body.id}`
  expect(expressed.body).toMatchObject({ openingText: '无人集卡', state: 'expressed', holder: 'owner' })
  expect([await news(owner), await waits(owner), await waits(firm)]).toEqual([
    ['intent_expressed'],
    ['intent expressed: accept decline'],
    [],
  ])
  const answered = await world.as(owner).act(accepted, 'accept')
  expect(answered.body).toMatchObject({ state: 'talking', holder: 'both', contact: { mobile: '13900001111' } })
  const seen = await world.as(firm).get(accepted)
  expect(seen.body.ownerContact).toEqual({ name: '王小明', mobile: '13800001234', email: 'owner@example.test' })
  expect(await news(firm)).toEqual(['intent_accepted'])
})

test('another, unanswered, is reminded of, escalated and expires; the firm sees why it ended', async () => {
  const expressed = await world.as(firm).post('/intents', wish(1))
  unanswered = `/intents/${expressed.body.id}`
  expect(await news(owner)).toEqual(['intent_expressed'])
  const due = new Date(expressed.body.dueAt).getTime()
  const now = new Date(expressed.body.createdAt).getTime()
  const toDue = Math.ceil((due - now) / 86_400_000)

  await world.shiftClock(`${toDue - 1} days`)
  await world.tick('intent_clock')
  expect([await news(owner), await news(operator)]).toEqual([['intent_reminder'], []])

  await world.shiftClock('1 day')
  await world.tick('intent_clock')
  expect([await news(owner), await news(operator), await news(district)]).toEqual([
    ['intent_overdue'],
    ['intent_overdue'],
    ['intent_overdue'],
  ])
  expect([await waits(operator), await waits(district)]).toEqual([
    ['intent expressed overdue: '],
    ['intent expressed overdue: '],
  ])
  expect(await waits(owner)).toContain('intent expressed overdue: accept decline')

  await world.shiftClock('20 days')
  await world.tick('intent_clock')
  const again = await world.as(null).post('/auth/sign-in', { account: firmAccount, password })
  firm.cookie = cookieOf(again.headers)
  const ended = await world.as(firm).get(unanswered)
  expect(ended.body).toMatchObject({
    state: 'expired',
    holder: null,
    dueAt: null,
    actions: [],
    openingText: '夜间远程调度',
  })
  expect([await news(owner), await news(firm)]).toEqual([['intent_expired'], ['intent_expired']])
  expect([await waits(operator), await waits(owner)]).toEqual([
    [],
    ['intent talking: break_off sign_letter sign_contract'],
  ])
  const late = await world.as(owner).act(unanswered, 'accept')
  expect([late.status, late.body.code, late.body.params.allowed]).toEqual([409, 'action_not_allowed', []])
})

test('a third is declined with a coded reason, which the firm reads in its inbox and on the intent', async () => {
  const expressed = await world.as(firm).post('/intents', wish(1))
  const declined = await world.as(owner).act(`/intents/${expressed.body.id}`, 'decline', {
    reason: 'condition_unmet',
    note: '缺少封闭场地试运行记录',
  })
  expect(declined.body.state).toBe('declined')
  const inbox = await world.as(firm).get('/notifications?unread=true')
  expect(inbox.body.items).toMatchObject([
    { kind: 'intent_declined', params: { reason: 'condition_unmet', note: '缺少封闭场地试运行记录' } },
  ])
  const seen = await world.as(firm).get(`/intents/${expressed.body.id}`)
  expect(seen.body).toMatchObject({ closedReason: 'condition_unmet', closedNote: '缺少封闭场地试运行记录' })
})

test('the auditor reads all of it, by whom and in order, and the journal proves unaltered', async () => {
  const actionsOf = async (query: string) => {
    const { body } = await world.as(auditor).get(`/records?${query}&limit=100`)
    return body.items
      .map((each: { action: string; actor: { name: string | null; role: string | null } }) =>
        [each.actor.name, each.action].filter(Boolean).join(' '),
      )
      .reverse()
  }
  expect(await actionsOf(`subjectType=scenario&subject=${scenarioId}`)).toEqual([
    '示例场景方 scenario.create',
    '示例场景方 scenario.change',
    '示例场景方 scenario.submit',
    '示例区市运营 scenario.recommend',
    '示例运营甲 scenario.accept',
    '示例运营甲 scenario.return',
    '示例场景方 scenario.change',
    '示例场景方 scenario.submit',
    '示例区市运营 scenario.recommend',
    '示例运营甲 scenario.accept',
    '示例运营甲 scenario.send_to_review',
    '示例运营甲 scenario.propose_select',
    '示例运营乙 scenario.select',
    '示例运营甲 scenario.clear',
    '示例运营甲 scenario.clear',
    '示例运营甲 scenario.publicise',
    'scenario.publish',
  ])
  const intentRecords = (at: string) => actionsOf(`subjectType=intent&subject=${at.split('/').at(-1)}`)
  expect(await intentRecords(accepted)).toEqual(['道经理 intent.express', '示例场景方 intent.accept'])
  expect(await intentRecords(unanswered)).toEqual([
    '道经理 intent.express',
    'intent.remind',
    'intent.escalate',
    'intent.expire',
  ])
  const seen = await world.as(auditor).get(`${path}/history?limit=50`)
  expect(seen.body.total).toBe(17)
  expect((await world.as(firm).get('/records')).status).toBe(403)
  const proof = await world.as(auditor).post('/records/actions/verify')
  expect(proof.body).toMatchObject({ ok: true, firstBad: null })
})
