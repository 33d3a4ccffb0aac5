import { sql } from 'kysely'
import type { Reading, Writing } from '../../platform/database/index.ts'

export type Proof = {
  readonly id: string
  readonly text: string
  readonly kind: string
  readonly at: string | null
  readonly counterpartId: string | null
}
export type ProofRow = Awaited<ReturnType<typeof proofsOf>>[number]

export async function proofsOf({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('capability_proofs as p')
    .leftJoin('organisation_names as o', 'o.id', 'p.counterpart_id')
    .select(['p.id', 'p.capability_id', 'p.kind', 'p.text', 'p.at', 'p.confirmed_at', 'p.declined_at'])
    .select(['p.counterpart_id as counterpartId', 'o.name as counterpart_name'])
    .where('p.capability_id', 'in', ids)
    .orderBy('p.capability_id')
    .orderBy('p.position')
    .execute()
}

/** `kept` stay the rows they are, with what was answered to them; all others are written anew. */
export async function replaceProofs(
  { sql: db }: Writing,
  id: string,
  proofs: readonly Proof[],
  kept: ReadonlySet<string>,
): Promise<void> {
  let gone = db.deleteFrom('capability_proofs').where('capability_id', '=', id)
  if (kept.size > 0) gone = gone.where('id', 'not in', [...kept])
  await gone.execute()
  const placed = proofs.map((proof, position) => ({ ...proof, position }))
  await sql`
    update capability_proofs p set position = r.position
      from json_to_recordset(${JSON.stringify(placed.filter((each) => kept.has(each.id)))}) as r (id uuid, position int)
     where p.id = r.id and p.capability_id = ${id} and p.position <> r.position`.execute(db)
  const rows = placed
    .filter((each) => !kept.has(each.id))
    .map(({ counterpartId, ...each }) => ({ ...each, counterpart_id: counterpartId, capability_id: id }))
  if (rows.length > 0) await db.insertInto('capability_proofs').values(rows).execute()
}

/** The capability's version after the answer; another than `seen + 1` where nothing was written, null where nothing is to be answered. */
export async function answerProof(
  { sql: db }: Writing,
  proofId: string,
  seen: number,
  confirms: boolean,
): Promise<number | null> {
  const { rows } = await sql<{ version: number | null }>`
    select app_answer_proof(${proofId}::uuid, ${seen}, ${confirms}) as version`.execute(db)
  return rows[0]?.version ?? null
}

export type Measure = {
  readonly metric: string
  readonly value: number
  readonly unit: string | null
  readonly asOf: string | null
}

export async function measuresOf({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('capability_measures')
    .select(['capability_id', 'metric', 'value', 'unit', 'as_of as asOf'])
    .where('capability_id', 'in', ids)
    .orderBy('capability_id')
    .orderBy('position')
    .execute()
}

export async function replaceMeasures({ sql: db }: Writing, id: string, measures: readonly Measure[]): Promise<void> {
  await db.deleteFrom('capability_measures').where('capability_id', '=', id).execute()
  if (measures.length === 0) return
  const rows = measures.map(({ asOf, ...each }, position) => ({ ...each, as_of: asOf, capability_id: id, position }))
  await db.insertInto('capability_measures').values(rows).execute()
}

/** Names and states of organisations a capability may name as counterparts. */
export async function counterpartsOf({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db.selectFrom('organisation_names').select(['id', 'state']).where('id', 'in', ids).execute()
}

export async function filesOf({ sql: db }: Reading, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('capability_files as f')
    .innerJoin('file_facts as x', 'x.id', 'f.file_id')
    .select(['f.capability_id', 'x.id', 'x.name', 'x.media_type', 'x.bytes', 'x.sha256', 'x.uploaded_at'])
    .where('f.capability_id', 'in', ids)
    .orderBy('f.capability_id')
    .orderBy('f.position')
    .execute()
}

export async function replaceFiles({ sql: db }: Writing, id: string, fileIds: readonly string[]): Promise<void> {
  await db.deleteFrom('capability_files').where('capability_id', '=', id).execute()
  if (fileIds.length === 0) return
  const rows = fileIds.map((file_id, position) => ({ capability_id: id, file_id, position }))
  await db.insertInto('capability_files').values(rows).execute()
}
