import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../server/platform/ids.ts'
import { createWorld, type Person, type World } from '../support/world.ts'
import { isServed, routes } from './check.ts'
import { type ViewerKind, viewers } from './matrix.ts'
import { meet, type Places, settle } from './people.ts'
import { type Made, make, makeCapability, makeScenario, type Scene } from './things.ts'

/**
 * Two worlds that differ in one secret: everything that somebody who may not know it can ask of lists, searches, counts, orders, details and exports
 * is the same, byte for byte. The second world is the first with the secret put in.
 */
const secretWord = '水下隐秘协同作业'
let world: World
let places: Places
let scene: Scene
let shown: Made
let publicCapability: Made
const people = new Map<ViewerKind, Person | null>()

beforeAll(async () => {
  world = await createWorld()
  places = await settle(world)
  for (const kind of viewers) people.set(kind, await meet(world, places, kind))
  const own = people.get('own') as Person
  const stranger = await world.person({ organisation: { kind: 'firm', district: places.district } })
  const colleague = await world.person({ roles: ['operator'] })
  scene = { world, places, kind: 'own', person: own, stranger, colleague }
  shown = await makeScenario(scene, 'published')
  publicCapability = await makeCapability(scene, { state: 'published' })
})
afterAll(() => world.close())

/** Reading the journal or the security log writes into the latter, so these two differ by being asked. */
const tellsOfAsking = ['records.list', 'users.securityLog', 'me.exportData']

const asCsv = new Set(routes.filter(({ spec }) => spec.path.endsWith('.csv')).map(({ spec }) => spec.path))

function questions(kind: ViewerKind): string[] {
  const q = encodeURIComponent(secretWord)
  const asked: string[] = []
  for (const route of routes) {
    const { spec, name } = route
    if (
      spec.method !== 'GET' ||
      spec.path.includes('{') ||
      tellsOfAsking.includes(name) ||
      name.endsWith('.template') ||
      // The same rows in another file.
      (asCsv.has(spec.path.replace(/xlsx$/, 'csv')) && spec.path.endsWith('.xlsx')) ||
      !isServed(world, route)
    )
      continue
    const takes = Object.keys(spec.query?.shape ?? {})
    asked.push(spec.path)
    // Exports ask the same of the database as their lists; once with the word is enough.
    if (spec.produces) {
      if (takes.includes('q') && spec.path.endsWith('.csv')) asked.push(`${spec.path}?q=${q}`)
      continue
    }
    for (const [field, value] of [
      ['q', q],
      ['q', encodeURIComponent('协同')],
      ['limit', '1'],
      ['owner', places.home],
      ['organisation', places.home],
      ['overdue', 'true'],
      ['state', 'draft'],
      ['state', 'submitted'],
      ['state', 'unverified'],
      ['district', places.district],
      ['sort', '-updatedAt'],
      ['sort', 'title'],
      ['scenario', shown.id],
    ])
      if (takes.includes(field as string)) asked.push(`${spec.path}?${field}=${value}`)
  }
  for (const path of [
    `/scenarios/${shown.id}`,
    `/capabilities/${publicCapability.id}`,
    `/organisations/${places.home}`,
  ]) {
    asked.push(path)
    if (kind !== 'nobody') asked.push(`${path}/history`)
  }
  asked.push(`/scenarios/${shown.id}/comments`, '/libraries/signature/entries', `//`)
  return asked
}

/** What comes back, and how: without what every answer has of its own. */
async function ask(kind: ViewerKind, path: string): Promise<string> {
  const person = people.get(kind) ?? null
  const { raw } = await world.as(person).get(path)
  const { date: _, ...headers } = raw.headers
  const body = raw.rawPayload.toString('latin1').replace(/"(traceId|asOf)":"[^"]+"/g, '')
  return JSON.stringify([raw.statusCode, headers, body])
}

async function answers(kinds: readonly ViewerKind[]): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  for (const kind of kinds) {
    const waiting = questions(kind)
    // A few at a time: the answers do not hang on one another.
    const asker = async () => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
        all.set(`${kind} ${path}`, await ask(kind, path))
    }
    await Promise.all(Array.from({ length: 6 }, asker))
  }
  return all
}

function differing(before: Map<string, string>, after: Map<string, string>): string[] {
  return [...before].flatMap(([key, value]) => {
    const now = after.get(key) ?? ''
    return now === value ? [] : [`${key}: ${value.slice(0, 300)} / ${now.slice(0, 300)}`]
  })
}

const owners: ViewerKind[] = ['own', 'ownAdmin']
const handlers: ViewerKind[] = [...owners, 'operator', 'districtOwn', 'auditor']
const outside = (...may: ViewerKind[]) => viewers.filter((each) => !may.includes(each))

type Secret = {
  what: string
  from: ViewerKind[]
  known: ViewerKind | null
  /** Sums that count it and tell nothing else. */
  summed?: RegExp
  put: () => Promise<unknown>
}
const secrets: Secret[] = [
  {
    what: 'another’s draft',
    from: outside(...owners),
    known: 'own',
    put: () => makeScenario(scene, 'draft', secretWord).then(searchable),
  },
  {
    what: 'a scenario handed in',
    from: outside(...handlers),
    known: 'operator',
    summed: /^leader \/cockpit\/(funnel|overdue):/,
    put: () => makeScenario(scene, 'submitted', secretWord).then(searchable),
  },
  {
    what: 'whom to call about a public scenario',
    from: outside(...handlers),
    known: 'operator',
    put: () =>
      world.db.sql(`update scenario_contacts set name = '秘密联系人', mobile = '13700007777' where scenario_id = $1`, [
        shown.id,
      ]),
  },
  {
    what: 'a comment on a public scenario',
    from: outside(...handlers),
    known: 'auditor',
    put: () =>
      world.db.sql(
        `insert into scenario_comments (id, scenario_id, text, author_id, at) values ($1, $2, $3, $4, app_now())`,
        [newId(), shown.id, secretWord, scene.colleague.id],
      ),
  },
  {
    what: 'a decision and a review on a public scenario',
    from: outside(...handlers),
    known: 'operator',
    put: () =>
      world.db.sql(
        `insert into scenario_clearances (id, scenario_id, kind, outcome, signer, recorded_by, recorded_at) values ($1, $2, 'confidentiality', 'refused', '秘密签字人', $3, app_now())`,
        [newId(), shown.id, scene.colleague.id],
      ),
  },
  {
    what: 'a capability for members',
    from: outside(...owners, 'provider', 'other', 'broker', 'operator', 'auditor'),
    known: 'broker',
    put: () => makeCapability(scene, { state: 'published', visibility: 'members', title: secretWord }),
  },
  {
    what: 'a capability not published yet',
    from: outside(...owners),
    known: 'own',
    put: () => makeCapability(scene, { state: 'draft', title: secretWord }),
  },
  {
    what: 'an intent between two others',
    // Leaders open the intents that their figures count, without what was written.
    from: outside(...handlers, 'provider', 'leader'),
    known: 'provider',
    put: () =>
      world.db.sql<{ id: string }>(
        `insert into intents (id, scenario_id, opening_id, owner_id, owner_district, organisation_id, pitch, state, state_since, holder, due_at, created_at, updated_at)
           values ($1, $2, $3, $4, $5, $6, $7, 'expressed', app_now(), 'owner', app_now() - interval '1 day', app_now(), app_now())`,
        [newId(), shown.id, shown.more.openingId, places.home, places.district, places.providing, secretWord],
      ),
  },
  {
    what: 'a list being put together, with what it will hold',
    from: outside('operator', 'auditor'),
    known: 'operator',
    put: async () => {
      const list = await make(scene, 'composingList', '')
      await world.db.sql(
        `insert into list_items (list_id, scenario_id, position, added_at) values ($1, $2, 0, app_now())`,
        [list.id, shown.id],
      )
    },
  },
  {
    what: 'a call not opened yet',
    from: outside('operator'),
    known: 'operator',
    put: () => make(scene, 'draftCall', ''),
  },
  {
    what: 'an organisation that waits to be verified',
    from: outside('operator', 'auditor', 'districtOwn'),
    known: 'operator',
    put: () =>
      world.organisation({
        kind: 'firm',
        district: places.district,
        state: 'unverified',
        name: `${secretWord}公司`,
        creditCode: '91370200MA3CTEST0X',
      }),
  },
  {
    what: 'a stranger’s inbox, kept form and file',
    from: [...viewers],
    known: null,
    put: async () => {
      await make(scene, 'foreignNotification', '')
      await make(scene, 'foreignForm', '')
      await make(scene, 'foreignFile', '')
    },
  },
]

/** A row that would be found by its words, were it shown. */
async function searchable(made: Made): Promise<void> {
  await world.db.sql(
    `update scenarios s set search = (select array_to_tsvector(array_agg(distinct substr($2, n, 2))) from generate_series(1, length($2) - 1) n) where s.id = $1`,
    [made.id, secretWord],
  )
}

/** One of each that differ in what they may know; each asks everything once after every secret. */
const asking: ViewerKind[] = [
  'nobody',
  'own',
  'provider',
  'other',
  'operator',
  'districtOther',
  'expert',
  'broker',
  'leader',
  'auditor',
  'securityAdmin',
]

describe('what somebody may not know changes nothing he is told', () => {
  let last: Map<string, string>

  test('asked twice without a secret between, nothing differs by itself', async () => {
    last = await answers(asking)
    expect(differing(last, await answers(asking))).toEqual([])
  }, 120_000)

  test.each(secrets)(
    '$what',
    async ({ from, known, summed, put }) => {
      await put()
      const now = await answers(asking)
      const changed = differing(last, now)
      last = now
      const by = (kind: ViewerKind) => changed.filter((each) => each.startsWith(`${kind} `))
      const told = asking.filter((kind) => from.includes(kind)).flatMap(by)
      expect(told.filter((each) => !summed?.test(each))).toEqual([])
      // And there was something to know: who may, sees a difference.
      if (known) expect(by(known).length).toBeGreaterThan(0)
    },
    120_000,
  )

  test('a planted fault: a count over more than what is shown turns this red', async () => {
    const owner = await world.db.asOwner()
    const kinds: ViewerKind[] = ['nobody', 'leader']
    const hidden = await makeScenario(scene, 'draft', secretWord)
    const enter = () =>
      world.db.sql(
        `insert into library_entries (id, library_id, scenario_id, entered_at, entered_reason) select $1, id, $2, app_now(), '重点' from libraries order by key limit 1`,
        [newId(), hidden.id],
      )
    try {
      const sound = await answers(kinds)
      await enter()
      expect(differing(sound, await answers(kinds))).toEqual([])
      await world.db.sql('delete from library_entries where scenario_id = $1', [hidden.id])
      const { rows } = await owner.query<{ polname: string; text: string }>(
        `select polname, pg_get_expr(polqual, polrelid) as text from pg_policy where polname in ('library_entries_public', 'library_entries_read')`,
      )
      for (const each of rows) await owner.query(`alter policy ${each.polname} on library_entries using (true)`)
      const before = await answers(kinds)
      await enter()
      const leaked = differing(before, await answers(kinds))
      for (const each of rows) await owner.query(`alter policy ${each.polname} on library_entries using (${each.text})`)
      expect(leaked.map((each) => each.split(':')[0])).toEqual(['nobody /libraries', 'leader /libraries'])
    } finally {
      await owner.end()
    }
  }, 120_000)
})
