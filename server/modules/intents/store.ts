import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { IntentQuery } from '../../../contracts/intents.ts'
import {
  after,
  type CursorKey,
  countLimit,
  type DB,
  onDays,
  type Reading,
  readCursor,
  type Writing,
} from '../../platform/database/index.ts'
import { hasRole, type Viewer } from '../../platform/viewer.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const openStates = ['expressed', 'talking', 'letter_signed', 'contracted']
const sorts = {
  '-createdAt': { column: 'i.created_at', direction: 'desc' },
  dueAt: { column: 'i.due_at', direction: 'asc' },
} as const

export type IntentRecord = Selectable<DB['intents']>
export type Contact = { readonly name: string; readonly mobile: string | null; readonly email: string | null }

/** An intent with the names beside its ids. */
function joined({ sql: db }: Reading) {
  return db
    .selectFrom('intents as i')
    .innerJoin('scenario_facts as s', 's.id', 'i.scenario_id')
    .leftJoin('opening_texts as p', 'p.id', 'i.opening_id')
    .leftJoin('organisation_names as ow', 'ow.id', 'i.owner_id')
    .leftJoin('organisation_names as pr', 'pr.id', 'i.organisation_id')
    .leftJoin('capability_names as c', 'c.id', 'i.capability_id')
    .select([
      'i.id',
      'i.scenario_id',
      's.code as scenario_code',
      's.title as scenario_title',
      'i.opening_id',
      'p.text as opening_text',
      'i.owner_id',
      'i.owner_district',
      'ow.name as owner_name',
      'i.organisation_id',
      'pr.name as organisation_name',
      'pr.state as organisation_state',
      'i.capability_id',
      'c.title as capability_title',
      'i.pitch',
      'i.state',
      'i.state_since',
      'i.holder',
      'i.due_at',
      'i.closed_reason',
      'i.closed_note',
      'i.created_at',
      'i.updated_at',
      'i.version',
    ])
}
export type IntentRow = Awaited<ReturnType<typeof selectIntent>> & object

export function selectIntent(reading: Reading, id: string) {
  return joined(reading).where('i.id', '=', id).executeTakeFirst()
}

type Builder = ExpressionBuilder<
  DB & { i: DB['intents']; s: DB['scenario_facts']; pr: DB['organisation_names'] },
  'i' | 's' | 'pr'
>

/** The first wall: parties, operator, auditor, the district's own; row-level security says it again. */
function visibleTo(viewer: Viewer, eb: Builder) {
  if (viewer.system || hasRole(viewer, 'operator', 'auditor', 'leader')) return sql<boolean>`true`
  const mine = viewer.organisations.map((each) => each.id)
  const ways = mine.length > 0 ? [eb('i.owner_id', 'in', mine), eb('i.organisation_id', 'in', mine)] : []
  if (hasRole(viewer, 'district_operator') && viewer.district) ways.push(eb('i.owner_district', '=', viewer.district))
  return ways.length > 0 ? eb.or(ways) : sql<boolean>`false`
}

function conditions(viewer: Viewer, query: IntentQuery, timeZone: string, eb: Builder) {
  const parts: Expression<SqlBool>[] = [visibleTo(viewer, eb)]
  if (query.scenario) parts.push(eb(uuid.test(query.scenario) ? 's.id' : 's.code', '=', query.scenario))
  if (query.organisation) parts.push(eb('i.organisation_id', '=', query.organisation))
  if (query.owner) parts.push(eb('i.owner_id', '=', query.owner))
  if (query.state) parts.push(eb('i.state', 'in', query.state))
  if (query.overdue !== undefined) {
    const late = sql<boolean>`(i.holder is not null and i.due_at is not null and i.due_at < app_now())`
    parts.push(query.overdue ? late : sql<boolean>`not ${late}`)
  }
  if (query.open !== undefined) parts.push(eb('i.state', query.open ? 'in' : 'not in', openStates))
  if (query.synthetic !== undefined)
    parts.push(sql<boolean>`(coalesce(s.synthetic, false) or coalesce(pr.synthetic, false)) = ${query.synthetic}`)
  if (query.domain) parts.push(eb('s.domain', 'in', query.domain))
  if (query.direction) parts.push(eb('s.direction', 'in', query.direction))
  if (query.district) parts.push(sql<boolean>`s.districts && ${query.district}::text[]`)
  if (query.holder) parts.push(eb('i.holder', '=', query.holder))
  parts.push(...onDays('i.created_at', { from: query.expressedFrom, to: query.expressedTo }, timeZone))
  return eb.and(parts)
}

/** One page and the capped count: two statements, whatever the number of rows. */
export async function listIntents(reading: Reading, query: IntentQuery, timeZone: string) {
  const sort = sorts[query.sort]
  const cursor = readCursor(query.cursor, query.sort)
  let page = joined(reading)
    .where((eb) => conditions(reading.viewer, query, timeZone, eb as unknown as Builder))
    .orderBy(sql.ref(sort.column), (order) => order[sort.direction]().nullsLast())
    .orderBy('i.id', sort.direction)
    .limit(query.limit + 1)
  if (cursor) page = page.where(after(sort.column, sort.direction, cursor, 'timestamptz'))
  const rows = await page.execute()
  const { count } = await reading.sql
    .selectFrom((eb) =>
      eb
        .selectFrom('intents as i')
        .innerJoin('scenario_facts as s', 's.id', 'i.scenario_id')
        .leftJoin('organisation_names as pr', 'pr.id', 'i.organisation_id')
        .select(sql`1`.as('one'))
        .where((inner) => conditions(reading.viewer, query, timeZone, inner as unknown as Builder))
        .limit(countLimit + 1)
        .as('c'),
    )
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  const keyOf = (row: IntentRow): CursorKey => ({
    sort: query.sort,
    value: query.sort === 'dueAt' ? row.due_at : row.created_at,
    id: row.id,
  })
  return { rows, count, keyOf }
}

/** Locked until the transaction ends: of two who act at once the second sees what the first did. */
export function lockIntent({ sql: db }: Writing, id: string): Promise<IntentRecord | undefined> {
  return db.selectFrom('intents').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export function updateIntent(
  { sql: db, now }: Writing,
  id: string,
  set: Partial<
    Pick<
      IntentRecord,
      'state' | 'state_since' | 'holder' | 'due_at' | 'remind_at' | 'expires_at' | 'closed_reason' | 'closed_note'
    >
  >,
) {
  return db
    .updateTable('intents')
    .set((eb) => ({ ...set, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export type NewIntent = Omit<
  IntentRecord,
  'reminded_at' | 'escalated_at' | 'closed_reason' | 'closed_note' | 'created_at' | 'updated_at' | 'version'
>

/** False when the organisation has an open intent on the opening already: the constraint decides, also between two at once. */
export async function insertIntent({ sql: db, now }: Writing, intent: NewIntent, contact: Contact): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('intents')
    .values({ ...intent, created_at: now, updated_at: now })
    .onConflict((on) =>
      on
        .columns(['opening_id', 'organisation_id'])
        .where('state', 'in', ['expressed', 'talking', 'letter_signed', 'contracted'])
        .doNothing(),
    )
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) return false
  await db
    .insertInto('intent_contacts')
    .values({ intent_id: intent.id, ...contact })
    .execute()
  return true
}

export function selectScenario({ sql: db }: Reading, id: string) {
  return db.selectFrom('scenario_facts').selectAll().where('id', '=', id).executeTakeFirst()
}
/** As it stands now, and stays until this transaction ends. */
export function holdScenario({ sql: db }: Writing, id: string) {
  return db.selectFrom('scenario_facts').selectAll().where('id', '=', id).forShare().executeTakeFirst()
}
export function selectOpening({ sql: db }: Reading, scenarioId: string, id: string) {
  return db
    .selectFrom('opening_texts')
    .selectAll()
    .where('scenario_id', '=', scenarioId)
    .where('id', '=', id)
    .executeTakeFirst()
}
export function selectCapability({ sql: db }: Reading, id: string) {
  return db.selectFrom('capability_names').selectAll().where('id', '=', id).executeTakeFirst()
}
export function selectOrganisation({ sql: db }: Reading, id: string) {
  return db.selectFrom('organisation_names').select(['id', 'name', 'state']).where('id', '=', id).executeTakeFirst()
}

export function selectContact({ sql: db }: Reading, intentId: string): Promise<Contact | undefined> {
  return db
    .selectFrom('intent_contacts')
    .select(['name', 'mobile', 'email'])
    .where('intent_id', '=', intentId)
    .executeTakeFirst()
}
export async function selectOwnerContact({ sql: db }: Reading, scenarioId: string): Promise<Contact | undefined> {
  const row = await db
    .selectFrom('scenario_contact_facts')
    .select(['name', 'mobile', 'email'])
    .where('scenario_id', '=', scenarioId)
    .executeTakeFirst()
  return row && { ...row, name: row.name ?? '' }
}

/** Who saw somebody else's contact, when, on which intent. */
export async function logContactRead({ sql: db, now, viewer }: Writing, id: string, intentId: string): Promise<void> {
  if (viewer.userId === null) return
  await db
    .insertInto('contact_reads')
    .values({ id, at: now, user_id: viewer.userId, subject_type: 'intent', subject_id: intentId })
    .execute()
}

const steps = {
  remind: sql<boolean>`remind_at <= app_now() and reminded_at is null`,
  escalate: sql<boolean>`due_at <= app_now() and escalated_at is null`,
  expire: sql<boolean>`expires_at <= app_now() and reminded_at is not null and escalated_at is not null`,
} as const
export type Step = keyof typeof steps

/** The next intents whose clock has come to this step; those another worker has in hand are left to it. */
export function takeDue({ sql: db }: Writing, step: Step, limit: number) {
  return db
    .selectFrom('intents')
    .selectAll()
    .where('state', '=', 'expressed')
    .where(steps[step])
    .orderBy('id')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

export async function markStep({ sql: db, now }: Writing, step: 'remind' | 'escalate', ids: readonly string[]) {
  if (ids.length === 0) return
  await db
    .updateTable('intents')
    .set(step === 'remind' ? { reminded_at: now } : { escalated_at: now })
    .where('id', 'in', ids)
    .execute()
}

/** Titles for messages. */
export async function titlesOf({ sql: db }: Reading, scenarioIds: readonly string[]): Promise<Map<string, string>> {
  if (scenarioIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('scenario_facts')
    .select(['id', 'title'])
    .where('id', 'in', [...new Set(scenarioIds)])
    .execute()
  return new Map(rows.map((row) => [row.id as string, row.title ?? '']))
}

/** The providers with an open intent on a scenario, as far as the viewer sees them. */
export async function openProviders({ sql: db }: Reading, scenarioId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('intents')
    .select('organisation_id')
    .distinct()
    .where('scenario_id', '=', scenarioId)
    .where('state', 'in', openStates)
    .execute()
  return rows.map((row) => row.organisation_id)
}

/** Open intents by scenario, as far as the viewer sees them. */
export async function countOpen({ sql: db }: Reading, scenarioIds: readonly string[]): Promise<Map<string, number>> {
  if (scenarioIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('intents')
    .where('scenario_id', 'in', scenarioIds)
    .where('state', 'in', openStates)
    .groupBy('scenario_id')
    .select((eb) => ['scenario_id', eb.fn.countAll<number>().as('count')])
    .execute()
  return new Map(rows.map((row) => [row.scenario_id, row.count]))
}
