import { type Algorithm, genesisHash, hashPattern } from './hash.ts'
import { type CommittedChange, commit, hashOf, type JournalRecord, type PersonalValue } from './record.ts'

/** The head at some moment, kept where the database's administrator cannot reach it. */
export interface Checkpoint {
  readonly seq: number
  readonly hash: string
  readonly at: string
}

export type FaultCode =
  | 'altered'
  | 'missing'
  | 'reordered'
  | 'truncated'
  | 'value_altered'
  | 'value_missing'
  | 'checkpoint_mismatch'

export type Verdict =
  | { ok: true; count: number; head: string }
  | { ok: false; seq: number; code: FaultCode; detail: string }

export interface VerifierOptions {
  readonly algorithm?: Algorithm
  readonly checkpoints?: readonly Checkpoint[]
  /** `left_out` when the personal values are not at hand, so that their absence says nothing. */
  readonly values?: 'checked' | 'left_out'
}

export interface Verifier {
  /** Takes the next record with the personal values kept for it; false once a fault is found. */
  feed: (record: JournalRecord, values?: readonly PersonalValue[]) => boolean
  /** The verdict over all that was fed; to be asked once, after the last record. */
  finish: () => Verdict
}

type Fault = Extract<Verdict, { ok: false }>

/**
 * Verifies a journal as a stream, in memory that does not grow with it, and names the first bad entry:
 * - `altered`: the entry is not what was sealed; also when it was sealed anew, which the entry after it gives away;
 * - `missing`, `reordered`: a number is left out, or comes at the wrong place;
 * - `truncated`: entries that a checkpoint saw are gone from the end, the first of them is named;
 * - `checkpoint_mismatch`: sealed anew with all that follows, at or before the entry named and after the checkpoint before it;
 * - `value_altered`, `value_missing`: a personal value is not the one committed to, or is gone though no later entry declares it erased.
 */
export function createVerifier(options: VerifierOptions = {}): Verifier {
  const { algorithm = 'sha256', values: valueMode = 'checked' } = options
  const checkpoints = [...(options.checkpoints ?? [])].sort((a, b) => a.seq - b.seq)
  const absent = new Map<string, { seq: number; path: string }>()
  let passed = 0
  let count = 0
  let head = genesisHash
  let fault: Fault | null = checkpointFault()

  return { feed, finish }

  function feed(record: JournalRecord, values: readonly PersonalValue[] = []): boolean {
    if (fault) {
      // The entry that seemed to be missing comes after all.
      if (fault.code === 'missing' && record?.seq === fault.seq) {
        fault = { ...fault, code: 'reordered', detail: `entry ${record.seq} comes after a later one` }
      }
      return false
    }
    fault = orderFault(record, count) ?? sealFault(record, head, algorithm) ?? valueFault(record, values)
    if (fault) return false
    count = record.seq
    head = record.hash
    for (const { seq, path } of record.erases ?? []) absent.delete(keyOf(seq, path))
    fault = checkpointFault()
    return fault === null
  }

  function finish(): Verdict {
    if (fault) return fault
    const [lost] = absent.values()
    if (lost) {
      const detail = `the value of ${lost.path} is gone and no later entry declares it erased`
      return { ok: false, seq: lost.seq, code: 'value_missing', detail }
    }
    const beyond = checkpoints[checkpoints.length - 1]
    if (beyond && beyond.seq > count) {
      const detail = `a checkpoint of ${beyond.at} saw entry ${beyond.seq}, the journal ends at ${count}`
      return { ok: false, seq: count + 1, code: 'truncated', detail }
    }
    return { ok: true, count, head }
  }

  function checkpointFault(): Fault | null {
    for (let next = checkpoints[passed]; next && next.seq <= count; next = checkpoints[++passed]) {
      if (next.seq !== count || next.hash !== head) {
        const detail = `the hash of entry ${next.seq} is not the one of the checkpoint of ${next.at}`
        return { ok: false, seq: next.seq, code: 'checkpoint_mismatch', detail }
      }
    }
    return null
  }

  function valueFault(record: JournalRecord, values: readonly PersonalValue[]): Fault | null {
    const committed = new Map(record.changes.filter(isCommitted).map((change) => [change.path, change.commitment]))
    for (const value of values) {
      if (!matches(value, committed.get(value.path), algorithm)) {
        const detail = `the value of ${value.path} is not the one committed to`
        return { ok: false, seq: record.seq, code: 'value_altered', detail }
      }
      committed.delete(value.path)
    }
    if (valueMode === 'checked') {
      for (const path of committed.keys()) absent.set(keyOf(record.seq, path), { seq: record.seq, path })
    }
    return null
  }
}

function orderFault(record: JournalRecord, count: number): Fault | null {
  const expected = count + 1
  if (record?.seq === expected) return null
  if (!Number.isSafeInteger(record?.seq)) {
    return { ok: false, seq: expected, code: 'altered', detail: `entry ${expected} has no valid number` }
  }
  if (record.seq < expected) {
    return { ok: false, seq: record.seq, code: 'reordered', detail: `entry ${record.seq} comes after entry ${count}` }
  }
  return { ok: false, seq: expected, code: 'missing', detail: `after entry ${count} comes entry ${record.seq}` }
}

function sealFault(record: JournalRecord, head: string, algorithm: Algorithm): Fault | null {
  const { seq } = record
  if (!sealHolds(record, algorithm)) {
    return { ok: false, seq, code: 'altered', detail: `the content of entry ${seq} does not give its hash` }
  }
  if (record.previousHash === head) return null
  // This entry is whole and was chained to another hash than its predecessor has now: the predecessor was sealed anew.
  const bad = Math.max(seq - 1, 1)
  return { ok: false, seq: bad, code: 'altered', detail: `entry ${seq} was chained to another hash before it` }
}

function sealHolds(record: JournalRecord, algorithm: Algorithm): boolean {
  if (!hasShape(record)) return false
  try {
    return hashOf(record, algorithm) === record.hash
  } catch (error) {
    // What has no canonical form was never sealed.
    if (error instanceof TypeError) return false
    throw error
  }
}

/** What was sealed anew may have any shape; nothing after this check may stumble over it. */
function hasShape({ previousHash, changes, erases }: JournalRecord): boolean {
  const named = (one: { path: string } | null) => typeof one === 'object' && typeof one?.path === 'string'
  return (
    typeof previousHash === 'string' &&
    hashPattern.test(previousHash) &&
    Array.isArray(changes) &&
    changes.every(named) &&
    (erases === undefined || (Array.isArray(erases) && erases.every(named)))
  )
}

function matches(value: PersonalValue, commitment: string | undefined, algorithm: Algorithm): boolean {
  try {
    return commit(value, value.salt, algorithm).commitment === commitment
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

function isCommitted(change: JournalRecord['changes'][number]): change is CommittedChange {
  return 'commitment' in change
}

function keyOf(seq: number, path: string): string {
  return `${seq} ${path}`
}
