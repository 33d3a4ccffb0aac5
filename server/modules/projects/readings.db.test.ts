import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { good } from '../../../test/support/journey.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { lightOn } from './rules/light.ts'
import { dayFrom, type People, reading, running, settle, upload } from './test-support.ts'

let world: World
let people: People
let path: string
let indicatorId: string
beforeAll(async () => {
  world = await createWorld()
  people = await settle(world)
  path = await running(world, people)
  indicatorId = good(await world.as(people.owner).get(path)).body.indicators[0].id
})
afterAll(() => world.close())

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
async function report(by: Person, over: Record<string, unknown> = {}) {
  return world.as(by).post('/readings', { indicatorId, value: 20, at: ago(1), ...over })
}
const said = ({
  status,
  body,
}: {
  status: number
  body: { code?: string; errors?: { path: string; code: string }[] }
}) => [status, body.code, ...(body.errors ?? []).map((each) => `${each.path}:${each.code}`)].filter(Boolean).join(' ')

describe('reporting', () => {
  test('waits for the other side, with a clock of ten working days, and tells it', async () => {
    const fileId = await upload(world.as(people.provider), '监测记录.pdf')
    const made = await report(people.provider, { at: ago(2), note: '七日平均', fileId, unit: '分钟' })
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      indicator: { id: indicatorId, unit: '分钟' },
      value: 20,
      state: 'reported',
      reportedBy: { side: 'provider', organisation: { id: people.provider.organisationId } },
      confirmedBy: [],
      holder: 'owner',
      file: { id: fileId },
      actions: [],
    })
    const { calendar, pack } = world.app.platform
    const due = calendar.dueAt(new Date(made.body.reportedBy.at), 10, pack.city.timezone).toISOString()
    expect(made.body.dueAt).toBe(due)
    const told = await world.db.sql(`select user_id from notifications where subject_id = $1 order by user_id`, [
      made.body.id,
    ])
    expect(told.map((row) => row.user_id)).toEqual([people.owner.id, people.owner2.id, people.both.id].sort())
    const waiting = good(await world.as(people.owner).get('/todos?type=reading')).body.items
    expect(waiting).toMatchObject([
      {
        subject: { id: made.body.id },
        state: 'reported',
        holder: 'owner',
        overdue: false,
        actions: ['confirm', 'dispute'],
      },
    ])
    expect(good(await world.as(people.provider).get('/todos?type=reading')).body.total).toBe(0)
    const confirmed = good(await world.as(people.owner).act(`/readings/${made.body.id}`, 'confirm')).body
    expect(confirmed).toMatchObject({
      state: 'confirmed',
      holder: null,
      dueAt: null,
      confirmedBy: [
        { side: 'provider', organisation: { id: people.provider.organisationId } },
        { side: 'owner', organisation: { id: people.owner.organisationId } },
      ],
    })
    const project = good(await world.as(people.owner).get(path)).body
    expect(project.indicators[0].progress).toBe(0.5)
  })

  test('bad readings are refused, each with its own answer', async () => {
    good(await report(people.owner, { at: ago(5) }))
    const raw = `{"indicatorId":"${indicatorId}","value":1e999,"at":"${ago(4)}"}`
    const planned = await running(world, people)
    good(await world.as(people.owner).act(planned, 'suspend', { reason: '检修' }))
    const other = good(await world.as(people.owner).get(planned)).body.indicators[0].id
    expect({
      doubled: said(await report(people.provider, { at: ago(5) })),
      future: said(await report(people.provider, { at: ago(-1) })),
      before: said(await report(people.provider, { at: ago(40) })),
      unit: said(await report(people.provider, { at: ago(4), unit: '秒' })),
      endless: said(await world.as(people.provider).post('/readings', raw, { 'content-type': 'application/json' })),
      text: said(await report(people.provider, { at: ago(4), value: '20' })),
      suspended: said(await report(people.provider, { indicatorId: other })),
      stranger: said(await report(people.stranger)),
      operator: said(await report(people.operator)),
      leader: said(await report(people.leader)),
      missing: said(await report(people.provider, { indicatorId: newId() })),
      forAnother: said(await report(people.provider, { organisationId: people.owner.organisationId })),
      foreignFile: said(await report(people.provider, { at: ago(4), fileId: await upload(world.as(people.owner)) })),
    }).toEqual({
      doubled: '409 reading_doubled',
      future: '400 invalid_request at:after_now',
      before: '400 invalid_request at:before_project',
      unit: '400 invalid_request unit:wrong_unit',
      endless: expect.stringMatching(/^400 /),
      text: '400 invalid_request value:invalid_type',
      suspended: '409 project_not_running',
      stranger: '404 not_found',
      operator: '403 forbidden',
      leader: '403 forbidden',
      missing: '404 not_found',
      forAnother: '403 forbidden',
      foreignFile: '400 invalid_request fileId.0:unknown_file',
    })
  })

  test('twenty of one day at once make exactly one', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => report(at % 2 ? people.owner : people.provider, { at: ago(3) })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 19 }, () => 409)])
  })
})

describe('confirming', () => {
  test('is never for the side that reported, nor for somebody who belongs to both', async () => {
    const made = good(await report(people.provider, { at: ago(6) })).body
    const to = `/readings/${made.id}`
    expect({
      self: said(await world.as(people.provider).act(to, 'confirm')),
      colleague: said(await world.as(people.provider2).act(to, 'confirm')),
      both: said(await world.as(people.both).act(to, 'confirm')),
      dispute: said(await world.as(people.both).act(to, 'dispute', { reason: '不对' })),
      operator: said(await world.as(people.operator).act(to, 'confirm')),
      auditor: said(await world.as(people.auditor).act(to, 'confirm')),
      stranger: said(await world.as(people.stranger).act(to, 'confirm')),
      leader: said(await world.as(people.leader).act(to, 'confirm')),
    }).toEqual({
      self: '403 other_side_required',
      colleague: '403 other_side_required',
      both: '403 other_side_required',
      dispute: '403 other_side_required',
      operator: '403 forbidden',
      auditor: '403 forbidden',
      stranger: '404 not_found',
      leader: '404 not_found',
    })
    const both = good(await world.as(people.both).post('/readings', { indicatorId, value: 9, at: ago(7) })).body
    expect(both.reportedBy.side).toBe('owner')
    expect(said(await world.as(people.both).act(`/readings/${both.id}`, 'confirm'))).toBe('403 other_side_required')
    expect((await world.as(people.provider).act(`/readings/${both.id}`, 'confirm')).status).toBe(200)
  })

  test('row-level security says so by itself', async () => {
    const made = good(await report(people.provider, { at: ago(8) })).body
    const client = await world.db.asOwner()
    const as = async (person: Person, organisations: (string | null)[]) => {
      await client.query('begin')
      try {
        await client.query('set local role scenario_app')
        await client.query(`select set_config('app.user', $1, true), set_config('app.orgs', $2, true)`, [
          person.id,
          `{${organisations.join(',')}}`,
        ])
        const { rowCount } = await client.query(
          `update readings set state = 'confirmed', settled_by = $1, settled_at = app_now() where id = $2`,
          [person.id, made.id],
        )
        return rowCount
      } catch (error) {
        return (error as Error).message
      } finally {
        await client.query('rollback')
      }
    }
    const { owner, provider } = { owner: people.owner.organisationId, provider: people.provider.organisationId }
    const refused = 'new row violates row-level security policy for table "readings"'
    try {
      expect({
        owner: await as(people.owner, [owner]),
        provider: await as(people.provider2, [provider]),
        both: await as(people.both, [owner, provider]),
        stranger: await as(people.stranger, [people.stranger.organisationId]),
      }).toEqual({ owner: 1, provider: refused, both: refused, stranger: 0 })
    } finally {
      await client.end()
    }
  })

  test('a disputed reading is corrected by a new one that waits again, or upheld by an operator', async () => {
    const made = good(await report(people.provider, { at: ago(9), value: 11 })).body
    const to = `/readings/${made.id}`
    expect(said(await world.as(people.owner).act(to, 'dispute'))).toBe('400 invalid_request reason:required')
    const disputed = good(await world.as(people.owner).act(to, 'dispute', { reason: '未含夜间' })).body
    expect([disputed.state, disputed.holder, disputed.reason]).toEqual(['disputed', 'provider', '未含夜间'])
    const offered = good(await world.as(people.operator).get('/todos?type=reading&limit=200')).body.items
    expect(offered.find((each: { subject: { id: string } }) => each.subject.id === made.id).actions).toEqual(['uphold'])
    expect({
      byOther: said(await world.as(people.owner).act(to, 'correct', { reason: '更正', value: 13 })),
      noValue: said(await world.as(people.provider).act(to, 'correct', { reason: '更正' })),
      confirm: said(await world.as(people.owner).act(to, 'confirm')),
    }).toEqual({
      byOther: '403 forbidden',
      noValue: '400 invalid_request value:required',
      confirm: '409 action_not_allowed',
    })
    const next = good(await world.as(people.provider).act(to, 'correct', { reason: '补入夜间', value: 13 })).body
    expect([next.id === made.id, next.corrects, next.state, next.value, next.at]).toEqual([
      false,
      made.id,
      'reported',
      13,
      made.at,
    ])
    expect(good(await world.as(people.owner).get(to)).body).toMatchObject({
      state: 'corrected',
      correctedBy: next.id,
      confirmedBy: [],
      actions: [],
    })
    const again = `/readings/${next.id}`
    good(await world.as(people.owner).act(again, 'dispute', { reason: '仍不符' }))
    const upheld = good(await world.as(people.operator).act(again, 'uphold', { reason: '核对原始记录无误' })).body
    expect([upheld.state, upheld.confirmedBy.map((each: { side: string }) => each.side)]).toEqual([
      'upheld',
      ['provider'],
    ])
    expect(
      good(await world.as(people.operator).get(`${again}/history`)).body.items.map(
        (each: { action: string }) => each.action,
      ),
    ).toEqual(['reading.uphold', 'reading.dispute', 'reading.replace'])
  })

  test('what was reported while the project ran is settled after it too; nothing new is reported', async () => {
    const ended = await running(world, people)
    const to = await reading(world, ended, { by: people.provider, value: 20 })
    good(await world.as(people.owner).act(ended, 'terminate', { reason: '预算调整' }))
    const { indicators } = good(await world.as(people.owner).get(ended)).body
    expect(said(await report(people.provider, { indicatorId: indicators[0].id, at: ago(2) }))).toBe(
      '409 project_not_running',
    )
    expect(good(await world.as(people.owner).act(to, 'confirm')).body.state).toBe('confirmed')
  })

  test('two who answer at once: one is served, the other learns that it changed', async () => {
    const made = good(await report(people.provider, { at: ago(0.02) })).body
    const url = (action: string) => `/readings/${made.id}/actions/${action}`
    const answers = await Promise.all([
      world.as(people.owner).post(url('confirm'), {}, { 'if-match': '"1"' }),
      world.as(people.owner2).post(url('dispute'), { reason: '不符' }, { 'if-match': '"1"' }),
    ])
    expect(answers.map((each) => each.status).sort()).toEqual([200, 412])
  })

  test('what nobody answers in time reaches the operator, once', async () => {
    const one = await running(world, people)
    const to = await reading(world, one, { by: people.provider, value: 20 })
    const id = to.split('/').at(-1)
    await world.shiftClock('30 days')
    try {
      await world.tick('project_clock')
      await world.tick('project_clock')
      const told = await world.db.sql(
        `select count(*)::int as n from notifications where user_id = $1 and subject_id = $2 and kind = 'reading.overdue'`,
        [people.operator.id, id],
      )
      expect(told).toEqual([{ n: 1 }])
      const waiting = good(await world.as(people.near).get('/todos?type=reading&overdue=true&limit=200')).body.items
      expect(waiting.some((each: { subject: { id: string } }) => each.subject.id === id)).toBe(true)
      expect(
        good(await world.as(people.operator).get(`/readings?overdue=true&project=${one.split('/').at(-1)}`)).body.total,
      ).toBe(1)
    } finally {
      await world.shiftClock('-30 days')
    }
  })

  test('lists narrow by project, indicator and state, and page through everything', async () => {
    const project = path.split('/').at(-1)
    const all = good(await world.as(people.owner).get(`/readings?project=${project}&limit=200`)).body
    const confirmed = good(
      await world.as(people.owner).get(`/readings?indicator=${indicatorId}&state=confirmed&limit=200`),
    ).body
    expect(confirmed.total).toBe(all.items.filter((each: { state: string }) => each.state === 'confirmed').length)
    const walked: string[] = []
    let cursor = ''
    do {
      const page = good(await world.as(people.owner).get(`/readings?project=${project}&limit=2${cursor}`)).body
      walked.push(...page.items.map((each: { id: string }) => each.id))
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
    } while (cursor)
    expect(walked).toEqual(all.items.map((each: { id: string }) => each.id))
    const one = good(await world.as(people.owner).get(`/indicators/${indicatorId}`)).body
    expect([one.project.id, one.readings.length]).toEqual([project, all.total])
    expect(good(await world.as(people.owner).get(`/indicators?project=${project}`)).body.total).toBe(1)
    expect((await world.as(people.stranger).get(`/indicators/${indicatorId}`)).status).toBe(404)
  })
})

test('the light of the database is the light of the rule', async () => {
  const today = dayFrom(0)
  const days = [null, -60, -16, -15, -1, 0, 1, 40]
  const dates = [
    [-100, 100],
    [-90, 10],
    [-40, 120],
    [-10, -1],
    [0, 0],
    [5, 50],
  ] as const
  const id = path.split('/').at(-1)
  const cases = dates.flatMap(([from, to]) =>
    days.flatMap((next) =>
      [
        { milestones_total: 4, milestones_settled: 1, indicators_total: 2, indicators_read: 1, lowest_progress: 0.3 },
        { milestones_total: 4, milestones_settled: 3, indicators_total: 2, indicators_read: 2, lowest_progress: 0.3 },
        { milestones_total: 4, milestones_settled: 3, indicators_total: 2, indicators_read: 2, lowest_progress: 0.9 },
        { milestones_total: 0, milestones_settled: 0, indicators_total: 0, indicators_read: 0, lowest_progress: null },
      ].flatMap((numbers) =>
        ['running', 'accepting', 'planned'].map((state) => ({
          ...numbers,
          state,
          starts_on: dayFrom(from),
          ends_on: dayFrom(to),
          next_due_on: next === null ? null : dayFrom(next),
        })),
      ),
    ),
  )
  const rows = await world.db.sql<{ light: string | null }>(
    `select project_light(jsonb_populate_record(p, c.value)) as light
       from projects p, jsonb_array_elements($2::jsonb) with ordinality c (value, place) where p.id = $1 order by c.place`,
    [id, JSON.stringify(cases)],
  )
  const lights = rows.map((row) => row.light)
  expect(lights).toEqual(cases.map((each) => lightOn(each, today)))
  expect([...new Set(lights)].sort()).toEqual(['at_risk', 'late', null, 'on_course'])
})
