import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, createAgreementWorld } from '../../../test/support/agreements.ts'
import { good } from '../../../test/support/journey.ts'
import type { Person } from '../../../test/support/world.ts'

const here = await createAgreementWorld()
const { world, journey, owner, provider, second, outsider, talks, begin, route, reviewed, signs, signed, stateOf } =
  here
const contact = { name: '李对接', mobile: '13900000002', email: null }
let scenario: string
afterAll(() => here.world.close())
beforeEach(async () => {
  scenario = await here.fresh()
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
