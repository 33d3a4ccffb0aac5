import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createJourney, good, type Journey } from '../../../test/support/journey.ts'
import { createWorld, type Person, type World } from '../../../test/support/world.ts'
import { newId } from '../../platform/ids.ts'
import { readRows } from '../../platform/workbook/index.ts'

const criteria = [
  { key: 'need', title: '需求真实', description: '来自一线，有数据支撑', weight: 0.1 },
  { key: 'effect', title: '示范效果', description: '', weight: 0.2 },
  { key: 'openness', title: '开放条件', description: '', weight: 0.7 },
]
const full = {
  title: '第一批应用场景征集',
  description: '面向全市征集需求真实、条件具备的应用场景。',
  domains: ['governance'],
  directions: ['traffic'],
  openers: ['government'],
  organisationKinds: ['government', 'state_firm'],
  criteria,
  contact: '场景办公室 0532-00000000',
}

describe('calls', () => {
  let world: World
  let way: Journey
  let operator: Person
  let owner: Person
  let auditor: Person
  const hours = (count: number) => new Date(now + count * 3_600_000).toISOString()
  let now = 0

  beforeAll(async () => {
    world = await createWorld()
    way = await createJourney(world)
    operator = way.operator
    owner = way.owner
    auditor = await world.person({ roles: ['auditor'] })
  })
  afterAll(() => world.close())

  /** The database's clock, which tests shift. */
  async function setNow(): Promise<void> {
    const [row] = await world.db.sql<{ now: string }>('select app_now() as now')
    now = new Date(row?.now as string).getTime()
  }
  async function draftCall(over: Record<string, unknown> = {}): Promise<string> {
    await setNow()
    const made = good(
      await world.as(operator).post('/calls', { ...full, opensAt: hours(-1), closesAt: hours(48), ...over }),
    )
    return `/calls/${made.body.id}`
  }
  async function openCall(over: Record<string, unknown> = {}): Promise<string> {
    const path = await draftCall(over)
    good(await world.as(operator).act(path, 'open'))
    return path
  }
  const idOf = (path: string) => path.split('/').at(-1) as string
  const closeAfter = async (path: string) => {
    await world.shiftClock('49 hours')
    await world.tick('calls.close')
    expect((await world.as(operator).get(path)).body.state).toBe('closed')
  }

  test('a draft is the office’s alone; opened it has a number and is everybody’s, criteria and all', async () => {
    const made = good(await world.as(operator).post('/calls', { title: '只有名称' }))
    const path = `/calls/${made.body.id}`
    expect([made.body.code, made.body.state, made.body.holder]).toEqual([null, 'draft', 'operator'])
    expect(made.body.missing).toEqual(['description', 'criteria', 'opensAt', 'closesAt', 'contact'])
    for (const each of [null, owner, auditor]) expect((await world.as(each).get(path)).status).toBe(404)
    const early = await world.as(operator).act(path, 'open')
    expect([early.status, early.body.errors.map((each: { path: string }) => each.path)]).toEqual([
      422,
      ['description', 'criteria', 'opensAt', 'closesAt', 'contact'],
    ])

    await setNow()
    const patch = { ...full, opensAt: hours(-1), closesAt: hours(48) }
    const filled = good(await world.as(operator).patch(path, patch, { 'if-match': '"1"' }))
    expect((await world.as(operator).patch(path, patch, { 'if-match': '"1"' })).status).toBe(412)
    expect([filled.body.missing, filled.body.actions]).toEqual([[], ['open']])
    const opened = good(await world.as(operator).act(path, 'open'))
    expect(opened.body.code).toMatch(/^QDZ-2026-\d\d$/)
    // It was announced only now: the window says so.
    expect(opened.body.opensAt >= new Date(now).toISOString()).toBe(true)
    const seen = await world.as(null).get(`/calls/${opened.body.code}`)
    expect([seen.status, seen.body.accepting, seen.body.criteria]).toEqual([200, true, criteria])
    expect([seen.body.actions, seen.body.submissions, seen.body.missing]).toEqual([[], undefined, undefined])
    expect((await world.as(owner).get(`${path}/history`)).status).toBe(403)
    expect(
      (await world.as(auditor).get(`${path}/history`)).body.items.map((each: { action: string }) => each.action),
    ).toEqual(['call.open', 'call.change', 'call.create'])
  })

  test('weights that do not add up are refused with their sum; binary fractions are no fault', async () => {
    const off = [criteria[0], { ...criteria[1], weight: 0.25 }]
    const refused = await world.as(operator).post('/calls', { title: '权重', criteria: off })
    expect([refused.status, refused.body.errors]).toEqual([
      400,
      [{ path: 'criteria', code: 'weights_sum', message: '各项权重之和须为 1，现为 0.35。' }],
    ])
    const nearly = [criteria[0], { ...criteria[1], weight: 0.899999998 }]
    expect((await world.as(operator).post('/calls', { title: '权重', criteria: nearly })).status).toBe(400)
    const thirds = [
      ...[1, 2, 3, 4, 5, 6].map((each) => ({ key: `a${each}`, title: `标准${each}`, weight: 0.1 })),
      { key: 'b', title: '其余', weight: 0.4 },
    ]
    expect((await world.as(operator).post('/calls', { title: '权重', criteria: thirds })).status).toBe(201)
  })

  test('what does not hang together is refused field by field', async () => {
    await setNow()
    const twice = [
      { ...criteria[0], weight: 0.5 },
      { ...criteria[0], weight: 0.5 },
    ]
    const refused = await world.as(operator).post('/calls', {
      title: '错误的征集',
      domains: ['industry-x'],
      directions: ['traffic'],
      openers: ['nobody'],
      districts: ['atlantis'],
      criteria: twice,
      opensAt: hours(2),
      closesAt: hours(1),
      attachmentIds: [newId()],
    })
    expect(refused.body.errors.map((each: { path: string; code: string }) => [each.path, each.code])).toEqual([
      ['domains.0', 'unknown_key'],
      ['openers.0', 'unknown_key'],
      ['districts.0', 'unknown_key'],
      ['directions.0', 'invalid_value'],
      ['closesAt', 'order'],
      ['criteria.1.key', 'duplicate'],
      ['criteria.1.title', 'duplicate'],
    ])
    const file = await world.as(operator).post('/calls', { title: '附件', attachmentIds: [newId()] })
    expect(file.body.errors[0]).toMatchObject({ path: 'attachmentIds.0', code: 'unknown_file' })
    const over = await draftCall({ opensAt: hours(-3), closesAt: hours(-2) })
    const late = await world.as(operator).act(over, 'open')
    expect([late.status, late.body.errors[0].code]).toEqual([400, 'in_the_past'])
  })

  test('once open the terms stand; wording may be corrected, with a record', async () => {
    const path = await openCall()
    const { body } = await world.as(operator).get(path)
    const version = () => ({ 'if-match': `"${body.version}"` })
    const changed = await world
      .as(operator)
      .patch(path, { openers: [], criteria: [{ ...criteria[0], weight: 1 }], closesAt: hours(90) }, version())
    expect([changed.status, changed.body.code, changed.body.errors.map((each: { path: string }) => each.path)]).toEqual(
      [409, 'call_frozen', ['openers', 'criteria', 'closesAt']],
    )
    const same = { ...full, title: '第一批应用场景征集（更正）', opensAt: body.opensAt, closesAt: body.closesAt }
    expect(good(await world.as(operator).patch(path, same, version())).body.title).toBe('第一批应用场景征集（更正）')
    const [record] = (await world.as(operator).get(`${path}/history`)).body.items
    expect(record.changes).toEqual([
      { path: 'title', before: '第一批应用场景征集', after: '第一批应用场景征集（更正）' },
    ])
  })

  test('a scenario goes into a call and is found by it', async () => {
    const path = await openCall()
    const draft = await way.draft({ callId: idOf(path) })
    const shown = (await world.as(owner).get(draft)).body
    expect(shown.call).toMatchObject({ id: idOf(path), title: full.title, state: 'open' })
    const code = shown.call.code
    const found = async (person: Person | null) =>
      (await world.as(person).get(`/scenarios?call=${code}`)).body.items.map((each: { id: string }) => each.id)
    expect(await found(owner)).toEqual([idOf(draft)])
    // A draft is its owner's alone.
    expect([await found(operator), (await world.as(operator).get(path)).body.submissions]).toEqual([[], 0])
    good(await world.as(owner).act(draft, 'submit'))
    expect([await found(operator), await found(null)]).toEqual([[idOf(draft)], []])
    expect((await world.as(auditor).get('/calls?state=open')).body.items[0].submissions).toBe(1)
    // Where it was submitted is not changed any more.
    good(await world.as(operator).act(draft, 'accept'))
    const { version } = (await world.as(owner).get(draft)).body
    const moved = await world.as(owner).patch(draft, { callId: null }, { 'if-match': `"${version}"` })
    expect([moved.status, moved.body.errors[0]]).toMatchObject([400, { path: 'callId', code: 'frozen' }])
  })

  test('who or what a call does not address is refused beside what does not fit', async () => {
    const district = world.app.platform.pack.districts.find((each) => each.key !== way.districtKey)?.key as string
    const path = await openCall({ organisationKinds: ['hospital'], openers: ['enterprise'], districts: [district] })
    const elsewhere = world.app.platform.pack.classification.domains.find((each) => each.key !== 'governance')
    const draft = await way.draft({
      callId: idOf(path),
      domain: elsewhere?.key,
      direction: elsewhere?.directions[0]?.key,
    })
    const refused = await world.as(owner).act(draft, 'submit')
    expect([refused.status, refused.body.code]).toEqual([409, 'call_misfit'])
    expect(refused.body.errors.map((each: { path: string; message: string }) => [each.path, each.message])).toEqual([
      ['domain', '不在征集范围内，征集面向：智慧治理。'],
      ['opener', '不在征集范围内，征集面向：企业端。'],
      ['callId', '本单位不在可提交的范围内，该征集面向：医疗机构。'],
      ['callId', expect.stringContaining('本单位不在可提交的范围内')],
    ])
    expect((await world.as(owner).get(draft)).body.state).toBe('draft')
  })

  test('a call that has not begun may be prepared for; an unknown one or a draft may not be chosen', async () => {
    const path = await openCall({ opensAt: hours(24), closesAt: hours(48) })
    expect((await world.as(null).get(path)).body).toMatchObject({ state: 'open', accepting: false })
    const draft = await way.draft({ callId: idOf(path) })
    const early = await world.as(owner).act(draft, 'submit')
    expect([early.status, early.body.code, early.body.errors[0].path]).toEqual([409, 'call_not_begun', 'callId'])
    for (const callId of [newId(), idOf(await draftCall())]) {
      const chosen = await world.as(owner).post('/scenarios', { title: '无此征集', callId })
      expect([chosen.status, chosen.body.errors[0].code]).toEqual([400, 'unknown_call'])
    }
    await world.shiftClock('25 hours')
    good(await world.as(owner).act(draft, 'submit'))
    await world.shiftClock('-25 hours')
  })

  test('an extension is later, in time, with a reason, told and shown', async () => {
    const path = await openCall()
    const draft = await way.draft({ callId: idOf(path) })
    const deadline = (await world.as(operator).get(path)).body.closesAt
    expect((await world.as(operator).act(path, 'extend', { closesAt: hours(90) })).status).toBe(400)
    const sooner = await world.as(operator).act(path, 'extend', { closesAt: hours(47), reason: '提前' })
    expect([sooner.status, sooner.body.errors[0].code]).toEqual([400, 'not_later'])
    const extended = good(await world.as(operator).act(path, 'extend', { closesAt: hours(96), reason: '报名踊跃' }))
    expect(extended.body).toMatchObject({ closesAt: hours(96), extended: 1, state: 'open' })
    expect((await world.as(null).get(path)).body.extensions).toEqual([
      { at: expect.any(String), from: deadline, to: hours(96), reason: '报名踊跃' },
    ])
    expect(await way.news(owner, path)).toEqual(['call.extend'])
    await world.shiftClock('49 hours')
    good(await world.as(owner).act(draft, 'submit'))
    await world.shiftClock('48 hours')
    const over = await world.as(operator).act(path, 'extend', { closesAt: hours(200), reason: '再延' })
    expect([over.status, over.body.code]).toEqual([409, 'call_over'])
    await world.shiftClock('-97 hours')
  })

  test('the clock decides, not the sweep: a late one lets nobody in, and the owner hears what to do', async () => {
    const path = await openCall()
    const [inTime, late] = [await way.draft({ callId: idOf(path) }), await way.draft({ callId: idOf(path) })]
    good(await world.as(owner).act(inTime, 'submit'))
    const early = await world.as(operator).act(path, 'close')
    expect([early.status, early.body.code]).toEqual([409, 'guard_failed'])
    await world.shiftClock('49 hours')
    expect((await world.as(operator).get(path)).body).toMatchObject({
      state: 'open',
      accepting: false,
      actions: ['close'],
    })
    const refused = await world.as(owner).act(late, 'submit')
    expect([refused.status, refused.body.code, refused.body.errors]).toEqual([
      409,
      'call_missed',
      [{ path: 'callId', code: 'call_closed', message: '该征集已截止，请改选或不选。' }],
    ])
    expect(refused.body.detail).toContain('不再接收新提交的场景')
    const chosen = await world.as(owner).post('/scenarios', { title: '来晚了', callId: idOf(path) })
    expect([chosen.status, chosen.body.code]).toEqual([409, 'call_missed'])
    await world.tick('calls.close')
    await world.tick('calls.close')
    const closed = (await world.as(operator).get(path)).body
    expect([closed.state, closed.holder, closed.actions]).toEqual(['closed', 'operator', ['archive']])
    expect([await way.news(owner, path), await way.news(operator, path)]).toEqual([['call.missed'], ['call.close']])

    // Given back by the office, it comes back also after the deadline; taken out of the call it does not.
    good(await world.as(operator).act(inTime, 'return', { reason: '补充现场条件' }))
    good(await world.as(owner).act(inTime, 'submit'))
    good(await world.as(operator).act(inTime, 'return', { reason: '再补充' }))
    const patch = async (thing: string, callId: string | null) => {
      const { version } = (await world.as(owner).get(thing)).body
      return world.as(owner).patch(thing, { callId }, { 'if-match': `"${version}"` })
    }
    good(await patch(inTime, null))
    expect((await patch(inTime, idOf(path))).body.code).toBe('call_missed')
    good(await patch(late, null))
    good(await world.as(owner).act(late, 'submit'))

    good(await world.as(operator).act(path, 'archive'))
    expect(
      (await world.as(operator).get('/todos?limit=200')).body.items.map((each: { id: string }) => each.id),
    ).not.toContain(idOf(path))
    const { version } = (await world.as(operator).get(path)).body
    expect((await world.as(operator).patch(path, { title: '改' }, { 'if-match': `"${version}"` })).status).toBe(409)
    await world.shiftClock('-49 hours')
  })

  test('one given back cannot come back into an archived call', async () => {
    const path = await openCall()
    const draft = await way.draft({ callId: idOf(path) })
    good(await world.as(owner).act(draft, 'submit'))
    good(await world.as(operator).act(draft, 'return', { reason: '补充' }))
    await closeAfter(path)
    good(await world.as(operator).act(path, 'archive'))
    expect((await world.as(owner).act(draft, 'submit')).body.code).toBe('call_missed')
    await world.shiftClock('-49 hours')
  })

  test('a draft written for a call is due by its deadline', async () => {
    const path = await openCall()
    const draft = await way.draft({ callId: idOf(path) })
    const dueOf = async () =>
      (await world.as(owner).get('/todos?type=scenario&limit=200')).body.items.find(
        (each: { subject: { id: string } }) => each.subject.id === idOf(draft),
      ).dueAt
    expect(await dueOf()).toBe(hours(48))
    good(await world.as(operator).act(path, 'extend', { closesAt: hours(72), reason: '延期' }))
    expect(await dueOf()).toBe(hours(72))
  })

  test('owners of drafts hear once of a deadline that comes near, and again of a later one', async () => {
    const path = await openCall({ closesAt: hours(300) })
    await way.draft({ callId: idOf(path) })
    good(await world.as(owner).act(await way.draft({ callId: idOf(path) }), 'submit'))
    const news = async () => (await way.news(owner, path)).filter((kind) => kind === 'call.reminder').length
    await world.tick('calls.close')
    expect(await news()).toBe(0)
    await world.shiftClock('10 days')
    await world.tick('calls.close')
    await world.tick('calls.close')
    expect(await news()).toBe(1)
    good(await world.as(operator).act(path, 'extend', { closesAt: hours(480), reason: '延期' }))
    await world.tick('calls.close')
    expect(await news()).toBe(1)
    await world.shiftClock('8 days')
    await world.tick('calls.close')
    expect(await news()).toBe(2)
    await world.shiftClock('-18 days')
  })

  test('what waits for the office stands on its list', async () => {
    const draft = await draftCall()
    const open = await openCall()
    const closed = await openCall({ closesAt: hours(1) })
    await world.shiftClock('2 hours')
    await world.tick('calls.close')
    const todos = (await world.as(operator).get('/todos?type=call&limit=200')).body.items
    const mine = todos.filter((each: { subject: { id: string } }) =>
      [draft, open, closed].map(idOf).includes(each.subject.id),
    )
    expect(
      mine.map((each: { subject: { id: string }; state: string; overdue: boolean }) => [
        each.subject.id,
        each.state,
        each.overdue,
      ]),
    ).toEqual([
      [idOf(draft), 'draft', true],
      [idOf(closed), 'closed', false],
    ])
    expect((await world.as(owner).get('/todos?type=call')).body.items).toEqual([])
    // A round that has the call in hand is on the list in its place.
    await world.db.sql(
      `insert into rounds (id, code, title, call_id, state, state_since, created_at, updated_at) values ($1, 'TEST-R-1', '评审', $2, 'scoring', app_now(), app_now(), app_now())`,
      [newId(), idOf(closed)],
    )
    const left = (await world.as(operator).get('/todos?type=call&limit=200')).body.items
    expect(left.map((each: { subject: { id: string } }) => each.subject.id)).not.toContain(idOf(closed))
    await world.shiftClock('-2 hours')
  })

  test('lists: filters, pages, a constant number of statements, the same rows in a workbook', async () => {
    const marks = ['甲', '乙', '丙'].map((each) => `港航专项${each}`)
    await openCall({ title: marks[0], domains: [], directions: [] })
    world.db.statements()
    const count = async () => {
      world.db.statements()
      const answer = good(await world.as(operator).get('/calls?q=港航专项&limit=2&sort=title'))
      return { answer, statements: world.db.statements().length }
    }
    const one = await count()
    await openCall({ title: marks[1] })
    await draftCall({ title: marks[2] })
    const three = await count()
    expect([one.answer.body.total, three.answer.body.total]).toEqual([1, 3])
    expect(three.statements).toBe(one.statements)
    const next = await world
      .as(operator)
      .get(`/calls?q=港航专项&limit=2&sort=title&cursor=${three.answer.body.nextCursor}`)
    expect([...three.answer.body.items, ...next.body.items].map((each) => each.title).sort()).toEqual([...marks].sort())
    const titles = async (query: string, person: Person | null = null) =>
      (await world.as(person).get(`/calls?q=港航专项&${query}`)).body.items
        .map((each: { title: string }) => each.title)
        .sort()
    expect(await titles('sort=title')).toEqual([marks[0], marks[1]].sort())
    // One that names no domain addresses all of them.
    expect(await titles('domain=industry')).toEqual([marks[0]])
    expect(await titles('domain=governance&direction=traffic&opener=government&accepting=true')).toEqual(
      [marks[0], marks[1]].sort(),
    )
    expect(await titles('accepting=false', operator)).toEqual([marks[2]])
    expect((await world.as(null).get('/calls?nothing=1')).status).toBe(400)

    const file = await world.as(operator).get('/calls/export.xlsx?q=港航专项')
    const local = join(world.config.dataDir, 'calls.xlsx')
    await writeFile(local, file.raw.rawPayload)
    const rows: unknown[] = []
    for await (const row of readRows(local, { maxRows: 10 })) rows.push(row)
    expect(rows).toHaveLength(4)
    expect(marks.filter((each) => !JSON.stringify(rows).includes(each))).toEqual([])
  })

  /** Somebody else holds what the statement takes, until `let go`. */
  async function holding(statement: string) {
    const other = await world.db.asOwner()
    await other.query('set role scenario_app')
    await other.query(`set app.roles = 'system'`)
    await other.query('begin')
    await other.query(statement)
    return async () => {
      await other.query('commit')
      await other.end()
    }
  }
  /** Until so many wait for a lock in this database, or `over` has come out without waiting. */
  async function waiting(count: number, over?: Promise<unknown>): Promise<void> {
    let done = false
    over?.finally(() => {
      done = true
    })
    const other = await world.db.asOwner()
    const asked = `select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    while (!done && (await other.query(asked)).rows[0].n < count);
    await other.end()
  }

  test('a submission that began in time and is held up until the call has closed does not land', async () => {
    const path = await openCall()
    const draft = await way.draft({ callId: idOf(path) })
    const letGo = await holding(`select from scenarios where id = '${idOf(draft)}' for update`)
    const submission = world.as(owner).act(draft, 'submit')
    await waiting(1)
    await closeAfter(path)
    await letGo()
    const answer = await submission
    expect([answer.status, answer.body.code]).toEqual([409, 'call_missed'])
    await world.shiftClock('-49 hours')
  })

  test('closing waits for a submission that was let in', async () => {
    const path = await openCall()
    const draft = await way.draft({ callId: idOf(path) })
    // Held up between being let in and its end: at the number it is given.
    const letGo = await holding('select from code_counters for update')
    const submission = world.as(owner).act(draft, 'submit')
    await waiting(1)
    await world.shiftClock('49 hours')
    const closing = world.as(operator).act(path, 'close')
    await waiting(2, closing)
    await letGo()
    const [submitted, closed] = [good(await submission), good(await closing)]
    expect([submitted.body.state, closed.body.state]).toEqual(['submitted', 'closed'])
    const records = await world.db.sql<{ action: string }>(
      `select action from journal_records where subject_id in ($1, $2) and action in ('scenario.submit', 'call.close') order by seq`,
      [idOf(path), idOf(draft)],
    )
    expect(records.map((each) => each.action)).toEqual(['scenario.submit', 'call.close'])
    await world.shiftClock('-49 hours')
  })

  test('many at once around the deadline: none lands after it', async () => {
    const path = await openCall()
    const drafts = []
    for (let each = 0; each < 40; each += 1) drafts.push(await way.draft({ callId: idOf(path) }))
    const answers = await Promise.all(
      drafts.map(async (draft, index) => {
        if (index === 12) await world.shiftClock('49 hours')
        if (index % 10 === 5) await world.tick('calls.close')
        return world.as(owner).act(draft, 'submit')
      }),
    )
    await world.tick('calls.close')
    for (const answer of answers) expect([200, 409]).toContain(answer.status)
    const [landed] = await world.db.sql<{ count: number; late: number; behind: number }>(
      `select count(*)::int as count,
              count(*) filter (where s.submitted_at >= c.closes_at)::int as late,
              count(*) filter (where r.seq > e.seq)::int as behind
         from scenarios s join calls c on c.id = s.call_id
         join journal_records r on r.subject_id = s.id and r.action = 'scenario.submit'
         join journal_records e on e.subject_id = c.id and e.action = 'call.close'
        where c.id = $1`,
      [idOf(path)],
    )
    expect(landed).toEqual({ count: answers.filter((each) => each.status === 200).length, late: 0, behind: 0 })
    await world.shiftClock('-49 hours')
  })
})
