import { createCalendar } from '../../engines/calendar/index.ts'
import { makeCreditCode } from '../../engines/text/index.ts'
import { attachable } from '../../server/modules/files/attachable.ts'
import { createNotify } from '../../server/modules/notifications/notify.ts'
import { historyOf } from '../../server/modules/records/history.ts'
import { loadCityPack } from '../../server/platform/city-pack/index.ts'
import { newId } from '../../server/platform/ids.ts'
import { anonymous, type Membership, type Viewer } from '../../server/platform/viewer.ts'
import type { TestDatabase } from '../support/database.ts'

/** What a module needs of the platform in a test, on the pack of Qingdao. */
export async function testPlatform(db: TestDatabase) {
  const loaded = await loadCityPack(new URL('../../cities/qingdao', import.meta.url).pathname)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  const { pack } = loaded
  return {
    database: db.database,
    pack,
    calendar: createCalendar(pack.calendar),
    newId,
    notify: createNotify({ newId }),
    historyOf,
    attachable,
  }
}

let serial = 0

export async function buildOrganisation(
  db: TestDatabase,
  over: Record<string, unknown> = {},
): Promise<Membership & { name: string }> {
  serial += 1
  const row = {
    id: newId(),
    name: `示例单位${serial}`,
    credit_code: makeCreditCode(9_000_000 + serial),
    kind: 'firm',
    district: null,
    state: 'verified',
    ...over,
  }
  await insert(db, 'organisations', {
    ...row,
    state_since: '2026-01-01',
    created_at: '2026-01-01',
    updated_at: '2026-01-01',
  })
  return {
    id: row.id,
    name: row.name,
    role: 'member',
    state: row.state as 'verified',
    kind: row.kind,
    district: row.district,
  }
}

/** A person with an account and the viewer that stands for them. */
export async function buildPerson(
  db: TestDatabase,
  over: { roles?: Viewer['roles']; district?: string | null; organisations?: readonly Membership[] } = {},
): Promise<Viewer & { userId: string }> {
  serial += 1
  const { roles = [], district = null, organisations = [] } = over
  const userId = newId()
  await insert(db, 'users', {
    id: userId,
    name: `某人${serial}`,
    email: `person${serial}@example.org`,
    roles,
    district,
    created_at: '2026-01-01',
    updated_at: '2026-01-01',
  })
  for (const each of organisations) {
    await insert(db, 'organisation_members', {
      organisation_id: each.id,
      user_id: userId,
      role: each.role,
      since: '2026-01-01',
    })
  }
  return {
    ...anonymous,
    userId,
    name: `某人${serial}`,
    roles,
    district,
    organisations,
    organisationId: organisations[0]?.id ?? null,
  }
}

/** A scenario with one opening and a contact, published unless told otherwise. */
export async function buildScenario(db: TestDatabase, ownerId: string, over: Record<string, unknown> = {}) {
  serial += 1
  const row = { id: newId(), title: `示例场景${serial}`, state: 'published', published_at: '2026-03-16', ...over }
  await insert(db, 'scenarios', {
    owner_id: ownerId,
    state_since: '2026-03-16',
    submitted_at: '2026-03-01',
    created_at: '2026-03-01',
    updated_at: '2026-03-16',
    ...row,
  })
  const opening = { id: newId(), scenario_id: row.id, position: 0, text: `开放方向${serial}` }
  await insert(db, 'openings', opening)
  const contact = { scenario_id: row.id, name: '王联系', mobile: '13800000001', email: 'owner-contact@example.org' }
  await insert(db, 'scenario_contacts', contact)
  return { id: row.id, title: row.title, openingId: opening.id }
}

export async function insert(db: TestDatabase, table: string, row: Record<string, unknown>): Promise<void> {
  const keys = Object.keys(row)
  await db.sql(
    `insert into ${table} (${keys.join(', ')}) values (${keys.map((_, at) => `$${at + 1}`).join(', ')})`,
    Object.values(row),
  )
}

/** What a refusal says: its code, or null when the work went through. */
export async function refusalOf(work: Promise<unknown>): Promise<string | null> {
  try {
    await work
    return null
  } catch (error) {
    const { code, fields } = error as { code?: string; fields?: { path: string; code: string }[] }
    if (!code) throw error
    return [code, ...(fields ?? []).map((each) => `${each.path}:${each.code}`)].join(' ')
  }
}
