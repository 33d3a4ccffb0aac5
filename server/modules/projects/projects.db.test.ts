import { rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { good } from '../../../test/support/journey.ts'
import { createWorld, type World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { readRows } from '../../platform/workbook/index.ts'
import { dayFrom, landing, type People, plan, reading, running, settle, upload } from './test-support.ts'

let world: World
let people: People
beforeAll(async () => {
  world = await createWorld()
  people = await settle(world)
})
afterAll(() => world.close())

const told = async (person: { id: string }, path: string) => {
  const id = path.split('/').at(-1)
  const rows = await world.db.sql<{ kind: string }>(
    'select kind from notifications where user_id = $1 and subject_id = $2 order by at, id',
    [person.id, id],
  )
  return rows.map((row) => row.kind)
}

describe('planning', () => {
  test('under an agreement in force, by either side, with a number; the other side is told', async () => {
    const { agreement, scenario } = await landing(world, people)
    const made = await world.as(people.provider).post('/projects', plan(agreement))
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({
      scenario: { id: scenario },
      agreement: { id: agreement, kind: 'contract', state: 'in_force' },
      owner: { id: people.owner.organisationId },
      providers: [{ id: people.provider.organisationId }],
      state: 'planned',
      holder: 'both',
      light: null,
      version: 1,
      actions: ['agree', 'start', 'terminate'],
      missing: ['indicators.0.agreedByOwnerAt', 'indicators.0.agreedByProviderAt'],
    })
    expect(made.body.code).toMatch(/^QDP-\d{4}-\d{4}$/)
    expect(await told(people.owner, made.body.id)).toEqual(['project.create'])
    expect(await told(people.provider, made.body.id)).toEqual([])
    const state = await world.db.sql(`select to_state from state_changes where subject_id = $1`, [made.body.id])
    expect(state).toEqual([{ to_state: 'planned' }])
  })

  test('is refused where it cannot stand, each with its own answer', async () => {
    const { agreement } = await landing(world, people)
    const drafting = await landing(world, people, { state: 'under_review' })
    const ended = await landing(world, people, { state: 'terminated' })
    const ask = async (body: unknown, by = people.provider) => {
      const { status, body: answer } = await world.as(by).post('/projects', body)
      return [
        status,
        answer.code,
        ...(answer.errors ?? []).map((each: { path: string; code: string }) => `${each.path}:${each.code}`),
      ].join(' ')
    }
    const indicator = plan(agreement).indicators[0]
    expect({
      unsigned: await ask(plan(drafting.agreement)),
      ended: await ask(plan(ended.agreement)),
      stranger: await ask(plan(agreement), people.stranger),
      operator: await ask(plan(agreement), people.operator),
      dates: await ask(plan(agreement, { startsOn: '2026-05-01', endsOn: '2026-04-01', milestones: [] })),
      flat: await ask(plan(agreement, { indicators: [{ ...indicator, target: 30 }] })),
      wrongWay: await ask(plan(agreement, { indicators: [{ ...indicator, target: 40 }] })),
      twice: await ask(plan(agreement, { indicators: [indicator, indicator] })),
      capability: await ask(plan(agreement, { capabilityIds: [agreement] })),
    }).toEqual({
      unsigned: '409 agreement_not_in_force',
      ended: '409 agreement_not_in_force',
      stranger: '404 not_found',
      operator: '403 forbidden',
      dates: '400 invalid_request endsOn:order',
      flat: '400 invalid_request indicators.0.target:target_direction',
      wrongWay: '400 invalid_request indicators.0.target:target_direction',
      twice: '400 invalid_request indicators.1.name:duplicate',
      capability: '400 invalid_request capabilityIds.0:not_provider_capability',
    })
  })

  test('a changed indicator loses both sides’ word, the others keep it', async () => {
    const { agreement } = await landing(world, people)
    const second = { name: '差错率', unit: '%', baseline: 2, target: 0.1, direction: 'down', method: '月度统计' }
    const made = good(
      await world
        .as(people.provider)
        .post('/projects', plan(agreement, { indicators: [...plan(agreement).indicators, second] })),
    )
    const path = `/projects/${made.body.id}`
    good(await world.as(people.provider).act(path, 'agree'))
    const agreed = good(await world.as(people.owner).act(path, 'agree')).body
    const rows = agreed.indicators.map(
      ({ id, name, unit, baseline, target, direction, method }: Record<string, unknown>) => ({
        id,
        name,
        unit,
        baseline,
        target,
        direction,
        method,
      }),
    )
    const stale = await world.as(people.provider).patch(path, { title: 'x' }, { 'if-match': '"1"' })
    expect([stale.status, stale.body.code]).toEqual([412, 'stale'])
    const changed = good(
      await world
        .as(people.provider)
        .patch(path, { indicators: [{ ...rows[0], target: 12 }, rows[1]] }, { 'if-match': `"${agreed.version}"` }),
    ).body
    expect(
      changed.indicators.map((each: Record<string, unknown>) => [
        each.agreedByOwnerAt !== null,
        each.agreedByProviderAt !== null,
      ]),
    ).toEqual([
      [false, false],
      [true, true],
    ])
    const start = await world.as(people.owner).act(path, 'start')
    expect([start.status, start.body.code, start.body.errors.map((each: { path: string }) => each.path)]).toEqual([
      422,
      'incomplete',
      ['indicators.0.agreedByOwnerAt', 'indicators.0.agreedByProviderAt'],
    ])
    const same = good(
      await world.as(people.provider).patch(
        path,
        {
          indicators: changed.indicators.map(({ id }: { id: string }, at: number) => ({
            ...rows[at],
            ...(at === 0 && { target: 12 }),
            id,
          })),
        },
        { 'if-match': `"${changed.version}"` },
      ),
    ).body
    expect(same.version).toBe(changed.version)
  })

  test('nobody gives both sides’ word', async () => {
    const { agreement } = await landing(world, people)
    const made = good(await world.as(people.provider).post('/projects', plan(agreement)))
    const path = `/projects/${made.body.id}`
    good(await world.as(people.both).act(path, 'agree'))
    await world.db.sql('update users set organisation_id = $1 where id = $2', [
      people.provider.organisationId,
      people.both.id,
    ])
    const again = await world.as(people.both).act(path, 'agree')
    await world.db.sql('update users set organisation_id = $1 where id = $2', [
      people.owner.organisationId,
      people.both.id,
    ])
    expect([again.status, again.body.code]).toEqual([409, 'other_person_required'])
  })
})

describe('carrying out', () => {
  test('from the start to acceptance: the scenario, the intent and the follow-ups go with it', async () => {
    const { agreement, scenario, intent } = await landing(world, people)
    const path = `/projects/${good(await world.as(people.owner).post('/projects', plan(agreement))).body.id}`
    const early = await world.as(people.owner).act(path, 'start')
    expect([early.status, early.body.code]).toEqual([422, 'incomplete'])
    good(await world.as(people.owner).act(path, 'agree'))
    good(await world.as(people.provider).act(path, 'agree'))
    const started = good(await world.as(people.owner).act(path, 'start')).body
    expect([started.state, started.holder, started.light, started.missing]).toEqual([
      'running',
      'provider',
      'on_course',
      ['milestones.0.doneOn', 'milestones.1.doneOn', 'indicators.0.readings'],
    ])
    expect(await world.db.sql('select state from scenarios where id = $1', [scenario])).toEqual([
      { state: 'demonstrating' },
    ])
    const fixed = await world.as(people.owner).patch(path, { indicators: [] }, { 'if-match': `"${started.version}"` })
    expect([fixed.status, fixed.body.code]).toEqual([409, 'plan_fixed'])

    const report = await upload(world.as(people.provider))
    const lacking = await world.as(people.provider).act(path, 'submit_acceptance', { summary: '完成', fileId: report })
    expect([lacking.status, lacking.body.code]).toEqual([422, 'incomplete'])
    const [first, second] = started.milestones
    const mark = async (by: typeof people.owner, id: string, body: unknown) => {
      const { version } = good(await world.as(by).get(path)).body
      return world.as(by).patch(`${path}/milestones/${id}`, body, { 'if-match': `"${version}"` })
    }
    const evidence = await upload(world.as(people.provider), '进场照片.pdf')
    const done = good(await mark(people.provider, first.id, { doneOn: dayFrom(0), fileId: evidence })).body
    expect([done.milestones[0].doneOn, done.milestones[0].evidence.id, done.holder]).toEqual([
      dayFrom(0),
      evidence,
      'owner',
    ])
    expect({
      notTheirs: (await mark(people.provider, second.id, { doneOn: dayFrom(0) })).status,
      future: (await mark(people.owner, second.id, { doneOn: dayFrom(2) })).body.errors[0].code,
      ownDay: (await mark(people.owner, second.id, { dueOn: dayFrom(60), reason: '雨季' })).status,
      noReason: (await mark(people.provider, second.id, { dueOn: dayFrom(60) })).body.errors[0].path,
      moved: (await mark(people.provider, second.id, { dueOn: dayFrom(60), reason: '雨季' })).status,
    }).toEqual({ notTheirs: 403, future: 'in_the_future', ownDay: 403, noReason: 'reason', moved: 200 })
    good(await mark(people.owner, second.id, { explanation: '改为使用既有场地，不再改造' }))
    await reading(world, path, { by: people.provider, value: 12, confirm: people.owner })

    const bare = await world.as(people.provider).act(path, 'submit_acceptance')
    expect(bare.body.errors.map((each: { path: string }) => each.path)).toEqual(['summary', 'fileId'])
    const byOwner = await world.as(people.owner).act(path, 'submit_acceptance', { summary: '完成', fileId: report })
    expect(byOwner.status).toBe(403)
    good(await world.as(people.provider).act(path, 'submit_acceptance', { summary: '指标达成', fileId: report }))
    const rejected = good(await world.as(people.owner).act(path, 'reject', { reason: '请补充夜间数据' })).body
    expect([rejected.state, rejected.stateReason]).toEqual(['running', '请补充夜间数据'])
    good(await world.as(people.provider).act(path, 'submit_acceptance', { summary: '补充后提交', fileId: report }))
    const minutes = await upload(world.as(people.owner), '验收意见.pdf')
    const own = await world.as(people.provider).act(path, 'accept', { opinion: '同意', fileId: minutes })
    expect(own.status).toBe(403)
    const accepted = good(
      await world.as(people.owner).act(path, 'accept', { opinion: '同意验收', fileId: minutes }),
    ).body
    expect(accepted).toMatchObject({
      state: 'accepted',
      holder: null,
      light: null,
      actions: [],
      acceptance: {
        submittedBy: people.provider.name,
        summary: '补充后提交',
        report: { id: report },
        acceptedBy: people.owner.name,
        opinion: '同意验收',
        minutes: { id: minutes },
      },
    })
    expect(accepted.followUps.map((each: { months: number; side: string }) => [each.months, each.side])).toEqual([
      [12, 'owner'],
      [12, 'provider'],
      [24, 'owner'],
      [24, 'provider'],
    ])
    expect(await world.db.sql('select state from intents where id = $1', [intent])).toEqual([{ state: 'landed' }])
    expect(await world.as(null).get(`/projects/accepted?scenario=${scenario}`)).toMatchObject({
      body: { items: [{ id: accepted.id, title: accepted.title, owner: accepted.owner, provider: accepted.provider }] },
    })
    const history = good(await world.as(people.provider).get(`${path}/history?limit=100`)).body
    expect(history.items.map((each: { action: string }) => each.action).toReversed()).toEqual([
      'project.create',
      'project.agree',
      'project.agree',
      'project.start',
      'project.milestone',
      'project.milestone',
      'project.milestone',
      'project.submit_acceptance',
      'project.reject',
      'project.submit_acceptance',
      'project.accept',
    ])
  })

  test('whoever handed in does not accept, though he belongs to both sides', async () => {
    const path = await running(world, people, { milestones: [{ title: '进场', dueOn: dayFrom(20) }] })
    const project = good(await world.as(people.provider).get(path)).body
    good(
      await world
        .as(people.provider)
        .patch(
          `${path}/milestones/${project.milestones[0].id}`,
          { doneOn: dayFrom(0) },
          { 'if-match': `"${project.version}"` },
        ),
    )
    await reading(world, path, { by: people.provider, value: 12, confirm: people.owner })
    const act = async (organisation: string | null, action: string, body: unknown) => {
      await world.db.sql('update users set organisation_id = $1 where id = $2', [organisation, people.both.id])
      return world.as(people.both).act(path, action, body)
    }
    const fileId = await upload(world.as(people.both))
    good(await act(people.provider.organisationId, 'submit_acceptance', { summary: '完成', fileId }))
    const accepted = await act(people.owner.organisationId, 'accept', { opinion: '同意', fileId })
    expect([accepted.status, accepted.body.code]).toEqual([409, 'other_person_required'])
  })

  test('suspended, resumed and ended with a reason; two at once make one change', async () => {
    const path = await running(world, people)
    const bare = await world.as(people.owner).act(path, 'suspend')
    expect(bare.body.errors[0].path).toBe('reason')
    const suspended = good(await world.as(people.owner).act(path, 'suspend', { reason: '场地检修' })).body
    expect([suspended.state, suspended.holder, suspended.light]).toEqual(['suspended', 'both', null])
    const { version } = suspended
    const answers = await Promise.all(
      [people.owner, people.provider, people.owner2, people.provider2].map((person) =>
        world.as(person).post(`${path}/actions/resume`, {}, { 'if-match': `"${version}"` }),
      ),
    )
    expect(answers.map((each) => each.status).sort()).toEqual([200, 412, 412, 412])
    const ended = good(await world.as(people.provider).act(path, 'terminate', { reason: '双方协商终止' })).body
    expect([ended.state, ended.holder, ended.actions]).toEqual(['terminated', null, []])
  })
})

describe('after acceptance', () => {
  test('each side is asked on the day, answers once, and what nobody answers reaches the operator', async () => {
    const path = await running(world, people, { milestones: [{ title: '进场', dueOn: dayFrom(20) }] })
    const id = path.split('/').at(-1)
    await world.db.sql(
      `update projects set state = 'accepted', holder = null, accepted_at = app_now(), due_at = null where id = $1`,
      [id],
    )
    await world.db.sql(
      `insert into project_follow_ups (id, project_id, months, side, asks_at, due_at) select gen_random_uuid(), $1, months, side,
         app_now() + make_interval(months => months), app_now() + make_interval(months => months, days => 14)
         from (values (12), (24)) m (months), (values ('owner'), ('provider')) s (side)`,
      [id],
    )
    const project = good(await world.as(people.owner).get(path)).body
    const [question, theirs] = project.followUps
    const answer = { inUse: true, scale: '六家医院，日均 40 次', note: null }
    const early = await world.as(people.owner).post(`${path}/follow-ups/${question.id}`, answer)
    expect([early.status, early.body.code]).toEqual([409, 'follow_up_not_due'])
    const waits = async (person: typeof people.owner) =>
      good(await world.as(person).get('/todos?type=project&limit=200')).body.items.filter(
        (each: { subject: { id: string } }) => each.subject.id === id,
      ).length
    expect(await waits(people.owner)).toBe(0)
    await world.shiftClock('370 days')
    try {
      await world.tick('project_clock')
      await world.tick('project_clock')
      expect((await told(people.owner, path)).filter((each) => each === 'project.follow_up')).toEqual([
        'project.follow_up',
      ])
      expect([await waits(people.owner), await waits(people.provider), await waits(people.operator)]).toEqual([1, 1, 0])
      const done = good(await world.as(people.owner).post(`${path}/follow-ups/${question.id}`, answer)).body
      expect(done.followUps[0]).toMatchObject({ inUse: true, scale: answer.scale, open: false })
      const again = await world.as(people.owner2).post(`${path}/follow-ups/${question.id}`, answer)
      const foreign = await world.as(people.owner).post(`${path}/follow-ups/${theirs.id}`, answer)
      expect([again.body.code, foreign.status]).toEqual(['follow_up_answered', 403])
      await world.shiftClock('20 days')
      expect([await waits(people.owner), await waits(people.provider), await waits(people.operator)]).toEqual([0, 1, 1])
      await world.shiftClock('-20 days')
    } finally {
      await world.shiftClock('-370 days')
    }
  })
})

describe('seeing', () => {
  test('both sides, the office, its district and the auditor all of it; leaders what was started, without words and files; nobody else', async () => {
    const { agreement } = await landing(world, people)
    const planned = `/projects/${good(await world.as(people.owner).post('/projects', plan(agreement))).body.id}`
    const path = await running(world, people)
    await reading(world, path, { by: people.provider, value: 25 })
    await reading(world, path, { by: people.provider, value: 26, days: 1, confirm: people.owner })
    const status = async (at: string) =>
      Object.fromEntries(
        await Promise.all(
          (['owner', 'provider', 'operator', 'auditor', 'near', 'far', 'leader', 'stranger'] as const).map(
            async (who) => [who, (await world.as(people[who]).get(at)).status],
          ),
        ),
      )
    const inside = { owner: 200, provider: 200, operator: 200, auditor: 200, near: 200 }
    expect(await status(planned)).toEqual({ ...inside, far: 404, leader: 404, stranger: 404 })
    expect(await status(path)).toEqual({ ...inside, far: 404, leader: 200, stranger: 404 })
    const seen = good(await world.as(people.leader).get(path)).body
    expect(seen.indicators[0].readings.map((each: { value: number }) => each.value)).toEqual([26])
    expect(good(await world.as(people.leader).get(`/readings?project=${seen.code}`)).body.total).toBe(1)
    expect((await world.as(people.leader).get(`${path}/history`)).status).toBe(403)
    expect((await world.as(null).get(path)).status).toBe(401)
    expect(good(await world.as(people.stranger).get('/projects')).body.total).toBe(0)
  })

  test('lists filter by what is computed, cost the same whatever the rows, and come as a workbook', async () => {
    const fresh = await createWorld()
    try {
      const some = await settle(fresh)
      const one = await running(fresh, some)
      const count = async () => {
        fresh.db.statements()
        good(await fresh.as(some.operator).get('/projects'))
        return fresh.db.statements().length
      }
      await count()
      const withOne = await count()
      const late = await running(fresh, some, { title: '延误的项目', endsOn: dayFrom(100) })
      await running(fresh, some, { title: '第三个项目' })
      expect(await count()).toBe(withOne)
      await fresh.db.sql(`update milestones set due_on = current_date - 30 where project_id = $1 and position = 0`, [
        late.split('/').at(-1),
      ])
      await fresh.db.sql(`update projects set next_due_on = current_date - 30 where id = $1`, [late.split('/').at(-1)])
      const ids = async (query: string) =>
        good(await fresh.as(some.operator).get(`/projects?${query}`)).body.items.map(
          (each: { id: string }) => `/projects/${each.id}`,
        )
      expect(await ids('light=late')).toEqual([late])
      expect((await ids('light=on_course&sort=-createdAt')).length).toBe(2)
      expect(await ids(`q=${encodeURIComponent('延误')}`)).toEqual([late])
      expect((await ids('domain=governance&synthetic=false&state=running')).length).toBe(3)
      expect(await ids('domain=energy')).toEqual([])
      expect((await ids(`district=${some.district}`)).length).toBe(3)
      expect((await ids(`organisation=${some.provider.organisationId}`)).length).toBe(3)
      expect((await fresh.as(some.operator).get('/projects?light=purple')).status).toBe(400)
      const seen = good(await fresh.as(some.operator).get(late)).body
      expect([seen.light, seen.lightReasons]).toEqual([
        'late',
        [{ code: 'milestone_late', params: { title: '设备进场', days: expect.any(Number) } }],
      ])
      for (const sort of ['-updatedAt', '-createdAt', 'title', 'dueAt', '-acceptedAt']) {
        const walked: string[] = []
        let cursor = ''
        do {
          const page = good(await fresh.as(some.operator).get(`/projects?limit=1&sort=${sort}${cursor}`)).body
          walked.push(...page.items.map((each: { id: string }) => each.id))
          cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : ''
        } while (cursor)
        expect(new Set(walked).size).toBe(3)
      }
      const file = await fresh.as(some.operator).get('/projects/export.xlsx?sort=title')
      const kept = join(tmpdir(), `${newId()}.xlsx`)
      await writeFile(kept, file.raw.rawPayload)
      const rows: unknown[][] = []
      for await (const { cells } of readRows(kept, { maxRows: 100 })) rows.push([...cells])
      await rm(kept)
      expect(rows.length).toBe(4)
      expect(one).toMatch(/^\/projects\//)
    } finally {
      await fresh.close()
    }
  })
})
