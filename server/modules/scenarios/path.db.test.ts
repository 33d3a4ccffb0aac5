import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildScenario } from '../../../test/builders/scenario.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'

describe('a scenario from draft to list', () => {
  let world: World
  let owner: Person
  let operator: Person
  let second: Person
  let district: Person
  let districtKey: string

  beforeAll(async () => {
    world = await createWorld()
    districtKey = world.app.platform.pack.districts[2]?.key as string
    owner = await world.person({ organisation: { kind: 'government', district: districtKey } })
    operator = await world.person({ roles: ['operator'] })
    second = await world.person({ roles: ['operator'] })
    district = await world.person({ roles: ['district_operator'], district: districtKey })
  })
  afterAll(() => world.close())

  test('the whole path', async () => {
    const draft = await world.as(owner).post('/scenarios', { title: '只有标题的草稿' })
    expect(draft.status, JSON.stringify(draft.body)).toBe(201)
    expect(draft.headers.location).toBe(`/api/v1/scenarios/${draft.body.id}`)
    expect(draft.headers.etag).toBe('"1"')
    expect(draft.body.missing).toEqual([
      'summary',
      'problem',
      'domain',
      'direction',
      'opener',
      'openings',
      'requirements',
      'districts',
      'budgetCny',
      'cooperationModes',
      'closesAt',
      'contact',
    ])
    const path = `/scenarios/${draft.body.id}`

    const early = await world.as(owner).act(path, 'submit')
    expect([early.status, early.body.code]).toEqual([422, 'incomplete'])
    expect(early.body.errors[0]).toEqual({ path: 'summary', code: 'required', message: '请填写。' })
    expect((await world.as(operator).get(path)).status).toBe(404)

    const filled = await world.as(owner).patch(path, buildScenario({ districts: [districtKey] }), { 'if-match': '"1"' })
    expect(filled.status, JSON.stringify(filled.body)).toBe(200)
    expect(filled.body.missing).toEqual([])
    expect(filled.body.openings).toHaveLength(2)
    expect((await world.as(owner).patch(path, { title: '过期' }, { 'if-match': '"1"' })).status).toBe(412)
    expect((await world.as(owner).patch(path, { title: '无版本' })).status).toBe(428)

    const submitted = await world.as(owner).act(path, 'submit')
    expect(submitted.body.code).toMatch(/^QD-2026-\d{4}$/)
    expect([submitted.body.state, submitted.body.holder]).toEqual(['submitted', 'district_operator'])
    expect((await world.as(district).act(path, 'recommend', { reason: '同意推荐' })).body.holder).toBe('operator')

    const returned = await world
      .as(operator)
      .act(path, 'return', { reason: '请补充接口要求', comments: [{ path: 'problem', text: '请写明调度系统接口' }] })
    expect(returned.body.state, JSON.stringify(returned.body)).toBe('draft')
    const comments = await world.as(owner).get(`${path}/comments`)
    expect(comments.body.items.map((each: { path: string; text: string }) => [each.path, each.text])).toEqual([
      ['problem', '请写明调度系统接口'],
    ])

    expect((await world.as(owner).act(path, 'submit')).body.code).toBe(submitted.body.code)
    await world.as(district).act(path, 'recommend')
    await world.as(operator).act(path, 'accept')
    expect((await world.as(operator).act(path, 'send_to_review')).body.state).toBe('in_review')

    const proposed = await world.as(operator).act(path, 'select', { reason: '需求真实，条件清楚' })
    expect([proposed.body.state, proposed.body.decisions[0].state]).toEqual(['in_review', 'proposed'])
    const decisionId = proposed.body.decisions[0].id
    expect((await world.as(operator).act(path, 'consent', { decisionId })).body.code).toBe('second_person_required')
    expect((await world.as(second).get(path)).body.actions).toContain('consent')
    expect((await world.as(second).act(path, 'consent', { decisionId, note: '同意' })).body.state).toBe('selected')

    const blocked = await world.as(operator).act(path, 'publicise')
    expect([blocked.status, blocked.body.code, blocked.body.params.key]).toEqual([
      409,
      'guard_failed',
      'confidentiality_reviewed',
    ])
    const cleared = await world
      .as(operator)
      .post(`${path}/clearances`, { kind: 'confidentiality', outcome: 'passed', signer: '李审查' })
    expect(cleared.status, JSON.stringify(cleared.body)).toBe(201)
    const publicised = await world.as(operator).act(path, 'publicise')
    expect(publicised.body.state).toBe('publicised')
    expect((await world.as(null).get(path)).status).toBe(200)

    const list = await world.as(operator).post('/lists', { title: '第二批场景清单' })
    expect(list.body.code).toBe('QDL-2026-02')
    const set = await world
      .as(operator)
      .put(`/lists/${list.body.id}/items`, { scenarioIds: [draft.body.id] }, { 'if-match': '"1"' })
    expect(set.status, JSON.stringify(set.body)).toBe(200)
    expect((await world.as(null).get(`/lists/${list.body.id}`)).status).toBe(404)
    const scheduled = await world.as(operator).act(`/lists/${list.body.id}`, 'schedule', { at: publicised.body.dueAt })
    expect(scheduled.body.state, JSON.stringify(scheduled.body)).toBe('scheduled')
    const tooSoon = await world.as(operator).act(`/lists/${list.body.id}`, 'release')
    expect([tooSoon.body.code, tooSoon.body.params.code]).toEqual(['list_item_unready', 'publicity_running'])
    expect(tooSoon.body.detail).toContain('港区无人集卡夜间作业')

    await world.shiftClock('10 days')
    await world.tick('lists.release')
    const published = await world.as(null).get(path)
    expect([published.body.state, published.body.rung, published.body.list.code, published.body.actions]).toEqual([
      'published',
      'listed',
      'QDL-2026-02',
      [],
    ])
    expect(published.body.contact).toBeUndefined()
    expect(published.body.clearances).toBeUndefined()
    const found = await world.as(null).get(`/scenarios?q=${encodeURIComponent('无人集卡')}&list=QDL-2026-02`)
    expect([found.body.total, found.body.items[0].id]).toEqual([1, draft.body.id])

    const history = await world.as(owner).get(`${path}/history?limit=50`)
    expect(history.body.items.map((each: { action: string }) => each.action).reverse()).toEqual([
      'scenario.create',
      'scenario.change',
      'scenario.submit',
      'scenario.recommend',
      'scenario.return',
      'scenario.submit',
      'scenario.recommend',
      'scenario.accept',
      'scenario.send_to_review',
      'scenario.propose_select',
      'scenario.select',
      'scenario.clear',
      'scenario.publicise',
      'scenario.publish',
    ])
  })

  test('lists take the same number of statements for one row and for three', async () => {
    const counts: number[] = []
    for (const limit of [1, 3]) {
      world.db.statements()
      const page = await world.as(null).get(`/scenarios?limit=${limit}`)
      expect(page.body.items).toHaveLength(limit)
      counts.push(world.db.statements().length)
    }
    expect(counts[0]).toBe(counts[1])
  })

  test('pages follow one another without gap or repeat, and broken cursors are refused', async () => {
    const whole = await world.as(null).get('/scenarios?limit=200&sort=-opportunityCny')
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const page = await world
        .as(null)
        .get(`/scenarios?limit=2&sort=-opportunityCny${cursor ? `&cursor=${cursor}` : ''}`)
      ids.push(...page.body.items.map((each: { id: string }) => each.id))
      cursor = page.body.nextCursor
    } while (cursor)
    expect(ids).toEqual(whole.body.items.map((each: { id: string }) => each.id))
    expect((await world.as(null).get('/scenarios?cursor=abc')).body.code).toBe('invalid_cursor')
    expect((await world.as(null).get('/scenarios?colour=red')).body.errors[0].path).toBe('colour')
    expect((await world.as(null).get('/scenarios?state=gone')).status).toBe(400)
  })

  test('the pack’s six scenarios stand in their list and library, and a second load changes nothing', async () => {
    const six = await world.as(null).get('/scenarios?list=QDL-2026-01&sort=-opportunityCny')
    expect(six.body.items.map((each: { opportunityCny: number }) => each.opportunityCny / 1e8)).toEqual([
      1200, 680, 600, 500, 220, 100,
    ])
    const head = await world.db.sql('select seq from journal_head')
    await world.app.loadPack()
    expect(await world.db.sql('select seq from journal_head')).toEqual(head)
  })

  test('a code of the pack that somebody has already is told by name, and nothing of the pack is changed', async () => {
    await world.db.sql(`update scenarios set pack_key = null where code = 'QD-2026-0003'`)
    await expect(world.app.loadPack()).rejects.toThrow('the code QD-2026-0003 of the scenario health-bay belongs to')
    await world.db.sql(`update scenarios set pack_key = 'health-bay' where code = 'QD-2026-0003'`)
    const head = await world.db.sql('select seq from journal_head')
    await world.app.loadPack()
    expect(await world.db.sql('select seq from journal_head')).toEqual(head)
  })
})
