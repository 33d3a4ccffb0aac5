import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { agreedTerms, codeOf, createAgreementWorld } from '../../../test/support/agreements.ts'
import { good } from '../../../test/support/journey.ts'
import type { Person } from '../../../test/support/world.ts'
import { checkInvariants } from '../../platform/invariants/index.ts'

const here = await createAgreementWorld()
const {
  world,
  journey,
  owner,
  provider,
  second,
  auditor,
  fileOf,
  talks,
  begin,
  change,
  route,
  reviewed,
  signs,
  signed,
  inForce,
  stateOf,
  intentOf,
} = here
let scenario: string
afterAll(() => here.world.close())
beforeEach(async () => {
  scenario = await here.fresh()
})

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
      await world.as(provider).patch(path, { terms: `${agreedTerms}付款分三期。` }, { 'if-match': `"${version}"` }),
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
    expect(good(await world.as(owner).get(scenario)).body.actions).not.toContain('fall_through')
    good(await world.as(owner).act(other, 'terminate', { reason: '终止' }))
    expect(await intentOf(first)).toBe('terminated')
    // No agreement is left: the owner may return its scenario to matching.
    good(await world.as(owner).act(scenario, 'fall_through'))
    expect(await stateOf(scenario)).toBe('published')
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
    // One provider does not learn of another's intent, and leaves it as it is.
    const seen = good(await world.as(second).get(path)).body
    expect(seen.parties.map((each: { intentId: unknown }) => each.intentId === null)).toEqual([true, true, false])
    const parties = seen.parties
      .slice(1)
      .map((each: { organisation: { id: string }; role: string; share: number }) => ({
        organisationId: each.organisation.id,
        role: each.role,
        share: each.share,
      }))
    const same = good(await change(second, path, { parties })).body
    expect(same.termsHash).toBe(three.termsHash)
    const whole = good(await world.as(owner).get(path)).body.parties
    expect(whole.map((each: { intentId: unknown }) => each.intentId === null)).toEqual([true, false, false])
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

test('afterwards everything holds together', async () => {
  const client = await world.db.asOwner()
  try {
    expect(await checkInvariants(client)).toEqual([])
  } finally {
    await client.end()
  }
})
