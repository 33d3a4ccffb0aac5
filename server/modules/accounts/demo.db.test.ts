import { afterAll, beforeAll, expect, test } from 'vitest'
import { ensureDemoMember } from '../organisations/index.ts'
import { createFirstAdministrator } from './commands/first-administrator.ts'
import { createDemoAccounts, demoPassword } from './demo.ts'
import { type AccountsWorld, createAccountsWorld } from './test-support.ts'

let world: AccountsWorld
beforeAll(async () => {
  world = await createAccountsWorld()
})
afterAll(() => world.close())

test('makes the sixteen demonstration accounts once, each in an organisation marked 示例 and never in a real one', async () => {
  const made = await createDemoAccounts(world.app.platform, { ensureDemoMember })
  expect(made.map((each) => each.account.split('@')[0])).toEqual(
    'operator operator2 district owner owner2 provider provider2 expert expert2 expert3 broker leader auditor security logs system'.split(
      ' ',
    ),
  )
  const rows = () =>
    world.test.sql<{ email: string; name: string; synthetic: boolean; state: string; district: string; at: string }>(
      `select u.email, o.name, o.synthetic, o.state, o.district, u.district as at from users u join organisation_members m on m.user_id = u.id
         join organisations o on o.id = m.organisation_id order by u.email`,
    )
  const first = await rows()
  expect(first.length).toBe(16)
  expect(first.every((row) => row.name.startsWith('示例') && row.synthetic && row.state === 'verified')).toBe(true)
  const place = (login: string) => first.find((row) => row.email === `${login}@demo.local`)
  expect(new Set(['owner', 'owner2', 'provider', 'provider2'].map((login) => place(login)?.name)).size).toBe(4)
  expect(place('district')?.at).toBe(place('owner')?.district)
  await createDemoAccounts(world.app.platform, { ensureDemoMember })
  expect(await rows()).toEqual(first)
})

test('a demonstration account works at once: no one-time code, no consent', async () => {
  const visitor = world.browser()
  const answer = await visitor.send('POST', '/auth/sign-in', { account: 'operator@demo.local', password: demoPassword })
  expect([answer.status, answer.body]).toMatchObject([
    200,
    { roles: ['operator'], pending: [], organisation: { name: '示例场景创新运营中心', verified: true } },
  ])
  expect((await visitor.send('GET', '/organisations')).status).toBe(200)
})

test('the first administrator is made once an account, with a good password', async () => {
  const make = (input: object) =>
    createFirstAdministrator(world.app.platform, {
      account: 'admin@example.com',
      name: '管理员',
      password: 'Haichao-7788',
      ...input,
    })
  await expect(make({ account: 'nobody' })).rejects.toMatchObject({ code: 'invalid_account' })
  await expect(make({ password: 'short1' })).rejects.toMatchObject({ code: 'weak_password' })
  expect(await make({})).toMatchObject({ account: 'admin@example.com' })
  await expect(make({})).rejects.toMatchObject({ code: 'account_taken' })
  const visitor = world.browser()
  const answer = await visitor.send('POST', '/auth/sign-in', { account: 'admin@example.com', password: 'Haichao-7788' })
  expect(answer.body).toMatchObject({ roles: ['security_admin'], pending: ['consent', 'otp_enrolment'] })
  expect((await visitor.send('GET', '/organisations')).body).toMatchObject({ code: 'consent_required' })
})
