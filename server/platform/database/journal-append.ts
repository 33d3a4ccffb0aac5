import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import {
  type Change,
  commit,
  type Head,
  type Json,
  type RecordInput,
  sealRecord,
} from '../../../engines/journal/index.ts'
import type { Viewer } from '../viewer.ts'
import type { Recorded } from './recorded.ts'

/** JSON as the journal wants it: nothing undefined, dates as text. */
function plain(value: unknown): Json {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as Json)
}

type PersonalRow = { path: string; salt: string; before: Json; after: Json; personId: string | null }

function inputOf(entry: Recorded, viewer: Viewer, now: string): { input: RecordInput; personal: PersonalRow[] } {
  const personal: PersonalRow[] = []
  const hidden = new Set(entry.personal?.paths ?? [])
  const changes = (entry.changes ?? []).map((change): Change => {
    const value = { path: change.path, before: plain(change.before), after: plain(change.after) }
    if (!hidden.has(change.path)) return value
    const salt = randomBytes(16).toString('hex')
    personal.push({ ...value, salt, personId: entry.personal?.personId ?? null })
    return commit(value, salt)
  })
  const role = viewer.system ? 'system' : viewer.roles[0]
  const input: RecordInput = {
    at: now,
    actor: { id: viewer.userId, ...(role && { role }) },
    action: entry.action,
    subject: { type: entry.subject.type, id: entry.subject.id },
    ...(entry.reason && { reason: entry.reason }),
    changes,
    ...(entry.bulk && { merkleRoot: entry.bulk.merkleRoot, count: entry.bulk.count }),
    ...(entry.erases && { erases: entry.erases }),
  }
  return { input, personal }
}

/**
 * Seals the records of one transaction onto the chain. The head row is locked here and nowhere else, as the last thing before commit,
 * so that writers queue for one insert only.
 */
export async function appendRecords(
  client: pg.ClientBase,
  batch: { entries: readonly Recorded[]; viewer: Viewer; now: string; newId: () => string },
): Promise<void> {
  const prepared = batch.entries.map((entry) => ({ entry, ...inputOf(entry, batch.viewer, batch.now) }))
  const { rows } = await client.query<{ seq: number; hash: string }>('select seq, hash from journal_head for update')
  const row = rows[0]
  let head: Head | null = row && row.seq > 0 ? { seq: row.seq, hash: row.hash } : null
  const records: object[] = []
  const values: object[] = []
  const states: object[] = []
  for (const { entry, input, personal } of prepared) {
    const sealed = sealRecord(input, head)
    head = { seq: sealed.seq, hash: sealed.hash }
    records.push({
      seq: sealed.seq,
      at: sealed.at,
      actor_id: input.actor.id,
      action: input.action,
      subject_type: input.subject.type,
      subject_id: input.subject.id,
      record: sealed,
      hash: sealed.hash,
      previous_hash: sealed.previousHash,
    })
    for (const { personId, ...value } of personal) values.push({ seq: sealed.seq, person_id: personId, ...value })
    if (entry.state) {
      states.push({
        subject_type: input.subject.type,
        subject_id: input.subject.id,
        from_state: entry.state.from,
        to_state: entry.state.to,
        at: input.at,
      })
    }
  }
  if (!head) return
  await client.query(
    `insert into journal_records (seq, at, actor_id, action, subject_type, subject_id, record, hash, previous_hash)
     select seq, at, actor_id, action, subject_type, subject_id, record, hash, previous_hash
       from json_to_recordset($1) as r (seq bigint, at timestamptz, actor_id uuid, action text, subject_type text, subject_id uuid, record jsonb, hash text, previous_hash text)`,
    [JSON.stringify(records)],
  )
  if (values.length > 0) {
    await client.query(
      `insert into journal_personal (seq, path, person_id, salt, before, after)
       select seq, path, person_id, salt, before, after
         from json_to_recordset($1) as r (seq bigint, path text, person_id uuid, salt text, before jsonb, after jsonb)`,
      [JSON.stringify(values)],
    )
  }
  if (states.length > 0) {
    await client.query(
      `insert into state_changes (subject_type, subject_id, from_state, to_state, at)
       select subject_type, subject_id, from_state, to_state, at
         from json_to_recordset($1) as r (subject_type text, subject_id uuid, from_state text, to_state text, at timestamptz)`,
      [JSON.stringify(states)],
    )
  }
  await client.query('update journal_head set seq = $1, hash = $2', [head.seq, head.hash])
}
