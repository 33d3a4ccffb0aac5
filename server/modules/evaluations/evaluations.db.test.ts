import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { merkleRoot } from '../../../engines/journal/index.ts'
import { good } from '../../../test/support/journey.ts'
import type { Person } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { evaluationInvariants } from '../../platform/invariants/evaluations.ts'
import { appealOf, buildSubject, codeOf, type Stage, setStage } from './test-support.ts'

let world: Stage['world']
let operator: Stage['operator']
let owner: Stage['owner']
let otherOwner: Stage['otherOwner']
let provider: Stage['provider']
let stranger: Stage['stranger']
let landing: Stage['landing']
let empty: Stage['empty']
let begin: Stage['begin']
let opened: Stage['opened']
let passWindow: Stage['passWindow']
let published: Stage['published']
let results: Stage['results']

const system = 'scenario-landing'

beforeAll(async () => {
  ;({
    world,
    operator,
    owner,
    otherOwner,
    provider,
    stranger,
    landing,
    empty,
    begin,
    opened,
    passWindow,
    published,
    results,
  } = await setStage())
})
afterAll(() => world.close())

describe('computing', () => {
  test('takes every value from the rows that count, and says which', async () => {
    const path = await begin()
    const made = await world.as(operator).get(path)
    expect(made.body).toMatchObject({
      code: expect.stringMatching(/^QDE-2026-\d\d$/),
      state: 'collecting',
      holder: 'operator',
      run: 0,
      scenarios: 2,
      actions: ['compute'],
    })
    const computed = good(await world.as(operator).act(path, 'compute')).body
    expect(computed).toMatchObject({ state: 'computed', run: 1, actions: ['open_appeals'] })
    const { items } = await results(operator, path)
    expect(
      items.map((each: { scenario: { id: string }; score: number; grade: string; rank: number }) => [
        each.scenario.id,
        each.score,
        each.grade,
        each.rank,
      ]),
    ).toEqual([
      [landing.id, 42.7, 'needs-work', 1],
      [empty.id, 0, 'needs-work', 2],
    ])
    const leaves = items[0].leaves.map((leaf: Record<string, unknown> & { evidence: unknown[] }) => [
      leaf.key,
      leaf.raw,
      leaf.contribution,
      leaf.evidence.length,
      leaf.withheld,
    ])
    expect(leaves).toEqual([
      ['target-reached', 0.5, 12.5, 3, 0],
      ['projects-accepted', 0.5, 7.5, 2, 0],
      ['capabilities-promoted', 1, 6, 1, 0],
      ['milestones-on-time', 1 / 3, 0, 3, 0],
      ['days-to-agreement', 30, 9, 1, 0],
      ['contracted-ratio', 0.4, 4.5, 2, 0],
      ['answer-punctuality', 0.5, 0, 4, 0],
      ['providers-engaged', 2, 3.2, 3, 0],
    ])
    const [reached, , , , , contracted] = items[0].leaves
    expect(reached.evidence.filter((each: { type: string }) => each.type === 'reading').length).toBe(2)
    expect(reached.evidence).toContainEqual({
      type: 'reading',
      id: landing.reading,
      text: '巡检覆盖率',
      value: '50 %',
      at: '2026-07-01T04:00:00.000Z',
    })
    expect(contracted.evidence.at(-1)).toMatchObject({ type: 'agreement', id: landing.contract, value: '400000' })
  })

  test('an unknown leaves its weight to its siblings, a known nothing counts nothing', async () => {
    const bare = await buildSubject(world, owner.organisationId as string, { budget_cny: null })
    const path = await begin([bare.id])
    good(await world.as(operator).act(path, 'compute'))
    const [only] = (await results(operator, path)).items
    const of = (key: string) => only.leaves.find((leaf: { key: string }) => leaf.key === key)
    expect(of('contracted-ratio')).toMatchObject({ raw: null, missing: true, normalised: null, weight: 0 })
    // Milestones and budget are unknown: the days carry all of their branch.
    expect(of('days-to-agreement')).toMatchObject({ raw: null, missing: true, normalised: 0, weight: 0.3 })
    expect(of('providers-engaged')).toMatchObject({ raw: 0, missing: false, normalised: 0, contribution: 0 })
  })

  test('the run’s root is in the journal and follows from the rows alone', async () => {
    const path = await begin()
    good(await world.as(operator).act(path, 'compute'))
    const id = path.split('/').at(-1)
    const [run] = await world.db.sql<{ hash: string }>('select hash from evaluation_runs where evaluation_id = $1', [
      id,
    ])
    const [record] = await world.db.sql<{ root: string }>(
      `select record->>'merkleRoot' as root from journal_records where subject_id = $1 and action = 'evaluation.run'`,
      [id],
    )
    expect(record?.root).toBe(run?.hash)
    const rows = await world.db.sql<{
      id: string
      scenario_id: string
      score: number
      grade: string
      rank: number
      leaves: unknown
    }>('select * from evaluation_results where evaluation_id = $1 order by scenario_id', [id])
    const evidence = await world.db.sql<Record<string, unknown>>(
      `select v.* from evaluation_evidence v join evaluation_results r on r.id = v.result_id where r.evaluation_id = $1`,
      [id],
    )
    const order = (system: { key: string }[]) => system.map((leaf) => leaf.key)
    const again = rows.map(({ id: result, scenario_id: scenarioId, score, grade, rank, leaves }) => ({
      scenarioId,
      score,
      grade,
      rank,
      leaves,
      evidence: order(leaves as { key: string }[]).flatMap((leaf) =>
        evidence
          .filter((each) => each.result_id === result && each.leaf === leaf)
          .toSorted((one, other) => (one.position as number) - (other.position as number))
          .map(({ position, type, row_id, text, value, at }) => ({
            leaf,
            position,
            type,
            id: row_id,
            text,
            value,
            at: at === null ? null : new Date(at as string).toISOString(),
          })),
      ),
    }))
    expect(merkleRoot(again)).toBe(run?.hash)
    const changed = again.map((each, at) => (at === 0 ? { ...each, score: 99 } : each))
    expect(merkleRoot(changed)).not.toBe(run?.hash)
  })

  test('needs the same number of statements for one scenario and for three', async () => {
    const more = await Promise.all([1, 2].map(() => buildSubject(world, owner.organisationId as string)))
    const counted: number[] = []
    for (const scenarios of [[landing.id], [landing.id, ...more.map((each) => each.id)]]) {
      const path = await begin(scenarios)
      world.db.statements()
      good(await world.as(operator).act(path, 'compute'))
      const computing = world.db.statements().length
      good(await world.as(operator).get(`${path}/results`))
      counted.push(computing, world.db.statements().length)
    }
    expect(counted.slice(0, 2)).toEqual(counted.slice(2))
  })
})

describe('is refused', () => {
  test('without scenarios, with ones too early, twice or missing, by an unknown system, or typed', async () => {
    const early = await buildSubject(world, owner.organisationId as string, { state: 'published' })
    const post = (body: object) => world.as(operator).post('/evaluations', { title: '评估', system, ...body })
    const none = await begin([])
    expect({
      none: codeOf(await world.as(operator).act(none, 'compute')),
      early: codeOf(await post({ scenarioIds: [early.id] })),
      twice: codeOf(await post({ scenarioIds: [landing.id, landing.id] })),
      missing: codeOf(await post({ scenarioIds: [newId()] })),
      system: codeOf(await post({ system: 'no-such' })),
      typed: codeOf(await post({ scores: { [landing.id]: 100 } })),
      frozen: codeOf(
        await (async () => {
          const path = await opened()
          const { version } = (await world.as(operator).get(path)).body
          return world.as(operator).patch(path, { scenarioIds: [landing.id] }, { 'if-match': `"${version}"` })
        })(),
      ),
      stale: codeOf(await world.as(operator).patch(none, { title: '新' }, { 'if-match': '"7"' })),
      unopened: codeOf(await world.as(operator).act(none, 'publish')),
    }).toEqual({
      none: 'evaluation_empty',
      early: 'invalid_request scenarioIds.0:invalid_value',
      twice: 'invalid_request scenarioIds.1:duplicate',
      missing: 'invalid_request scenarioIds.0:invalid_value',
      system: 'invalid_request system:invalid_value',
      typed: 'invalid_request scores:unrecognized',
      frozen: 'action_not_allowed',
      stale: 'stale',
      unopened: 'action_not_allowed',
    })
  })

  test('to an operator who belongs to the owner', async () => {
    const both = await world.person({ roles: ['operator'], organisation: owner.organisationId as string })
    expect(
      codeOf(await world.as(both).post('/evaluations', { title: '自评', system, scenarioIds: [landing.id] })),
    ).toBe('forbidden')
    const path = await begin()
    expect((await world.as(both).get(path)).body.actions).toEqual([])
    expect(codeOf(await world.as(both).act(path, 'compute'))).toBe('forbidden')
  })

  test('a result changed afterwards, even in the server’s own name', async () => {
    const path = await begin()
    good(await world.as(operator).act(path, 'compute'))
    const change = world.db.sql('update evaluation_results set score = 99 where evaluation_id = $1', [
      path.split('/').at(-1),
    ])
    await expect(change).rejects.toThrow('a result stays as it was computed')
  })
})

describe('appeals', () => {
  test('by the owner, once, in the window, about a leaf there is; upheld means computed again before publishing', async () => {
    const path = await opened()
    const appeal = (person: Person, body: object) => world.as(person).post(`${path}/appeals`, body)
    expect({
      provider: codeOf(await appeal(provider, appealOf(landing.id))),
      stranger: codeOf(await appeal(stranger, appealOf(landing.id))),
      others: codeOf(await appeal(owner, appealOf(empty.id))),
      leaf: codeOf(await appeal(owner, appealOf(landing.id, { leaf: 'no-such' }))),
      words: codeOf(await appeal(owner, appealOf(landing.id, { grounds: ' ' }))),
      file: codeOf(await appeal(owner, appealOf(landing.id, { fileId: newId() }))),
    }).toEqual({
      provider: 'forbidden',
      stranger: 'not_found',
      others: 'not_found',
      leaf: 'invalid_request leaf:invalid_value',
      words: 'invalid_request grounds:required',
      file: 'invalid_request fileId.0:unknown_file',
    })
    expect((await world.as(owner).get(path)).body.mayAppeal).toEqual([landing.id])
    const two = await Promise.all([1, 2].map(() => appeal(owner, appealOf(landing.id, { leaf: 'target-reached' }))))
    expect(two.map((each) => each.status).toSorted()).toEqual([201, 409])
    const filed = two.find((each) => each.status === 201)?.body
    expect(filed).toMatchObject({ state: 'filed', run: 1, actions: [] })
    expect((await world.as(owner).get(path)).body.mayAppeal).toEqual([])

    await passWindow(path)
    expect(codeOf(await world.as(operator).act(path, 'publish'))).toBe('guard_failed')
    const answer = (action: string, body: object) =>
      world.as(operator).post(`${path}/appeals/${filed.id}/actions/${action}`, body)
    expect(codeOf(await answer('uphold', {}))).toBe('invalid_request reason:required')
    expect(good(await answer('uphold', { reason: '读数确有误' })).body).toMatchObject({
      state: 'upheld',
      answer: '读数确有误',
      answeredBy: { id: operator.id, name: operator.name },
    })
    expect(codeOf(await answer('dismiss', { reason: '再答' }))).toBe('action_not_allowed')
    expect(codeOf(await world.as(operator).act(path, 'publish'))).toBe('guard_failed')

    // Corrected at its source, then computed again; the first run stays.
    await world.db.sql(
      `insert into readings (id, indicator_id, project_id, value, at, day, state, state_since, side, reported_for, reported_at, updated_at)
       select $1, indicator_id, project_id, 80, '2026-09-01', '2026-09-01', 'confirmed', '2026-09-01', side, reported_for, '2026-09-01', '2026-09-01' from readings where id = $2`,
      [newId(), landing.reading],
    )
    expect(codeOf(await world.as(operator).act(path, 'recompute'))).toBe('invalid_request reason:required')
    const again = good(await world.as(operator).act(path, 'recompute', { reason: '更正读数' })).body
    expect(again).toMatchObject({ state: 'computed', run: 2, appeals: { filed: 0, upheld: 0, dismissed: 0 } })
    expect(again.runs.map((run: { number: number; reason: string | null }) => [run.number, run.reason])).toEqual([
      [2, '更正读数'],
      [1, null],
    ])
    const [now] = (await results(operator, path)).items
    expect([now.score, now.previous]).toMatchObject([
      46.87,
      { run: 1, score: 42.7, contributions: { 'target-reached': 12.5 } },
    ])
    expect((await results(operator, path, '?run=1')).items[0].score).toBe(42.7)
    // Inside again until appeals are opened anew.
    expect((await world.as(owner).get(path)).status).toBe(404)
    good(await world.as(operator).act(path, 'open_appeals'))
    await passWindow(path)
    expect(codeOf(await world.as(owner).post(`${path}/appeals`, appealOf(landing.id)))).toBe('appeals_closed')
    const out = good(await world.as(operator).act(path, 'publish')).body
    expect(out).toMatchObject({ state: 'published', holder: null, actions: [] })
    const told = await world.db.sql<{ kind: string }>(
      'select kind from notifications where user_id = $1 and subject_id = $2 order by at, id',
      [owner.id, path.split('/').at(-1)],
    )
    expect(told.map((each) => each.kind)).toEqual([
      'evaluation_open_to_appeal',
      'evaluation_appeal_upheld',
      'evaluation_open_to_appeal',
      'evaluation_published',
    ])
  })

  test('not published before the window is over; a dismissed appeal lets it', async () => {
    const path = await opened()
    expect((await world.as(operator).get(path)).body.actions).toEqual(['recompute'])
    expect(codeOf(await world.as(operator).act(path, 'publish'))).toBe('guard_failed')
    const filed = good(await world.as(otherOwner).post(`${path}/appeals`, appealOf(empty.id))).body
    await passWindow(path)
    good(await world.as(operator).post(`${path}/appeals/${filed.id}/actions/dismiss`, { reason: '数据无误' }))
    good(await world.as(operator).act(path, 'publish'))
    expect((await world.as(otherOwner).get(`${path}/appeals`)).body.items).toMatchObject([
      { state: 'dismissed', answer: '数据无误' },
    ])
  })
})

test('everything done above left results, runs and appeals in order', async () => {
  for (const { name, sql } of evaluationInvariants) expect([name, await world.db.sql(sql)]).toEqual([name, []])
})

test('of two who publish at once one does', async () => {
  const path = await opened()
  await passWindow(path)
  const both = await Promise.all([1, 2].map(() => world.as(operator).act(path, 'publish')))
  expect(both.map((each) => each.status).toSorted()).toEqual([200, 412])
})

test('a scenario is concluded on its published evaluation, and only on one of this turn of the loop', async () => {
  const scenario = await buildSubject(world, otherOwner.organisationId as string)
  const concluding = () => world.as(operator).act(`/scenarios/${scenario.id}`, 'conclude')
  expect(codeOf(await concluding())).toBe('guard_failed')
  await published([scenario.id])
  await world.db.sql(
    `insert into state_changes (subject_type, subject_id, from_state, to_state, at) values ('scenario', $1, 'concluded', 'published', app_now() + interval '1 second')`,
    [scenario.id],
  )
  expect(codeOf(await concluding())).toBe('guard_failed')
})

test('a published evaluation lets its scenario conclude', async () => {
  const scenario = await buildSubject(world, otherOwner.organisationId as string)
  await published([scenario.id])
  expect(good(await world.as(operator).act(`/scenarios/${scenario.id}`, 'conclude')).body.state).toBe('concluded')
})
