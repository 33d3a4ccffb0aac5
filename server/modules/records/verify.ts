import { type Checkpoint, createVerifier, type JournalRecord, type Verdict } from '../../../engines/journal/index.ts'
import type { Reading } from '../../platform/database/index.ts'
import { type JournalRow, selectHead, selectJournal, selectValues } from './store.ts'

export type JournalVerdict = {
  readonly ok: boolean
  /** Records found sound. */
  readonly count: number
  readonly head: string | null
  /** The first bad entry; codes of `docs/journal.md`, and `head_mismatch` when the table's head is not its last record. */
  readonly firstBad: { readonly seq: number; readonly code: string; readonly detail: string } | null
}

const batch = 5000

/**
 * Checks the whole journal as the database holds it: the chain, the table's own columns against what was sealed, personal values against their
 * commitments, the head, and the checkpoints written down outside. Streams; memory does not grow with the journal.
 * Entries appended while it runs are left for the next time.
 */
export async function verifyJournal(
  reading: Pick<Reading, 'sql'>,
  options: { readonly checkpoints: readonly Checkpoint[] },
): Promise<JournalVerdict> {
  const end = await selectHead(reading)
  const verifier = createVerifier({ checkpoints: options.checkpoints })
  let seq = 0
  for (;;) {
    const rows = await selectJournal(reading, { after: seq, upTo: end.last, limit: batch })
    const last = rows.at(-1)
    if (!last) break
    const values = bySeq(await selectValues(reading, { after: seq, upTo: last.seq }))
    for (const row of rows) {
      const column = alteredColumn(row)
      if (column) return bad(row.seq, 'altered', `the column ${column} of entry ${row.seq} is not what was sealed`)
      if (!verifier.feed(row.record, values.get(row.seq))) return told(verifier.finish())
    }
    seq = last.seq
  }
  const verdict = verifier.finish()
  if (!verdict.ok) return told(verdict)
  return headFault(end, verdict) ?? told(verdict)
}

function bySeq<T extends { seq: number }>(rows: readonly T[]): Map<number, T[]> {
  const groups = new Map<number, T[]>()
  for (const row of rows) {
    const group = groups.get(row.seq)
    if (group) group.push(row)
    else groups.set(row.seq, [row])
  }
  return groups
}

/** The columns repeat parts of the record so that they can be searched; nobody may find what was not sealed. */
function alteredColumn({ record, ...row }: JournalRow): string | null {
  const sealed = record as Partial<JournalRecord> | null
  const pairs: [string, unknown, unknown][] = [
    ['seq', row.seq, sealed?.seq],
    ['at', row.at, sealed?.at],
    ['actor_id', row.actor_id, sealed?.actor?.id],
    ['action', row.action, sealed?.action],
    ['subject_type', row.subject_type, sealed?.subject?.type],
    ['subject_id', row.subject_id, sealed?.subject?.id],
    ['hash', row.hash, sealed?.hash],
    ['previous_hash', row.previous_hash, sealed?.previousHash],
  ]
  return pairs.find(([, column, value]) => column !== value)?.[0] ?? null
}

function headFault(
  end: { seq: number; hash: string; last: number },
  verdict: { count: number; head: string },
): JournalVerdict | null {
  if (end.seq > verdict.count) {
    return bad(verdict.count + 1, 'truncated', `the head names entry ${end.seq}, the journal ends at ${verdict.count}`)
  }
  if (end.seq < verdict.count) {
    return bad(
      Math.max(end.seq + 1, 1),
      'head_mismatch',
      `the head names entry ${end.seq}, the journal goes on to ${verdict.count}`,
    )
  }
  if (verdict.count > 0 && end.hash !== verdict.head) {
    return bad(end.seq, 'head_mismatch', `the head carries another hash than entry ${end.seq}`)
  }
  return null
}

function bad(seq: number, code: string, detail: string): JournalVerdict {
  return { ok: false, count: seq - 1, head: null, firstBad: { seq, code, detail } }
}

function told(verdict: Verdict): JournalVerdict {
  if (!verdict.ok) return bad(verdict.seq, verdict.code, verdict.detail)
  return { ok: true, count: verdict.count, head: verdict.head, firstBad: null }
}
