import { sql } from 'kysely'
import type { ScenarioCreate, ScenarioPatch } from '../../../contracts/scenarios.ts'
import { searchTokens } from '../../../engines/text/index.ts'
import type { Reading, Writing } from '../../platform/database/index.ts'
import { summaries } from './list-store.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** One scenario by id or code with everything of its own row; null = not there for this viewer. */
export async function findScenario(reading: Reading, idOrCode: string) {
  const column = uuid.test(idOrCode) ? 's.id' : 's.code'
  const row = await summaries(reading)
    .leftJoin('scenarios as p', 'p.id', 's.parent_id')
    .select([
      's.problem',
      's.place',
      's.starts_on',
      's.ends_on',
      's.parent_id',
      's.state_reason',
      's.previous_state',
      's.owner_district',
      's.is_public',
      's.submitted_at',
      's.recommended_at',
      's.content',
      's.call_entered_at',
      'p.code as parent_code',
      'p.title as parent_title',
    ])
    .where(column, '=', column === 's.id' ? idOrCode.toLowerCase() : idOrCode.toUpperCase())
    .executeTakeFirst()
  return row ?? null
}
export type ScenarioRow = NonNullable<Awaited<ReturnType<typeof findScenario>>>

/** Takes the row's lock until the transaction ends, then reads it: two people who act at once act one after the other. */
export async function lockScenario(writing: Writing, idOrCode: string): Promise<ScenarioRow | null> {
  const column = uuid.test(idOrCode) ? 'id' : 'code'
  const locked = await writing.sql
    .selectFrom('scenarios')
    .select('id')
    .where(column, '=', column === 'id' ? idOrCode.toLowerCase() : idOrCode.toUpperCase())
    .forUpdate()
    .executeTakeFirst()
  return locked ? findScenario(writing, locked.id) : null
}

/** What hangs on one scenario, in a fixed number of statements. */
export async function partsOf({ sql: db }: Reading, id: string) {
  const [openings, requirements, children, attachments] = await Promise.all([
    db
      .selectFrom('openings')
      .select(['id', 'text', 'detail'])
      .where('scenario_id', '=', id)
      .orderBy('position')
      .execute(),
    db.selectFrom('requirements').selectAll().where('scenario_id', '=', id).orderBy('position').execute(),
    db
      .selectFrom('scenarios')
      .select(['id', 'code', 'title'])
      .where('parent_id', '=', id)
      .where('code', 'is not', null)
      .orderBy('code')
      .limit(200)
      .execute(),
    db
      .selectFrom('scenario_files as f')
      .innerJoin('file_facts as t', 't.id', 'f.file_id')
      .select(['f.file_id', 't.name', 't.media_type', 't.bytes', 't.sha256', 't.uploaded_at', 'f.purpose'])
      .where('f.scenario_id', '=', id)
      .orderBy('f.position')
      .execute(),
  ])
  return { openings, requirements, children, attachments }
}

export function contactOf({ sql: db }: Reading, id: string) {
  return db
    .selectFrom('scenario_contacts')
    .select(['name', 'mobile', 'email'])
    .where('scenario_id', '=', id)
    .executeTakeFirst()
}

export async function namesOf({ sql: db }: Reading, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((each): each is string => each !== null))]
  if (wanted.length === 0) return new Map()
  const { rows } = await sql<{
    id: string
    name: string | null
  }>`select id, name from app_person_names(${wanted}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name ?? '']))
}

const columns = {
  title: 'title',
  summary: 'summary',
  problem: 'problem',
  domain: 'domain',
  direction: 'direction',
  tracks: 'tracks',
  districts: 'districts',
  opener: 'opener',
  focus: 'focus',
  opportunityCny: 'opportunity_cny',
  opportunityBound: 'opportunity_bound',
  opportunityPeriod: 'opportunity_period',
  budgetCny: 'budget_cny',
  cooperationModes: 'cooperation_modes',
  place: 'place',
  startsOn: 'starts_on',
  endsOn: 'ends_on',
  opensAt: 'opens_at',
  closesAt: 'closes_at',
  parentId: 'parent_id',
  callId: 'call_id',
} as const

/** The plain columns of a patch; `undefined` leaves a column as it is. */
export function columnsOf(patch: ScenarioPatch): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(columns)
      .filter(([field]) => patch[field as keyof ScenarioPatch] !== undefined)
      .map(([field, column]) => [column, patch[field as keyof ScenarioPatch]]),
  )
}

export async function insertScenario(
  writing: Writing,
  id: string,
  input: ScenarioCreate,
  placed: { ownerId: string; ownerDistrict: string | null; stage: string; holder: string | null },
): Promise<void> {
  const { now } = writing
  await writing.sql
    .insertInto('scenarios')
    .values({
      ...(columnsOf(input) as { title: string }),
      id,
      owner_id: placed.ownerId,
      owner_district: placed.ownerDistrict,
      state: 'draft',
      stage: placed.stage,
      holder: placed.holder,
      state_since: now,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

export async function updateScenario(writing: Writing, id: string, values: Record<string, unknown>): Promise<void> {
  await writing.sql
    .updateTable('scenarios')
    .set((eb) => ({ ...values, updated_at: writing.now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

type OpeningInput = NonNullable<ScenarioPatch['openings']>[number]
type RequirementInput = NonNullable<ScenarioPatch['requirements']>[number]

/** Replaces the openings by those given; one that keeps its id keeps what refers to it. Returns the ids in order. */
export async function replaceOpenings(
  { sql: db }: Writing,
  scenarioId: string,
  openings: readonly OpeningInput[],
  newId: () => string,
): Promise<string[]> {
  const held = new Set(
    (await db.selectFrom('openings').select('id').where('scenario_id', '=', scenarioId).execute()).map((row) => row.id),
  )
  const rows = openings.map((each, position) => ({
    // Each held id once: a second opening under it is a new one.
    id: each.id && held.delete(each.id) ? each.id : newId(),
    scenario_id: scenarioId,
    position,
    text: each.text,
    detail: each.detail,
  }))
  let gone = db.deleteFrom('openings').where('scenario_id', '=', scenarioId)
  if (rows.length > 0)
    gone = gone.where(
      'id',
      'not in',
      rows.map((row) => row.id),
    )
  await gone.execute()
  if (rows.length > 0) {
    await db
      .insertInto('openings')
      .values(rows)
      .onConflict((on) =>
        on.column('id').doUpdateSet((eb) => ({
          position: eb.ref('excluded.position'),
          text: eb.ref('excluded.text'),
          detail: eb.ref('excluded.detail'),
        })),
      )
      .execute()
  }
  return rows.map((row) => row.id)
}

export async function replaceRequirements(
  { sql: db }: Writing,
  scenarioId: string,
  requirements: readonly RequirementInput[],
  openingIds: readonly string[],
  newId: () => string,
): Promise<void> {
  const gone = await db.deleteFrom('requirements').where('scenario_id', '=', scenarioId).returning('id').execute()
  const held = new Set(gone.map((row) => row.id))
  if (requirements.length === 0) return
  await db
    .insertInto('requirements')
    .values(
      requirements.map((each, position) => ({
        id: each.id && held.delete(each.id) ? each.id : newId(),
        scenario_id: scenarioId,
        opening_id: each.opening === null ? null : (openingIds[each.opening] ?? null),
        position,
        text: each.text,
        kind: each.kind,
        metric: each.metric,
        comparator: each.comparator,
        threshold: each.threshold,
        unit: each.unit,
        limits_providers: each.limitsProviders,
      })),
    )
    .execute()
}

export async function setContact(
  { sql: db }: Writing,
  scenarioId: string,
  contact: { name: string; mobile: string | null; email: string | null } | null,
): Promise<void> {
  await db.deleteFrom('scenario_contacts').where('scenario_id', '=', scenarioId).execute()
  if (contact)
    await db
      .insertInto('scenario_contacts')
      .values({ scenario_id: scenarioId, ...contact })
      .execute()
}

export async function replaceFiles(
  { sql: db }: Writing,
  scenarioId: string,
  files: readonly { fileId: string; purpose: string }[],
): Promise<void> {
  await db.deleteFrom('scenario_files').where('scenario_id', '=', scenarioId).execute()
  if (files.length === 0) return
  await db
    .insertInto('scenario_files')
    .values(
      files.map((each, position) => ({
        scenario_id: scenarioId,
        file_id: each.fileId,
        purpose: each.purpose,
        position,
      })),
    )
    .execute()
}

/** Makes the row findable by its title, summary, problem, openings, requirements, code and owner. */
export async function refreshSearch({ sql: db }: Writing, id: string): Promise<void> {
  const { rows } = await sql<{ text: string }>`
    select concat_ws(' ', s.code, s.title, s.summary, s.problem, s.place, o.name,
        (select string_agg(concat_ws(' ', text, detail), ' ') from openings where scenario_id = s.id),
        (select string_agg(text, ' ') from requirements where scenario_id = s.id)) as text
      from scenarios s left join organisation_names o on o.id = s.owner_id where s.id = ${id}`.execute(db)
  await sql`update scenarios set search = array_to_tsvector(${searchTokens(rows[0]?.text ?? '')}::text[]) where id = ${id}`.execute(
    db,
  )
}

export function organisationOf({ sql: db }: Reading, id: string) {
  return db.selectFrom('organisation_names').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function logContactRead(writing: Writing, id: string, subjectId: string): Promise<void> {
  await writing.sql
    .insertInto('contact_reads')
    .values({
      id,
      at: writing.now,
      user_id: writing.viewer.userId as string,
      subject_type: 'scenario',
      subject_id: subjectId,
    })
    .execute()
}

export type ClosingPlace = { readonly id: string; readonly closes_at: string | null }

/** Published scenarios whose time is over, a bounded batch from a place on, each locked for this transaction only. */
export async function closingRows(writing: Writing, from: ClosingPlace | null, limit: number): Promise<ClosingPlace[]> {
  let query = writing.sql
    .selectFrom('scenarios')
    .select(['id', 'closes_at'])
    .where('state', '=', 'published')
    .where('closes_at', '<', writing.now)
    .where('source', 'is', null)
    .orderBy('closes_at')
    .orderBy('id')
    .limit(limit)
  if (from) query = query.where(sql<boolean>`(closes_at, id) > (${from.closes_at}::timestamptz, ${from.id}::uuid)`)
  return query.forUpdate().skipLocked().execute()
}

/** Whether `id` is found going up from `parentId`: then it cannot become its child. */
export async function isAbove({ sql: db }: Reading, id: string, parentId: string): Promise<boolean> {
  const { rows } = await sql<{ above: boolean }>`
    with recursive up (id, parent_id) as (
      select id, parent_id from scenarios where id = ${parentId}
      union select s.id, s.parent_id from scenarios s join up on s.id = up.parent_id)
    select exists (select from up where id = ${id}) as above`.execute(db)
  return rows[0]?.above ?? false
}

/** The next scenarios of an owner after a place, in the order of their ids. */
export async function idsOfOwner(
  { sql: db }: Reading,
  ownerId: string,
  from: string | null,
  limit: number,
): Promise<string[]> {
  let query = db.selectFrom('scenarios').select('id').where('owner_id', '=', ownerId).orderBy('id').limit(limit)
  if (from) query = query.where('id', '>', from)
  return (await query.execute()).map((row) => row.id)
}

/** What rows repeat of their owner: its district, and its name among the words they are found by. */
export async function refreshOwner(writing: Writing, id: string): Promise<void> {
  await sql`update scenarios set owner_district = (select district from organisation_names o where o.id = owner_id) where id = ${id}`.execute(
    writing.sql,
  )
  await refreshSearch(writing, id)
}
