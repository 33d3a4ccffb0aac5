import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { noticeVersion } from './privacy-register.ts'
import { type AccountsWorld, createAccountsWorld, goodPassword } from './test-support.ts'

let world: AccountsWorld
beforeAll(async () => {
  world = await createAccountsWorld()
})
afterAll(() => world.close())

type Purpose = 'sign_up' | 'reset_password'
async function codeFor(account: string, purpose: Purpose): Promise<string | null> {
  const asked = await world.browser().send('POST', '/auth/codes', { account, purpose })
  expect([asked.status, asked.body]).toEqual([202, {}])
  await world.work()
  return /\d{6}/.exec((await world.mailTo(account)) ?? '')?.[0] ?? null
}
const person = { name: '陈海', password: goodPassword, consentVersion: noticeVersion }
const other = (code: string) => (code === '123456' ? '654321' : '123456')

test('signs up with a code, consents, and is signed in', async () => {
  const account = 'chen@example.com'
  const code = (await codeFor(account, 'sign_up')) ?? ''
  const visitor = world.browser()
  const faults = [
    { ...person, password: 'short1' },
    { ...person, password: 'onlyletters' },
    { ...person, password: '1234567890123' },
    { ...person, password: 'Password123' },
    { ...person, password: 'chen@example.com1' },
    { ...person, consentVersion: '1999-01' },
  ]
  const refused = []
  for (const fault of faults)
    refused.push((await visitor.send('POST', '/auth/sign-up', { account, code, ...fault })).body)
  expect(refused.map((each) => (each as unknown as { code: string }).code)).toEqual([
    ...Array(5).fill('weak_password'),
    'consent_required',
  ])
  const wrong = await visitor.send('POST', '/auth/sign-up', { account, code: other(code), ...person })
  expect([wrong.status, wrong.body]).toMatchObject([422, { code: 'code_wrong' }])
  const answer = await visitor.send('POST', '/auth/sign-up', { account, code, ...person })
  expect([answer.status, answer.body]).toMatchObject([201, { user: { name: '陈海', email: account }, pending: [] }])
  expect((await visitor.send('GET', '/me')).status).toBe(200)
  const again = await world.browser().send('POST', '/auth/sign-up', { account, code, ...person })
  expect([again.status, again.body]).toMatchObject([422, { code: 'code_wrong' }])
})

test('a mobile number signs up by short message', async () => {
  await world.browser().send('POST', '/auth/codes', { account: '+86 138 0013 8000', purpose: 'sign_up' })
  await world.work()
  const [file] = await readdir(join(world.folder, 'sms'))
  const sms = JSON.parse(await readFile(join(world.folder, 'sms', file ?? ''), 'utf8'))
  expect(sms.to).toBe('13800138000')
  const code = /\d{6}/.exec(sms.text)?.[0] ?? ''
  const answer = await world.browser().send('POST', '/auth/sign-up', { account: '13800138000', code, ...person })
  expect([answer.status, answer.body]).toMatchObject([201, { user: { mobile: '13800138000', email: null } }])
})

test('asking for a code never tells whether an account exists: the same answer, the same work', async () => {
  await world.account('here@example.com')
  const ask = async (account: string, purpose: Purpose) => {
    world.test.statements()
    const answer = await world.browser().send('POST', '/auth/codes', { account, purpose })
    return { status: answer.status, body: answer.body, statements: world.test.statements().length }
  }
  for (const purpose of ['sign_up', 'reset_password'] as const)
    expect(await ask('here@example.com', purpose)).toEqual(await ask('not-here@example.com', purpose))
  await world.work()
  expect(await world.mailTo('here@example.com')).not.toBe(null)
  const wrong = await Promise.all(
    ['here@example.com', 'not-here@example.com'].map((account) =>
      world.browser().send('POST', '/auth/reset-password', { account, code: '000001', password: 'Another-5566' }),
    ),
  )
  expect(wrong.map(({ status, body }) => ({ status, ...(body as object), traceId: '' }))).toEqual(
    Array(2).fill({ ...(wrong[0]?.body as object), status: 422, code: 'code_wrong', traceId: '' }),
  )
  const faulty = await world.browser().send('POST', '/auth/codes', { account: 'nonsense', purpose: 'sign_up' })
  expect([faulty.status, faulty.body]).toMatchObject([422, { code: 'invalid_account' }])
})

test('who has an account is told so by mail, and gets no code', async () => {
  await world.account('twice@example.com')
  expect(await codeFor('twice@example.com', 'sign_up')).toBe(null)
  expect(await world.mailTo('twice@example.com')).toContain('已注册')
})

test('a code is good for ten minutes, only the newest, and for five tries', async () => {
  const account = 'slow@example.com'
  const first = (await codeFor(account, 'sign_up')) ?? ''
  const second = (await codeFor(account, 'sign_up')) ?? ''
  const use = async (code: string) =>
    (await world.browser().send('POST', '/auth/sign-up', { account, code, ...person })).status
  if (first !== second) expect(await use(first)).toBe(422)
  await world.test.shiftClock('10 minutes')
  expect(await use(second)).toBe(422)
  await world.test.shiftClock('-10 minutes')
  expect(await use(second)).toBe(201)

  const guessed = 'guessed@example.com'
  const code = (await codeFor(guessed, 'sign_up')) ?? ''
  const tries = []
  for (let at = 0; at < 5; at++)
    tries.push(
      (await world.browser().send('POST', '/auth/sign-up', { account: guessed, code: other(code), ...person })).status,
    )
  expect(tries).toEqual([422, 422, 422, 422, 423])
  await world.test.shiftClock('9 minutes')
  const locked = await world.browser().send('POST', '/auth/sign-up', { account: guessed, code, ...person })
  expect(locked.status).toBe(423)
  await world.test.shiftClock('-9 minutes')
  expect(
    (
      await world.test.sql<{ attempts: number }>('select attempts from verification_codes where account = $1', [
        guessed,
      ])
    )[0]?.attempts,
  ).toBe(5)
})

test('at most five codes an hour are sent to one account', async () => {
  const account = 'flood@example.com'
  for (let at = 0; at < 7; at++) await codeFor(account, 'sign_up')
  const rows = await world.test.sql('select 1 from verification_codes where account = $1', [account])
  expect(rows.length).toBe(5)
})

test('a forgotten password is set anew with a code; every session ends', async () => {
  const account = 'forgot@example.com'
  await world.account(account)
  const old = await world.signedIn(account)
  const code = (await codeFor(account, 'reset_password')) ?? ''
  const reset = await world.browser().send('POST', '/auth/reset-password', { account, code, password: 'Another-5566' })
  expect(reset.status).toBe(204)
  expect((await old.send('GET', '/me')).status).toBe(401)
  const before = await world.browser().send('POST', '/auth/sign-in', { account, password: goodPassword })
  expect(before.status).toBe(401)
  const after = await world.browser().send('POST', '/auth/sign-in', { account, password: 'Another-5566' })
  expect(after.status).toBe(200)
  const twice = await world.browser().send('POST', '/auth/reset-password', { account, code, password: 'Another-7788' })
  expect([twice.status, twice.body]).toMatchObject([422, { code: 'code_wrong' }])
})

test('changing the password asks for the old one and ends the other sessions, not this one', async () => {
  const account = 'change@example.com'
  await world.account(account)
  const here = await world.signedIn(account)
  const there = await world.signedIn(account)
  const change = (current: string, password: string) =>
    here.send('POST', '/auth/change-password', { current, password })
  expect((await change('Wrong-000000', 'Another-5566')).body).toMatchObject({ code: 'wrong_credentials' })
  expect((await change(goodPassword, 'change@example.com')).body).toMatchObject({ code: 'weak_password' })
  expect((await change(goodPassword, 'Another-5566')).status).toBe(204)
  expect((await here.send('GET', '/me')).status).toBe(200)
  expect((await there.send('GET', '/me')).status).toBe(401)
})

test('the privacy notice is public, and a new version is asked for before work goes on', async () => {
  const notice = await world.browser().send('GET', '/auth/privacy-notice')
  expect([notice.status, notice.body]).toMatchObject([200, { version: noticeVersion }])
  await world.account('late@example.com', { consent: false })
  const late = await world.signedIn('late@example.com')
  expect((await late.send('GET', '/me')).body).toMatchObject({ pending: ['consent'] })
  expect((await late.send('GET', '/organisations')).body).toMatchObject({ code: 'consent_required' })
  expect((await late.send('POST', '/me/consents', { version: '1999-01' })).status).toBe(403)
  expect((await late.send('POST', '/me/consents', { version: noticeVersion })).status).toBe(204)
  expect((await late.send('GET', '/organisations')).status).toBe(200)
})
