import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cockpitRoutes, type Figure, type FigureKey, figureKeys } from '../../../contracts/cockpit.ts'
import { type StateOf, stageOf } from '../../../engines/lifecycle/index.ts'
import { insert } from '../../../test/builders/index.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'

let world: World
let operator: Person
let leader: Person
let auditor: Person
let here: string
let there: string
const people: Record<string, Person> = {}

type Row = Record<string, unknown>
const at = (day: string) => `${day}T04:00:00.000Z`
const stamped = { created_at: at('2026-02-01'), updated_at: at('2026-02-01') }
async function put(table: string, row: Row): Promise<string> {
  const id = newId()
  await insert(world.db, table, { id, ...stamped, ...row })
  return id
}
const firm = (over: Row = {}) =>
  put('organisations', {
    name: `计数测试单位${Math.random()}`,
    kind: 'firm',
    district: here,
    state: 'verified',
    state_since: at('2026-01-05'),
    ...over,
  })
const served = (organisation_id: string, served_on: string, over: Row = {}) =>
  put('services', {
    kind: 'policy',
    organisation_id,
    served_on,
    summary: '政策辅导',
    recorded_by: people.recorder?.id,
    confirmed_by: operator.id,
    confirmed_at: at('2026-06-01'),
    state: 'confirmed',
    state_since: at('2026-06-01'),
    ...over,
  })

/** Data in which everything that must not count is there, in every figure. */
async function plant(): Promise<void> {
  const owner = await firm({ kind: 'government' })
  const opener = owner
  let serial = 0
  const scenario = async (state: StateOf<'scenario'>, over: Row = {}) => {
    serial += 1
    const { pack } = world.app.platform
    const domain = pack.classification.domains[serial % 2] as (typeof pack.classification.domains)[number]
    const id = await put('scenarios', {
      code: `QD-2026-7${String(serial).padStart(3, '0')}`,
      title: `计数测试场景${serial}`,
      owner_id: opener,
      owner_district: here,
      domain: domain.key,
      direction: domain.directions[0]?.key,
      districts: serial % 3 === 0 ? [here, there] : [here],
      state,
      stage: stageOf(state, state === 'suspended' ? 'published' : null),
      state_since: at('2026-03-01'),
      submitted_at: at('2026-02-02'),
      published_at: at(serial % 2 ? '2026-03-15' : '2026-05-20'),
      opportunity_cny: serial * 1_000_000,
      ...over,
    })
    await insert(world.db, 'openings', { id: newId(), scenario_id: id, position: 0, text: '开放方向' })
    return id
  }
  const parent = await scenario('demonstrating', { rung: 'super' })
  await scenario('published', { parent_id: parent, rung: 'super' })
  const open = await scenario('published')
  await scenario('suspended')
  await scenario('published', { synthetic: true, rung: 'super' })
  await scenario('terminated', { rung: 'super' })
  await scenario('withdrawn', { rung: 'super', published_at: null })
  await scenario('submitted', { rung: 'super', published_at: null })
  // The last minute of March in the city is still March.
  await scenario('published', { published_at: '2026-03-31T15:59:00.000Z' })
  await scenario('published', { published_at: '2026-03-31T16:00:00.000Z' })
  const example = await scenario('landing', { synthetic: true })

  const provider = await firm()
  const exampleFirm = await firm({ synthetic: true })
  const intent = async (state: string, over: Row = {}) => {
    const organisation_id = (over.organisation_id as string) ?? (await firm())
    const scenario_id = (over.scenario_id as string) ?? open
    const [opening] = await world.db.sql<{ id: string }>('select id from openings where scenario_id = $1', [
      scenario_id,
    ])
    await put('intents', {
      scenario_id,
      opening_id: opening?.id,
      owner_id: owner,
      owner_district: here,
      organisation_id,
      pitch: '我们有三台同类设备在港区运行一年，可先试用一个月。',
      state,
      state_since: at('2026-04-01'),
      created_at: at('2026-04-01'),
      holder: 'owner',
      due_at: '2099-01-01T00:00:00.000Z',
      ...over,
    })
  }
  for (const state of ['expressed', 'talking', 'letter_signed', 'contracted']) await intent(state)
  const late = { due_at: at('2026-04-20') }
  await intent('expressed', late)
  await intent('expressed', { ...late, scenario_id: example })
  await intent('talking', { ...late, organisation_id: exampleFirm })
  for (const state of ['declined', 'withdrawn', 'expired', 'landed']) await intent(state, { ...late })
  await intent('contracted', { holder: null, ...late, created_at: at('2026-05-02') })

  const agreement = async (kind: string, state: string, over: Row = {}) => {
    serial += 1
    const signed = ['signed', 'in_force', 'fulfilled', 'terminated', 'expired'].includes(state)
    return put('agreements', {
      code: `QDA-2026-7${String(serial).padStart(3, '0')}`,
      kind,
      state,
      state_since: at('2026-06-01'),
      scenario_id: open,
      owner_id: owner,
      owner_district: here,
      party_ids: [owner, provider],
      title: '协议',
      amount_cny: serial * 100_003,
      terms_hash: 'x',
      signed_on: signed ? (serial % 2 ? '2026-06-01' : '2026-07-01') : null,
      signed_at: signed ? at('2026-06-01') : null,
      ...over,
    })
  }
  const contract = await agreement('contract', 'in_force')
  await agreement('contract', 'signed', { scenario_id: parent })
  await agreement('contract', 'fulfilled')
  await agreement('contract', 'terminated')
  await agreement('contract', 'under_review')
  await agreement('letter', 'in_force')
  await agreement('contract', 'in_force', { synthetic: true, scenario_id: example })

  const project = async (state: string, over: Row = {}) => {
    serial += 1
    return put('projects', {
      code: `QDP-2026-7${String(serial).padStart(3, '0')}`,
      title: '落地项目',
      scenario_id: open,
      agreement_id: contract,
      owner_id: owner,
      owner_district: here,
      provider_id: provider,
      provider_ids: [provider],
      state,
      state_since: at('2026-08-01'),
      started_at: state === 'planned' ? null : at('2026-07-01'),
      accepted_at: state === 'accepted' ? at('2026-08-01') : null,
      time_zone: 'Asia/Shanghai',
      ...over,
    })
  }
  for (const state of ['running', 'planned', 'accepting', 'suspended', 'terminated']) await project(state)
  await project('running', { scenario_id: parent, started_at: at('2026-09-01') })
  await project('running', { synthetic: true, scenario_id: example })
  const accepted = await project('accepted')
  const again = await project('accepted', { scenario_id: parent, accepted_at: at('2026-09-09') })
  const exampleProject = await project('accepted', { synthetic: true, accepted_at: at('2026-07-07') })
  const unfinished = await project('accepting')
  const capability = async (projects: string[], over: Row = {}) => {
    serial += 1
    const id = await put('capabilities', {
      code: `QDC-2026-6${String(serial).padStart(3, '0')}`,
      title: `计数测试能力${serial}`,
      kind: 'product',
      organisation_id: provider,
      visibility: 'members',
      state: 'published',
      state_since: at('2026-02-02'),
      ...over,
    })
    for (const project_id of projects) await insert(world.db, 'project_capabilities', { project_id, capability_id: id })
  }
  await capability([accepted, again, exampleProject])
  await capability([again], { state: 'withdrawn' })
  await capability([unfinished])
  await capability([exampleProject])
  await capability([accepted], { synthetic: true })
  await capability([])

  const landed = async (state: string, landed_on: string, over: Row = {}) => {
    const organisation_id = await firm(over)
    const file_id = newId()
    await insert(world.db, 'files', {
      id: file_id,
      name: '证明.pdf',
      media_type: 'application/pdf',
      bytes: 1,
      sha256: 'x',
      uploaded_by: people.recorder?.id,
      uploaded_at: at('2026-02-01'),
    })
    await put('landings', {
      organisation_id,
      landed_on,
      kind: 'innovative_firm',
      evidence: '营业执照',
      file_id,
      reported_by: people.recorder?.id,
      decided_by: state === 'reported' ? null : operator.id,
      decided_at: state === 'reported' ? null : at('2026-06-06'),
      state,
      state_since: at('2026-06-06'),
      synthetic: over.synthetic === true,
    })
  }
  await landed('confirmed', '2026-01-01')
  await landed('confirmed', '2026-05-05', { district: there })
  await landed('confirmed', '2025-12-31')
  await landed('confirmed', '2026-04-04', { synthetic: true })
  await landed('confirmed', '2026-04-04', { state: 'suspended' })
  for (const state of ['reported', 'refused', 'revoked']) await landed(state, '2026-05-05')

  const twice = await firm()
  await served(twice, '2025-03-03')
  await served(twice, '2026-03-03')
  await served(twice, '2026-04-04')
  await served(await firm({ district: there }), '2026-04-30')
  await served(await firm(), '2025-04-04')
  await served(await firm({ synthetic: true }), '2026-04-04', { synthetic: true })
  // A real firm served in a synthetic scenario.
  await served(await firm(), '2026-04-04', { synthetic: true })
  await served(await firm({ state: 'suspended' }), '2026-04-04')
  for (const state of ['recorded', 'disputed', 'withdrawn'])
    await served(await firm(), '2026-04-04', { state, confirmed_by: null, confirmed_at: null })
}

beforeAll(async () => {
  world = await createWorld()
  const [first, , third] = world.app.platform.pack.districts.map((each) => each.key)
  here = first as string
  there = third as string
  operator = await world.person({ roles: ['operator'] })
  leader = await world.person({ roles: ['leader'] })
  auditor = await world.person({ roles: ['auditor'] })
  people.recorder = await world.person({ roles: ['broker'] })
  people.district = await world.person({ roles: ['district_operator'], district: here })
  await plant()
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
  const district = people.district as Person
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
