import { type Insertable, type Selectable, sql } from 'kysely'
import { searchTokens } from '../../../engines/text/index.ts'
import type { DB, Reading, Writing } from '../../platform/database/index.ts'
import type { Party } from './rules/terms.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const column = (idOrCode: string) => (uuid.test(idOrCode) ? 'id' : 'code')

export type AgreementRow = Selectable<DB['agreements']>
export type FilePurpose = 'attachment' | 'procurement_notice' | 'signed_copy' | 'addendum'

export function selectAgreement({ sql: db }: Reading, idOrCode: string): Promise<AgreementRow | undefined> {
  return db.selectFrom('agreements').selectAll().where(column(idOrCode), '=', idOrCode).executeTakeFirst()
}

/** Locked until the transaction ends: of two who act at once the second sees what the first did. */
export function lockAgreement({ sql: db }: Writing, idOrCode: string): Promise<AgreementRow | undefined> {
  return db.selectFrom('agreements').selectAll().where(column(idOrCode), '=', idOrCode).forUpdate().executeTakeFirst()
}

export type Fields = Partial<
  Omit<AgreementRow, 'id' | 'signed_sort' | 'amount_sort' | 'valid_sort' | 'search' | 'version'>
>
export type NewAgreement = Omit<
  Insertable<DB['agreements']>,
  'created_at' | 'updated_at' | 'version' | 'search' | 'signed_sort' | 'amount_sort' | 'valid_sort'
>

export async function insertAgreement({ sql: db, now }: Writing, row: NewAgreement): Promise<void> {
  await db
    .insertInto('agreements')
    .values({ ...row, created_at: now, updated_at: now })
    .execute()
}

export async function updateAgreement({ sql: db, now }: Writing, id: string, set: Fields): Promise<void> {
  await db
    .updateTable('agreements')
    .set((eb) => ({ ...set, updated_at: now, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Written again from what people look for: title and numbers, scenario and parties. Not the terms: leaders search too. */
export async function setSearch({ sql: db }: Writing, id: string): Promise<void> {
  const row = await db
    .selectFrom('agreements as a')
    .leftJoin('scenario_facts as s', 's.id', 'a.scenario_id')
    .select(['a.title', 'a.code', 'a.number', 's.title as scenario', 's.code as scenario_code', 'a.party_ids'])
    .where('a.id', '=', id)
    .executeTakeFirstOrThrow()
  const names = await db.selectFrom('organisation_names').select('name').where('id', 'in', row.party_ids).execute()
  const texts = [row.title, row.code, row.number, row.scenario, row.scenario_code, ...names.map((each) => each.name)]
  const tokens = searchTokens(texts.filter(Boolean).join('\n'))
  await sql`update agreements set search = array_to_tsvector(${tokens}::text[]) where id = ${id}`.execute(db)
}

export async function partiesOf({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('agreement_parties as p')
    .leftJoin('organisation_names as o', 'o.id', 'p.organisation_id')
    .select([
      'p.agreement_id',
      'p.organisation_id',
      'o.name',
      'o.kind',
      'o.state',
      'p.role',
      'p.share_millionths',
      'p.intent_id',
      'p.signed_at',
      'p.signed_by',
      'p.signed_hash',
    ])
    .where('p.agreement_id', 'in', ids)
    .orderBy('p.agreement_id')
    .orderBy('p.position')
    .execute()
}
export type PartyRow = Awaited<ReturnType<typeof partiesOf>>[number]

/** The rows anew: whoever signed before has not signed these. */
export async function replaceParties({ sql: db }: Writing, id: string, parties: readonly Party[]): Promise<void> {
  await db.deleteFrom('agreement_parties').where('agreement_id', '=', id).execute()
  const rows = parties.map((party, position) => ({ ...party, agreement_id: id, position }))
  await db.insertInto('agreement_parties').values(rows).execute()
}

export async function signFor(
  { sql: db, now, viewer }: Writing,
  id: string,
  organisationId: string,
  hash: string,
): Promise<void> {
  await db
    .updateTable('agreement_parties')
    .set({ signed_at: now, signed_by: viewer.userId, signed_hash: hash })
    .where('agreement_id', '=', id)
    .where('organisation_id', '=', organisationId)
    .execute()
}

export async function clearSignatures({ sql: db }: Writing, id: string): Promise<void> {
  await db
    .updateTable('agreement_parties')
    .set({ signed_at: null, signed_by: null, signed_hash: null })
    .where('agreement_id', '=', id)
    .where('signed_at', 'is not', null)
    .execute()
}

export async function openingsOf({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('agreement_openings as o')
    .leftJoin('opening_texts as t', 't.id', 'o.opening_id')
    .select(['o.agreement_id', 'o.opening_id', 't.text'])
    .where('o.agreement_id', 'in', ids)
    .orderBy('o.agreement_id')
    .orderBy('o.position')
    .execute()
}
export type OpeningRow = Awaited<ReturnType<typeof openingsOf>>[number]

export async function replaceOpenings({ sql: db }: Writing, id: string, openingIds: readonly string[]): Promise<void> {
  await db.deleteFrom('agreement_openings').where('agreement_id', '=', id).execute()
  const rows = openingIds.map((opening_id, position) => ({ agreement_id: id, opening_id, position }))
  await db.insertInto('agreement_openings').values(rows).execute()
}

export function filesOf({ sql: db }: Reading, id: string) {
  return db
    .selectFrom('agreement_files as f')
    .innerJoin('file_facts as x', 'x.id', 'f.file_id')
    .select(['f.purpose', 'x.id', 'x.name', 'x.media_type', 'x.bytes', 'x.sha256', 'x.uploaded_at'])
    .where('f.agreement_id', '=', id)
    .orderBy('f.purpose')
    .orderBy('f.position')
    .execute()
}
export type FileRow = Awaited<ReturnType<typeof filesOf>>[number]

export async function replaceFiles(
  { sql: db }: Writing,
  id: string,
  purpose: FilePurpose,
  fileIds: readonly string[],
): Promise<void> {
  await db.deleteFrom('agreement_files').where('agreement_id', '=', id).where('purpose', '=', purpose).execute()
  await addFiles({ sql: db }, id, purpose, fileIds)
}

export async function addFiles(
  { sql: db }: Pick<Writing, 'sql'>,
  id: string,
  purpose: FilePurpose,
  fileIds: readonly string[],
): Promise<void> {
  if (fileIds.length === 0) return
  const rows = fileIds.map((file_id, position) => ({ agreement_id: id, file_id, purpose, position }))
  await db
    .insertInto('agreement_files')
    .values(rows)
    .onConflict((on) => on.doNothing())
    .execute()
}

/** Held as it stands until the transaction ends, so that it cannot be withdrawn meanwhile. */
export function holdScenario({ sql: db }: Writing, id: string) {
  return db.selectFrom('scenario_facts').selectAll().where('id', '=', id).forShare().executeTakeFirst()
}
export function selectScenarios({ sql: db }: Reading, ids: readonly string[]) {
  return db.selectFrom('scenario_facts').select(['id', 'code', 'title']).where('id', 'in', ids).execute()
}
export function openingsOfScenario({ sql: db }: Reading, scenarioId: string) {
  return db.selectFrom('opening_texts').select('id').where('scenario_id', '=', scenarioId).execute()
}
export async function selectIntents({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db.selectFrom('intent_facts').selectAll().where('id', 'in', ids).execute()
}
export function selectOrganisations({ sql: db }: Reading, ids: readonly string[]) {
  return db
    .selectFrom('organisation_names')
    .select(['id', 'name', 'kind', 'state', 'synthetic'])
    .where('id', 'in', ids)
    .execute()
}
export async function personNames({ sql: db }: Reading, ids: readonly string[]): Promise<Map<string, string | null>> {
  const { rows } = await sql<{ id: string; name: string | null }>`
    select id, name from app_person_names(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** The letter this carries out and what carries this out. */
export function relatives({ sql: db }: Reading, row: AgreementRow) {
  return db
    .selectFrom('agreements')
    .select(['id', 'code', 'title', 'follows_id'])
    .where((eb) => eb.or([eb('follows_id', '=', row.id), ...(row.follows_id ? [eb('id', '=', row.follows_id)] : [])]))
    .orderBy('created_at')
    .execute()
}

/** Whether another contract that was signed and not terminated rests on the intent. */
export async function hasOtherContract({ sql: db }: Reading, intentId: string, butId: string): Promise<boolean> {
  const row = await db
    .selectFrom('agreement_parties as p')
    .innerJoin('agreements as a', 'a.id', 'p.agreement_id')
    .select('a.id')
    .where('p.intent_id', '=', intentId)
    .where('a.id', '<>', butId)
    .where('a.kind', '=', 'contract')
    .where('a.state', 'in', ['signed', 'in_force', 'fulfilled'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Which agreements of a scenario are in force, and whether any is left that was signed and did not end early. */
export async function standingOf({ sql: db }: Reading, scenarioId: string) {
  const rows = await db
    .selectFrom('agreements')
    .select('state')
    .distinct()
    .where('scenario_id', '=', scenarioId)
    .where('state', 'in', ['signed', 'in_force', 'fulfilled'])
    .execute()
  return { inForce: rows.some((row) => row.state === 'in_force'), left: rows.length > 0 }
}

/** Without a new version: it belongs to the change that made it. */
export async function setTermsHash({ sql: db }: Writing, id: string, hash: string): Promise<void> {
  await db.updateTable('agreements').set({ terms_hash: hash }).where('id', '=', id).execute()
}

/** The intents of an organisation on a scenario, as far as the viewer sees them; the oldest first. */
export function intentsOn({ sql: db }: Reading, scenarioId: string, organisationId: string) {
  return db
    .selectFrom('intent_facts')
    .select(['id', 'state'])
    .where('scenario_id', '=', scenarioId)
    .where('organisation_id', '=', organisationId)
    .orderBy('id')
    .execute()
}
