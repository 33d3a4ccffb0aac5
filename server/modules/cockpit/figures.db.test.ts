import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cockpitRoutes, type Figure, type FigureKey, figureKeys } from '../../../contracts/cockpit.ts'
import { insert } from '../../../test/builders/index.ts'
import { at, type CountedCity, createCountedCity, type Row } from '../../../test/support/counted-city.ts'
import type { Person, World } from '../../../test/support/world.ts'

let world: World
let operator: Person
let leader: Person
let auditor: Person
let here: string
let firm: CountedCity['firm']
let served: CountedCity['served']
let district: Person

beforeAll(async () => {
  ;({ world, operator, leader, auditor, district, here, firm, served } = await createCountedCity())
})
afterAll(() => world.close())

/** What counts, said again by hand over the tables themselves: what is counted, from where, and every condition by itself. */
type Direct = { of: string; amount: string; from: string; when: readonly string[]; real: string }
const on = `('published', 'landing', 'demonstrating', 'evaluating', 'concluded', 'suspended', 'closed')`
const scenarios = (amount: string, ...when: string[]): Direct => ({
  of: 's.id',
  amount,
  from: 'scenarios s',
  when: [`s.state in ${on}`, ...when],
  real: 'not s.synthetic',
})
const direct: Readonly<Record<FigureKey, Direct>> = {
  super_scenarios: scenarios('1', `s.rung = 'super'`),
  scenarios_published: scenarios('1'),
  opportunity_released: scenarios('s.opportunity_cny', 's.parent_id is null'),
  new_products_promoted: {
    of: 'c.id',
    amount: '1',
    from: 'capabilities c join project_capabilities pc on pc.capability_id = c.id join projects p on p.id = pc.project_id',
    when: [`p.state = 'accepted'`],
    real: 'not c.synthetic and not p.synthetic',
  },
  innovative_firms_landed: {
    of: 'o.id',
    amount: '1',
    from: 'organisations o join landings l on l.organisation_id = o.id',
    when: [`l.state = 'confirmed'`, `l.landed_on >= '2026-01-01'`, `o.state = 'verified'`],
    real: 'not o.synthetic',
  },
  firms_served: {
    of: 'o.id',
    amount: '1',
    from: 'organisations o join services v on v.organisation_id = o.id',
    when: [`v.state = 'confirmed'`, `v.served_on >= '2026-01-01'`, `o.state = 'verified'`],
    real: 'not v.synthetic',
  },
  contracted_amount: {
    of: 'a.id',
    amount: 'a.amount_cny',
    from: 'agreements a',
    when: [`a.kind = 'contract'`, `a.state in ('signed', 'in_force', 'fulfilled')`],
    real: 'not a.synthetic',
  },
  intents_open: {
    of: 'i.id',
    amount: '1',
    from: 'intents i join scenarios s on s.id = i.scenario_id join organisations o on o.id = i.organisation_id',
    when: [`i.state in ('expressed', 'talking', 'letter_signed', 'contracted')`],
    real: 'not s.synthetic and not o.synthetic',
  },
  intents_overdue: {
    of: 'i.id',
    amount: '1',
    from: 'intents i join scenarios s on s.id = i.scenario_id join organisations o on o.id = i.organisation_id',
    when: [
      `i.state in ('expressed', 'talking', 'letter_signed', 'contracted')`,
      'i.due_at < now()',
      'i.holder is not null',
    ],
    real: 'not s.synthetic and not o.synthetic',
  },
  projects_running: {
    of: 'p.id',
    amount: '1',
    from: 'projects p',
    when: [`p.state = 'running'`],
    real: 'not p.synthetic',
  },
}

async function directly(key: FigureKey, when: readonly string[]): Promise<{ value: number; ids: string[] }> {
  const { of, amount, from } = direct[key]
  const rows = await world.db.sql<{ id: string; amount: string | number | null }>(
    `select distinct ${of} as id, ${amount} as amount from ${from} where ${['true', ...when].join(' and ')}`,
  )
  return { value: rows.reduce((sum, row) => sum + Number(row.amount ?? 0), 0), ids: rows.map((row) => row.id).sort() }
}
const conditions = (key: FigureKey) => [...direct[key].when, direct[key].real]

/** All rows at an address, page by page, and what they come to. */
async function opened(person: Person, address: string, figure: Pick<Figure, 'unit' | 'key'>) {
  const items: Row[] = []
  let cursor: string | null = null
  let total = -1
  do {
    const answer = await world.as(person).get(`${address}&limit=200${cursor ? `&cursor=${cursor}` : ''}`)
    expect(answer.status, `${address} ${JSON.stringify(answer.body)}`).toBe(200)
    items.push(...answer.body.items)
    total = answer.body.total
    cursor = answer.body.nextCursor
  } while (cursor)
  expect(total).toBe(items.length)
  const field = figure.key === 'opportunity_released' ? 'opportunityCny' : 'amountCny'
  const sum = items.reduce((all, item) => all + Number(item[field] ?? 0), 0)
  return { ids: items.map((item) => item.id as string).sort(), value: figure.unit === 'yuan' ? sum : items.length }
}
const figuresOf = async (person: Person): Promise<Figure[]> => (await world.as(person).get('/cockpit')).body.figures
const figureOf = async (person: Person, key: FigureKey) =>
  (await figuresOf(person)).find((each) => each.key === key) as Figure

describe('every figure', () => {
  test('is there, in the order of the programme, for everybody who sees the city', async () => {
    const answers = await Promise.all([operator, leader, auditor].map((each) => world.as(each).get('/cockpit')))
    for (const { status, body } of answers) {
      expect([status, body.demonstration, body.district]).toEqual([200, false, null])
      expect(body.figures.map((each: Figure) => each.key)).toEqual([...figureKeys])
      expect(body.figures).toEqual(answers[0]?.body.figures)
    }
  })

  test.each([...figureKeys])(
    '%s is the direct sum over confirmed rows, and no condition of it is idle',
    async (key) => {
      const expected = await directly(key, conditions(key))
      expect((await figureOf(operator, key)).value).toBe(expected.value)
      expect(expected.value).toBeGreaterThan(0)
      for (const dropped of conditions(key)) {
        const without = await directly(
          key,
          conditions(key).filter((each) => each !== dropped),
        )
        expect(without.value, `counting also what is not: ${dropped}`).toBeGreaterThan(expected.value)
      }
    },
  )

  test.each([...figureKeys])('%s opens exactly its rows, for operators and leaders', async (key) => {
    const expected = await directly(key, conditions(key))
    for (const person of [operator, leader, auditor]) {
      const figure = await figureOf(person, key)
      expect(await opened(person, figure.rows, figure)).toEqual(expected)
    }
  })

  test.each([...figureKeys])('%s is broken down into parts that open, and months add up to it', async (key) => {
    const figure = await figureOf(leader, key)
    expect(figure.by).toContain('month')
    for (const by of figure.by) {
      const { status, body } = await world.as(leader).get(`/cockpit/breakdown?figure=${key}&by=${by}`)
      expect(status).toBe(200)
      expect(body.items.length).toBeGreaterThan(0)
      for (const item of body.items)
        if (item.rows) expect((await opened(leader, item.rows, figure)).value, item.rows).toBe(item.value)
      const sum = body.items.reduce((all: number, item: { value: number }) => all + item.value, 0)
      if (by === 'month') expect(sum).toBe(figure.value)
      else expect(sum).toBeGreaterThanOrEqual(key === 'new_products_promoted' ? 1 : figure.value)
    }
  })

  test('months are the city’s, and a firm counts once, in its first', async () => {
    const months = async (key: FigureKey) => {
      const { items } = (await world.as(leader).get(`/cockpit/breakdown?figure=${key}&by=month`)).body
      return Object.fromEntries(items.map((each: { key: string; value: number }) => [each.key, each.value]))
    }
    expect(await months('firms_served')).toEqual({ '2026-03': 1, '2026-04': 1 })
    expect(await months('innovative_firms_landed')).toEqual({ '2026-01': 1, '2026-05': 1 })
    const [{ n } = { n: -1 }] = await world.db.sql<{ n: number }>(
      `select count(*)::int as n from scenarios where state in ${on} and not synthetic and to_char(published_at at time zone 'Asia/Shanghai', 'YYYY-MM') = '2026-03'`,
    )
    expect((await months('scenarios_published'))['2026-03']).toBe(n)
  })

  test('firms have no domain, and the refusal says what there is', async () => {
    const answer = await world.as(leader).get('/cockpit/breakdown?figure=firms_served&by=domain')
    expect([answer.status, answer.body.errors[0].params?.options ?? answer.body.errors[0].message]).toMatchObject([
      400,
      expect.anything(),
    ])
    expect((await world.as(leader).get('/cockpit/breakdown?figure=profit&by=month')).status).toBe(400)
  })
})

test('a district operator sees the figures of the district, and opens them', async () => {
  const { body } = await world.as(district).get('/cockpit')
  expect(body.district).toBe(here)
  for (const figure of body.figures as Figure[]) {
    const found = await opened(district, figure.rows, figure)
    expect(found.value, figure.key).toBe(figure.value)
  }
  const city = new Map((await figuresOf(operator)).map((each) => [each.key, each.value]))
  const own = new Map((body.figures as Figure[]).map((each) => [each.key, each.value]))
  expect([own.get('firms_served'), city.get('firms_served')]).toEqual([1, 2])
  expect([own.get('innovative_firms_landed'), city.get('innovative_firms_landed')]).toEqual([1, 2])
  const { items } = (await world.as(district).get('/cockpit/breakdown?figure=scenarios_published&by=district')).body
  expect(items.map((each: { key: string }) => each.key)).toEqual([here])
})

test('targets come from the pack and grow month by month; statements of the past stand beside, with their source', async () => {
  const { items } = (await world.as(leader).get('/cockpit/targets')).body
  const promised = world.app.platform.pack.programme.targets
  expect(items.map((each: Figure) => [each.key, each.target?.value])).toEqual(
    promised.map(({ key, value }) => [key, value]),
  )
  for (const item of items) {
    expect(item.months.at(-1).sum, item.key).toBe(item.value)
    expect(item.target.progress).toBe(item.value / item.target.value)
    const filled = item.months.find((each: { value: number }) => each.value > 0)
    expect((await opened(leader, filled.rows, item)).value).toBe(filled.value)
  }
  const { statements, figures } = (await world.as(leader).get('/cockpit')).body
  expect(statements.length).toBe(world.app.platform.pack.programme.history.length)
  expect(statements.every((each: { source: string | null }) => each.source !== null)).toBe(true)
  expect(figures.map((each: Figure) => each.key)).not.toContain(statements[0].key)
})

test('the funnel counts what was handed in by stage and state; leaders get sums of what they may not open', async () => {
  const expected = await world.db.sql<{ state: string; n: number }>(
    `select state, count(*)::int as n from scenarios where state <> 'draft' and (submitted_at is not null or is_public) and not synthetic group by state`,
  )
  for (const person of [operator, leader]) {
    const { stages, conversion } = (await world.as(person).get('/cockpit/funnel')).body
    const states = stages.flatMap((each: { states: { key: string; value: number }[] }) => each.states)
    const sums: Record<string, number> = {}
    for (const { key, value } of states) sums[key] = (sums[key] ?? 0) + value
    expect(sums).toEqual(Object.fromEntries(expected.map((row) => [row.state, row.n])))
    expect(conversion.map((each: { key: string }) => each.key)).toEqual([
      'submitted',
      'published',
      'landing',
      'demonstrating',
      'concluded',
    ])
    const unit = { key: 'scenarios_published', unit: 'piece' } as const
    for (const part of [...stages, ...states, ...conversion])
      if (part.rows) expect((await opened(person, part.rows, unit)).value, part.rows).toBe(part.value)
    expect(conversion[0].rows === null).toBe(person === leader)
  }
})

test('what is overdue is told by kind and holder, with the rows where there are some', async () => {
  const { items } = (await world.as(operator).get('/cockpit/overdue')).body
  const [{ n } = { n: -1 }] = await world.db.sql<{ n: number }>(
    `select count(*)::int as n from intents i join scenarios s on s.id = i.scenario_id join organisations o on o.id = i.organisation_id
      where i.holder = 'owner' and i.due_at < now() and not s.synthetic and not o.synthetic`,
  )
  const late = items.find((each: { kind: string }) => each.kind === 'intent')
  expect([late.value, late.holder, late.holderLabel]).toEqual([n, 'owner', '场景方'])
  const unit = { key: 'intents_open', unit: 'entry' } as const
  for (const item of items)
    if (item.rows) expect((await opened(operator, item.rows, unit)).value, item.rows).toBe(item.value)
  const leaders = (await world.as(leader).get('/cockpit/overdue')).body.items
  expect(leaders.map((each: { value: number }) => each.value)).toEqual(
    items.map((each: { value: number }) => each.value),
  )
})

test('the number of statements does not depend on the rows', async () => {
  const cost = async (path: string) => {
    world.db.statements()
    await world.as(leader).get(path)
    return world.db.statements().length
  }
  const paths = ['/cockpit', '/cockpit/targets', '/cockpit/breakdown?figure=firms_served&by=month', '/cockpit/funnel']
  const before = []
  for (const path of paths) before.push(await cost(path))
  for (let i = 0; i < 3; i++) await served(await firm(), '2026-08-08')
  const after = []
  for (const path of paths) after.push(await cost(path))
  expect(after).toEqual(before)
})

test('no figure can be typed: the cockpit only reads, and no table keeps figures', async () => {
  for (const spec of Object.values(cockpitRoutes)) expect(spec.method).toBe('GET')
  const tables = await world.db.sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
        and (table_name ~ 'cockpit|figure|target' or table_name in (select table_name from information_schema.columns where column_name = any($1)))`,
    [[...figureKeys]],
  )
  expect(tables).toEqual([])
})

test('in a demonstration examples count, every answer says so, and the rows show them', async () => {
  const example = await firm({ synthetic: true, seed: 'demo' })
  await insert(world.db, 'organisation_members', {
    organisation_id: example,
    user_id: operator.id,
    role: 'member',
    since: at('2026-01-01'),
  })
  try {
    const { body } = await world.as(leader).get('/cockpit')
    expect(body.demonstration).toBe(true)
    for (const figure of body.figures as Figure[]) {
      expect(figure.rows).not.toContain('synthetic')
      const expected = await directly(figure.key, direct[figure.key].when)
      expect(figure.value, figure.key).toBe(expected.value)
      expect(await opened(leader, figure.rows, figure)).toEqual(expected)
    }
  } finally {
    await world.db.sql('delete from organisation_members where organisation_id = $1', [example])
  }
  expect((await world.as(leader).get('/cockpit')).body.demonstration).toBe(false)
})
