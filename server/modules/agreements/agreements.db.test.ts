import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createJourney, good, type Journey } from '../../../test/support/journey.ts'
import { type Answer, createWorld, type Person, type World } from '../../../test/support/world.ts'
import { checkInvariants } from '../../platform/invariants/index.ts'
import { readRows } from '../../platform/workbook/index.ts'

let world: World
let journey: Journey
let owner: Person
let provider: Person
let second: Person
let leader: Person
let auditor: Person
let outsider: Person
let scenario: string

const contact = { name: '李对接', mobile: '13900000002', email: null }
const terms = '双方就虚拟电厂试点开展合作，分两期实施，验收以双方确认的指标为准。'
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')

beforeAll(async () => {
  world = await createWorld()
  journey = await createJourney(world)
  owner = journey.owner
  provider = journey.provider
  second = await world.person({ organisation: { kind: 'firm' } })
  leader = await world.person({ roles: ['leader'] })
  auditor = await world.person({ roles: ['auditor'] })
  outsider = await world.person({ organisation: { kind: 'firm' } })
})
afterAll(() => world.close())
beforeEach(async () => {
  scenario = await journey.at('published')
})

const codeOf = (answer: Answer) =>
  [
    answer.body.code,
    ...(answer.body.errors ?? []).map((each: { path: string; code: string }) => `${each.path}:${each.code}`),
  ].join(' ')

async function fileOf(person: Person, name = 'a.pdf'): Promise<string> {
  return good(await world.as(person).upload('/files', { name, content: pdf })).body.id
}

/** An intent on the first opening (or another), accepted. */
async function talks(person: Person, on = scenario, opening = 0): Promise<string> {
  const { openings, id } = good(await world.as(person).get(on)).body
  const wish = {
    scenarioId: id,
    openingId: openings[opening].id,
    pitch: '我单位有成熟的平台，愿参与建设并提供长期运维。',
    contact,
  }
  const made = good(await world.as(person).post('/intents', wish)).body
  good(await world.as(owner).act(`/intents/${made.id}`, 'accept'))
  return made.id
}
async function begin(kind: 'letter' | 'contract', over: Record<string, unknown> = {}, by = owner): Promise<string> {
  const intentId = (over.intentId as string) ?? (await talks(provider))
  const body = { kind, terms, ...(kind === 'contract' && { amountCny: 3_600_000 }), ...over, intentId }
  return `/agreements/${good(await world.as(by).post('/agreements', body)).body.id}`
}
async function route(over: Record<string, unknown> = {}) {
  return { route: 'open_tender', noticeNumber: 'GK-2026-118', noticeFileId: await fileOf(owner), ...over }
}
async function reviewed(kind: 'letter' | 'contract', over: Record<string, unknown> = {}): Promise<string> {
  const path = await begin(kind, { ...(kind === 'contract' && { procurement: await route() }), ...over })
  good(await world.as(owner).act(path, 'send_for_review'))
  return path
}
async function signs(person: Person, path: string, over: Record<string, unknown> = {}): Promise<Answer> {
  const { termsHash } = good(await world.as(person).get(path)).body
  return world.as(person).act(path, 'sign', { termsHash, ...over })
}
async function signed(kind: 'letter' | 'contract', over: Record<string, unknown> = {}): Promise<string> {
  const path = await reviewed(kind, over)
  good(await signs(owner, path))
  good(await signs(provider, path, { signedOn: '2026-11-18', signedCopyIds: [await fileOf(provider)] }))
  return path
}
async function inForce(kind: 'letter' | 'contract', over: Record<string, unknown> = {}): Promise<string> {
  const path = await signed(kind, over)
  good(await world.as(owner).act(path, 'enter_into_force'))
  return path
}
const stateOf = async (path: string) => good(await world.as(owner).get(path)).body.state
const intentOf = async (path: string) =>
  stateOf(`/intents/${good(await world.as(owner).get(path)).body.parties[1].intentId}`)

describe('the way of a contract', () => {
  test('from an intent in talks to its end, with intents and scenario following', async () => {
    const path = await begin('contract', { validUntil: '2027-12-31', procurement: await route() })
    const drafted = good(await world.as(provider).get(path)).body
    expect(drafted).toMatchObject({
      code: null,
      kind: 'contract',
      state: 'drafting',
      holder: 'both',
      amountCny: 3_600_000,
      publicOwner: true,
      editable: true,
      actions: ['send_for_review', 'terminate'],
      openings: [{ text: '无人集卡' }],
      parties: [
        { organisation: { id: owner.organisationId }, role: 'owner', share: null, signedAt: null },
        { organisation: { id: provider.organisationId }, role: 'provider', share: 1, signedAt: null },
      ],
      procurement: { route: 'open_tender', noticeNumber: 'GK-2026-118', noticeFile: { name: 'a.pdf' } },
    })
    // Until it is put before both sides it is between the parties.
    expect((await world.as(journey.operator).get(path)).status).toBe(404)

    const sent = good(await world.as(provider).act(path, 'send_for_review')).body
    expect(sent.code).toMatch(/^QDA-\d{4}-\d{4}$/)
    expect(sent.state).toBe('under_review')
    expect(sent.dueAt).not.toBe(null)
    expect((await world.as(journey.operator).get(path)).status).toBe(200)
    expect(await journey.news(owner, path)).toEqual(['agreement.send_for_review'])

    const asked = await world.as(owner).act(path, 'request_changes', { reason: '付款节点需明确' })
    expect(good(asked).body.state).toBe('drafting')
    const version = asked.body.version
    const changed = good(
      await world.as(provider).patch(path, { terms: `${terms}付款分三期。` }, { 'if-match': `"${version}"` }),
    ).body
    expect(changed.termsHash).not.toBe(drafted.termsHash)
    good(await world.as(provider).act(path, 'send_for_review'))

    const one = good(await signs(provider, path)).body
    expect([one.state, one.actions]).toEqual(['under_review', ['request_changes', 'terminate']])
    const both = good(await signs(owner, path, { signedOn: '2026-11-18', signedCopyIds: [await fileOf(owner)] })).body
    expect(both).toMatchObject({ state: 'signed', signedOn: '2026-11-18', signedCopy: [{ name: 'a.pdf' }] })
    expect(both.parties.map((each: { signedBy: { id: string } }) => each.signedBy.id)).toEqual([owner.id, provider.id])
    expect(await intentOf(path)).toBe('contracted')

    expect(await stateOf(scenario)).toBe('published')
    const force = good(await world.as(provider).act(path, 'enter_into_force')).body
    expect([force.state, force.dueAt]).toEqual(['in_force', '2027-12-31T16:00:00.000Z'])
    expect(await stateOf(scenario)).toBe('landing')

    const done = good(await world.as(owner).act(path, 'fulfil')).body
    expect([done.state, done.holder, done.actions]).toEqual(['fulfilled', null, []])
    const history = good(await world.as(auditor).get(`${path}/history?limit=50`)).body.items
    expect(history.map((each: { action: string }) => each.action)).toEqual([
      'agreement.fulfil',
      'agreement.enter_into_force',
      'agreement.sign',
      'agreement.sign',
      'agreement.send_for_review',
      'agreement.change',
      'agreement.request_changes',
      'agreement.send_for_review',
      'agreement.create',
    ])
  })

  test('a letter takes its intent along, a contract follows it with its parties, and ending the contract ends the intent', async () => {
    const letter = await inForce('letter')
    expect(await intentOf(letter)).toBe('letter_signed')
    const { id: followsId, parties } = good(await world.as(owner).get(letter)).body
    const contract = await inForce('contract', { followsId, intentId: parties[1].intentId })
    expect(good(await world.as(owner).get(contract)).body.follows.id).toBe(followsId)
    expect(good(await world.as(owner).get(letter)).body.followedBy.map((each: { id: string }) => each.id)).toEqual([
      contract.split('/').at(-1),
    ])
    good(await world.as(provider).act(contract, 'terminate', { reason: '资金未落实' }))
    expect(await intentOf(contract)).toBe('terminated')
    expect(await stateOf(contract)).toBe('terminated')
    expect(await journey.news(owner, contract)).toContain('agreement.terminate')
  })

  test('an intent under two contracts ends only with the second', async () => {
    const first = await inForce('contract')
    const { parties } = good(await world.as(owner).get(first)).body
    const other = await inForce('contract', { intentId: parties[1].intentId })
    good(await world.as(owner).act(first, 'terminate', { reason: '改签二期' }))
    expect(await intentOf(first)).toBe('contracted')
    good(await world.as(owner).act(other, 'terminate', { reason: '终止' }))
    expect(await intentOf(first)).toBe('terminated')
  })

  test('several providers with shares; the owner adds them, each signs', async () => {
    await talks(second, scenario, 1)
    const path = await begin('contract', { procurement: await route() })
    const { version, openings } = good(await world.as(owner).get(path)).body
    const all = good(await world.as(owner).get(scenario)).body.openings.map((each: { id: string }) => each.id)
    const patch = {
      openings: all,
      parties: [
        { organisationId: provider.organisationId, role: 'provider', share: 0.666667 },
        { organisationId: second.organisationId, role: 'provider', share: 0.333333 },
      ],
    }
    expect(openings.length).toBe(1)
    const three = good(await world.as(owner).patch(path, patch, { 'if-match': `"${version}"` })).body
    expect(three.openings.length).toBe(2)
    expect(three.parties.map((each: { share: number }) => each.share)).toEqual([null, 0.666667, 0.333333])
    expect(three.parties[2].intentId).not.toBe(null)
    good(await world.as(second).act(path, 'send_for_review'))
    good(await signs(second, path))
    good(await signs(owner, path, { signedOn: '2026-11-18', signedCopyIds: [await fileOf(owner)] }))
    expect(await stateOf(path)).toBe('under_review')
    // Only who has not signed finds it on the list.
    const todos = async (person: Person) =>
      good(await world.as(person).get('/todos?type=agreement&limit=200')).body.items.some(
        (each: { subject: { id: string } }) => path.endsWith(each.subject.id),
      )
    expect([await todos(owner), await todos(second), await todos(provider)]).toEqual([false, false, true])
    good(await signs(provider, path))
    expect(await stateOf(path)).toBe('signed')
    const states = await world.db.sql<{ state: string }>(
      `select i.state from intents i join agreement_parties p on p.intent_id = i.id where p.agreement_id = $1`,
      [path.split('/').at(-1)],
    )
    expect(states.map((each) => each.state)).toEqual(['contracted', 'contracted'])
  })
})

describe('procurement of public owners', () => {
  test('a contract names its lawful route, before review and again before each signature', async () => {
    const path = await begin('contract')
    const send = () => world.as(owner).act(path, 'send_for_review')
    const change = async (procurement: unknown) => {
      const { version } = good(await world.as(owner).get(path)).body
      good(await world.as(owner).patch(path, { procurement }, { 'if-match': `"${version}"` }))
      return codeOf(await send())
    }
    expect(codeOf(await send())).toBe('procurement_route_named procurement.route:required')
    expect(await change({ route: 'single_source' })).toBe(
      'procurement_route_named procurement.noticeNumber:required procurement.noticeFileId:required',
    )
    expect(await change({ route: 'exempt' })).toBe('procurement_route_named procurement.ground:required')
    expect(await change({ route: 'exempt', ground: '不用招标' })).toBe(
      'procurement_route_named procurement.ground:too_short',
    )
    const { version } = good(await world.as(owner).get(path)).body
    const ground = '采购限额标准以下，依政府采购法及本市限额标准无需招标。'
    good(
      await world.as(owner).patch(path, { procurement: { route: 'exempt', ground } }, { 'if-match': `"${version}"` }),
    )
    expect((await send()).status).toBe(200)
    // Somebody who takes the route off behind the application's back does not get it signed.
    await world.db.sql('update agreements set procurement_route = null where id = $1', [path.split('/').at(-1)])
    expect(codeOf(await signs(owner, path))).toBe('procurement_route_named procurement.route:required')
  })

  test('letters name none, and other owners need none', async () => {
    const intentId = await talks(provider)
    const letter = await world.as(owner).post('/agreements', { kind: 'letter', intentId, procurement: await route() })
    expect(codeOf(letter)).toBe('invalid_request procurement:letter_buys_nothing')
    await world.db.sql(`update organisations set kind = 'firm' where id = $1`, [owner.organisationId])
    const path = await begin('contract', { intentId })
    good(await world.as(owner).act(path, 'send_for_review'))
    expect(good(await world.as(owner).get(path)).body.publicOwner).toBe(false)
    await world.db.sql(`update organisations set kind = 'government' where id = $1`, [owner.organisationId])
  })
})

describe('what is refused', () => {
  test('beginning without talks, for strangers, on a scenario that takes none', async () => {
    const intentId = await talks(provider)
    const expressed = good(
      await world.as(second).post('/intents', {
        scenarioId: scenario.split('/').at(-1),
        openingId: good(await world.as(second).get(scenario)).body.openings[0].id,
        pitch: '我单位愿意参与试点，并提供所需设备和运维人员。',
        contact,
      }),
    ).body.id
    const start = (by: Person, over: object) => world.as(by).post('/agreements', { kind: 'letter', intentId, ...over })
    expect(codeOf(await start(owner, { intentId: expressed }))).toBe('intent_not_in_talks')
    expect(codeOf(await start(outsider, {}))).toBe('not_found')
    expect(codeOf(await start(journey.operator, {}))).toBe('forbidden')
    await world.db.sql(`update organisations set state = 'unverified' where id = $1`, [provider.organisationId])
    expect(codeOf(await start(provider, {}))).toBe('organisation_unverified')
    await world.db.sql(`update organisations set state = 'verified' where id = $1`, [provider.organisationId])
    good(await world.as(journey.operator).act(scenario, 'suspend', { reason: '现场检修' }))
    expect(codeOf(await start(owner, {}))).toBe('scenario_takes_no_agreement')
  })

  test('fields that contradict themselves', async () => {
    const intentId = await talks(provider)
    const foreign = good(await world.as(owner).get(await journey.at('published'))).body.openings[0].id
    const start = async (over: object) =>
      codeOf(await world.as(owner).post('/agreements', { kind: 'contract', intentId, ...over }))
    const one = { organisationId: provider.organisationId, role: 'provider' }
    const two = { organisationId: outsider.organisationId, role: 'partner' }
    const unverified = await world.organisation({ state: 'unverified' })
    expect({
      sum: await start({
        parties: [
          { ...one, share: 0.6 },
          { ...two, share: 0.3 },
        ],
      }),
      none: await start({ parties: [two] }),
      twice: await start({ parties: [one, one] }),
      otherOwner: await start({ parties: [one, { ...two, role: 'owner' }] }),
      tooExact: await start({
        parties: [
          { ...one, share: 0.6 },
          { ...two, share: 0.40000001 },
        ],
      }),
      untalked: await start({
        parties: [
          { ...one, share: 0.5 },
          { ...two, role: 'provider', share: 0.5 },
        ],
      }),
      unverified: await start({
        parties: [one, { organisationId: unverified, role: 'partner', share: 0 }].map((each) => ({
          share: 1,
          ...each,
        })),
      }),
      over: await start({ parties: [{ ...one, share: 1.2 }] }),
      opening: await start({ openings: [foreign] }),
      term: await start({ effectiveFrom: '2027-01-01', validUntil: '2026-12-31' }),
      negative: await start({ amountCny: -1 }),
      broken: await start({ amountCny: 1.5 }),
      file: await start({ attachments: [intentId] }),
      letter: await start({ followsId: intentId }),
    }).toEqual({
      sum: 'invalid_request parties:share_sum',
      none: 'invalid_request parties:no_provider',
      twice: 'invalid_request parties.1.organisationId:duplicate',
      otherOwner: 'invalid_request parties.1.role:other_owner',
      tooExact: 'invalid_request parties.1.share:share_decimals',
      untalked: 'invalid_request parties.1.organisationId:not_in_talks',
      unverified: 'invalid_request parties.1.organisationId:unverified',
      over: 'invalid_request parties.0.share:too_big',
      opening: 'invalid_request openings.0:other_scenario',
      term: 'invalid_request validUntil:order',
      negative: 'invalid_request amountCny:too_small',
      broken: 'invalid_request amountCny:invalid_type',
      file: 'invalid_request attachments.0:unknown_file',
      letter: 'invalid_request followsId:other_scenario',
    })
    const answer = await world.as(owner).post('/agreements', {
      kind: 'contract',
      intentId,
      parties: [
        { ...one, share: 0.6 },
        { ...two, share: 0.3 },
      ],
    })
    expect(answer.body.errors[0].message).toBe('供给方各方份额合计应为 100%，现为 90%。')
    const path = await begin('contract', { intentId, amountCny: null, terms: null })
    expect(codeOf(await world.as(owner).act(path, 'send_for_review'))).toBe(
      'incomplete terms:required amountCny:required',
    )
  })

  test('signing for another, twice, an outdated version, on a future day, without the paper', async () => {
    const path = await reviewed('contract')
    const { termsHash, version } = good(await world.as(owner).get(path)).body
    const with_ = (over: object) => ({ termsHash, ...over })
    const sign = async (by: Person, over: object = {}) => codeOf(await world.as(by).act(path, 'sign', with_(over)))
    expect(await sign(owner, { organisationId: provider.organisationId })).toBe('forbidden')
    expect(await sign(outsider)).toBe('not_found')
    expect(await sign(journey.operator)).toBe('forbidden')
    expect(await sign(owner, { termsHash: '0'.repeat(64) })).toBe('terms_changed')
    expect(await sign(owner, { signedOn: '2999-01-01' })).toBe('invalid_request signedOn:in_the_future')
    good(await signs(owner, path))
    expect(await sign(owner)).toBe('already_signed')
    const stale = await world.as(provider).post(`${path}/actions/sign`, with_({}), { 'if-match': `"${version}"` })
    expect(stale.status).toBe(412)
    expect(await sign(provider)).toBe('incomplete signedOn:required signedCopyIds:required')
    expect(await stateOf(path)).toBe('under_review')
    // A change of terms takes the signature away.
    good(await world.as(provider).act(path, 'request_changes', { reason: '金额有误' }))
    const drafted = good(await world.as(owner).get(path)).body
    expect(drafted.parties.map((each: { signedAt: unknown }) => each.signedAt)).toEqual([null, null])
    good(await world.as(owner).patch(path, { amountCny: 3_500_000 }, { 'if-match': `"${drafted.version}"` }))
    good(await world.as(owner).act(path, 'send_for_review'))
    expect(await sign(provider)).toBe('terms_changed')
    // The same person does not sign for both sides.
    await world.db.sql(
      `insert into organisation_members (organisation_id, user_id, role, since) values ($1, $2, 'member', app_now())`,
      [provider.organisationId, owner.id],
    )
    good(await signs(owner, path, { organisationId: owner.organisationId }))
    expect(codeOf(await signs(owner, path, { organisationId: provider.organisationId }))).toBe('signs_for_another')
    await world.db.sql('delete from organisation_members where organisation_id = $1 and user_id = $2', [
      provider.organisationId,
      owner.id,
    ])
  })

  test('an intent broken off meanwhile stops the signing', async () => {
    const path = await reviewed('letter')
    const { parties } = good(await world.as(owner).get(path)).body
    good(await world.as(provider).act(`/intents/${parties[1].intentId}`, 'break_off', { reason: 'need_changed' }))
    expect(codeOf(await signs(owner, path))).toBe('intent_not_in_talks')
  })

  test('actions out of their time, each with what is possible instead', async () => {
    const path = await begin('letter')
    expect(codeOf(await signs(owner, path))).toBe('action_not_allowed')
    expect(codeOf(await world.as(owner).act(path, 'fulfil'))).toBe('action_not_allowed')
    const elsewhere = await talks(provider, await journey.at('published'))
    const later = await signed('letter', { intentId: elsewhere, effectiveFrom: '2999-01-01' })
    expect(good(await world.as(owner).get(later)).body.actions).toEqual(['terminate'])
    expect(codeOf(await world.as(owner).act(later, 'enter_into_force'))).toBe('not_effective_yet')
    const { version } = good(await world.as(owner).get(later)).body
    const edit = await world.as(owner).patch(later, { title: '改名' }, { 'if-match': `"${version}"` })
    expect(codeOf(edit)).toBe('action_not_allowed')
    expect((await world.as(owner).patch(later, { title: '改名' })).status).toBe(428)
  })
})

test('of two parties that sign at the same instant one comes after the other, and nothing is lost', async () => {
  for (let round = 0; round < 5; round += 1) {
    const path = await reviewed('letter', { intentId: await talks(provider, await journey.at('published')) })
    const { termsHash, version } = good(await world.as(owner).get(path)).body
    const paper = { signedOn: '2026-11-18' }
    const files = new Map([
      [owner, await fileOf(owner)],
      [provider, await fileOf(provider)],
    ])
    const sign = (by: Person) =>
      world
        .as(by)
        .post(
          `${path}/actions/sign`,
          { termsHash, ...paper, signedCopyIds: [files.get(by)] },
          { 'if-match': `"${version}"` },
        )
    const both = await Promise.all([sign(owner), sign(provider)])
    expect(both.map((each) => each.status).sort()).toEqual([200, 412])
    const late = both[0]?.status === 412 ? owner : provider
    expect(good(await signs(late, path, { ...paper, signedCopyIds: [files.get(late)] })).body.state).toBe('signed')
  }
})

describe('addenda', () => {
  test('change amount and term when every party has signed, dated and kept', async () => {
    const path = await inForce('contract', { validUntil: '2027-12-31' })
    const amend = {
      reason: '增加一个站点',
      amountCny: 4_000_000,
      validUntil: '2028-06-30',
      fileId: await fileOf(provider),
    }
    const asked = good(await world.as(provider).act(path, 'amend', amend)).body
    expect([asked.amountCny, asked.actions]).toEqual([3_600_000, ['fulfil', 'terminate', 'withdraw_addendum']])
    expect(codeOf(await world.as(owner).act(path, 'amend', { ...amend, fileId: await fileOf(owner) }))).toBe(
      'addendum_open',
    )
    const addendumId = asked.addenda[0].id
    expect(codeOf(await world.as(provider).act(path, 'sign_addendum', { addendumId }))).toBe('already_signed')
    expect(codeOf(await world.as(owner).act(path, 'withdraw_addendum', { addendumId }))).toBe('forbidden')
    const agreed = good(await world.as(owner).act(path, 'sign_addendum', { addendumId })).body
    expect(agreed).toMatchObject({ state: 'in_force', amountCny: 4_000_000, validUntil: '2028-06-30' })
    expect(agreed.addenda).toMatchObject([
      { state: 'agreed', amountBefore: 3_600_000, amountCny: 4_000_000, file: { name: 'a.pdf' } },
    ])
    const facts = await world.db.sql<{ amount_cny: number }>('select amount_cny from agreement_facts where id = $1', [
      agreed.id,
    ])
    expect(facts.map((each) => Number(each.amount_cny))).toEqual([4_000_000])
    expect(codeOf(await world.as(owner).act(path, 'sign_addendum', { addendumId }))).toBe('action_not_allowed')
  })

  test('are declined with a reason, taken back, and refused where they contradict', async () => {
    const path = await inForce('contract', { validUntil: '2027-12-31' })
    const fileId = await fileOf(provider)
    const amend = { reason: '延长', validUntil: '2028-06-30', fileId }
    expect(codeOf(await world.as(provider).act(path, 'amend', { ...amend, validUntil: '2001-01-01' }))).toBe(
      'invalid_request validUntil:order',
    )
    const first = good(await world.as(provider).act(path, 'amend', amend)).body.addenda[0].id
    const declined = good(
      await world.as(owner).act(path, 'decline_addendum', { addendumId: first, reason: '不同意延长' }),
    ).body
    expect(declined.addenda).toMatchObject([{ state: 'declined', note: '不同意延长' }])
    expect(declined.validUntil).toBe('2027-12-31')
    const next = good(await world.as(provider).act(path, 'amend', amend)).body.addenda[1].id
    good(await world.as(provider).act(path, 'withdraw_addendum', { addendumId: next }))
    expect(good(await world.as(owner).get(path)).body.addenda.map((each: { state: string }) => each.state)).toEqual([
      'declined',
      'withdrawn',
    ])
  })
})

describe('the clock', () => {
  test('brings into force on the day, tells when overdue, ends what has run out', async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    const path = await signed('contract', { effectiveFrom: day(40), validUntil: day(60) })
    const { dueAt } = good(await world.as(owner).get(path)).body
    expect(dueAt > new Date(Date.now() + 39 * 86_400_000).toISOString()).toBe(true)
    const waiting = await reviewed('letter', { intentId: await talks(provider, await journey.at('published')) })
    await world.tick('agreement_clock')
    expect(await stateOf(path)).toBe('signed')
    await world.shiftClock('25 days')
    await world.tick('agreement_clock')
    await world.tick('agreement_clock')
    expect(await journey.news(journey.operator, waiting)).toEqual(['agreement.overdue'])
    expect(await journey.news(journey.district, waiting)).toEqual(['agreement.overdue'])
    expect(await journey.news(journey.operator, path)).toEqual([])
    const overdue = good(await world.as(journey.operator).get('/todos?type=agreement&overdue=true')).body.items
    expect(overdue.some((each: { subject: { id: string } }) => waiting.endsWith(each.subject.id))).toBe(true)
    await world.shiftClock('16 days')
    await world.tick('agreement_clock')
    expect(await stateOf(path)).toBe('in_force')
    expect(await stateOf(scenario)).toBe('landing')
    await world.shiftClock('25 days')
    await world.tick('agreement_clock')
    expect(await stateOf(path)).toBe('expired')
    await world.shiftClock('-66 days')
  })
})

describe('who sees what', () => {
  test('leaders see what was signed without its words; everybody else what is theirs', async () => {
    const path = await reviewed('contract')
    expect((await world.as(leader).get(path)).status).toBe(404)
    good(await signs(owner, path))
    good(await signs(provider, path, { signedOn: '2026-11-18', signedCopyIds: [await fileOf(provider)] }))
    const seen = good(await world.as(leader).get(path)).body
    expect(seen).toMatchObject({ state: 'signed', amountCny: 3_600_000, signedOn: '2026-11-18', actions: [] })
    expect(['terms', 'attachments', 'signedCopy', 'termsHash'].filter((key) => key in seen)).toEqual([])
    expect(seen.procurement).toMatchObject({ route: 'open_tender', ground: null, noticeFile: null })
    expect(
      seen.parties.map((each: { signedBy: unknown; intentId: unknown }) => [each.signedBy, each.intentId]),
    ).toEqual([
      [null, null],
      [null, null],
    ])
    expect((await world.as(leader).get(`${path}/history`)).status).toBe(403)
    const whole = good(await world.as(auditor).get(path)).body
    const file = whole.signedCopy[0].id
    expect((await world.as(leader).get(`/files/${file}`)).status).toBe(404)
    expect((await world.as(auditor).get(`/files/${file}`)).status).toBe(200)
    expect((await world.as(journey.district).get(`/files/${file}`)).status).toBe(200)
    for (const each of [outsider, second]) expect((await world.as(each).get(path)).status).toBe(404)
  })

  test('lists find by what is asked, at the same number of statements for one row and for three', async () => {
    const intentId = await talks(provider)
    const letter = await begin('letter', { intentId, title: '灰鲸试点意向书' })
    const contract = await signed('contract', { intentId })
    await begin('contract', { intentId, amountCny: 9_000_000 })
    const idOf = (path: string) => path.split('/').at(-1) as string
    const on = `scenario=${idOf(scenario)}`
    const find = async (person: Person, query: string): Promise<string[]> =>
      good(await world.as(person).get(`/agreements?${query}`)).body.items.map((each: { id: string }) => each.id)
    await find(owner, on)
    world.db.statements()
    const one = await find(owner, `${on}&limit=1`)
    const few = world.db.statements().length
    const three = await find(owner, on)
    expect([one.length, three.length, world.db.statements().length]).toEqual([1, 3, few])
    const { openings } = good(await world.as(owner).get(scenario)).body
    const { domain, direction } = good(await world.as(owner).get(scenario)).body
    expect({
      letter: await find(owner, `${on}&kind=letter`),
      signed: await find(owner, `${on}&state=signed,in_force`),
      dates: await find(owner, `${on}&signedFrom=2026-11-01&signedTo=2026-11-30`),
      before: await find(owner, `${on}&signedTo=2026-11-01`),
      words: await find(owner, `q=${encodeURIComponent('灰鲸')}`),
      intent: (await find(owner, `intent=${intentId}`)).length,
      opening: (await find(owner, `opening=${openings[0].id}`)).length,
      otherOpening: await find(owner, `opening=${openings[1].id}`),
      place: (await find(owner, `${on}&domain=${domain}&direction=${direction}&district=${journey.districtKey}`))
        .length,
      elsewhere: await find(owner, `${on}&domain=none`),
      real: (await find(owner, `${on}&synthetic=false`)).length,
      synthetic: await find(owner, `${on}&synthetic=true`),
      amount: (await find(owner, `${on}&sort=-amountCny`)).at(-1),
      provider: (await find(provider, `${on}&organisation=${provider.organisationId}`)).length,
      outsider: await find(outsider, on),
      leader: await find(leader, on),
      operator: await find(journey.operator, on),
      district: await find(journey.district, on),
    }).toEqual({
      letter: [idOf(letter)],
      signed: [idOf(contract)],
      dates: [idOf(contract)],
      before: [],
      words: [idOf(letter)],
      intent: 3,
      opening: 3,
      otherOpening: [],
      place: 3,
      elsewhere: [],
      real: 3,
      synthetic: [],
      amount: idOf(letter),
      provider: 3,
      outsider: [],
      leader: [idOf(contract)],
      operator: [idOf(contract)],
      district: [idOf(contract)],
    })
    expect((await world.as(owner).get('/agreements?sort=title')).status).toBe(400)
    const first = good(await world.as(owner).get(`/agreements?${on}&sort=-amountCny&limit=2`)).body
    const rest = await find(owner, `${on}&sort=-amountCny&limit=2&cursor=${first.nextCursor}`)
    expect([first.items.length, first.total, rest]).toEqual([2, 3, [idOf(letter)]])
  })
})

test('the workbook has the rows of the list', async () => {
  const path = await signed('contract', { number: 'HT-2026-009' })
  const { code, title } = good(await world.as(owner).get(path)).body
  const answer = await world.as(owner).get('/agreements/export.xlsx?q=HT-2026-009')
  const file = join(world.config.dataDir, 'agreements.xlsx')
  await writeFile(file, answer.raw.rawPayload)
  const rows: unknown[][] = []
  for await (const { cells } of readRows(file, { maxRows: 100 })) rows.push([...cells])
  expect(rows.length).toBe(2)
  expect(rows[1]?.slice(0, 5)).toEqual([code, '合同', title, 'HT-2026-009', '已签署'])
})

test('afterwards everything holds together', async () => {
  const client = await world.db.asOwner()
  try {
    expect(await checkInvariants(client)).toEqual([])
  } finally {
    await client.end()
  }
})
