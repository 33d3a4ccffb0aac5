import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCreditCode } from '../../../engines/text/index.ts'
import { type AccountsWorld, type Browser, createAccountsWorld, goodPassword } from '../accounts/test-support.ts'

let world: AccountsWorld
let maker: Browser
let operator: Browser
beforeAll(async () => {
  world = await createAccountsWorld()
  await world.app.loadPack()
  for (const email of ['maker@example.com', 'colleague@example.com', 'stranger@example.com', 'reader@example.com'])
    await world.account(email)
  await world.account('operator@example.com', { roles: ['operator'], demo: true })
  maker = await world.signedIn('maker@example.com')
  operator = await world.signedIn('operator@example.com')
})
afterAll(() => world.close())

const firm = { name: '海潮智能科技有限公司', kind: 'firm' }
const match = (version: number) => ({ 'if-match': `"${version}"` })

async function registered(more: object = {}, by = maker) {
  const answer = await by.send('POST', '/organisations', { ...firm, ...more })
  expect([answer.status, answer.body]).toEqual([201, expect.anything()])
  return answer.body as unknown as { id: string; version: number; actions: string[]; state: string }
}

test('registers an organisation: its maker administers it, it waits for an operator, who verifies it', async () => {
  const code = makeCreditCode(7)
  const typed = code.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).toLowerCase()
  const made = await registered({ creditCode: ` ${typed.slice(0, 8)} ${typed.slice(8)}` })
  expect(made).toMatchObject({ creditCode: code, state: 'unverified', verified: false, actions: ['update', 'invite'] })
  const seen = await world.browser().send('GET', `/organisations/${made.id}`)
  expect(seen.status).toBe(404)
  const [todo] = await world.test.sql<{ holder: string; due_at: string }>(
    `select holder, due_at from todo_organisations where subject_id = $1`,
    [made.id],
  )
  const [{ due } = { due: '' }] = await world.test.sql<{ due: string }>('select app_now() as due')
  expect(todo?.holder).toBe('operator')
  expect(new Date(todo?.due_at ?? 0)).toEqual(
    world.app.platform.calendar.dueAt(new Date(due), 2, world.app.platform.pack.city.timezone),
  )

  const waiting = await operator.send('GET', `/organisations/${made.id}`)
  expect(waiting.body).toMatchObject({ actions: ['verify', 'refuse', 'suspend', 'update'] })
  expect((await maker.send('POST', `/organisations/${made.id}/actions/verify`, {}, match(1))).status).toBe(403)
  expect((await operator.send('POST', `/organisations/${made.id}/actions/verify`, {})).status).toBe(428)
  const verified = await operator.send('POST', `/organisations/${made.id}/actions/verify`, {}, match(1))
  expect([verified.status, verified.body]).toMatchObject([
    200,
    { state: 'verified', verified: true, version: 2, actions: ['suspend', 'update'] },
  ])
  expect((await world.browser().send('GET', `/organisations/${made.id}`)).body).toMatchObject({ name: firm.name })
  const again = await operator.send('POST', `/organisations/${made.id}/actions/verify`, {}, match(2))
  expect([again.status, again.body]).toMatchObject([409, { code: 'action_not_allowed', params: { allowed: ['停用'] } }])

  const history = await maker.send('GET', `/organisations/${made.id}/history`)
  expect((history.body as unknown as { items: { action: string }[] }).items.map((each) => each.action)).toEqual([
    'verify',
    'create',
  ])
  const told = await world.test.sql(`select kind from notifications where subject_id = $1 order by at, kind`, [made.id])
  expect(told.map((each) => each.kind)).toEqual(['organisation_registered', 'organisation_verified'])
})

test.each([
  ['9137020', 'length', '应为 18 位'],
  [`${makeCreditCode(8).slice(0, 17)}I`, 'character', '含有代码中不会出现的字符'],
  [`${makeCreditCode(8).slice(0, 17)}О`, 'lookalike', '含有形近的外文字母'],
  [`91A${makeCreditCode(8).slice(3)}`, 'region', '第 3 至 8 位应为数字'],
])('refuses the credit code %s with its reason', async (creditCode, reason, words) => {
  const answer = await maker.send('POST', '/organisations', { ...firm, creditCode })
  expect([answer.status, answer.body]).toMatchObject([
    422,
    {
      code: 'invalid_credit_code',
      params: { reason },
      errors: [{ path: 'creditCode', message: `统一社会信用代码有误（${words}）。` }],
    },
  ])
})

test('refuses a wrong check character, a code registered already, also at the same moment, and a district of no catalog', async () => {
  const code = makeCreditCode(9)
  const wrong = code.slice(0, 17) + (code[17] === '1' ? '2' : '1')
  expect((await maker.send('POST', '/organisations', { ...firm, creditCode: wrong })).body).toMatchObject({
    code: 'invalid_credit_code',
  })
  const both = await Promise.all([1, 2].map(() => maker.send('POST', '/organisations', { ...firm, creditCode: code })))
  expect(both.map((each) => each.status).sort()).toEqual([201, 409])
  expect(both.find((each) => each.status === 409)?.body).toMatchObject({ code: 'credit_code_taken' })
  const other = await maker.send('POST', '/organisations', { ...firm, district: 'atlantis' })
  expect([other.status, other.body]).toMatchObject([422, { code: 'unknown_key', params: { key: 'atlantis' } }])
})

test('a refused organisation is told why, is handed in again by a change; a stale or foreign change is refused', async () => {
  const { id } = await registered({ creditCode: makeCreditCode(10) })
  const silent = await operator.send('POST', `/organisations/${id}/actions/refuse`, {}, match(1))
  expect([silent.status, silent.body]).toMatchObject([422, { code: 'incomplete', errors: [{ path: 'reason' }] }])
  await operator.send('POST', `/organisations/${id}/actions/refuse`, { reason: '名称与执照不符' }, match(1))
  expect((await maker.send('GET', `/organisations/${id}`)).body).toMatchObject({
    state: 'refused',
    stateReason: '名称与执照不符',
  })
  const stale = await maker.send('PATCH', `/organisations/${id}`, { name: '海潮' }, match(1))
  expect([stale.status, stale.body]).toMatchObject([412, { code: 'stale', params: { version: 2 } }])
  const again = await maker.send('PATCH', `/organisations/${id}`, { name: '海潮智能' }, match(2))
  expect(again.body).toMatchObject({ state: 'unverified', stateReason: null, name: '海潮智能', version: 3 })
  const verified = await operator.send('POST', `/organisations/${id}/actions/verify`, {}, match(3))
  expect(verified.status).toBe(200)

  const renamed = await maker.send('PATCH', `/organisations/${id}`, { name: '另一家公司' }, match(4))
  expect([renamed.status, renamed.body]).toMatchObject([403, { code: 'forbidden' }])
  expect((await maker.send('PATCH', `/organisations/${id}`, { employees: 40 }, match(4))).body).toMatchObject({
    employees: 40,
    state: 'verified',
  })
  const stranger = await world.signedIn('stranger@example.com')
  await registered({ name: '别家' }, stranger)
  const foreign = await (await world.signedIn('stranger@example.com')).send(
    'PATCH',
    `/organisations/${id}`,
    { employees: 1 },
    match(5),
  )
  expect(foreign.status).toBe(403)
})

test('a suspended organisation goes back to what it was', async () => {
  const { id } = await registered({ name: '海湾检测中心' })
  const stopped = await operator.send('POST', `/organisations/${id}/actions/suspend`, { reason: '材料存疑' }, match(1))
  expect([stopped.status, stopped.body]).toMatchObject([200, { state: 'suspended', version: 2 }])
  const shown = await operator.send('GET', `/organisations/${id}`)
  expect(shown.body).toMatchObject({ state: 'suspended', actions: ['restore', 'update'] })
  const back = await operator.send('POST', `/organisations/${id}/actions/restore`, {}, match(2))
  expect(back.body).toMatchObject({ state: 'unverified', version: 3 })
})

test('nobody verifies an organisation of his own', async () => {
  const { id } = await registered({ name: '运营自办公司' }, operator)
  const own = await world.signedIn('operator@example.com')
  expect((await own.send('GET', `/organisations/${id}`)).body).toMatchObject({ actions: ['update', 'invite'] })
  const answer = await own.send('POST', `/organisations/${id}/actions/verify`, {}, match(1))
  expect([answer.status, answer.body]).toMatchObject([409, { code: 'second_person_required' }])
})

test('a colleague joins by an invitation sent to his own account; accounts are masked for him; one administrator always stays', async () => {
  const { id } = await registered({ name: '海潮研究院', kind: 'institute' })
  const admin = await world.signedIn('maker@example.com')
  const invited = await admin.send('POST', `/organisations/${id}/invitations`, { account: 'Colleague@Example.com' })
  expect(invited.body).toMatchObject({ account: 'colleague@example.com', role: 'member', acceptedAt: null })
  expect(await world.work()).toContain('organisations.invite')
  const mail = await world.mailTo('colleague@example.com')
  const code = /join\?code=(\S+)/.exec(mail ?? '')?.[1]
  expect(mail).toContain('海潮研究院')

  const stranger = await world.signedIn('stranger@example.com')
  const wrong = await stranger.send('POST', '/invitations/actions/accept', { code })
  expect([wrong.status, wrong.body]).toMatchObject([403, { code: 'invitation_for_another' }])
  const colleague = await world.signedIn('colleague@example.com')
  expect((await colleague.send('POST', '/invitations/actions/accept', { code })).body).toEqual({
    id,
    name: '海潮研究院',
  })
  const twice = await colleague.send('POST', '/invitations/actions/accept', { code })
  expect([twice.status, twice.body]).toMatchObject([410, { code: 'link_expired' }])
  expect((await colleague.send('GET', '/me')).body).toMatchObject({
    organisation: { id, name: '海潮研究院', kind: 'institute', verified: false, state: 'unverified' },
  })

  type History = { items: { action: string; changes: object[] }[] }
  const invitedIn = async (by: Browser) =>
    ((await by.send('GET', `/organisations/${id}/history`)).body as unknown as History).items.find(
      (each) => each.action === 'invite',
    )?.changes
  expect(await invitedIn(colleague)).toEqual([{ path: 'invitation', withheld: true }])
  expect(await invitedIn(admin)).toMatchObject([{ after: { account: 'colleague@example.com' } }])
  expect((await stranger.send('GET', `/organisations/${id}/history`)).status).toBe(404)

  type Members = { items: { user: { id: string }; role: string; account: string }[] }
  const seen = (await colleague.send('GET', `/organisations/${id}/members`)).body as unknown as Members
  expect(seen.items.map(({ role, account }) => [role, account])).toEqual([
    ['org_admin', 'm***@example.com'],
    ['member', 'colleague@example.com'],
  ])
  const whole = (await admin.send('GET', `/organisations/${id}/members`)).body as unknown as Members
  expect(whole.items.map(({ account }) => account)).toEqual(['maker@example.com', 'colleague@example.com'])
  const [first, second] = whole.items.map((each) => each.user.id)

  expect((await admin.send('PUT', `/organisations/${id}/members/${first}`, { role: 'member' })).body).toMatchObject({
    code: 'last_administrator',
  })
  expect((await admin.send('DELETE', `/organisations/${id}/members/${first}`)).body).toMatchObject({
    code: 'last_administrator',
  })
  expect((await colleague.send('DELETE', `/organisations/${id}/members/${first}`)).status).toBe(403)
  expect((await admin.send('PUT', `/organisations/${id}/members/${second}`, { role: 'org_admin' })).status).toBe(204)
  expect((await admin.send('DELETE', `/organisations/${id}/members/${first}`)).status).toBe(204)
  expect((await admin.send('GET', `/organisations/${id}/members`)).status).toBe(404)
})

test('an invitation ends after seven days, when taken back, and when a newer one is sent', async () => {
  const { id } = await registered({ name: '邀请试验所' })
  const admin = await world.signedIn('maker@example.com')
  async function sent() {
    const answer = await admin.send('POST', `/organisations/${id}/invitations`, { account: 'colleague@example.com' })
    await world.work()
    const code = /join\?code=(\S+)/.exec((await world.mailTo('colleague@example.com')) ?? '')?.[1]
    return { code, invitation: (answer.body as unknown as { id: string }).id }
  }
  const colleague = await world.signedIn('colleague@example.com')
  const use = async (code?: string) => (await colleague.send('POST', '/invitations/actions/accept', { code })).status
  const older = await sent()
  const newer = await sent()
  expect(await use(older.code)).toBe(410)
  expect((await admin.send('DELETE', `/organisations/${id}/invitations/${newer.invitation}`)).status).toBe(204)
  expect(await use(newer.code)).toBe(410)
  const late = await sent()
  await world.test.shiftClock('7 days')
  try {
    expect(await use(late.code)).toBe(401)
    const fresh = await world.signedIn('colleague@example.com')
    expect((await fresh.send('POST', '/invitations/actions/accept', { code: late.code })).status).toBe(410)
  } finally {
    await world.test.shiftClock('-7 days')
  }
})

test('lists what one may see, by search, filter, sort and page, with the same number of statements for one row and for three', async () => {
  const reader = await world.signedIn('reader@example.com')
  const all = (await reader.send('GET', '/organisations?limit=200')).body as unknown as {
    items: { state: string; name: string }[]
    total: number
  }
  expect(new Set(all.items.map((each) => each.state))).toEqual(new Set(['verified']))
  expect(all.total).toBe(all.items.length)
  const named = world.app.platform.pack.organisations.named
  const wanted = named[0]?.zh ?? ''
  const found = (await reader.send('GET', `/organisations?q=${encodeURIComponent(wanted)}`)).body
  expect(found).toMatchObject({ items: [{ name: wanted, source: named[0]?.src.join(','), verified: true }], total: 1 })
  const firms = (await reader.send('GET', '/organisations?kind=hospital,park&limit=200')).body as unknown as {
    total: number
  }
  expect(firms.total).toBe(named.filter((each) => ['hospital', 'park'].includes(each.kind)).length)

  const paged: string[] = []
  let cursor: string | null = null
  do {
    const page = (await reader.send('GET', `/organisations?limit=7${cursor ? `&cursor=${cursor}` : ''}`))
      .body as unknown as {
      items: { name: string }[]
      nextCursor: string | null
    }
    paged.push(...page.items.map((each) => each.name))
    cursor = page.nextCursor
  } while (cursor)
  expect(paged).toEqual(all.items.map((each) => each.name))

  const count = async (limit: number) => {
    world.test.statements()
    await reader.send('GET', `/organisations?limit=${limit}`)
    return world.test.statements().length
  }
  expect(await count(3)).toBe(await count(1))
  expect((await reader.send('GET', '/organisations?colour=blue')).status).toBe(400)
  expect((await world.browser().send('GET', '/organisations')).status).toBe(401)
})

test('the pack loads again without a change, and follows the pack when it changes', async () => {
  const before = await world.test.sql(
    'select id, version, name from organisations where pack_key is not null order by id',
  )
  expect(before.length).toBe(world.app.platform.pack.organisations.named.length)
  await world.app.loadPack()
  const after = await world.test.sql(
    'select id, version, name from organisations where pack_key is not null order by id',
  )
  expect(after).toEqual(before)
  await world.test.sql(`update organisations set name = '旧名' where id = $1`, [before[0]?.id])
  await world.app.loadPack()
  const mended = await world.test.sql(
    'select id, version, name from organisations where pack_key is not null order by id',
  )
  expect(mended).toEqual(before.map((row, at) => (at === 0 ? { ...row, version: 2 } : row)))
})

test('exports exactly the rows of the filter', async () => {
  const reader = await world.browser()
  await reader.send('POST', '/auth/sign-in', { account: 'colleague@example.com', password: goodPassword })
  const answer = await world.app.http.inject({
    url: '/api/v1/organisations/export.csv?kind=hospital,park',
    headers: { cookie: `sid=${reader.cookie()}` },
  })
  expect(answer.statusCode).toBe(200)
  const lines = answer.body
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  expect(lines.length - 1).toBe(
    world.app.platform.pack.organisations.named.filter((each) => ['hospital', 'park'].includes(each.kind)).length,
  )
  const book = await world.app.http.inject({
    url: '/api/v1/organisations/export.xlsx?kind=hospital',
    headers: { cookie: `sid=${reader.cookie()}` },
  })
  expect([book.statusCode, book.rawPayload.subarray(0, 2).toString()]).toEqual([200, 'PK'])
})
