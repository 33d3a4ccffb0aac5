import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildScenario } from '../../../test/builders/scenario.ts'
import { createJourney, good, type Journey } from '../../../test/support/journey.ts'
import { createWorld, type World } from '../../../test/support/world.ts'

let world: World
let journey: Journey
beforeAll(async () => {
  world = await createWorld()
  journey = await createJourney(world)
})
afterAll(() => world.close())

const idOf = (path: string) => path.split('/').at(-1) as string
const changed = async (path: string, patch: object, person = journey.operator) => {
  const { version } = (await world.as(person).get(path)).body
  return world.as(person).patch(path, patch, { 'if-match': `"${version}"` })
}
const cleared = (path: string, kind: string, outcome = 'passed') =>
  world.as(journey.operator).post(`${path}/clearances`, { kind, outcome, signer: '李审查' })

describe('refining', () => {
  test('each side hears of the other’s changes; returned, it keeps the comments, which are in the record', async () => {
    const path = await journey.at('refining')
    good(await changed(path, { place: '前湾港区' }))
    good(await changed(path, { place: '前湾港区三期' }, journey.owner))
    expect((await journey.news(journey.owner, path))[0]).toBe('scenario.change')
    expect((await journey.news(journey.operator, path))[0]).toBe('scenario.change')
    const comments = [{ path: 'problem', text: '请写明夜班人数' }]
    const back = good(await world.as(journey.operator).act(path, 'return', { reason: '请补充', comments }))
    expect(back.body).toMatchObject({ state: 'draft', stage: 'collection', holder: 'owner', stateReason: '请补充' })
    const [record] = (await world.as(journey.owner).get(`${path}/history?limit=1`)).body.items
    expect([record.action, record.changes[1]]).toEqual([
      'scenario.return',
      { path: 'comment.problem', before: null, after: '请写明夜班人数' },
    ])
    good(await world.as(journey.owner).act(path, 'submit'))
    expect((await world.as(journey.owner).get(`${path}/comments`)).body.items[0].text).toBe('请写明夜班人数')
    expect((await world.as(journey.operator).get(path)).body.state).toBe('submitted')
  })

  test('conditions go with their opening, and the record says so', async () => {
    const path = await journey.at('refining')
    const { openings } = (await world.as(journey.operator).get(path)).body
    const left = good(await changed(path, { openings: [{ id: openings[1].id, text: openings[1].text }] }))
    expect(left.body.requirements).toEqual([])
    const [record] = (await world.as(journey.operator).get(`${path}/history?limit=1`)).body.items
    expect(record.changes.map((each: { path: string }) => each.path)).toEqual(['openings', 'requirements'])
  })

  test('an answer that names the contact to another than the owner is written down, whatever was asked', async () => {
    const path = await journey.at('submitted')
    const count = async () => {
      const client = await world.db.asOwner()
      try {
        await client.query(`set role scenario_app; select set_config('app.roles', 'auditor', false)`)
        return (await client.query('select 1 from contact_reads where subject_id = $1', [idOf(path)])).rowCount
      } finally {
        await client.end()
      }
    }
    const { version } = (await world.as(journey.owner).get(path)).body
    expect(await count()).toBe(0)
    const accepted = await world.as(journey.operator).post(`${path}/actions/accept`, {}, { 'if-match': `"${version}"` })
    expect(good(accepted).body.contact.mobile).toBe('13800001234')
    expect(await count()).toBe(1)
  })
})

describe('decisions of two', () => {
  test('declined and withdrawn they leave it in review; sent back it is refined again', async () => {
    const path = await journey.at('in_review')
    const propose = async (action: string) =>
      good(await world.as(journey.operator).act(path, action, { reason: '理由' })).body.decisions[0].id
    const first = await propose('reject')
    expect((await world.as(journey.second).act(path, 'select', { reason: '相反' })).body.code).toBe('decision_pending')
    expect((await world.as(journey.second).act(path, 'withdraw_decision', { decisionId: first })).status).toBe(403)
    const declined = await world.as(journey.second).act(path, 'decline_consent', { decisionId: first, note: '不同意' })
    expect([good(declined).body.state, declined.body.decisions[0].state]).toEqual(['in_review', 'declined'])
    expect((await journey.news(journey.operator, path))[0]).toBe('scenario.decision_declined')
    const second = await propose('reject')
    const taken = await world.as(journey.operator).act(path, 'withdraw_decision', { decisionId: second })
    expect(good(taken).body.decisions[0].state).toBe('withdrawn')
    const third = await propose('revise')
    const revised = good(await world.as(journey.second).act(path, 'consent', { decisionId: third }))
    expect(revised.body).toMatchObject({ state: 'refining', holder: 'operator', stateReason: '理由' })
    expect(revised.body.decisions.map((each: { state: string }) => each.state)).toEqual([
      'consented',
      'withdrawn',
      'declined',
    ])
    expect((await journey.news(journey.owner, path))[0]).toBe('scenario.revise')
  })

  test('two deciders at once: one proposal, the other is told', async () => {
    const path = await journey.at('in_review')
    const { version } = (await world.as(journey.operator).get(path)).body
    const answers = await Promise.all(
      [journey.operator, journey.second].map((person) =>
        world.as(person).post(`${path}/actions/select`, { reason: '同时' }, { 'if-match': `"${version}"` }),
      ),
    )
    expect(answers.map((each) => each.status).sort()).toEqual([200, 412])
    const seen = (await world.as(journey.operator).get(path)).body
    expect(seen.decisions).toHaveLength(1)
    const [proposer] = await world.db.sql<{ proposed_by: string }>(
      'select proposed_by from scenario_decisions where scenario_id = $1',
      [idOf(path)],
    )
    const other = proposer?.proposed_by === journey.operator.id ? journey.second : journey.operator
    const decisionId = seen.decisions[0].id
    const consents = await Promise.all(
      [1, 2].map(() =>
        world.as(other).post(`${path}/actions/consent`, { decisionId }, { 'if-match': `"${seen.version}"` }),
      ),
    )
    expect(consents.map((each) => each.status).sort()).toEqual([200, 412])
  })
})

describe('reviews before publication', () => {
  test('conditions that narrow who may answer ask for a fair-competition review that passed', async () => {
    const path = await journey.at('selected', {
      requirements: [{ text: '注册资本不低于一亿元', kind: 'must', limitsProviders: true }],
    })
    const refusal = async () => (await world.as(journey.operator).act(path, 'publicise')).body.params?.key
    expect(await refusal()).toBe('confidentiality_reviewed')
    good(await cleared(path, 'confidentiality'))
    expect(await refusal()).toBe('fair_competition_reviewed')
    good(await cleared(path, 'fair_competition', 'refused'))
    expect(await refusal()).toBe('fair_competition_reviewed')
    good(await cleared(path, 'fair_competition'))
    expect(good(await world.as(journey.operator).act(path, 'publicise')).body.state).toBe('publicised')
  })

  test('an upheld objection hides it again; what is changed then is reviewed anew', async () => {
    const path = await journey.at('publicised')
    good(await world.as(journey.operator).act(path, 'uphold_objection', { reason: '条件不清' }))
    expect((await world.as(null).get(path)).status).toBe(404)
    good(await changed(path, { problem: '换了一个问题，保密审查没有看过。' }))
    good(await world.as(journey.operator).act(path, 'send_to_review'))
    const proposed = good(await world.as(journey.operator).act(path, 'select', { reason: '改好了' }))
    good(await world.as(journey.second).act(path, 'consent', { decisionId: proposed.body.decisions[0].id }))
    const refused = await world.as(journey.operator).act(path, 'publicise')
    expect([refused.status, refused.body.params.key]).toEqual([409, 'confidentiality_reviewed'])
    good(await cleared(path, 'confidentiality'))
    expect(good(await world.as(journey.operator).act(path, 'publicise')).body.state).toBe('publicised')
  })
})

describe('drafts', () => {
  test('a contact nobody can reach, a file named twice, a measure half told', async () => {
    const path = await journey.draft({ contact: { name: '王小明', mobile: null, email: null } })
    expect((await world.as(journey.owner).get(path)).body.missing).toEqual(['contact'])
    const fileId = '0198c0de-0000-7000-8000-000000000001'
    const twice = await changed(
      path,
      {
        attachments: [
          { fileId, purpose: 'material' },
          { fileId, purpose: 'stamped_form' },
        ],
      },
      journey.owner,
    )
    expect([twice.status, twice.body.errors[0]]).toMatchObject([
      400,
      { path: 'attachments.1.fileId', code: 'duplicate' },
    ])
  })

  test('a direction of another domain than the one chosen later is not handed in', async () => {
    const { domains } = world.app.platform.pack.classification
    const path = await journey.draft()
    const other = domains.find((each) => each.key !== 'governance')?.key as string
    good(await changed(path, { domain: other }, journey.owner))
    const refused = await world.as(journey.owner).act(path, 'submit')
    expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'direction'])
  })

  test('a parent must be seen and stand outside; children show on its page', async () => {
    const parent = await journey.at('submitted', { title: '主场景' })
    const child = await journey.at('submitted', { title: '子场景', parentId: idOf(parent) })
    const seen = good(await world.as(journey.owner).get(child))
    expect(seen.body.parent).toMatchObject({ id: idOf(parent), title: '主场景' })
    expect((await world.as(journey.owner).get(parent)).body.children.map((each: { id: string }) => each.id)).toEqual([
      idOf(child),
    ])
    const listed = await world.as(journey.owner).get(`/scenarios?parent=${idOf(parent)}`)
    expect(listed.body.items.map((each: { id: string }) => each.id)).toEqual([idOf(child)])
    good(await world.as(journey.operator).act(parent, 'accept'))
    for (const parentId of [idOf(child), idOf(parent), '0198c0de-0000-7000-8000-000000000009'])
      expect((await changed(parent, { parentId })).body.errors?.[0].path).toBe('parentId')
    const stranger = await world.person({ organisation: { kind: 'firm' } })
    for (const parentId of [idOf(parent), '0198c0de-0000-7000-8000-000000000009']) {
      const refused = await world.as(stranger).post('/scenarios', buildScenario({ parentId, districts: [] }))
      expect([refused.status, refused.body.errors[0].path]).toEqual([400, 'parentId'])
    }
  })

  test('an owner above the districts asks those where it will happen; a late recommendation comes to the operator', async () => {
    const above = await world.person({
      organisation: await world.organisation({ kind: 'government', district: null }),
    })
    const made = good(await world.as(above).post('/scenarios', buildScenario({ districts: [journey.districtKey] })))
    const path = `/scenarios/${made.body.id}`
    good(await world.as(above).act(path, 'submit'))
    expect(await journey.news(journey.district, path)).toEqual(['scenario.recommendation_asked'])
    const waits = async (person: typeof above) =>
      (await world.as(person).get('/todos?limit=200')).body.items.filter(
        (each: { subject: { id: string } }) => each.subject.id === made.body.id,
      ).length
    expect([await waits(journey.district), await waits(journey.operator)]).toEqual([1, 0])
    await world.db.sql(`update scenarios set due_at = app_now() - interval '1 minute' where id = $1`, [made.body.id])
    expect([await waits(journey.district), await waits(journey.operator)]).toEqual([1, 1])
  })
})

describe('one’s own scenario', () => {
  test('whoever belongs to the owner decides nothing about it, operator or not', async () => {
    const path = await journey.at('in_review')
    const both = await world.person({ roles: ['operator'], organisation: journey.owner.organisationId as string })
    const own = await world.as(both).get(path)
    expect(own.body.actions).toEqual(['withdraw'])
    expect((await world.as(both).act(path, 'select', { reason: '自己的场景' })).body.code).toBe('forbidden')
    const proposed = good(await world.as(journey.operator).act(path, 'select', { reason: '条件清楚' }))
    const decisionId = proposed.body.decisions[0].id
    expect((await world.as(both).act(path, 'consent', { decisionId })).body.code).toBe('second_person_required')
    const review = { kind: 'confidentiality', outcome: 'passed', signer: '李审查' }
    expect((await world.as(both).post(`${path}/clearances`, review)).body.code).toBe('second_person_required')
    good(await world.as(journey.second).act(path, 'consent', { decisionId }))
  })

  test('an organisation submits once it is verified', async () => {
    const fresh = await world.person({ organisation: { kind: 'firm', state: 'unverified' } })
    const draft = good(await world.as(fresh).post('/scenarios', buildScenario()))
    expect((await world.as(fresh).act(`/scenarios/${draft.body.id}`, 'submit')).body.code).toBe(
      'organisation_unverified',
    )
    await world.db.sql(`update organisations set state = 'verified' where id = $1`, [fresh.organisationId])
    expect(good(await world.as(fresh).act(`/scenarios/${draft.body.id}`, 'submit')).body.state).toBe('submitted')
  })
})
