import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../../server/platform/ids.ts'
import { createWorld, type Person, type World } from '../support/world.ts'
import { meet, type Places, settle } from './people.ts'
import { type Made, make, makeCapability, makeScenario, type Scene } from './things.ts'

/** The second wall by itself: statements without a WHERE, as the roles that requests run as. */
type Who = { user?: string; roles?: string; orgs?: string[]; admin?: string[]; district?: string }

let world: World
let places: Places
let scene: Scene
let owner: pg.Client
let own: Person
let ownAdmin: Person
let other: Person
let stranger: Person
/** Somebody to whom nothing belongs. */
let bystander: Person
let colleague: Person
const made: Record<string, Made> = {}

beforeAll(async () => {
  world = await createWorld()
  places = await settle(world)
  owner = await world.db.asOwner()
  stranger = await world.person()
  bystander = await world.person()
  colleague = await world.person({ roles: ['operator'] })
  own = (await meet(world, places, 'own')) as Person
  ownAdmin = (await meet(world, places, 'ownAdmin')) as Person
  other = (await meet(world, places, 'other')) as Person
  scene = { world, places, kind: 'own', person: own, stranger, colleague }
  for (const state of ['draft', 'submitted', 'in_review', 'published']) made[state] = await makeScenario(scene, state)
  made.capability = await makeCapability(scene, { state: 'draft' })
  made.membersOnly = await makeCapability(scene, { state: 'published', visibility: 'members' })
  for (const thing of [
    'intent',
    'newOrganisation',
    'composingList',
    'foreignFile',
    'foreignSession',
    'foreignToken',
    'foreignNotification',
    'foreignForm',
    'foreignImport',
  ] as const)
    made[thing] = await make(scene, thing, 'scenarios')
  // Something in the journal, with a personal value.
  const draft = await world.as(own).post('/scenarios', {
    title: '记入存证的草稿',
    contact: { name: '吴联系', mobile: '13900009999', email: null },
  })
  expect(draft.status).toBe(201)
  await world.db.sql(`update credentials set password_hash = 'secret' where user_id = $1`, [stranger.id])
})
afterAll(async () => {
  await owner.end()
  await world.close()
})

/** Runs one statement as scenario_app (or the public role) with the viewer set, and takes it back. */
async function as<T extends pg.QueryResultRow>(who: Who | null, text: string, values: unknown[] = []): Promise<T[]> {
  await owner.query('begin')
  try {
    await owner.query(`set local role ${who ? 'scenario_app' : 'scenario_public'}`)
    if (who) {
      await owner.query(
        `select set_config('app.user', $1, true), set_config('app.roles', $2, true), set_config('app.orgs', $3, true),
           set_config('app.admin_orgs', $4, true), set_config('app.district', $5, true)`,
        [
          who.user ?? '',
          who.roles ?? '',
          `{${(who.orgs ?? []).join(',')}}`,
          `{${(who.admin ?? []).join(',')}}`,
          who.district ?? '',
        ],
      )
    }
    return (await owner.query<T>(text, values)).rows
  } finally {
    await owner.query('rollback')
  }
}

/** How many rows a statement changed, or the code it was refused with. */
async function change(who: Who, text: string, values: unknown[] = []): Promise<number | string> {
  try {
    const rows = await as<{ n: number }>(
      who,
      `with done as (${text} returning 1) select count(*)::int as n from done`,
      values,
    )
    return rows[0]?.n ?? 0
  } catch (error) {
    return (error as { code: string }).code
  }
}
/** The same without RETURNING, so that no read policy narrows it: what is left changed is asked as the server. */
async function blind(who: Who, text: string, values: unknown[] = []): Promise<string> {
  try {
    await as(who, text, values)
    return 'done'
  } catch (error) {
    return (error as { code: string }).code
  }
}

const ids = (rows: { id: string }[]) => rows.map((row) => row.id)
const who = (person: Person, orgs: string[] = [], admin: string[] = []): Who => ({ user: person.id, orgs, admin })
const asOwn = () => who(own, [places.home])
const asAdmin = () => who(ownAdmin, [places.home], [places.home])
const asOther = () => who(other, [places.elsewhere], [places.elsewhere])
const asRole = (roles: string, district?: string): Who => ({ user: bystander.id, roles, ...(district && { district }) })

/** Tables that belong to nobody: the same for everybody, nothing personal, or closed to the application by grants alone. */
const ownerless = ['app_clock', 'migrations']
/** Views that tell one narrow thing of rows that the asker does not see: sums, dates, reviews without their writers. Each says itself who may ask. */
const pastTheWall = [
  'accepted_projects',
  'blind_reviews',
  'capability_promotions',
  'capability_uses',
  'expert_pool',
  'expert_ties',
  'round_progress',
]

describe('every table', () => {
  test('has row-level security on and forced, but those that hold nothing of anybody', async () => {
    const { rows } = await owner.query(
      `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity) order by 1`,
    )
    expect(rows.map((row) => row.relname)).toEqual(ownerless)
  })

  test('is owned by none of the roles that requests run as, and none of them goes past the policies', async () => {
    const { rows } = await owner.query(
      `select r.rolname, r.rolsuper, r.rolbypassrls, r.rolcanlogin, (select count(*)::int from pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owns
         from pg_roles r where r.rolname in ('scenario_app', 'scenario_public', 'scenario_definer') order by 1`,
    )
    const none = { rolsuper: false, rolbypassrls: false, rolcanlogin: false, owns: 0 }
    expect(rows).toEqual(
      ['scenario_app', 'scenario_definer', 'scenario_public'].map((rolname) => ({ rolname, ...none })),
    )
  })

  test('is neither truncated nor, where it is the journal, changed', async () => {
    const { rows } = await owner.query(
      `select table_name, privilege_type from information_schema.role_table_grants
        where grantee in ('scenario_app', 'scenario_public') and table_schema = 'public'
          and (privilege_type in ('TRUNCATE', 'TRIGGER', 'REFERENCES')
            or (grantee = 'scenario_public' and privilege_type <> 'SELECT')
            or (table_name like 'journal%' and privilege_type in ('UPDATE', 'DELETE')))
        order by 1, 2`,
    )
    expect(rows).toEqual([
      { table_name: 'journal_head', privilege_type: 'UPDATE' },
      { table_name: 'journal_personal', privilege_type: 'DELETE' },
    ])
  })

  test('of a view runs with the rights of who asks, but of the few that look past the wall on purpose', async () => {
    const { rows } = await owner.query(
      `select relname, pg_get_userbyid(relowner) as owner from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and relkind = 'v'
          and not coalesce('security_invoker=true' = any(reloptions), false) order by relname collate "C"`,
    )
    expect(rows).toEqual(pastTheWall.map((relname) => ({ relname, owner: 'scenario_definer' })))
  })
})

describe('reading without a WHERE', () => {
  const scenarios = (viewer: Who | null) =>
    as<{ id: string }>(viewer, 'select id from scenarios where source is null').then(ids)
  const named = (...names: string[]) => names.map((name) => made[name]?.id as string)

  test('scenarios: drafts are the owner’s, what was submitted the handlers’, the rest everybody’s', async () => {
    const all = ['draft', 'submitted', 'in_review', 'published']
    const seen = async (viewer: Who | null) => {
      const rows = await scenarios(viewer)
      return all.filter((state) => rows.includes(made[state]?.id as string))
    }
    expect(await seen(asOwn())).toEqual(all)
    for (const viewer of [asRole('operator'), asRole('auditor'), asRole('district_operator', places.district)])
      expect(await seen(viewer)).toEqual(['submitted', 'in_review', 'published'])
    for (const viewer of [
      null,
      asOther(),
      asRole(''),
      asRole('district_operator', places.farDistrict),
      ...['expert', 'broker', 'leader', 'security_admin', 'security_auditor', 'system_admin'].map((role) =>
        asRole(role),
      ),
    ])
      expect(await seen(viewer)).toEqual(['published'])
  })

  test('what hangs on a hidden scenario is hidden, and what is inside a public one too', async () => {
    for (const viewer of [asOther(), asRole('leader'), asRole('security_admin'), asRole('expert')]) {
      const hidden = await as<{ scenario_id: string }>(viewer, 'select scenario_id from openings')
      expect(hidden.map((row) => row.scenario_id)).not.toContain(made.draft?.id)
      for (const table of ['scenario_contacts', 'scenario_comments', 'scenario_decisions', 'scenario_clearances'])
        expect(await as(viewer, `select * from ${table}`), table).toEqual([])
    }
    for (const table of ['scenario_contacts', 'scenario_comments', 'scenario_decisions', 'users', 'journal_records'])
      await expect(as(null, `select * from ${table}`), table).rejects.toThrow('permission denied')
  })

  test('capabilities: drafts and those for members stay where they belong', async () => {
    const seen = async (viewer: Who | null) => {
      const rows = ids(await as<{ id: string }>(viewer, 'select id from capabilities'))
      return ['capability', 'membersOnly'].filter((name) => rows.includes(named(name)[0] as string))
    }
    expect(await seen(asOwn())).toEqual(['capability', 'membersOnly'])
    const verified = { ...asOther(), roles: 'verified_member' }
    for (const viewer of [verified, asRole('broker'), asRole('operator'), asRole('auditor')])
      expect(await seen(viewer)).toEqual(['membersOnly'])
    // Whoever has only registered an organisation is not a member yet.
    expect(await seen(asOther())).toEqual([])
    for (const viewer of [null, asRole(''), asRole('leader'), asRole('expert'), asRole('security_admin')])
      expect(await seen(viewer)).toEqual([])
  })

  test('intents and whom to call there', async () => {
    for (const viewer of [asOther(), asRole('broker'), asRole('district_operator', places.farDistrict)]) {
      expect(await as(viewer, 'select id from intents')).toEqual([])
      expect(await as(viewer, 'select * from intent_contacts')).toEqual([])
    }
    for (const role of ['auditor', 'leader'])
      expect(await as(asRole(role), 'select * from intent_contacts')).toEqual([])
    expect(await as(asOwn(), 'select name from intent_contacts')).toEqual([{ name: '钱供给' }])
  })

  test('secrets are the server’s alone; sessions, codes, tokens show to nobody', async () => {
    const everybody = [
      asOwn(),
      asOther(),
      ...['operator', 'auditor', 'security_admin', 'system_admin'].map((role) => asRole(role)),
    ]
    for (const viewer of everybody)
      for (const table of [
        'credentials',
        'sessions',
        'api_tokens',
        'verification_codes',
        'sign_in_failures',
        'unified_identities',
        'unified_flows',
        'idempotency_keys',
        'code_counters',
      ])
        expect(await as(viewer, `select * from ${table}`), table).toEqual([])
    expect((await as({ roles: 'system' }, 'select * from sessions')).length).toBeGreaterThan(0)
  })

  test('people, inboxes, kept forms, imports: each his own', async () => {
    expect(ids(await as<{ id: string }>(asOwn(), 'select id from users'))).toEqual([own.id])
    expect(ids(await as<{ id: string }>(asRole('operator'), 'select id from users'))).toEqual([bystander.id])
    for (const table of ['notifications', 'form_drafts', 'imports'])
      expect(await as(asOther(), `select * from ${table}`), table).toEqual([])
    expect(await as({ roles: 'system' }, 'select * from form_drafts')).toEqual([])
    expect(await as(asOther(), 'select * from files')).toEqual([])
  })

  test('the journal tells each of what he answers for, and of what he did himself', async () => {
    const count = async (viewer: Who, table = 'journal_records') =>
      Number((await as<{ n: string }>(viewer, `select count(*) as n from ${table}`))[0]?.n)
    const all = await count(asRole('auditor'))
    expect(all).toBeGreaterThan(1)
    expect(await count(asOwn())).toBe(1)
    expect(await count(asAdmin())).toBe(1)
    expect(await count(asOwn(), 'journal_personal')).toBe(1)
    for (const viewer of [
      asOther(),
      asRole('leader'),
      asRole('expert'),
      asRole('security_admin'),
      asRole('system_admin'),
    ]) {
      const seen = await as<{ subject_type: string; actor_id: string | null }>(
        viewer,
        'select subject_type, actor_id from journal_records',
      )
      expect(seen.filter((row) => row.actor_id !== viewer.user)).toEqual([])
      expect(await count(viewer, 'journal_personal')).toBe(0)
      expect(await count(viewer, 'state_changes')).toBe(0)
    }
    // An operator runs the loop, and does not see into drafts, nor into their past.
    const operators = await as<{ subject_id: string }>(asRole('operator'), 'select subject_id from journal_records')
    expect(operators.map((row) => row.subject_id)).not.toContain(made.draft?.id)
  })

  test('the security log is the security auditor’s; lists in the making the operators’; who registers waits unseen', async () => {
    expect(await as(asOther(), `select * from security_events where user_id <> '${other.id}'`)).toEqual([])
    const lists = (viewer: Who | null) =>
      as<{ id: string }>(viewer, 'select id from lists').then((rows) =>
        ids(rows).includes(made.composingList?.id as string),
      )
    expect([await lists(null), await lists(asOther()), await lists(asRole('operator'))]).toEqual([false, false, true])
    const waiting = (viewer: Who | null) =>
      as<{ id: string }>(viewer, 'select id from organisations').then((rows) =>
        ids(rows).includes(made.newOrganisation?.id as string),
      )
    expect([await waiting(null), await waiting(asOther()), await waiting(asRole('leader'))]).toEqual([
      false,
      false,
      false,
    ])
    expect(await waiting(asRole('operator'))).toBe(true)
    const members = await as<{ organisation_id: string }>(asOther(), 'select organisation_id from organisation_members')
    expect([...new Set(members.map((row) => row.organisation_id))]).toEqual([places.elsewhere])
  })
})

describe('writing past the application', () => {
  const published = () => made.published?.id as string

  test('others’ scenarios, openings, comments and capabilities are not changed', async () => {
    for (const viewer of [asOther(), asRole('leader'), asRole('district_operator', places.farDistrict), asRole('')]) {
      expect(await change(viewer, `update scenarios set title = '改' where source is null`)).toBe(0)
      expect(await change(viewer, 'delete from scenarios')).toBe(0)
      expect(await change(viewer, `update openings set text = '改'`)).toBe(0)
      expect(await change(viewer, 'delete from openings')).toBe(0)
      expect(await change(viewer, 'delete from requirements')).toBe(0)
      expect(await change(viewer, `update capabilities set title = '改'`)).toBe(0)
      expect(await change(viewer, `update intents set state = 'withdrawn'`)).toBe(0)
      expect(await change(viewer, `update lists set title = '改'`)).toBe(0)
      expect(await change(viewer, `update libraries set title = '改'`)).toBe(0)
      expect(await change(viewer, 'delete from notifications')).toBe(0)
      expect(await change(viewer, 'delete from files')).toBe(0)
      expect(
        await blind(viewer, `insert into openings (id, scenario_id, position, text) values ($1, $2, 5, '塞入')`, [
          newId(),
          published(),
        ]),
      ).toBe('42501')
      expect(
        await blind(
          viewer,
          `insert into scenario_comments (id, scenario_id, text, author_id, at) values ($1, $2, '塞入', $3, app_now())`,
          [newId(), published(), viewer.user],
        ),
      ).toBe('42501')
    }
  })

  test('a district cannot reach into drafts, nor move anything', async () => {
    const district = asRole('district_operator', places.district)
    await owner.query('begin')
    await owner.query('rollback')
    expect(await blind(district, `update scenarios set state = 'published'`)).toBe('42501')
    expect(await change(district, `update scenarios set place = '改' where state = 'draft'`)).toBe(0)
  })

  test('an owner does not publish, decide or clear for himself', async () => {
    const mine = asOwn()
    for (const state of ['selected', 'publicised', 'published', 'in_review'])
      expect(await change(mine, `update scenarios set state = '${state}' where id = '${made.draft?.id}'`), state).toBe(
        '42501',
      )
    expect(await change(mine, `update scenarios set place = '码头' where id = '${made.draft?.id}'`)).toBe(1)
    expect(await change(mine, `update scenario_decisions set state = 'consented', settled_by = '${own.id}'`)).toBe(0)
    expect(
      await blind(
        mine,
        `insert into scenario_clearances (id, scenario_id, kind, outcome, signer, recorded_by, recorded_at) values ($1, $2, 'confidentiality', 'passed', '自己', $3, app_now())`,
        [newId(), published(), own.id],
      ),
    ).toBe('42501')
    expect(
      await blind(
        mine,
        `insert into scenarios (id, title, owner_id, state, state_since, published_at, created_at, updated_at) values ($1, '自己发布', $2, 'published', app_now(), app_now(), app_now(), app_now())`,
        [newId(), places.home],
      ),
    ).toBe('42501')
  })

  test('an operator settles a decision in no name but his own', async () => {
    const operator: Who = { user: colleague.id, roles: 'operator' }
    expect(
      await change(operator, `update scenario_decisions set state = 'consented', settled_by = '${stranger.id}'`),
    ).toBe('42501')
    // His own proposal: the constraint says two.
    expect(
      await change(operator, `update scenario_decisions set state = 'consented', settled_by = '${colleague.id}'`),
    ).toBe('23514')
  })

  test('nobody gives himself roles, joins, or rises in his organisation', async () => {
    const mine = asOwn()
    expect(await change(mine, `update users set roles = '{operator}' where id = '${own.id}'`)).toBe('42501')
    expect(await change(mine, `update users set state = 'disabled'`)).toBe('42501')
    expect(await change(mine, `update users set name = '新名字'`)).toBe(1)
    expect(
      await change(
        { user: stranger.id, roles: 'security_admin' },
        `update users set roles = '{system_admin}' where id = '${own.id}'`,
      ),
    ).toBe('42501')
    expect(await change(mine, `update organisation_members set role = 'org_admin' where user_id = '${own.id}'`)).toBe(0)
    expect(
      await blind(
        mine,
        `insert into organisation_members (organisation_id, user_id, role, since) values ($1, $2, 'org_admin', app_now())`,
        [places.elsewhere, own.id],
      ),
    ).toBe('42501')
    expect(await change(mine, `delete from organisation_members where user_id = '${ownAdmin.id}'`)).toBe(0)
    expect(
      await change(
        mine,
        `delete from organisation_members where user_id = '${own.id}' and organisation_id = '${places.home}'`,
      ),
    ).toBe(1)
    expect(
      await change(asAdmin(), `update organisation_members set role = 'org_admin' where user_id = '${own.id}'`),
    ).toBe(1)
    expect(await change(mine, 'select 1 as one from invitations')).toBe('42601')
    expect(await as(mine, 'select * from invitations')).toEqual([])
  })

  test('no organisation verifies itself', async () => {
    const waiting = made.newOrganisation?.id as string
    const administrator = who(stranger, [waiting], [waiting])
    expect(await change(administrator, `update organisations set state = 'verified' where id = '${waiting}'`)).toBe(
      '42501',
    )
    expect(await change(administrator, `update organisations set synthetic = true where id = '${waiting}'`)).toBe(
      '42501',
    )
    expect(await change(administrator, `update organisations set summary = '简介' where id = '${waiting}'`)).toBe(1)
    expect(await change(who(own, [waiting]), `update organisations set summary = '改' where id = '${waiting}'`)).toBe(
      '42501',
    )
  })

  test('the journal is written in one’s own name and never changed; its head points at what is there', async () => {
    const insert = `insert into journal_records (seq, at, actor_id, action, subject_type, subject_id, record, hash, previous_hash)
      values (999999, app_now(), $1, 'x', 'scenario', $2, '{}', 'h', 'p')`
    expect(await blind(asOwn(), insert, [stranger.id, newId()])).toBe('42501')
    expect(await blind(asOwn(), insert, [own.id, newId()])).toBe('done')
    for (const viewer of [asOwn(), asRole('operator'), asRole('auditor'), { roles: 'system' }]) {
      expect(await blind(viewer, `update journal_records set action = 'y'`)).toBe('42501')
      expect(await blind(viewer, 'delete from journal_records')).toBe('42501')
      expect(await blind(viewer, 'truncate journal_records')).toBe('42501')
      expect(await blind(viewer, `update journal_personal set after = null`)).toBe('42501')
      expect(await blind(viewer, 'delete from journal_head')).toBe('42501')
      expect(await blind(viewer, `update journal_head set seq = 1000000, hash = 'x'`)).toBe('42501')
    }
    expect(await change(asOther(), 'delete from journal_personal')).toBe(0)
  })

  test('the security log takes entries about oneself only, and keeps them', async () => {
    const insert = `insert into security_events (id, at, kind, user_id) values ($1, app_now(), 'sign_in', $2)`
    expect(await blind(asOwn(), insert, [newId(), stranger.id])).toBe('42501')
    expect(await blind(asOwn(), insert, [newId(), own.id])).toBe('done')
    expect(await change({ roles: 'system' }, 'delete from security_events')).toBe(0)
    expect(await blind(asOwn(), `update security_events set kind = 'x'`)).toBe('42501')
  })
})
