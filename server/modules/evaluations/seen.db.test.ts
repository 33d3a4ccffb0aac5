import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { good } from '../../../test/support/journey.ts'
import type { Person } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { readRows } from '../../platform/workbook/index.ts'
import { appealOf, buildSubject, type Stage, setStage } from './test-support.ts'

let world: Stage['world']
let operator: Stage['operator']
let owner: Stage['owner']
let otherOwner: Stage['otherOwner']
let provider: Stage['provider']
let secondProvider: Stage['secondProvider']
let auditor: Stage['auditor']
let leader: Stage['leader']
let stranger: Stage['stranger']
let landing: Stage['landing']
let empty: Stage['empty']
let begin: Stage['begin']
let opened: Stage['opened']
let passWindow: Stage['passWindow']
let published: Stage['published']
let results: Stage['results']

beforeAll(async () => {
  ;({
    world,
    operator,
    owner,
    otherOwner,
    provider,
    secondProvider,
    auditor,
    leader,
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

describe('who sees what', () => {
  /** What each sees of it: status, scenarios in the results, evidence shown and withheld of the first. */
  async function seen(path: string) {
    const people = { operator, auditor, leader, owner, otherOwner, provider, secondProvider, stranger, nobody: null }
    const out: Record<string, unknown> = {}
    for (const [name, person] of Object.entries(people)) {
      const { status } = await world.as(person).get(path)
      if (status !== 200) {
        out[name] = status
        continue
      }
      const { items, total } = await results(person, path)
      const first = items.find((each: { scenario: { id: string } }) => each.scenario.id === landing.id)
      const leaves: { evidence: unknown[]; withheld: number }[] = first?.leaves ?? []
      out[name] = [
        total,
        leaves.reduce((sum, leaf) => sum + leaf.evidence.length, 0),
        leaves.reduce((sum, leaf) => sum + leaf.withheld, 0),
      ]
    }
    return out
  }
  const listed = async (person: Person | null, path: string) =>
    (await world.as(person).get('/evaluations?limit=200')).body.items.some((each: { id: string }) =>
      path.endsWith(each.id),
    )

  test('inside before appeals, the own result while they are open, everybody once it is published', async () => {
    const path = await begin()
    good(await world.as(operator).act(path, 'compute'))
    const inside = {
      leader: 404,
      owner: 404,
      otherOwner: 404,
      provider: 404,
      secondProvider: 404,
      stranger: 404,
      nobody: 404,
    }
    expect(await seen(path)).toMatchObject({ operator: [2, 19, 0], auditor: [2, 19, 0], ...inside })
    for (const person of [leader, owner, provider, stranger, null]) expect(await listed(person, path)).toBe(false)

    good(await world.as(operator).act(path, 'open_appeals'))
    expect(await seen(path)).toEqual({
      operator: [2, 19, 0],
      auditor: [2, 19, 0],
      leader: 404,
      owner: [1, 19, 0],
      otherOwner: [1, 0, 0],
      // Three intents are another firm's.
      provider: [1, 16, 3],
      secondProvider: 404,
      stranger: 404,
      nobody: 404,
    })
    await passWindow(path)
    good(await world.as(operator).act(path, 'publish'))
    const shown = await seen(path)
    expect(shown).toMatchObject({ operator: [2, 19, 0], owner: [2, 19, 0], provider: [2, 16, 3], nobody: [2, 0, 0] })
    expect(await listed(null, path)).toBe(true)
    const branches = async (person: Person) =>
      (await results(person, path)).items[0].leaves.map((leaf: Record<string, unknown>) => [
        leaf.key,
        leaf.raw,
        leaf.contribution,
      ])
    expect(await branches(stranger)).toEqual([
      ['effect', null, 26],
      ['progress', null, 13.5],
      ['matching', null, 3.2],
    ])
    expect((await branches(leader)).length).toBe(8)
    const [first] = (await results(null, path)).items
    expect(first).toMatchObject({ grade: 'needs-work', leaves: [], previous: null })
    expect((await world.as(null).get(path)).body).toMatchObject({ runs: [], mayAppeal: [], actions: [] })
    expect((await world.as(null).get(`${path}/appeals`)).status).toBe(401)
  })

  test('a scenario that is not public stays hidden in a published evaluation', async () => {
    const hidden = await buildSubject(world, owner.organisationId as string, { published_at: null })
    const path = await published([landing.id, hidden.id])
    expect((await results(null, path)).total).toBe(1)
    expect((await results(stranger, path)).total).toBe(1)
    expect((await results(owner, path)).total).toBe(2)
    expect((await world.as(null).get(path)).body.scope.map((each: { id: string }) => each.id)).toEqual([landing.id])
    const alone = await published([hidden.id])
    expect((await world.as(null).get(alone)).status).toBe(404)
    expect((await world.as(leader).get(alone)).status).toBe(404)
  })

  test('a statement without any condition still shows nobody more', async () => {
    await world.db.sql(`delete from evaluation_results`)
    await world.db.sql(`delete from evaluations`)
    const path = await begin()
    good(await world.as(operator).act(path, 'compute'))
    const client = await world.db.asOwner()
    const tables = [
      'evaluations',
      'evaluation_subjects',
      'evaluation_runs',
      'evaluation_results',
      'evaluation_evidence',
      'evaluation_appeals',
    ]
    async function counts(roles: string, orgs: readonly (string | null)[] = []) {
      const out: number[] = []
      for (const table of tables) {
        await client.query('begin')
        await client.query('set local role scenario_app')
        await client.query(
          `select set_config('app.user', $1, true), set_config('app.roles', $2, true), set_config('app.orgs', $3, true)`,
          [newId(), roles, `{${orgs.join(',')}}`],
        )
        const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${table}`)
        await client.query('rollback')
        out.push(rows[0]?.n ?? 0)
      }
      return out
    }
    const all = async () => ({
      operator: await counts('operator'),
      owner: await counts('', [owner.organisationId]),
      provider: await counts('', [provider.organisationId]),
      stranger: await counts('leader', [stranger.organisationId]),
    })
    const none = [0, 0, 0, 0, 0, 0]
    expect(await all()).toEqual({ operator: [1, 2, 1, 2, 20, 0], owner: none, provider: none, stranger: none })
    good(await world.as(operator).act(path, 'open_appeals'))
    good(await world.as(owner).post(`${path}/appeals`, appealOf(landing.id)))
    expect(await all()).toEqual({
      operator: [1, 2, 1, 2, 20, 1],
      owner: [1, 1, 1, 1, 19, 1],
      provider: [1, 1, 1, 1, 16, 0],
      stranger: none,
    })
    // The public may not even ask what a score rests on.
    await client.query('begin; set local role scenario_public')
    await expect(client.query('select leaves from evaluation_results')).rejects.toThrow('permission denied')
    await client.query('rollback')
    await client.end()
  })

  test('history is the operators’ and the auditor’s', async () => {
    const path = await published()
    const actions = async (person: Person) =>
      (await world.as(person).get(`${path}/history`)).body.items?.map((each: { action: string }) => each.action)
    const expected = [
      'evaluation.publish',
      'evaluation.open_appeals',
      'evaluation.compute',
      'evaluation.run',
      'evaluation.create',
    ]
    expect(await actions(operator)).toEqual(expected)
    expect(await actions(auditor)).toEqual(expected)
    expect((await world.as(owner).get(`${path}/history`)).status).toBe(403)
  })
})

describe('lists', () => {
  test('by scenario with what came out, by state, text and page', async () => {
    const path = await published([empty.id])
    const id = path.split('/').at(-1)
    const { code } = (await world.as(operator).get(path)).body
    const scenario = (await world.db.sql<{ code: string }>('select code from scenarios where id = $1', [empty.id]))[0]
      ?.code
    const got = await world.as(null).get(`/evaluations?scenario=${scenario}&state=published&sort=-publishedAt`)
    expect(got.body.items[0]).toMatchObject({ id, outcome: { score: 0, grade: 'needs-work', rank: 1 } })
    expect((await world.as(null).get(`/evaluations?q=${code}`)).body.items).toMatchObject([{ id, outcome: null }])
    const firstPage = (await world.as(operator).get('/evaluations?sort=code&limit=1')).body
    const next = (await world.as(operator).get(`/evaluations?sort=code&limit=1&cursor=${firstPage.nextCursor}`)).body
    expect(firstPage.items[0].code < next.items[0].code).toBe(true)
    expect((await world.as(operator).get('/evaluations?sort=score')).status).toBe(400)
  })

  test('holds open ones before operators, and before owners while they may appeal', async () => {
    const path = await opened()
    const todo = async (person: Person) =>
      (await world.as(person).get('/todos?type=evaluation&limit=200')).body.items.filter(
        (each: { subject: { id: string } }) => path.endsWith(each.subject.id),
      )
    expect(await todo(operator)).toMatchObject([{ state: 'in_appeal', holder: 'operator', actions: ['recompute'] }])
    expect(await todo(owner)).toMatchObject([{ state: 'in_appeal', actions: [] }])
    expect(await todo(provider)).toEqual([])
    good(await world.as(owner).post(`${path}/appeals`, appealOf(landing.id)))
    expect(await todo(owner)).toEqual([])
  })

  test('both workbooks open and say what the page says', async () => {
    const path = await published()
    const rowsOf = async (address: string, person: Person | null) => {
      const got = await world.as(person).get(address)
      const file = join(world.config.dataDir, `${newId()}.xlsx`)
      await writeFile(file, got.raw.rawPayload)
      const out: unknown[][] = []
      for await (const { cells } of readRows(file, { maxRows: 1000 })) out.push([...cells])
      return out
    }
    const inside = await rowsOf(`${path}/results.xlsx`, operator)
    expect(inside[0]?.slice(0, 8)).toEqual([
      '名次',
      '场景编号',
      '场景',
      '场景方',
      '得分',
      '等级',
      '指标目标达成度（原值）',
      '指标目标达成度（得分）',
    ])
    expect(inside.length).toBe(3)
    expect((await rowsOf(`${path}/results.xlsx`, null))[0]?.length).toBe(6)
    expect((await rowsOf('/evaluations/export.xlsx?state=published', null)).length).toBeGreaterThan(1)
  })
})
