import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
// @ts-expect-error the library ships no types
import Provider from 'oidc-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { localPath } from './commands/unified-login.ts'
import { type AccountsWorld, type Browser, createAccountsWorld } from './test-support.ts'

/** A real OpenID provider on loopback; who signs in there is set by the test. */
type Person = { sub: string; [claim: string]: unknown }
const people = new Map<string, Person>()
let signingIn: Person
let provider: Server
let world: AccountsWorld
const origin = 'http://portal.test'

beforeAll(async () => {
  provider = createServer()
  await new Promise<void>((done) => provider.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: 'portal',
        client_secret: 'a-secret-of-the-test-alone',
        redirect_uris: [`${origin}/api/v1/auth/oidc/callback`],
      },
    ],
    claims: {
      openid: ['sub'],
      profile: ['name'],
      email: ['email', 'email_verified'],
      phone: ['phone_number', 'phone_number_verified'],
    },
    pkce: { required: () => true },
    cookies: { keys: ['test'] },
    ttl: { Interaction: 60, Grant: 60, Session: 60, AccessToken: 60, IdToken: 60, AuthorizationCode: 60 },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: async () => people.get(id) }),
    async loadExistingGrant(context: {
      oidc: { client: { clientId: string }; session: { accountId: string }; provider: typeof oidc }
    }) {
      const { client, session } = context.oidc
      const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid profile email phone')
      await grant.save()
      return grant
    },
  })
  const answer = oidc.callback()
  provider.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    oidc.interactionFinished(request, response, { login: { accountId: signingIn.sub } })
  })
  world = await createAccountsWorld({
    PUBLIC_URL: origin,
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'portal',
    OIDC_CLIENT_SECRET: 'a-secret-of-the-test-alone',
  })
})
afterAll(async () => {
  await world.close()
  provider.closeAllConnections()
  await new Promise((done) => provider.close(done))
})

/** Follows the provider's redirects with a fresh cookie jar until it sends the browser back to us. */
async function atProvider(address: string, person: Person): Promise<string> {
  people.set(person.sub, person)
  signingIn = person
  const jar = new Map<string, string>()
  let url = address
  for (let step = 0; step < 10; step++) {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';')
      jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`)
    url = new URL(location, url).href
    if (url.startsWith(origin)) return url.slice(origin.length).replace('/api/v1', '')
  }
  throw new Error('the provider never came back')
}

async function begin(browser: Browser, returnTo = '/app/intents?tab=mine'): Promise<string> {
  const answer = await browser.send('GET', `/auth/oidc/start?returnTo=${encodeURIComponent(returnTo)}`)
  expect(answer.status).toBe(302)
  return String(answer.headers.location)
}
async function through(browser: Browser, person: Person): Promise<string> {
  const answer = await browser.send('GET', await atProvider(await begin(browser), person))
  expect(answer.status).toBe(302)
  return String(answer.headers.location)
}
const zhou = { sub: 'zhou-1', name: '周海', email: 'zhou@example.com', email_verified: true }

test('an unknown identity with a verified address makes an account once, and signs in to it from then on', async () => {
  const address = new URL(await begin(world.browser()))
  expect(
    Object.fromEntries(
      ['response_type', 'code_challenge_method'].map((name) => [name, address.searchParams.get(name)]),
    ),
  ).toEqual({
    response_type: 'code',
    code_challenge_method: 'S256',
  })
  const first = world.browser()
  expect(await through(first, zhou)).toBe('/app/intents?tab=mine')
  const me = (await first.send('GET', '/me')).body
  expect(me).toMatchObject({ user: { name: '周海', email: 'zhou@example.com' }, pending: ['consent'] })
  const second = world.browser()
  await through(second, { ...zhou, email: 'moved@example.com' })
  expect((await second.send('GET', '/me')).body).toMatchObject({ user: (me as unknown as { user: object }).user })
  const kept = await world.test.sql<{ text: string }>('select f::text as text from unified_flows f')
  expect(JSON.stringify(kept)).not.toContain(address.searchParams.get('state'))
})

test('a verified number is as good as an address; an unverified one makes no account', async () => {
  const phone = world.browser()
  await through(phone, { sub: 'wu-1', name: '吴', phone_number: '+8613900139000', phone_number_verified: true })
  expect((await phone.send('GET', '/me')).body).toMatchObject({ user: { mobile: '13900139000' } })
  const loose = world.browser()
  expect(await through(loose, { sub: 'xu-1', email: 'xu@example.com', email_verified: false })).toBe(
    '/app/sign-in?error=unified_login_failed',
  )
  expect((await loose.send('GET', '/me')).status).toBe(401)
})

test('whose address has an account already must sign in to it first; signed in, the identity is bound', async () => {
  const sun = { sub: 'sun-1', name: '孙', email: 'sun@example.com', email_verified: true }
  await world.account('sun@example.com')
  const stranger = world.browser()
  expect(await through(stranger, sun)).toBe('/app/sign-in?error=account_taken')
  expect((await stranger.send('GET', '/me')).status).toBe(401)
  const owner = await world.signedIn('sun@example.com')
  expect(await through(owner, sun)).toBe('/app/intents?tab=mine')
  const later = world.browser()
  await through(later, sun)
  expect((await later.send('GET', '/me')).body).toMatchObject({ user: { email: 'sun@example.com' } })
  await world.account('thief@example.com')
  expect(await through(await world.signedIn('thief@example.com'), sun)).toBe('/app/sign-in?error=account_taken')
})

test('a disabled account and one with an authenticator do not open by the unified login', async () => {
  await world.test.sql(`update users set state = 'disabled' where email = 'zhou@example.com'`)
  expect(await through(world.browser(), zhou)).toBe('/app/sign-in?error=unified_login_failed')
  await world.test.sql(`update users set state = 'active' where email = 'zhou@example.com'`)
  await world.test.sql(
    `update credentials set otp_secret = 'x', otp_confirmed_at = app_now() where user_id = (select id from users where email = 'zhou@example.com')`,
  )
  expect(await through(world.browser(), zhou)).toBe('/app/sign-in?error=otp_required')
})

test('an answer of another browser, of another flow, used twice or too late is refused', async () => {
  const li = { sub: 'li-1', name: '李', email: 'li@example.com', email_verified: true }
  const victim = world.browser()
  const attacker = world.browser()
  const back = await atProvider(await begin(attacker), li)
  await begin(victim)
  const refused = '/app/sign-in?error=unified_login_failed'
  expect((await victim.send('GET', back)).headers.location).toBe(refused)
  expect((await world.browser().send('GET', back)).headers.location).toBe(refused)
  const changed = back.replace(/state=[^&]+/, 'state=other')
  expect((await attacker.send('GET', changed)).headers.location).toBe(refused)
  const wrongCode = back.replace(/code=[^&]+/, 'code=other')
  expect((await attacker.send('GET', wrongCode)).headers.location).toBe(refused)
  // The flow was spent by the attempt above.
  expect((await attacker.send('GET', back)).headers.location).toBe(refused)
  const late = await atProvider(await begin(attacker), li)
  await world.test.shiftClock('11 minutes')
  expect((await attacker.send('GET', late)).headers.location).toBe(refused)
  await world.test.shiftClock('-11 minutes')
  expect((await attacker.send('GET', '/auth/oidc/callback?error=access_denied')).headers.location).toBe(refused)
  const events = await world.test.sql(`select 1 from security_events where kind = 'unified_failed'`)
  expect(events.length).toBeGreaterThanOrEqual(7)
})

test('one comes back to a page of this site only', async () => {
  const elsewhere = await world.browser().send('GET', '/auth/oidc/start?returnTo=//evil.example')
  expect(elsewhere.status).toBe(400)
  expect(
    ['/app/x?y=1#z', '/\\evil.example', '/\tevil', '//evil.example', 'https://evil.example', '/..//evil.example'].map(
      localPath,
    ),
  ).toEqual(['/app/x?y=1#z', '/app', '/app', '/app', '/app', '/app'])
})
