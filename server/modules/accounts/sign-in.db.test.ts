import { afterAll, beforeAll, expect, test } from 'vitest'
import { type AccountsWorld, createAccountsWorld, goodPassword } from './test-support.ts'

let world: AccountsWorld
beforeAll(async () => {
  world = await createAccountsWorld()
})
afterAll(() => world.close())

test('signs in with an e-mail address however it is typed, is told who one is, and signs out', async () => {
  const id = await world.account('lin@example.com')
  const visitor = world.browser()
  expect((await visitor.send('GET', '/me')).status).toBe(401)

  const answer = await visitor.send('POST', '/auth/sign-in', { account: ' LIN＠example.com ', password: goodPassword })
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
  expect((await visitor.send('POST', '/auth/sign-out')).status).toBe(204)
  expect(visitor.cookie()).toBe(undefined)
  expect((await visitor.send('GET', '/me', undefined, { cookie: `sid=${token}` })).status).toBe(401)
})
