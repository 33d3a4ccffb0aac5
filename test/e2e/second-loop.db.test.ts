import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Figure } from '../../contracts/cockpit.ts'
import { undertakingVersion } from '../../contracts/reviews.ts'
import { checkInvariants } from '../../server/platform/invariants/index.ts'
import { render } from '../../web/portal/entry-server.tsx'
import { buildScenario } from '../builders/scenario.ts'
import { good } from '../support/good.ts'
import { createLanding, type Ground, groundOf, type Landing } from '../support/landing.ts'
import { portalRequest } from '../support/portal.ts'
import { createReviews, type Reviews } from '../support/reviews.ts'
import { waitsFor } from '../support/todos.ts'
import { createWorld, type Person, type World } from '../support/world.ts'

/** The loop closes, over the HTTP API: from an open call over review, landing and evaluation to the next rung, and provable afterwards. */

const title = '港区无人集卡夜间作业'
let world: World
let place: string
let ground: Ground
let landing: Landing
let reviews: Reviews
let owner: Person
let loser: Person
let operator: Person
let second: Person
let district: Person
let provider: Person
let chair: Person
let expert: Person
let recused: Person
let leader: Person
let auditor: Person
let outsider: Person

beforeAll(async () => {
  world = await createWorld()
  place = world.app.platform.pack.districts[2]?.key as string
  const government = (name: string) => world.organisation({ name, kind: 'government', district: place })
  owner = await world.person({ name: '示例场景方', organisation: await government('示例港口管理局') })
  loser = await world.person({ name: '示例另一场景方', organisation: await government('示例水务管理局') })
  operator = await world.person({ name: '示例运营甲', roles: ['operator'] })
  second = await world.person({ name: '示例运营乙', roles: ['operator'] })
  district = await world.person({ name: '示例区市运营', roles: ['district_operator'], district: place })
  provider = await world.person({ name: '示例供给方', organisation: { kind: 'firm', district: place } })
  outsider = await world.person({ organisation: { kind: 'firm', district: place } })
  chair = await world.person({ name: '专家甲', roles: ['expert'] })
  expert = await world.person({ name: '专家乙', roles: ['expert'] })
  recused = await world.person({ name: '专家丙', roles: ['expert'] })
  leader = await world.person({ name: '示例领导', roles: ['leader'] })
  auditor = await world.person({ name: '示例审计', roles: ['auditor'] })
  ground = groundOf(world)
  reviews = createReviews(world, title)
  landing = createLanding(ground, { owner, provider, operator, second })
})
afterAll(() => world.close())

const waits = (person: Person) => waitsFor(world, person)
const stateOf = async (path: string, person: Person | null = owner) => (await world.as(person).get(path)).body.state
const statuses = (path: string, people: (Person | null)[]) =>
  Promise.all(people.map(async (each) => (await world.as(each).get(path)).status))
/** What a refusal says: its code, and the fields it names. */
const refusal = ({ status, body }: { status: number; body: { code?: string; errors?: { path: string }[] } }) =>
  [status, body.code, ...(body.errors ?? []).map((each) => each.path)].join(' ')
const inHours = async (hours: number) => new Date((await ground.now()).getTime() + hours * 3_600_000).toISOString()
const idOf = (path: string) => path.split('/').at(-1) as string
const versionOf = ({ version }: { version: number }) => ({ 'if-match': `"${version}"` })

let before: readonly Figure[]
let call: string
let path: string
let other: string
let round: string
let intent: string
let letter: string
let contract: string
let project: string
let evaluation: string
let promotion: string
let capability: string

test('a call is opened with whom it addresses and how it judges; two owners submit into it before its deadline', async () => {
  before = good(await world.as(leader).get('/cockpit')).body.figures
  const made = await world.as(operator).post('/calls', {
    title: '智慧交通场景征集',
    description: '征集需求真实、条件具备的场景。',
    domains: ['governance'],
    organisationKinds: ['government', 'state_firm'],
    criteria: [
      { key: 'need', title: '需求真实', weight: 0.6 },
      { key: 'openness', title: '条件开放', weight: 0.4 },
    ],
    opensAt: await inHours(-1),
    closesAt: await inHours(48),
    contact: '示例场景办公室',
  })
  call = `/calls/${good(made).body.id}`
  expect(await stateOf(call, null)).toBe(undefined)
  const opened = good(await world.as(operator).act(call, 'open')).body
  expect(opened).toMatchObject({ state: 'open', accepting: true })
  expect(await statuses(`/calls/${opened.code}`, [null, owner, provider])).toEqual([200, 200, 200])

  const draft = (by: Person, over: object) =>
    world.as(by).post('/scenarios', buildScenario({ callId: opened.id, districts: [], ...over }))
  path = `/scenarios/${good(await draft(owner, { title, opportunityCny: 60_000_000 })).body.id}`
  other = `/scenarios/${good(await draft(loser, { title: '原水管线机器人巡检' })).body.id}`
  for (const [by, each] of [
    [owner, path],
    [loser, other],
  ] as const) {
    const { version } = good(await world.as(by).get(each)).body
    good(await world.as(by).patch(each, { districts: [place] }, { 'if-match': `"${version}"` }))
    good(await world.as(by).act(each, 'submit'))
    good(await world.as(district).act(each, 'recommend', { reason: '同意推荐' }))
    good(await world.as(operator).act(each, 'accept'))
  }
  expect(good(await world.as(owner).get(path)).body).toMatchObject({ call: { code: opened.code }, state: 'refining' })

  const late = good(await draft(owner, { title: '迟到的场景', districts: [place] })).body
  await world.shiftClock('3 days')
  expect(refusal(await world.as(owner).act(`/scenarios/${late.id}`, 'submit'))).toBe('409 call_missed callId')
  good(await world.as(owner).act(`/scenarios/${late.id}`, 'withdraw', { reason: '下次再报' }))
  expect(good(await world.as(operator).act(call, 'close')).body).toMatchObject({ state: 'closed', accepting: false })
  for (const each of [path, other]) good(await world.as(operator).act(each, 'send_to_review'))
})

test('a round is planned over the call; three experts are invited, and one who has a conflict steps back', async () => {
  const made = await world.as(operator).post('/rounds', {
    title: '智慧交通场景评审',
    callId: idOf(call),
    criteria: [
      { key: 'need', title: '需求真实', weight: 0.6, max: 100, step: 1 },
      { key: 'openness', title: '条件开放', weight: 0.4, max: 10, step: 0.5 },
    ],
    deadline: await inHours(240),
    requiredReviews: 2,
    chairId: chair.id,
  })
  const planned = good(made).body
  round = `/rounds/${planned.id}`
  expect(planned.itemList.map((each: { scenario: { title: string } }) => each.scenario.title).sort()).toEqual(
    [title, '原水管线机器人巡检'].sort(),
  )
  expect((await world.as(operator).act(path, 'select', { reason: '直接入选' })).body.code).toBe('in_open_round')
  good(await world.as(operator).act(round, 'assign'))
  const pairs = [chair, expert, recused].flatMap((each) =>
    planned.itemList.map((item: { id: string }) => ({ expertId: each.id, itemId: item.id })),
  )
  good(await world.as(operator).post(`${round}/assignments`, { pairs }))
  expect(await waits(expert)).toEqual(Array(2).fill('review invited: accept refuse declare_conflict recuse'))

  for (const each of [chair, expert, recused]) {
    for (const review of await reviews.of(each)) {
      expect(good(await world.as(each).get(review)).body.material).toBe(null)
    }
    good(await world.as(each).post(`${round}/undertaking`, { version: undertakingVersion }))
  }
  for (const each of [chair, expert]) {
    for (const review of await reviews.of(each)) good(await world.as(each).act(review, 'accept'))
  }
  const [mine, its] = await reviews.of(recused)
  good(await world.as(recused).act(mine as string, 'accept'))
  good(await world.as(recused).act(its as string, 'accept'))
  good(await world.as(operator).act(round, 'start_scoring'))
  good(await world.as(recused).act(mine as string, 'recuse', { reason: '曾任该单位顾问' }))
  good(await world.as(recused).act(its as string, 'recuse', { reason: '曾任该单位顾问' }))
  const after = good(await world.as(recused).get(mine as string)).body
  expect([after.state, after.material, after.actions]).toEqual(['recused', null, []])
  expect((await world.as(recused).act(mine as string, 'start')).status).toBe(409)
})

test('experts score blind; the chair recommends, the office decides, and the owners learn their own result on release, never before', async () => {
  const [first, theirs] = (await reviews.of(chair)) as [string, string]
  const [another, also] = (await reviews.of(expert)) as [string, string]
  await reviews.score(chair, first, { need: 90, openness: 8 }, { commentOwner: '请写明数据接口' })
  await reviews.score(chair, theirs, { need: 50, openness: 4 }, { commentOwner: '现场条件未落实' })
  await reviews.score(expert, another, { need: 80, openness: 9 }, { commentOffice: '可入选' })
  expect(good(await world.as(chair).get(first)).body.peers).toEqual([])
  await reviews.score(expert, also, { need: 60, openness: 5 }, {})
  const again = await world.as(expert).patch(another, { scores: { need: 10 } }, { 'if-match': '"99"' })
  expect([409, 412]).toContain(again.status)

  good(await world.as(chair).act(round, 'start_consensus'))
  const { itemList } = good(await world.as(chair).get(round)).body
  const item = (name: string) => itemList.find((each: { scenario: { title: string } }) => each.scenario.title === name)
  // 0.6 × 85 + 0.4 × 85; 0.6 × 55 + 0.4 × 45
  expect([item(title).score, item(title).rank, item('原水管线机器人巡检').score]).toEqual([85, 1, 51])
  const recommend = (each: { id: string; version: number }, outcome: string) =>
    world.as(chair).put(`${round}/items/${each.id}/recommendation`, { outcome, reason: '综合得分' }, versionOf(each))
  good(await recommend(item(title), 'select'))
  good(await recommend(item('原水管线机器人巡检'), 'reject'))
  good(await world.as(expert).post(`${another}/dissent`, { text: '夜间照明条件尚需核实' }))
  good(await world.as(chair).act(round, 'start_deciding'))
  for (const each of good(await world.as(operator).get(round)).body.itemList) {
    const selected = each.scenario.title === title
    const words = { outcome: selected ? 'select' : 'reject', reason: selected ? '需求真实' : '现场条件未落实' }
    good(await world.as(operator).put(`${round}/items/${each.id}/decision`, words, versionOf(each)))
  }

  const results = `${path}/results`
  expect(good(await world.as(owner).get(results)).body.items).toEqual([])
  expect(await statuses(round, [owner, provider, leader])).toEqual([403, 403, 403])
  expect(await statuses(results, [loser, outsider])).toEqual([404, 404])
  good(await world.as(operator).act(round, 'release'))
  good(await world.as(operator).act(round, 'archive'))
  good(await world.as(operator).act(call, 'archive'))
  const [own] = good(await world.as(owner).get(results)).body.items
  expect(own).toMatchObject({ score: 85, rank: 1, ranked: 2, outcome: 'select', comments: ['请写明数据接口'] })
  expect(JSON.stringify(own)).not.toMatch(/专家|可入选|照明/)
  const [lost] = good(await world.as(loser).get(`${other}/results`)).body.items
  expect(lost).toMatchObject({ score: 51, rank: 2, outcome: 'reject', comments: ['现场条件未落实'] })
  expect([await stateOf(path), await stateOf(other, loser)]).toEqual(['selected', 'rejected'])
})

test('it is publicised and published', async () => {
  for (const kind of ['confidentiality', 'fair_competition']) {
    const review = { kind, outcome: 'passed', signer: '李审查' }
    good(await world.as(operator).post(`${path}/clearances`, review))
  }
  good(await world.as(operator).act(path, 'publicise'))
  await world.shiftClock('12 days')
  good(await world.as(operator).act(path, 'publish'))
  expect(await stateOf(path, null)).toBe('published')
})

test('an intent becomes a letter and a contract, which a public owner cannot sign without the lawful route', async () => {
  const published = good(
    await world.as(provider).post('/capabilities', {
      title: '无人集卡车队',
      kind: 'product',
      description: '夜间无人驾驶水平运输。',
      readiness: 8,
      tracks: [world.app.platform.pack.classification.tracks[0]?.key],
      visibility: 'public',
      proofs: [{ kind: 'delivery', text: '两座码头连续运行一年' }],
    }),
  ).body
  capability = published.id
  good(await world.as(provider).act(`/capabilities/${capability}`, 'publish'))

  intent = await landing.talk(path, provider)
  letter = await landing.inForce('letter', intent)
  expect([await stateOf(intent), await stateOf(path)]).toEqual(['letter_signed', 'landing'])

  const bare = { kind: 'contract', intentId: idOf(intent), followsId: idOf(letter), terms: '分两期实施。' }
  const made = good(await world.as(owner).post('/agreements', { ...bare, amountCny: 3_600_000 })).body
  contract = `/agreements/${made.id}`
  expect(refusal(await world.as(owner).act(contract, 'send_for_review'))).toBe(
    '422 procurement_route_named procurement.route',
  )
  const version = good(await world.as(owner).get(contract)).body.version
  const procurement = await landing.openTender()
  good(await world.as(owner).patch(contract, { procurement }, { 'if-match': `"${version}"` }))
  good(await world.as(owner).act(contract, 'send_for_review'))
  expect(await statuses(contract, [outsider, leader, null])).toEqual([404, 404, 401])
  good(await landing.signs(owner, contract))
  const papers = { signedOn: await landing.day(), signedCopyIds: [await landing.file(provider)] }
  good(await landing.signs(provider, contract, papers))
  good(await world.as(owner).act(contract, 'enter_into_force'))
  expect([await stateOf(contract), await stateOf(intent)]).toEqual(['in_force', 'contracted'])
  // A leader reads that it was signed and for how much, not what it says.
  const led = good(await world.as(leader).get(contract)).body
  expect([led.amountCny, led.terms, led.attachments]).toEqual([3_600_000, undefined, undefined])
})

test('a project starts when both sides agreed to its indicators; readings count once the other side confirmed them', async () => {
  project = await landing.planned(contract, { capabilityIds: [capability] })
  good(await world.as(provider).act(project, 'agree'))
  expect(refusal(await world.as(provider).act(project, 'start'))).toContain('agreedByOwnerAt')
  good(await world.as(owner).act(project, 'agree'))
  good(await world.as(owner).act(project, 'start'))
  expect([await stateOf(project), await stateOf(path)]).toEqual(['running', 'demonstrating'])

  const reading = await landing.report(provider, project, 0, 11)
  expect((await world.as(provider).act(reading, 'confirm')).status).toBe(403)
  expect(await waits(owner)).toContain('reading reported: confirm dispute')
  good(await world.as(owner).act(reading, 'dispute', { reason: '与调度系统记录不符' }))
  const corrected = good(await world.as(provider).act(reading, 'correct', { value: 10, reason: '按调度记录更正' })).body
  good(await world.as(owner).act(`/readings/${corrected.id}`, 'confirm'))
  const [indicator] = good(await world.as(leader).get(project)).body.indicators
  expect(indicator.readings.map((each: { value: number; state: string }) => [each.value, each.state])).toEqual([
    [10, 'confirmed'],
  ])

  await world.shiftClock('1 day')
  await landing.accepted(project)
  expect([await stateOf(project), await stateOf(intent)]).toEqual(['accepted', 'landed'])
})

test('it is evaluated from confirmed rows alone; the owner appeals, it is computed again and published', async () => {
  good(await world.as(operator).act(path, 'start_evaluation'))
  expect((await world.as(operator).act(path, 'conclude')).body.params.key).toBe('evaluation_published')
  const [system] = good(await world.as(operator).get('/evaluations/systems')).body.items
  const made = await world
    .as(operator)
    .post('/evaluations', { title: '落地成效评估', system: system.key, scenarioIds: [idOf(path)] })
  evaluation = `/evaluations/${good(made).body.id}`
  good(await world.as(operator).act(evaluation, 'compute'))
  expect(await statuses(evaluation, [owner, provider, null])).toEqual([404, 404, 404])
  good(await world.as(operator).act(evaluation, 'open_appeals', { days: 3 }))
  const [seen] = good(await world.as(owner).get(`${evaluation}/results`)).body.items
  const sum = seen.leaves.reduce((total: number, each: { contribution: number }) => total + each.contribution, 0)
  expect(Math.round(sum * 100) / 100).toBe(seen.score)

  const appeal = good(
    await world.as(owner).post(`${evaluation}/appeals`, {
      scenarioId: idOf(path),
      grounds: '答复及时率应计入节假日顺延。',
      remedy: '重新核算。',
    }),
  ).body
  const answer = `${evaluation}/appeals/${appeal.id}/actions/uphold`
  good(await world.as(second).post(answer, { reason: '情况属实，重新核算' }))
  await world.shiftClock('7 days')
  expect((await world.as(operator).act(evaluation, 'publish')).body.params.key).toBe('appeals_settled')
  good(await world.as(operator).act(evaluation, 'recompute', { reason: '异议成立' }))
  good(await world.as(operator).act(evaluation, 'open_appeals', { days: 1 }))
  await world.shiftClock('5 days')
  const out = good(await world.as(operator).act(evaluation, 'publish')).body
  expect([out.state, out.run]).toEqual(['published', 2])
  good(await world.as(operator).act(path, 'conclude'))
  expect(await stateOf(path, null)).toBe('concluded')
})

test('it moves up to laboratory on linked evidence, decided by two, granted after its publicity', async () => {
  const prospects = good(await world.as(owner).get(`${path}/promotion-prospects`)).body
  const [offer] = prospects.offers
  expect([prospects.rung, offer.toRung, offer.lacking]).toEqual(['listed', 'laboratory', []])
  const body = { scenarioId: idOf(path), toRung: 'laboratory', statement: '成效稳定。', summary: '夜间试点已验收。' }
  const drafted = good(await world.as(owner).post('/promotions', body)).body
  promotion = `/promotions/${drafted.id}`
  expect(refusal(await world.as(owner).act(promotion, 'apply'))).toContain('evidence')
  const evidence = prospects.candidates.map((each: { kind: string; subjectId: string }) => ({
    kind: each.kind,
    subjectId: each.subjectId,
    sentence: '见所附记录。',
  }))
  good(await world.as(owner).patch(promotion, { evidence }, versionOf(drafted)))
  good(await world.as(owner).act(promotion, 'apply'))
  good(await world.as(operator).act(promotion, 'check'))
  good(await world.as(operator).act(promotion, 'send_to_review'))
  const proposed = good(await world.as(operator).act(promotion, 'publicise', { reason: '成效属实' })).body
  const decisionId = proposed.decisions[0].id
  expect((await world.as(operator).act(promotion, 'consent', { decisionId })).body.code).toBe('second_person_required')
  expect(await statuses(promotion, [null, leader, outsider])).toEqual([404, 404, 404])
  good(await world.as(second).act(promotion, 'consent', { decisionId }))
  expect(await statuses(promotion, [null, outsider])).toEqual([200, 200])
  expect((await world.as(operator).act(promotion, 'grant', { reason: '公示无异议' })).body.code).toBe(
    'publicity_running',
  )
  await world.shiftClock('9 days')
  good(await world.as(operator).act(promotion, 'grant', { reason: '公示无异议' }))
  expect(good(await world.as(null).get(path)).body).toMatchObject({ state: 'concluded', rung: 'laboratory' })
})

test('services and the firm that settled are confirmed by another before they count', async () => {
  const served = good(
    await world.as(district).post('/services', {
      kind: 'matchmaking',
      organisationId: provider.organisationId,
      date: await landing.day(-1),
      scenarioId: idOf(path),
      summary: '引荐双方并陪同现场踏勘。',
    }),
  ).body
  expect((await world.as(district).act(`/services/${served.id}`, 'confirm')).status).toBe(403)
  good(await world.as(provider).act(`/services/${served.id}`, 'confirm'))
  const settled = good(
    await world.as(provider).post('/landings', {
      organisationId: provider.organisationId,
      landedOn: await landing.day(-10),
      kind: 'innovative_firm',
      evidence: '已在本市注册并取得营业执照。',
      fileId: await landing.file(provider, '营业执照.pdf'),
    }),
  ).body
  expect((await world.as(provider).act(`/landings/${settled.id}`, 'confirm')).status).toBe(403)
  good(await world.as(second).act(`/landings/${settled.id}`, 'confirm'))
})

test('nothing is left waiting once the agreements are fulfilled', async () => {
  const fulfils = Array(2).fill('agreement in_force: amend fulfil terminate')
  expect([await waits(owner), await waits(provider)]).toEqual([fulfils, fulfils])
  for (const each of [contract, letter]) good(await world.as(provider).act(each, 'fulfil'))
  for (const each of [owner, loser, operator, second, district, provider, chair, expert, recused])
    expect([each.name, await waits(each)]).toEqual([each.name, []])
})

test('the cockpit counts what was confirmed, and each figure opens exactly its rows', async () => {
  const after = good(await world.as(leader).get('/cockpit')).body.figures as Figure[]
  const grown = after.map(({ key, value }) => [key, value - (before.find((each) => each.key === key)?.value ?? 0)])
  expect(Object.fromEntries(grown)).toEqual({
    super_scenarios: 0,
    new_products_promoted: 1,
    innovative_firms_landed: 1,
    firms_served: 1,
    opportunity_released: 60_000_000,
    contracted_amount: 3_600_000,
    scenarios_published: 1,
    intents_open: 0,
    intents_overdue: 0,
    projects_running: 0,
  })
  const sums: Record<string, string> = { opportunity_released: 'opportunityCny', contracted_amount: 'amountCny' }
  for (const { key, value, rows } of after) {
    const { total, items } = good(await world.as(leader).get(`${rows}&limit=200`)).body
    const field = sums[key]
    const shown = field
      ? items.reduce((sum: number, each: Record<string, number>) => sum + (each[field] ?? 0), 0)
      : total
    expect([key, shown]).toEqual([key, value])
  }
  expect(await statuses('/cockpit', [operator, auditor, district, owner, provider, null])).toEqual([
    200, 200, 200, 403, 403, 401,
  ])
})

test('the portal tells the public what became of it, and nothing of the agreements', async () => {
  const page = async (url: string) =>
    (await render(portalRequest(world, url))).body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
  const code = good(await world.as(null).get(path)).body.code
  const shown = await page(`/scenarios/${code}`)
  expect(shown).toContain('已结项')
  expect(shown).toContain('场景应用实验室')
  expect(shown).toContain('夜间无人集卡试点')
  expect(shown).toMatch(/得分 [\d.]+ 分/)
  expect(shown).not.toContain('360')
  const { code: granted } = good(await world.as(null).get(promotion)).body
  expect(await page('/promotions')).toContain(`${granted} ${title} 示例港口管理局 场景应用实验室`)
  expect(await page('/calls')).toContain('智慧交通场景征集')
})

/** `actions` of one kind, each by the same person. */
const by = (name: string, kind: string, actions: string) => actions.split(' ').map((each) => `${name} ${kind}.${each}`)

test('the auditor reads all of it in order, and the journal proves unaltered', async () => {
  const actionsOf = async (subject: string) => {
    const { body } = good(await world.as(auditor).get(`${subject}/history?limit=100`))
    return body.items
      .map((each: { action: string; actor: { name: string | null } }) =>
        [each.actor.name, each.action].filter(Boolean).join(' '),
      )
      .reverse()
  }
  expect(await actionsOf(call)).toEqual(by('示例运营甲', 'call', 'create open close archive'))
  expect(await actionsOf(path)).toEqual([
    ...by('示例场景方', 'scenario', 'create change submit'),
    '示例区市运营 scenario.recommend',
    ...by('示例运营甲', 'scenario', 'accept send_to_review select clear clear publicise publish'),
    ...by('示例场景方', 'scenario', 'start_landing start_demonstration'),
    ...by('示例运营甲', 'scenario', 'start_evaluation conclude set_rung'),
  ])
  expect(await actionsOf(round)).toEqual([
    ...by('示例运营甲', 'round', 'plan assign start_scoring'),
    ...by('专家甲', 'round', 'start_consensus recommend recommend start_deciding'),
    ...by('示例运营甲', 'round', 'decide decide release archive'),
  ])
  expect(await actionsOf(intent)).toEqual([
    '示例供给方 intent.express',
    '示例场景方 intent.accept',
    ...by('示例供给方', 'intent', 'sign_letter sign_contract'),
    '示例场景方 intent.land',
  ])
  expect(await actionsOf(contract)).toEqual([
    ...by('示例场景方', 'agreement', 'create change send_for_review sign'),
    '示例供给方 agreement.sign',
    '示例场景方 agreement.enter_into_force',
    '示例供给方 agreement.fulfil',
  ])
  expect(await actionsOf(project)).toEqual([
    ...by('示例供给方', 'project', 'create agree'),
    ...by('示例场景方', 'project', 'agree start'),
    ...by('示例供给方', 'project', 'milestone submit_acceptance'),
    '示例场景方 project.accept',
  ])
  expect(await actionsOf(evaluation)).toEqual([
    ...by('示例运营甲', 'evaluation', 'create run compute open_appeals'),
    '示例场景方 evaluation.appeal',
    '示例运营乙 evaluation.uphold_appeal',
    ...by('示例运营甲', 'evaluation', 'run recompute open_appeals publish'),
  ])
  expect(await actionsOf(promotion)).toEqual([
    ...by('示例场景方', 'promotion', 'create change apply'),
    ...by('示例运营甲', 'promotion', 'check send_to_review propose_publicise'),
    '示例运营乙 promotion.publicise',
    '示例运营甲 promotion.grant',
  ])
  const client = await world.db.asOwner()
  try {
    expect(await checkInvariants(client)).toEqual([])
  } finally {
    await client.end()
  }
  const proof = await world.as(auditor).post('/records/actions/verify')
  expect(proof.body).toMatchObject({ ok: true, firstBad: null })
})
