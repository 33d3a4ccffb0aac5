import { randomBytes } from 'node:crypto'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildScenario } from '../builders/scenario.ts'
import { createWorld, type Person, type World } from '../support/world.ts'
import { makeScenario, type Scene } from './things.ts'

/** What somebody hostile sends over HTTP, and what he gets for it. */
let world: World
let person: Person
let second: Person
let operator: Person
let scene: Scene

beforeAll(async () => {
  world = await createWorld()
  const district = world.app.platform.pack.districts[0]?.key as string
  const home = await world.organisation({ kind: 'government', district })
  person = await world.person({ organisation: home })
  second = await world.person({ organisation: { kind: 'firm' } })
  operator = await world.person({ roles: ['operator'] })
  const places = { home, providing: home, elsewhere: home, district, farDistrict: district }
  scene = { world, places, kind: 'own', person, stranger: second, colleague: operator }
})
afterAll(() => world.close())

async function send(
  method: InjectOptions['method'],
  url: string,
  options: { headers?: Record<string, string>; payload?: string | Buffer | object } = {},
): Promise<LightMyRequestResponse> {
  return world.app.http.inject({ method, url: `/api/v1${url}`, ...options } as InjectOptions)
}
const cookie = (who: Person) => ({ cookie: `sid=${who.cookie}` })
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const codeOf = (answer: LightMyRequestResponse) => [answer.statusCode, (answer.json() as { code?: string }).code]

describe('where a write comes from', () => {
  const draft = { title: '来源检查' }
  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['another port of the same host', { origin: 'http://localhost:9999' }],
    ['another scheme', { origin: 'https://localhost:80' }],
    ['a page without an origin', { origin: 'null' }],
    ['a neighbour of the site', { 'sec-fetch-site': 'same-site' }],
    ['across sites', { 'sec-fetch-site': 'cross-site' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['nowhere at all', {}],
    ['another site that says it is the same', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  ])('%s is refused with a cookie, whatever the method', async (_, from) => {
    for (const [method, url] of [
      ['POST', '/scenarios'],
      ['PATCH', '/me'],
      ['PUT', '/drafts/x'],
      ['DELETE', '/drafts/x'],
      ['POST', '/auth/sign-out'],
    ] as const) {
      const headers = { ...cookie(person), ...from } as Record<string, string>
      const answer = await send(method, url, { headers, ...(method !== 'DELETE' && { payload: draft }) })
      expect(codeOf(answer), `${method} ${url}`).toEqual([403, 'cross_origin'])
    }
  })

  test('our own origin passes; a token needs none', async () => {
    const own = await send('POST', '/scenarios', {
      headers: { ...cookie(person), origin: 'http://localhost:80', host: 'localhost:80' },
      payload: draft,
    })
    expect(own.statusCode).toBe(201)
    const made = await world.as(person).post('/me/tokens', { name: '写', scopes: ['read', 'write'], days: 1 })
    const answer = await send('POST', '/scenarios', {
      headers: { ...bearer(made.body.token), origin: 'https://elsewhere.example' },
      payload: draft,
    })
    expect(answer.statusCode).toBe(201)
  })

  test('a form of another site cannot be sent as a form at all', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'application/xml']) {
      const answer = await send('POST', '/scenarios', {
        headers: { ...cookie(person), 'sec-fetch-site': 'same-origin', 'content-type': type },
        payload: 'title=1',
      })
      expect(codeOf(answer), type).toEqual([415, 'unsupported_media_type'])
    }
  })
})

describe('sessions and tokens', () => {
  const me = async (headers: Record<string, string>) => (await send('GET', '/me', { headers })).statusCode

  test('a session that ended, was idle too long, is of a disabled account or is made up is nobody', async () => {
    const end = await world.person()
    expect(await me(cookie(end))).toBe(200)
    await world.as(end).post('/auth/sign-out')
    expect(await me(cookie(end))).toBe(401)
    const over = await world.person()
    await world.db.sql(`update sessions set ends_at = app_now() - interval '1 second' where user_id = $1`, [over.id])
    expect(await me(cookie(over))).toBe(401)
    const idle = await world.person()
    await world.db.sql(`update sessions set seen_at = app_now() - interval '31 minutes' where user_id = $1`, [idle.id])
    expect(await me(cookie(idle))).toBe(401)
    const disabled = await world.person()
    await world.db.sql(`update users set state = 'disabled' where id = $1`, [disabled.id])
    expect(await me(cookie(disabled))).toBe(401)
    expect(await me({ cookie: `sid=${randomBytes(32).toString('base64url')}` })).toBe(401)
    expect(await me({ cookie: "sid=' or 1=1 --" })).toBe(401)
    expect(await me({ cookie: `sid=${'x'.repeat(4000)}` })).toBe(401)
  })

  test('a token does what its scopes say, cannot touch its account, and dies when revoked or over', async () => {
    const made = await world.as(person).post('/me/tokens', { name: '读', scopes: ['read'], days: 1 })
    const read = bearer(made.body.token)
    expect((await send('GET', '/scenarios', { headers: read })).statusCode).toBe(200)
    expect(codeOf(await send('POST', '/scenarios', { headers: read, payload: { title: '不许' } }))).toEqual([
      403,
      'forbidden',
    ])
    const both = await world.as(person).post('/me/tokens', { name: '读写', scopes: ['read', 'write'], days: 1 })
    const write = bearer(both.body.token)
    for (const [method, url, payload] of [
      ['POST', '/me/tokens', { name: '再生', scopes: ['write'], days: 365 }],
      ['PATCH', '/me', { name: '改名' }],
      ['POST', '/auth/change-password', { current: 'a', password: 'b' }],
      ['DELETE', `/me/tokens/${made.body.id}`, undefined],
    ] as const) {
      const answer = await send(method, url, { headers: write, ...(payload && { payload }) })
      expect(codeOf(answer), url).toEqual([403, 'forbidden'])
    }
    expect(await me(write)).toBe(200)
    await world.as(person).del(`/me/tokens/${both.body.id}`)
    expect(await me(write)).toBe(401)
    await world.db.sql(`update api_tokens set expires_at = app_now() - interval '1 second' where id = $1`, [
      made.body.id,
    ])
    expect(await me(read)).toBe(401)
  })

  test.each([
    'Bearer',
    'Bearer x',
    'Basic YTpi',
    `Bearer ${'a'.repeat(43)}`,
    'bearer\tabc',
    `Bearer ${'a'.repeat(5000)}`,
  ])('an authorization that is none (%#) is refused, and does not fall back on the cookie', async (authorization) => {
    expect(await me({ ...cookie(person), authorization, 'sec-fetch-site': 'same-origin' })).toBe(401)
  })

  test('before the privacy notice is accepted nothing but oneself is open', async () => {
    const fresh = await world.person({ organisation: { kind: 'firm' } })
    await world.db.sql('update users set demo = false where id = $1', [fresh.id])
    expect((await world.as(fresh).get('/me')).status).toBe(200)
    for (const path of ['/todos', '/intents', '/organisations', '/notifications', '/drafts/x'])
      expect((await world.as(fresh).get(path)).body.code, path).toBe('consent_required')
    expect((await world.as(fresh).post('/scenarios', { title: '不许' })).body.code).toBe('consent_required')
  })
})

describe('bodies', () => {
  const post = (payload: string | Buffer, type = 'application/json', url = '/scenarios') =>
    send('POST', url, {
      headers: { ...cookie(person), 'sec-fetch-site': 'same-origin', 'content-type': type },
      payload,
    })

  test.each([
    ['broken JSON', '{"title":', [400, 'malformed_json']],
    ['nothing', '', [400, 'malformed_json']],
    ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), [400, 'malformed_json']],
    ['a list', '[]', [400, 'invalid_request']],
    ['null', 'null', [400, 'invalid_request']],
    ['a number', '1e999', [400, 'invalid_request']],
    ['a prototype', '{"__proto__":{"roles":["operator"]},"title":"x"}', [400, 'malformed_json']],
    ['a constructor', '{"constructor":{"prototype":{"x":1}},"title":"x"}', [400, 'malformed_json']],
    ['a million brackets', '['.repeat(200_000), [400, 'malformed_json']],
  ])('%s is refused', async (_, payload, expected) => {
    expect(codeOf(await post(payload))).toEqual(expected)
  })

  test('more than a megabyte is refused', async () => {
    expect(codeOf(await post(JSON.stringify({ title: 'x'.repeat(1024 * 1024) })))).toEqual([413, 'body_too_large'])
  })

  test('fields nobody asked for are refused by name, not dropped and not taken', async () => {
    const taken = await send('POST', '/scenarios', {
      headers: { ...cookie(person), 'sec-fetch-site': 'same-origin' },
      payload: {
        title: '夹带',
        state: 'published',
        publishedAt: '2026-01-01T00:00:00.000Z',
        ownerName: 'x',
        is_public: true,
      },
    })
    expect(taken.statusCode).toBe(400)
    const faults = (taken.json() as { errors: { path: string; code: string }[] }).errors
    expect(faults.map((each) => [each.path, each.code])).toEqual(
      ['state', 'publishedAt', 'ownerName', 'is_public'].map((path) => [path, 'unrecognized']),
    )
    const own = world.as(person)
    for (const [path, body] of [
      ['/me', { roles: ['operator'] }],
      ['/me', { demo: true }],
      ['/me', { email: 'x@example.test' }],
    ] as const)
      expect((await own.patch(path, body)).status).toBe(400)
    expect((await own.get('/me')).body.roles).toEqual([])
    expect((await own.post('/organisations', { name: '夹带单位', kind: 'firm', state: 'verified' })).status).toBe(400)
    expect((await own.post('/organisations', { name: '夹带单位', kind: 'firm', verified: true })).status).toBe(400)
    expect((await own.post('/capabilities', { title: '夹带', kind: 'product', state: 'published' })).status).toBe(400)
    expect((await own.get('/scenarios?state=published&secret=1')).status).toBe(400)
  })

  test('another organisation is not written for', async () => {
    const own = world.as(person)
    expect((await own.post('/scenarios', { title: '冒名', ownerId: second.organisationId })).status).toBe(403)
    const capability = { title: '冒名', kind: 'product', organisationId: second.organisationId }
    expect((await own.post('/capabilities', capability)).status).toBe(403)
    expect((await own.patch('/me', { organisationId: second.organisationId })).status).toBeGreaterThanOrEqual(400)
    expect((await own.get('/me')).body.organisation.id).toBe(person.organisationId)
  })

  test.each([
    ["'; drop table scenarios; --"],
    ["x' or '1'='1"],
    ['<script>alert(1)</script>'],
    ['"><img src=x onerror=alert(1)>'],
    ['{{7*7}}$' + '{7*7}<%= 7 %>'],
    ["=cmd|' /C calc'!A0"],
    ['𠮷野家 é ﷽ 👩‍👩‍👧 ‮abc'],
    ['\\u0000 %00 \\0'],
  ])('%j comes back as it went in, and is found', async (title) => {
    const made = await world.as(person).post('/scenarios', { title, problem: `${title}\n${title}` })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    const read = await world.as(person).get(`/scenarios/${made.body.id}`)
    expect([read.body.title, read.body.problem]).toEqual([title, `${title}\n${title}`])
    expect((await world.as(person).get(`/scenarios?q=${encodeURIComponent(title)}`)).status).toBe(200)
  })

  test('control characters and half characters are refused, not stored', async () => {
    for (const title of ['a\u0000b', 'a\u001bb', 'a\ud800b', '\u200b\u0007'])
      expect((await world.as(person).post('/scenarios', { title })).status).toBe(400)
  })
})

describe('twice and at once', () => {
  const key = () => randomBytes(12).toString('hex')
  const post = (who: Person, idempotencyKey: string, body: unknown) =>
    world.as(who).post('/scenarios', body, { 'idempotency-key': idempotencyKey })
  const drafts = async (title: string) =>
    Number((await world.db.sql<{ n: string }>('select count(*) as n from scenarios where title = $1', [title]))[0]?.n)

  test('the same key and body repeat the first answer; another body is refused', async () => {
    const k = key()
    const first = await post(person, k, { title: '重复一' })
    const again = await post(person, k, { title: '重复一' })
    expect([again.status, again.body, again.headers.location]).toEqual([201, first.body, first.headers.location])
    expect(again.headers['idempotency-replayed']).toBe('true')
    expect((await post(person, k, { title: '重复二' })).body.code).toBe('idempotency_reused')
    expect([await drafts('重复一'), await drafts('重复二')]).toEqual([1, 0])
  })

  test('twenty at once with one key make one', async () => {
    const k = key()
    const all = await Promise.all(Array.from({ length: 20 }, () => post(person, k, { title: '并发同一编号' })))
    expect(all.map((each) => each.status)).toEqual(Array.from({ length: 20 }, () => 201))
    expect(new Set(all.map((each) => each.body.id)).size).toBe(1)
    expect(await drafts('并发同一编号')).toBe(1)
  })

  test('another person’s key is another key', async () => {
    const k = key()
    const mine = await post(person, k, { title: '各人各号' })
    const theirs = await post(second, k, { title: '各人各号' })
    expect([mine.status, theirs.status]).toEqual([201, 201])
    expect(mine.body.id).not.toBe(theirs.body.id)
  })

  test('a refusal is not kept: the same key may try again', async () => {
    const k = key()
    expect((await post(person, k, { title: '' })).status).toBe(400)
    expect((await post(person, k, { title: '改好了' })).status).toBe(201)
    expect((await post(person, 'not a key!', { title: '空格' })).status).toBe(400)
    expect((await post(person, 'k'.repeat(101), { title: '过长' })).status).toBe(400)
  })

  test('of twenty changes to one version exactly one is made', async () => {
    const made = await world.as(person).post('/scenarios', { title: '争改' })
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        world.as(person).patch(`/scenarios/${made.body.id}`, { title: `争改${n}` }, { 'if-match': '"1"' }),
      ),
    )
    expect(all.map((each) => each.status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 412)])
    const winner = all.find((each) => each.status === 200)
    const read = await world.as(person).get(`/scenarios/${made.body.id}`)
    expect([read.body.title, read.body.version]).toEqual([winner?.body.title, 2])
    const history = await world.as(person).get(`/scenarios/${made.body.id}/history`)
    expect(history.body.total).toBe(2)
  })

  test.each(['"0"', '"999"', 'W/"7"'])('a version that is not the present one (%s) is stale', async (version) => {
    const made = await world.as(person).post('/scenarios', { title: '过时' })
    const answer = await world.as(person).patch(`/scenarios/${made.body.id}`, { title: '改' }, { 'if-match': version })
    expect([answer.status, answer.body.code, answer.body.params]).toEqual([412, 'stale', { version: 1 }])
  })

  test.each(['*', '1', '"abc"', '"-1"', '"1", "2"', '"99999999999999999999"'])(
    'a version that is none (%s) is refused',
    async (version) => {
      const made = await world.as(person).post('/scenarios', { title: '无版本' })
      const answer = await world
        .as(person)
        .patch(`/scenarios/${made.body.id}`, { title: '改' }, { 'if-match': version })
      expect(answer.status).toBe(400)
    },
  )

  test('a decision takes two: never the proposer, also when both hurry', async () => {
    const [first, third, fourth] = [
      operator,
      await world.person({ roles: ['operator'] }),
      await world.person({ roles: ['operator'] }),
    ]
    const made = await makeScenario(scene, 'in_review')
    const decide = (who: Person, action: string, body: unknown) =>
      world.as(who).post(`/scenarios/${made.id}/actions/${action}`, body, { 'if-match': '"1"' })
    const decisionId = made.more.decisionId
    const own = await decide(first, 'consent', { decisionId })
    expect([own.status, own.body.code]).toEqual([409, 'second_person_required'])
    const race = await Promise.all([
      decide(first, 'consent', { decisionId }),
      decide(third, 'consent', { decisionId }),
      decide(fourth, 'consent', { decisionId }),
      decide(third, 'consent', { decisionId }),
      decide(fourth, 'decline_consent', { decisionId, note: '再议' }),
    ])
    expect(race.filter((each) => each.status === 200)).toHaveLength(1)
    expect(race[0]?.status).not.toBe(200)
    const [row] = await world.db.sql('select settled_by, state from scenario_decisions where id = $1', [decisionId])
    expect(row?.settled_by).not.toBe(first.id)
  })

  test('two proposals at once leave one', async () => {
    const made = await makeScenario(scene, 'in_review')
    await world.db.sql('delete from scenario_decisions where scenario_id = $1', [made.id])
    const other = await world.person({ roles: ['operator'] })
    const all = await Promise.all(
      [operator, other].map((who) =>
        world.as(who).post(`/scenarios/${made.id}/actions/select`, { reason: '可行' }, { 'if-match': '"1"' }),
      ),
    )
    expect(all.map((each) => each.status).sort()).toEqual([200, 412])
  })

  test('fifty intents at once on one opening are one', async () => {
    const made = await makeScenario(scene, 'published')
    const body = {
      scenarioId: made.id,
      openingId: made.more.openingId,
      pitch: '我们有三台同类设备在港区运行一年，可先试用一个月。',
      contact: { name: '周供给', mobile: '13800003333', email: null },
    }
    const all = await Promise.all(Array.from({ length: 50 }, () => world.as(second).post('/intents', body)))
    expect(all.filter((each) => each.status === 201)).toHaveLength(1)
    expect(all.filter((each) => each.body.code === 'already_expressed')).toHaveLength(49)
  })
})

describe('answers', () => {
  test('carry the headers that keep browsers from harm, errors as well', async () => {
    for (const url of ['/scenarios', '/scenarios/no-such', '/me']) {
      const answer = await send('GET', url)
      expect(answer.headers['x-content-type-options']).toBe('nosniff')
      const policy = String(answer.headers['content-security-policy'])
      for (const directive of [
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'self'",
        "form-action 'self'",
      ])
        expect(policy).toContain(directive)
      expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
      expect(answer.headers['x-powered-by']).toBeUndefined()
      expect(answer.headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  test('of a signed-in person are kept by no cache', async () => {
    const answer = await send('GET', '/scenarios', { headers: cookie(person) })
    expect(answer.headers['cache-control']).toBe('private, no-store')
    expect(String(answer.headers.vary)).toContain('Cookie')
    expect((await send('GET', '/scenarios')).headers['cache-control']).toBe('public, max-age=5')
    expect((await send('GET', '/scenarios/no-such')).headers['cache-control']).toBe('no-store')
  })

  test('the session cookie is out of reach of scripts and of other sites', async () => {
    const out = await world.as(await world.person()).post('/auth/sign-out')
    expect(String(out.headers['set-cookie'])).toMatch(/^sid=;.*HttpOnly.*SameSite=Lax/)
  })

  test('a fault of ours tells a trace number and nothing of our insides', async () => {
    const owner = await world.db.asOwner()
    await owner.query('alter table lists rename to lists_away')
    try {
      const answer = await send('GET', '/lists')
      expect(codeOf(answer)).toEqual([500, 'internal'])
      expect(answer.body).not.toMatch(/select|lists_away|relation|\.ts|node_modules|\bat /i)
      expect((answer.json() as { traceId: string }).traceId).toMatch(/^[0-9a-f]{16}$/)
    } finally {
      await owner.query('alter table lists_away rename to lists')
      await owner.end()
    }
  })

  test('unknown addresses and methods are told apart from nothing', async () => {
    expect(codeOf(await send('GET', '/no/such/place'))).toEqual([404, 'not_found'])
    expect((await send('DELETE', '/scenarios')).statusCode).toBe(404)
    expect((await send('GET', '/../../etc/passwd')).statusCode).toBe(404)
    expect((await send('GET', '/files/..%2f..%2fetc%2fpasswd')).statusCode).toBe(400)
  })
})

describe('too often', () => {
  test('is answered 429 with when to come back, by address', async () => {
    const limited = await createWorld({ env: { RATE_LIMIT: '20' } })
    try {
      const answers = []
      for (let n = 0; n < 25; n++) answers.push(await limited.as(null).get('/catalog/domains'))
      expect(answers.map((each) => each.status)).toEqual([
        ...Array.from({ length: 20 }, () => 200),
        ...Array.from({ length: 5 }, () => 429),
      ])
      const last = answers.at(-1)
      expect(last?.body.code).toBe('rate_limited')
      expect(Number(last?.headers['retry-after'])).toBeGreaterThan(0)
      expect(last?.body.params.seconds).toBe(Number(last?.headers['retry-after']))
      expect((await limited.as(null).get('//readyz')).status).toBe(200)
      expect((await limited.as(null).get('//assets/none.css')).status).toBe(404)
    } finally {
      await limited.close()
    }
  })
})

test('a whole scenario with everything in it survives the same attacks', async () => {
  const made = await world.as(person).post('/scenarios', buildScenario({ districts: [scene.places.district] }))
  expect(made.status, JSON.stringify(made.body.errors)).toBe(201)
  const opening = made.body.openings[0].id
  const requirement = made.body.requirements[0].id
  const other = await world.as(person).post('/scenarios', { title: '第二份' })
  // Ids of another scenario, twice the same id: taken as new ones, never taken away.
  const stolen = await world.as(person).patch(
    `/scenarios/${other.body.id}`,
    {
      openings: [
        { id: opening, text: '拿来' },
        { id: opening, text: '再拿' },
      ],
      requirements: [
        { id: requirement, text: '拿来', kind: 'must' },
        { id: requirement, text: '再拿', kind: 'wish' },
      ],
    },
    { 'if-match': '"1"' },
  )
  expect(stolen.status, JSON.stringify(stolen.body)).toBe(200)
  const again = await world.as(person).get(`/scenarios/${made.body.id}`)
  expect([again.body.openings, again.body.requirements]).toEqual([made.body.openings, made.body.requirements])
})
