import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AccountsWorld, type Browser, createAccountsWorld, goodPassword } from './test-support.ts'

let world: AccountsWorld
beforeAll(async () => {
  world = await createAccountsWorld()
})
afterAll(() => world.close())

const signIn = (browser: Browser, account: string, password: string, otp?: string) =>
  browser.send('POST', '/auth/sign-in', { account, password, ...(otp && { otp }) })
/** What a stranger learns from an answer: all of it but the trace. */
const told = ({ status, body }: { status: number; body: object }) => ({ status, ...body, traceId: '' })

test('signs in with an e-mail address however it is typed, is told who one is, and signs out', async () => {
  const id = await world.account('lin@example.com')
  const visitor = world.browser()
  expect((await visitor.send('GET', '/me')).status).toBe(401)

  const answer = await signIn(visitor, ' LIN＠example.com ', goodPassword)
  expect(answer.status).toBe(200)
  expect(answer.body).toEqual({
    user: {
      id,
      name: '林小海',
      email: 'lin@example.com',
      mobile: null,
      locale: 'zh',
      otpEnabled: false,
      largeType: false,
    },
    organisation: null,
    memberships: [],
    roles: [],
    district: null,
    pending: [],
    unread: 0,
    todo: 0,
  })
  const [cookie] = [answer.headers['set-cookie']].flat()
  expect(String(cookie).replace(/sid=[^;]+/, 'sid=…')).toBe('sid=…; Path=/; HttpOnly; SameSite=Lax')
  expect((await visitor.send('GET', '/me')).body).toEqual(answer.body)

  const token = visitor.cookie()
  const [kept] = await world.test.sql<{ token_hash: Buffer }>('select token_hash from sessions where user_id = $1', [
    id,
  ])
  expect(kept?.token_hash.toString('base64url')).not.toBe(token)
  expect((await visitor.send('POST', '/auth/sign-out')).status).toBe(204)
  expect(visitor.cookie()).toBe(undefined)
  expect((await visitor.send('GET', '/me', undefined, { cookie: `sid=${token}` })).status).toBe(401)
})

test('an unknown account, a disabled one and a wrong password answer alike, and a hash is computed for each', async () => {
  await world.account('known@example.com')
  await world.account('gone@example.com', { state: 'disabled' })
  const before = world.verifications()
  const answers = [
    await signIn(world.browser(), 'known@example.com', 'Wrong-000000'),
    await signIn(world.browser(), 'unknown@example.com', 'Wrong-000000'),
    await signIn(world.browser(), 'gone@example.com', goodPassword),
    await signIn(world.browser(), 'no account at all', 'Wrong-000000'),
  ].map(told)
  expect(world.verifications() - before).toBe(4)
  expect(answers.map((each) => each.status)).toEqual([401, 401, 401, 401])
  for (const answer of answers) expect(answer).toEqual({ ...answers[0], code: 'wrong_credentials' })
})

test.each(['locked@example.com', 'nobody@example.com'])(
  '%s is locked after five failures, whether it exists or not, and free again after fifteen minutes',
  async (account) => {
    if (account.startsWith('locked')) await world.account(account)
    const failures = []
    for (let at = 0; at < 6; at++) failures.push(await signIn(world.browser(), account, 'Wrong-000000'))
    expect(failures.map((each) => (each.body as unknown as { code: string }).code)).toEqual([
      ...Array(4).fill('wrong_credentials'),
      'account_locked',
      'account_locked',
    ])
    const right = await signIn(world.browser(), account, goodPassword)
    expect([right.status, right.body]).toMatchObject([423, { code: 'account_locked', params: { minutes: 15 } }])
    const code = await world
      .browser()
      .send('POST', '/auth/reset-password', { account, code: '000000', password: 'Another-5566' })
    expect([code.status, code.body]).toMatchObject([423, { code: 'account_locked' }])
    await world.test.shiftClock('15 minutes')
    try {
      const later = await signIn(world.browser(), account, goodPassword)
      expect(later.status).toBe(account.startsWith('locked') ? 200 : 401)
    } finally {
      await world.test.shiftClock('-15 minutes')
    }
  },
)

test('guesses sent at once are counted one after another: the right one among them does not get in once five were wrong', async () => {
  await world.account('race@example.com')
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => signIn(world.browser(), 'race@example.com', 'Wrong-000000')),
  )
  const codes = answers.map((each) => (each.body as unknown as { code: string }).code)
  expect(codes.filter((code) => code === 'wrong_credentials').length).toBe(4)
  expect(codes.filter((code) => code === 'account_locked').length).toBe(8)
})

test('a session ends after 30 idle minutes, and after 12 hours however busy', async () => {
  await world.account('idle@example.com')
  const idle = await world.signedIn('idle@example.com')
  const busy = await world.signedIn('idle@example.com')
  let moved = 0
  const move = async (minutes: number) => {
    moved += minutes
    await world.test.shiftClock(`${minutes} minutes`)
  }
  try {
    await move(29)
    expect((await busy.send('GET', '/me')).status).toBe(200)
    await move(2)
    expect((await idle.send('GET', '/me')).body).toMatchObject({ code: 'unauthenticated' })
    for (let at = 0; at < 25; at++) {
      expect((await busy.send('GET', '/me')).status).toBe(200)
      await move(27)
    }
    expect((await busy.send('GET', '/me')).status).toBe(200)
    await move(20)
    expect((await busy.send('GET', '/me')).status).toBe(401)
  } finally {
    await world.test.shiftClock(`-${moved} minutes`)
  }
})

test('staff must set up an authenticator first; then each code is good once, and five wrong ones lock', async () => {
  await world.account('staff@example.com', { roles: ['operator'] })
  const staff = await world.signedIn('staff@example.com')
  expect((await staff.send('GET', '/me')).body).toMatchObject({ pending: ['otp_enrolment'] })
  expect((await staff.send('GET', '/organisations')).body).toMatchObject({ code: 'otp_enrolment_required' })
  expect((await staff.send('POST', '/me/otp', { password: 'Wrong-000000' })).body).toMatchObject({
    code: 'wrong_credentials',
  })
  const started = await staff.send('POST', '/me/otp', { password: goodPassword })
  const { uri, secret, qrSvg } = started.body as unknown as { uri: string; secret: string; qrSvg: string }
  expect(uri).toContain(`secret=${secret}`)
  expect(qrSvg).toContain('<svg')
  const [kept] = await world.test.sql<{ otp_secret: string }>(
    `select otp_secret from credentials c join users u on u.id = c.user_id where u.email = 'staff@example.com'`,
  )
  expect(kept?.otp_secret).not.toContain(secret)
  const totp = new TOTP({ secret, digits: 6, period: 30 })
  let shifted = 0
  const codeNow = async () => {
    const [row] = await world.test.sql<{ now: Date }>('select app_now() as now')
    return totp.generate({ timestamp: new Date(row?.now ?? 0).getTime() })
  }
  const wrong = async () => ((await codeNow()) === '000000' ? '111111' : '000000')
  const nextStep = async () => {
    shifted += 60
    await world.test.shiftClock('60 seconds')
  }
  try {
    expect((await staff.send('POST', '/me/otp/actions/confirm', { otp: await wrong() })).body).toMatchObject({
      code: 'otp_wrong',
    })
    const first = await codeNow()
    expect((await staff.send('POST', '/me/otp/actions/confirm', { otp: first })).status).toBe(204)
    expect((await staff.send('GET', '/organisations')).status).toBe(200)

    const without = await signIn(world.browser(), 'staff@example.com', goodPassword)
    expect([without.status, without.body]).toMatchObject([401, { code: 'otp_required' }])
    const replayed = await signIn(world.browser(), 'staff@example.com', goodPassword, first)
    expect([replayed.status, replayed.body]).toMatchObject([401, { code: 'otp_wrong' }])
    await nextStep()
    expect((await signIn(world.browser(), 'staff@example.com', goodPassword, await codeNow())).status).toBe(200)
    const codes = []
    for (let at = 0; at < 5; at++)
      codes.push((await signIn(world.browser(), 'staff@example.com', goodPassword, await wrong())).body)
    expect(codes.map((each) => (each as unknown as { code: string }).code)).toEqual([
      ...Array(4).fill('otp_wrong'),
      'account_locked',
    ])
  } finally {
    await world.test.shiftClock(`-${shifted} seconds`)
  }
})

test('a second sign-in from the same browser ends the first session, and a write from another site is refused', async () => {
  await world.account('twice@example.com')
  const visitor = await world.signedIn('twice@example.com')
  const first = visitor.cookie()
  await signIn(visitor, 'twice@example.com', goodPassword)
  expect((await world.browser().send('GET', '/me', undefined, { cookie: `sid=${first}` })).status).toBe(401)
  const cross = await visitor.send('PATCH', '/me', { name: '某人' }, { 'sec-fetch-site': 'cross-site' })
  expect([cross.status, cross.body]).toMatchObject([403, { code: 'cross_origin' }])
})

test('the security log tells all of it, to the security auditor alone, with accounts masked', async () => {
  await world.account('logs@example.com', { roles: ['security_auditor'], demo: true })
  await world.account('security@example.com', { roles: ['security_admin'], demo: true })
  const logs = await world.signedIn('logs@example.com')
  const id = await world.account('watched@example.com')
  await signIn(world.browser(), 'watched@example.com', 'Wrong-000000')
  const visitor = await world.signedIn('watched@example.com')
  await visitor.send('POST', '/auth/sign-out')
  const answer = await logs.send('GET', `/security-events?user=${id}`)
  const { items } = answer.body as unknown as { items: { kind: string; account: string | null; user: object }[] }
  expect(items.map((each) => each.kind)).toEqual(['sign_out', 'sign_in', 'sign_in_failed'])
  expect(items[1]).toMatchObject({ account: 'w***@example.com', user: { id, name: '林小海' } })
  expect((await (await world.signedIn('security@example.com')).send('GET', '/security-events')).status).toBe(403)
})

test('security events younger than 400 days cannot be removed, not even by the server; the daily sweep takes older ones', async () => {
  const count = async () =>
    (await world.test.sql<{ n: number }>('select count(*)::int as n from security_events'))[0]?.n
  const before = await count()
  await world.test.sql('delete from security_events')
  expect(await count()).toBe(before)
  await world.test.shiftClock('401 days')
  try {
    await world.app.tasks['accounts.sweep']?.handle({})
    expect(await count()).toBe(0)
    expect((await world.test.sql('select 1 from sessions')).length).toBe(0)
  } finally {
    await world.test.shiftClock('-401 days')
  }
})
