import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AccountsWorld, createAccountsWorld, goodPassword } from './test-support.ts'

let world: AccountsWorld
beforeAll(async () => {
  world = await createAccountsWorld()
})
afterAll(() => world.close())

const match = (version: number) => ({ 'if-match': `"${version}"` })

test('changes own name, language and type size', async () => {
  await world.account('me@example.com')
  const visitor = await world.signedIn('me@example.com')
  const answer = await visitor.send('PATCH', '/me', { name: '林大海', locale: 'en', largeType: true })
  expect([answer.status, answer.body]).toMatchObject([200, { user: { name: '林大海', locale: 'en', largeType: true } }])
  expect((await visitor.send('GET', '/me')).body).toEqual(answer.body)
  const elsewhere = await visitor.send('PATCH', '/me', { organisationId: '01890000-0000-7000-8000-000000000000' })
  expect(elsewhere.status).toBe(404)
})

test('sees and ends own sessions, nobody else’s', async () => {
  await world.account('a@example.com')
  await world.account('b@example.com')
  const [here, there, foreign] = [
    await world.signedIn('a@example.com'),
    await world.signedIn('a@example.com'),
    await world.signedIn('b@example.com'),
  ]
  const { items } = (await here.send('GET', '/me/sessions')).body as unknown as {
    items: { id: string; current: boolean }[]
  }
  expect(items.map((each) => each.current).sort()).toEqual([false, true])
  const other = items.find((each) => !each.current)?.id
  expect((await foreign.send('DELETE', `/me/sessions/${other}`)).status).toBe(404)
  expect((await here.send('DELETE', `/me/sessions/${other}`)).status).toBe(204)
  expect((await there.send('GET', '/me')).status).toBe(401)
})

test('a token is shown once, works within its scopes, ends when revoked, when it runs out and with the account', async () => {
  await world.account('robot@example.com')
  const owner = await world.signedIn('robot@example.com')
  async function made(scopes: string[]) {
    const answer = await owner.send('POST', '/me/tokens', { name: '数据接口', scopes, days: 30 })
    expect(answer.status).toBe(201)
    return answer.body as unknown as { id: string; token: string }
  }
  const reader = await made(['read'])
  const use = (method: string, path: string, token: string, body?: object) =>
    world.browser().send(method, path, body, { authorization: `Bearer ${token}` })
  expect((await use('GET', '/organisations', reader.token)).status).toBe(200)
  expect((await use('GET', '/me/export', reader.token)).status).toBe(403)
  expect((await use('POST', '/organisations', reader.token, { name: '某公司', kind: 'firm' })).status).toBe(403)
  const writer = await made(['read', 'write'])
  expect((await use('POST', '/organisations', writer.token, { name: '某公司', kind: 'firm' })).status).toBe(201)
  expect((await use('POST', '/me/tokens', writer.token, { name: 'x', scopes: ['read'], days: 1 })).status).toBe(403)
  expect(JSON.stringify((await owner.send('GET', '/me/tokens')).body)).not.toContain(reader.token)
  const [row] = await world.test.sql<{ text: string }>(`select string_agg(t::text, ' ') as text from api_tokens t`)
  expect(row?.text).not.toContain(reader.token)

  expect((await owner.send('DELETE', `/me/tokens/${reader.id}`)).status).toBe(204)
  expect((await use('GET', '/organisations', reader.token)).status).toBe(401)
  await world.test.shiftClock('31 days')
  expect((await use('GET', '/organisations', writer.token)).status).toBe(401)
  await world.test.shiftClock('-31 days')
  await world.test.sql(`update users set state = 'disabled' where email = 'robot@example.com'`)
  expect((await use('GET', '/organisations', writer.token)).status).toBe(401)
})

test('exports everything kept about oneself, and nothing about others or any secret', async () => {
  const id = await world.account('export@example.com')
  await world.account('neighbour@example.com')
  await world.signedIn('neighbour@example.com')
  const visitor = await world.signedIn('export@example.com')
  await visitor.send('POST', '/organisations', { name: '导出公司', kind: 'firm' })
  await visitor.send('PATCH', '/me', { name: '新名字' })
  await world.test.sql(
    `insert into notifications (id, user_id, at, kind) values (gen_random_uuid(), $1, app_now(), 'welcome')`,
    [id],
  )
  const answer = await visitor.send('GET', '/me/export')
  expect(answer.headers['content-disposition']).toBe('attachment; filename="personal-data.json"')
  const data = answer.body as unknown as Record<string, Record<string, unknown>[] & { email?: string }>
  expect(data.account?.email).toBe('export@example.com')
  expect(data.memberships).toMatchObject([{ name: '导出公司', role: 'org_admin' }])
  expect(data.securityEvents?.map((each) => each.kind)).toEqual(['sign_in'])
  expect(data.notifications).toMatchObject([{ kind: 'welcome' }])
  expect(data.journalValues).toMatchObject([{ path: 'name', after: '新名字' }])
  expect(data.actions?.map((each) => each.action)).toEqual(['create', 'update'])
  const text = JSON.stringify(data)
  expect(text).not.toContain('neighbour')
  expect(text).not.toMatch(/argon2|token_hash|otp_secret/)
})

test('erases the account: personal values are gone everywhere, what was done stays, and the journal says which values went', async () => {
  const id = await world.account('leaver@example.com')
  const visitor = await world.signedIn('leaver@example.com')
  const made = await visitor.send('POST', '/organisations', { name: '独自公司', kind: 'firm' })
  await visitor.send('PATCH', '/me', { name: '要走的人' })
  await visitor.send('POST', '/me/tokens', { name: 't', scopes: ['read'], days: 3 })
  const wrong = await visitor.send('POST', '/me/actions/erase', { password: 'Wrong-000000' })
  expect(wrong.body).toMatchObject({ code: 'wrong_credentials' })
  expect((await visitor.send('POST', '/me/actions/erase', { password: goodPassword })).status).toBe(204)
  expect(visitor.cookie()).toBe(undefined)
  const again = await world
    .browser()
    .send('POST', '/auth/sign-in', { account: 'leaver@example.com', password: goodPassword })
  expect(again.body).toMatchObject({ code: 'wrong_credentials' })

  expect(await world.test.sql('select name, email, mobile, state, roles from users where id = $1', [id])).toEqual([
    { name: '', email: null, mobile: null, state: 'erased', roles: [] },
  ])
  for (const table of ['sessions', 'api_tokens', 'credentials', 'organisation_members', 'notifications'])
    expect(await world.test.sql(`select 1 from ${table} where user_id = $1`, [id])).toEqual([])
  expect(await world.test.sql('select 1 from journal_personal where person_id = $1', [id])).toEqual([])
  const records = await world.test.sql<{ action: string; record: { erases?: object[] } }>(
    `select action, record from journal_records where actor_id = $1 order by seq`,
    [id],
  )
  expect(records.map((each) => each.action)).toEqual(['create', 'update', 'remove_member', 'erase'])
  expect(records.at(-1)?.record.erases).toMatchObject([{ path: 'name' }])
  expect(JSON.stringify(records)).not.toContain('要走的人')
  const organisation = (made.body as unknown as { id: string }).id
  expect(await world.test.sql('select name from organisations where id = $1', [organisation])).toEqual([
    { name: '独自公司' },
  ])
})

test('erasing takes away the contacts a person gave, the invitations sent to him, and answers kept for repeating; not those of others', async () => {
  await world.account('giver@example.com')
  const visitor = await world.signedIn('giver@example.com')
  const made = await visitor.send(
    'POST',
    '/organisations',
    { name: '联系人公司', kind: 'firm' },
    { 'idempotency-key': 'one' },
  )
  const owner = (made.body as unknown as { id: string }).id
  for (const [title, email] of [
    ['甲场景', 'giver@example.com'],
    ['乙场景', 'keeper@example.com'],
  ])
    await world.test
      .sql(
        `with s as (insert into scenarios (id, title, owner_id, state, state_since, created_at, updated_at)
         values (gen_random_uuid(), $1, $2, 'draft', app_now(), app_now(), app_now()) returning id)
       select id from s`,
        [title, owner],
      )
      .then(([row]) =>
        world.test.sql(`insert into scenario_contacts (scenario_id, name, email) values ($1, '联系人', $2)`, [
          (row as { id: string }).id,
          email,
        ]),
      )
  const inviter = await world.account('inviter@example.com')
  await world.test.sql(
    `insert into invitations (id, organisation_id, account, role, code_hash, invited_by, created_at, expires_at)
     values (gen_random_uuid(), $1, 'giver@example.com', 'member', '\\x00', $2, app_now(), app_now() + interval '7 days')`,
    [owner, inviter],
  )
  const data = (await visitor.send('GET', '/me/export')).body as unknown as { scenarioContacts: { email: string }[] }
  expect(data.scenarioContacts.map((each) => each.email)).toEqual(['giver@example.com'])
  expect((await visitor.send('POST', '/me/actions/erase', { password: goodPassword })).status).toBe(204)
  expect(await world.test.sql('select email from scenario_contacts')).toEqual([{ email: 'keeper@example.com' }])
  expect(await world.test.sql('select account, revoked_at is not null as revoked from invitations')).toEqual([
    { account: '', revoked: true },
  ])
  expect(await world.test.sql(`select 1 from idempotency_keys where key = 'one'`)).toEqual([])
})

test('the last administrator of an organisation with others, or of the accounts, cannot leave', async () => {
  await world.account('boss@example.com')
  const other = await world.account('staffer@example.com')
  const boss = await world.signedIn('boss@example.com')
  const made = await boss.send('POST', '/organisations', { name: '两人公司', kind: 'firm' })
  const id = (made.body as unknown as { id: string }).id
  await world.test.sql(`insert into organisation_members values ($1, $2, 'member', app_now())`, [id, other])
  const refused = await boss.send('POST', '/me/actions/erase', { password: goodPassword })
  expect([refused.status, refused.body]).toMatchObject([409, { code: 'last_administrator' }])
  expect((await boss.send('GET', '/me')).status).toBe(200)

  await world.account('admin@example.com', { roles: ['security_admin'], demo: true })
  const admin = await world.signedIn('admin@example.com')
  const last = await admin.send('POST', '/me/actions/erase', { password: goodPassword })
  expect([last.status, last.body]).toMatchObject([409, { code: 'last_administrator' }])
})

test('users: only their administrator sees them, with accounts masked; staff are invited, roles exclude one another', async () => {
  const admin = await world.signedIn('admin@example.com')
  expect((await (await world.signedIn('boss@example.com')).send('GET', '/users')).status).toBe(403)
  const found = await admin.send('GET', '/users?q=boss@example.com')
  expect(found.body).toMatchObject({
    items: [
      { account: 'b***@example.com', organisations: [{ name: '两人公司' }], state: 'active', actions: ['disable'] },
    ],
    total: 1,
  })
  expect((await admin.send('GET', '/users?q=oss@example')).body).toMatchObject({ total: 0 })
  const district = world.app.platform.pack.districts[0]?.key
  const create = (more: object) =>
    admin.send('POST', '/users', { account: 'new@example.com', name: '新同事', roles: ['operator'], ...more })
  const excluded = await create({ roles: ['operator', 'auditor'] })
  expect([excluded.status, excluded.body]).toMatchObject([
    409,
    { code: 'roles_exclude', params: { roles: ['运营人员', '审计人员'] } },
  ])
  expect((await create({ roles: ['district_operator'] })).body).toMatchObject({
    code: 'incomplete',
    errors: [{ path: 'district' }],
  })
  expect((await create({ roles: ['district_operator'], district: 'atlantis' })).body).toMatchObject({
    code: 'unknown_key',
  })
  const made = await create({ roles: ['district_operator'], district })
  expect([made.status, made.body]).toMatchObject([201, { account: 'n***@example.com', district, version: 1 }])
  expect((await create({})).body).toMatchObject({ code: 'account_taken' })

  await world.work()
  const code = /验证码 (\d{6})/.exec((await world.mailTo('new@example.com')) ?? '')?.[1]
  await world.test.shiftClock('2 days')
  const set = await world
    .browser()
    .send('POST', '/auth/reset-password', { account: 'new@example.com', code, password: 'Another-5566' })
  await world.test.shiftClock('-2 days')
  expect(set.status).toBe(204)
  const first = world.browser()
  const entered = await first.send('POST', '/auth/sign-in', { account: 'new@example.com', password: 'Another-5566' })
  expect(entered.body).toMatchObject({ roles: ['district_operator'], pending: ['consent', 'otp_enrolment'] })

  const id = (made.body as unknown as { id: string }).id
  expect((await admin.send('PATCH', `/users/${id}`, { roles: ['operator'] })).status).toBe(428)
  const changed = await admin.send('PATCH', `/users/${id}`, { roles: ['operator'], district: null }, match(1))
  expect(changed.body).toMatchObject({ roles: ['operator'], district: null, version: 2 })
  expect((await admin.send('PATCH', `/users/${id}`, { roles: [] }, match(1))).status).toBe(412)
  const disabled = await admin.send('POST', `/users/${id}/actions/disable`, { reason: '离岗' }, match(2))
  expect(disabled.body).toMatchObject({ state: 'disabled', actions: ['enable'], version: 3 })
  expect((await first.send('GET', '/me')).status).toBe(401)
  const odd = await admin.send('POST', `/users/${id}/actions/unlock`, {}, match(3))
  expect([odd.status, odd.body]).toMatchObject([409, { code: 'action_not_allowed', params: { allowed: ['启用'] } }])
  expect((await admin.send('POST', `/users/${id}/actions/enable`, {}, match(3))).body).toMatchObject({
    state: 'active',
  })
})

test('nobody changes his own roles; the last administrator stays one', async () => {
  const admin = await world.signedIn('admin@example.com')
  const id = ((await admin.send('GET', '/me')).body as unknown as { user: { id: string } }).user.id
  const own = await admin.send('PATCH', `/users/${id}`, { roles: ['security_admin', 'leader'] }, match(1))
  expect([own.status, own.body]).toMatchObject([403, { code: 'forbidden' }])
  const none = await admin.send('PATCH', `/users/${id}`, { roles: [] }, match(1))
  expect([none.status, none.body]).toMatchObject([409, { code: 'last_administrator' }])
  const off = await admin.send('POST', `/users/${id}/actions/disable`, {}, match(1))
  expect([off.status, off.body]).toMatchObject([409, { code: 'last_administrator' }])
})

test('the administrator unlocks an account and resets its authenticator', async () => {
  const id = await world.account('clumsy@example.com')
  for (let at = 0; at < 5; at++)
    await world.browser().send('POST', '/auth/sign-in', { account: 'clumsy@example.com', password: 'Wrong-000000' })
  await world.test.sql(`update credentials set otp_secret = 'x', otp_confirmed_at = app_now() where user_id = $1`, [id])
  const admin = await world.signedIn('admin@example.com')
  const shown = (await admin.send('GET', `/users/${id}`)).body
  expect(shown).toMatchObject({ otpEnabled: true, actions: ['disable', 'unlock', 'reset_otp'] })
  const unlocked = await admin.send('POST', `/users/${id}/actions/unlock`, {}, match(1))
  expect(unlocked.body).toMatchObject({ lockedUntil: null, actions: ['disable', 'reset_otp'] })
  const reset = await admin.send('POST', `/users/${id}/actions/reset_otp`, {}, match(2))
  expect(reset.body).toMatchObject({ otpEnabled: false, actions: ['disable'], version: 3 })
  await world.signedIn('clumsy@example.com')
})

test('the list of users pages in one order, and costs the same number of statements for one row and for three', async () => {
  const admin = await world.signedIn('admin@example.com')
  const page = async (query: string) =>
    (await admin.send('GET', `/users?${query}`)).body as unknown as {
      items: { id: string }[]
      nextCursor: string | null
    }
  const all = (await page('limit=200&sort=name')).items.map((each) => each.id)
  const paged: string[] = []
  let cursor: string | null = null
  do {
    const one: Awaited<ReturnType<typeof page>> = await page(`limit=3&sort=name${cursor ? `&cursor=${cursor}` : ''}`)
    paged.push(...one.items.map((each) => each.id))
    cursor = one.nextCursor
  } while (cursor)
  expect(paged).toEqual(all)
  const count = async (limit: number) => {
    world.test.statements()
    await page(`limit=${limit}`)
    return world.test.statements().length
  }
  expect(await count(3)).toBe(await count(1))
})
