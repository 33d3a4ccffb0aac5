import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { problem } from '../../contracts/common.ts'
import { createWorld, type Person, type World } from '../support/world.ts'
import { isServed, routes } from './check.ts'
import { meet, settle } from './people.ts'
import { make, makeCapability, makeScenario, type Scene } from './things.ts'

/** Whatever is sent to any route, by whomever: never a 5xx, always a problem that says what is wrong, never a word of our insides. */
let world: World
let people: (Person | null)[]
/** Ids and codes that are there, so that nonsense gets past the look-up. */
let known: string[]

beforeAll(async () => {
  world = await createWorld()
  const places = await settle(world)
  const stranger = await world.person()
  const colleague = await world.person({ roles: ['operator'] })
  const own = await meet(world, places, 'ownAdmin')
  const kinds = ['operator', 'auditor', 'securityAdmin', 'securityAuditor', 'districtOwn'] as const
  people = [null, own, ...(await Promise.all(kinds.map((kind) => meet(world, places, kind))))]
  const scene: Scene = { world, places, kind: 'ownAdmin', person: own, stranger, colleague }
  const made = [
    await makeScenario(scene, 'draft'),
    await makeScenario(scene, 'in_review'),
    await makeScenario(scene, 'published'),
    await makeCapability(scene, { state: 'published' }),
    await make(scene, 'intent', ''),
    await make(scene, 'composingList', ''),
    await make(scene, 'newOrganisation', ''),
    await make(scene, 'ownFile', ''),
    await make(scene, 'libraryEntry', ''),
    await make(scene, 'collectingEvaluation', ''),
    await make(scene, 'appealedEvaluation', ''),
  ]
  known = [
    ...made.flatMap((each) => [each.id, ...Object.values(each.more)]),
    'QD-2026-0001',
    'qd-2026-0001',
    'QDL-2026-01',
    places.home,
    stranger.id,
  ]
})
afterAll(() => world.close())

const oddities = [
  '',
  ' ',
  '0',
  '-1',
  'null',
  'undefined',
  'NaN',
  '1e999',
  '99999999999999999999',
  '9007199254740993',
  "'; drop table users; --",
  '../../etc/passwd',
  'a\u0000b',
  '\ud800',
  '%',
  '%00',
  '\\',
  '{}',
  '[]',
  '$1',
  'ＱＤ－２０２６',
  '一',
  'x'.repeat(300),
  '------------------------------------',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  '0000-01-01T00:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '0000-01-01',
  '2026-02-30',
  'true',
  '-publishedAt',
  'domain,,track',
  ',',
  'eyJhIjoxfQ',
]
/** Cursors that look right: sort key, value, id, each of them wrong at times. */
const sorts = [
  '-publishedAt',
  'publishedAt',
  '-updatedAt',
  '-createdAt',
  'title',
  'name',
  'seq',
  'at',
  'due',
  'dueAt',
  'code',
  '-releasedOn',
  '-opportunityCny',
  '-readiness',
  'enteredAt',
  'closesAt',
]

function json(schema: unknown): fc.Arbitrary<unknown> {
  const s = schema as Record<string, unknown>
  const options = (s.anyOf ?? s.oneOf) as unknown[] | undefined
  if (options) return fc.oneof(...options.map(json))
  if (s.const !== undefined) return fc.constant(s.const)
  if (Array.isArray(s.enum)) return fc.constantFrom(...s.enum)
  switch (s.type) {
    case 'object': {
      const properties = Object.entries((s.properties ?? {}) as Record<string, unknown>)
      const required = (s.required ?? []) as string[]
      return fc.record(Object.fromEntries(properties.map(([name, each]) => [name, json(each)])), {
        requiredKeys: required.filter((name) => properties.some(([known]) => known === name)),
      })
    }
    case 'array':
      return fc.array(json(s.items ?? {}), { maxLength: Math.min(4, Number(s.maxItems ?? 4)) })
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.integer({
          min: Math.ceil(Math.max(Number(s.minimum ?? -5), -1e9)),
          max: Math.floor(Math.min(Number(s.maximum ?? 1e6), 1e9)),
        }),
        fc.constantFrom(0, -1, 1.5, Number(s.maximum ?? 1), 1e21, Number.MAX_SAFE_INTEGER),
      )
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'string':
      if (s.format === 'uuid') return fc.oneof(fc.uuid(), fc.constantFrom(...known))
      if (s.format === 'date-time')
        return fc.constantFrom('2027-01-01T00:00:00.000Z', '0000-01-01T00:00:00.000Z', '9999-12-31T23:59:59.999Z')
      if (s.format === 'date') return fc.constantFrom('2027-01-01', '0000-01-01', '9999-12-31', '2024-02-29')
      if (s.format === 'email') return fc.constant('a@example.test')
      return fc.oneof(
        fc.string({
          minLength: Math.min(Number(s.minLength ?? 0), 40),
          maxLength: Math.min(Number(s.maxLength ?? 40), 60),
        }),
        fc.constantFrom(...oddities),
        fc.constantFrom('文字', 'key', 'other', 'firm', '13800001234', '000000', 'Correct-Horse-9'),
      )
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

/** What the contract describes, at times with one thing in it exchanged for something odd. */
function around(schema: z.ZodType): fc.Arbitrary<unknown> {
  const right = json(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  const odd = fc.oneof(
    fc.constantFrom<unknown>(...oddities, null, 0, -1, true, [], {}, 1e21, [[]], ['a\u0000']),
    fc.jsonValue({ maxDepth: 2 }),
  )
  const bent = fc.tuple(right, odd, fc.nat()).map(([value, other, at]) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return other
    const names = Object.keys(value)
    const name =
      names.length > 0 && at % 5 > 0 ? names[at % names.length] : ['extra', '__proto__x', 'id', 'state'][at % 4]
    return { ...value, [name as string]: other }
  })
  return fc.oneof({ arbitrary: right, weight: 3 }, { arbitrary: bent, weight: 3 }, { arbitrary: odd, weight: 1 })
}

const cursor = () =>
  fc
    .tuple(
      fc.constantFrom(...sorts),
      fc.oneof(
        fc.constantFrom<unknown>(
          ...oddities,
          null,
          1,
          1.5,
          -1,
          1e300,
          '2026-01-01T00:00:00.000Z',
          '2026-01-01',
          'infinity 2026-01-01T00:00:00.000Z',
        ),
        fc.string(),
      ),
      fc.oneof(fc.uuid(), fc.constantFrom(...oddities)),
    )
    .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url'))

const insides =
  /node_modules|\/server\/|\.ts:\d|select .* from|relation "|column "|violates|syntax error|kysely|postgres/i

test('no request whatever makes the server fail', async () => {
  const failures: string[] = []
  const statuses = new Map<number, number>()
  let deep = 0
  for (const route of routes) {
    if (!isServed(world, route)) continue
    const { spec } = route
    const names = [...spec.path.matchAll(/\{(\w+)\}/g)].map((each) => each[1] as string)
    const actions = (spec.params as z.ZodObject | undefined)?.shape.action as { options?: string[] } | undefined
    const parameter = (name: string) =>
      name === 'action' && actions?.options
        ? fc.oneof(
            { arbitrary: fc.constantFrom(...actions.options), weight: 9 },
            { arbitrary: fc.constantFrom(...oddities), weight: 1 },
          )
        : fc.oneof(
            { arbitrary: fc.constantFrom(...known), weight: 3 },
            { arbitrary: fc.constantFrom(...oddities), weight: 1 },
            { arbitrary: fc.uuid(), weight: 1 },
          )
    const queries = spec.query
      ? fc.record(
          Object.fromEntries(
            Object.keys(spec.query.shape).map((name) => [
              name,
              name === 'cursor'
                ? cursor()
                : name === 'sort'
                  ? fc.constantFrom(...sorts)
                  : fc.oneof(
                      fc.constantFrom(...oddities),
                      fc.constantFrom(...known),
                      fc.constantFrom('draft', 'published', 'true', '5', 'firm'),
                    ),
            ]),
          ),
          { requiredKeys: [] },
        )
      : fc.constant({})
    const request = fc.record({
      params: fc.tuple(...names.map(parameter)),
      query: fc.oneof({ arbitrary: queries, weight: 4 }, { arbitrary: fc.constant({ x: '1' }), weight: 1 }),
      body: spec.body ? around(spec.body) : fc.oneof(fc.constant(undefined), fc.constant({ a: 1 })),
      person: fc.nat({ max: people.length - 1 }),
      version: fc.constantFrom('"1"', '"1"', '"1"', '"2"', '"0"', 'x', ''),
      key: fc.constantFrom(undefined, undefined, 'again', 'bad key', 'k'.repeat(300)),
    })
    const runs = spec.method === 'GET' ? 60 : 100
    for (const each of fc.sample(request, { numRuns: runs, seed: 20261120 })) {
      const values = [...(each.params as string[])]
      const query = new URLSearchParams(each.query as Record<string, string>).toString()
      const path = spec.path.replace(/\{\w+\}/g, () =>
        encodeURIComponent((values.shift() ?? '').replace(/\p{Cs}/gu, '?')),
      )
      const person = people[each.person] ?? null
      const answer = await world.app.http.inject({
        method: spec.method,
        url: `/api/v1${path}${query ? `?${query}` : ''}`,
        headers: {
          ...(person && { cookie: `sid=${person.cookie}`, 'sec-fetch-site': 'same-origin' }),
          ...(each.version && { 'if-match': each.version }),
          ...(each.key && { 'idempotency-key': each.key }),
          ...(spec.method !== 'GET' &&
            each.body !== undefined && {
              'content-type': spec.consumes ? 'multipart/form-data; boundary=x' : 'application/json',
            }),
        },
        ...(spec.method !== 'GET' && each.body !== undefined && { payload: JSON.stringify(each.body) }),
      })
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
      if (answer.statusCode < 300 || [409, 412, 422].includes(answer.statusCode)) deep += 1
      const told = `${spec.method} ${path}?${query} ${JSON.stringify(each.body)?.slice(0, 600)} -> ${answer.statusCode} ${answer.body.slice(0, 200)}`
      if (answer.statusCode >= 500) failures.push(told)
      else if (answer.statusCode >= 400) {
        if (!problem.safeParse(answer.json()).success) failures.push(`no problem: ${told}`)
        if (insides.test(answer.json().detail + JSON.stringify(answer.json().params ?? {})))
          failures.push(`tells of insides: ${told}`)
      }
      // Whoever signed himself out, or erased himself, comes back.
      if (person && answer.statusCode < 300 && route.group !== 'catalog' && spec.method !== 'GET') await wake(person)
    }
  }
  expect(failures).toEqual([])
  expect(deep).toBeGreaterThan(150)
  expect(statuses.get(200) ?? 0).toBeGreaterThan(100)
}, 300_000)

async function wake(person: Person): Promise<void> {
  await world.db.sql(
    `update sessions set ends_at = app_now() + interval '1 day', seen_at = app_now() + interval '1 day' where user_id = $1`,
    [person.id],
  )
}

test('files and names that mean harm are refused or rendered harmless', async () => {
  const person = await world.person()
  const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
  for (const [name, content] of [
    ['a.exe', Buffer.from('MZ\u0090')],
    ['a.pdf', Buffer.from('<script>alert(1)</script>')],
    ['a.svg', Buffer.from('<svg onload="alert(1)"/>')],
    ['a.html', Buffer.from('<html></html>')],
    ['a.pdf', Buffer.alloc(0)],
    ['a.zip', randomBytes(500)],
  ] as const) {
    const answer = await world.as(person).upload('/files', { name, content })
    expect([400, 413, 415, 422], `${name} ${answer.status}`).toContain(answer.status)
  }
  const up = await world.as(person).upload('/files', { name: '../../etc/pass\u0001wd 说明.pdf', content: pdf })
  expect([up.status, up.body.name]).toEqual([201, 'passwd 说明.pdf'])
  const down = await world.as(person).get(`/files/${up.body.id}`)
  expect(down.headers['content-disposition']).toMatch(/^attachment; filename="/)
  expect([down.headers['x-content-type-options'], down.headers['content-security-policy']]).toEqual([
    'nosniff',
    'sandbox',
  ])
})
