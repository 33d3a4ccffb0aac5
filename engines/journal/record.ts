import { canonical, type Json } from './canonical.ts'
import { type Algorithm, bytes, digest, genesisHash, hashPattern } from './hash.ts'

/** One field before and after; null where there was or is nothing. */
export interface PlainChange {
  readonly path: string
  readonly before: Json
  readonly after: Json
}

/** A change of a personal value: the journal keeps only a salted commitment, so that the value can be erased. */
export interface CommittedChange {
  readonly path: string
  readonly commitment: string
}

export type Change = PlainChange | CommittedChange

/** The value behind a commitment, kept outside the journal. The salt is 16 random bytes as hexadecimal digits. */
export interface PersonalValue extends PlainChange {
  readonly salt: string
}

export interface RecordInput {
  /** RFC 3339 in UTC with milliseconds, as `Date.toISOString` writes it. */
  readonly at: string
  /** `id` is null for the system itself. */
  readonly actor: { readonly id: string | null; readonly role?: string }
  readonly action: string
  readonly subject: { readonly type: string; readonly id: string }
  readonly reason?: string
  readonly changes: readonly Change[]
  /** Set together by a bulk write: root and number of its rows. */
  readonly merkleRoot?: string
  readonly count?: number
  /** Personal values of earlier records that this one declares erased. */
  readonly erases?: readonly { readonly seq: number; readonly path: string }[]
}

export interface JournalRecord extends RecordInput {
  readonly seq: number
  readonly previousHash: string
  readonly hash: string
}

/** What is needed of the last record to append the next. */
export type Head = Pick<JournalRecord, 'seq' | 'hash'>

/**
 * The next record of a chain; `previous` is null for the first. Throws TypeError when the input is not a record's:
 * a time of another form, a path named twice, a root without a count, a value without canonical form.
 */
export function sealRecord(input: RecordInput, previous: Head | null, algorithm: Algorithm = 'sha256'): JournalRecord {
  checkInput(input)
  if (previous && !(Number.isSafeInteger(previous.seq) && previous.seq > 0 && hashPattern.test(previous.hash))) {
    throw new TypeError('the previous record has no valid seq and hash')
  }
  const { at, actor, action, subject, reason, changes, merkleRoot, count, erases } = input
  const body = {
    seq: (previous?.seq ?? 0) + 1,
    at,
    actor: { id: actor.id, ...(actor.role !== undefined && { role: actor.role }) },
    action,
    subject: { type: subject.type, id: subject.id },
    ...(reason !== undefined && { reason }),
    changes: changes.map(onlyItsFields),
    ...(merkleRoot !== undefined && { merkleRoot, count }),
    ...(erases !== undefined && { erases: erases.map(({ seq, path }) => ({ seq, path })) }),
    previousHash: previous?.hash ?? genesisHash,
  }
  return { ...body, hash: hashOf(body, algorithm) }
}

/** Hash a record must carry: H(bytes of previousHash || canonical form of the record without `hash`). */
export function hashOf(record: Omit<JournalRecord, 'hash'> & { hash?: string }, algorithm: Algorithm): string {
  const { hash: _, ...body } = record
  return digest(algorithm, bytes(record.previousHash), canonical(body))
}

/** The commitment to a personal value: H(bytes of salt || canonical form of {path, before, after}). */
export function commit(value: PlainChange, salt: string, algorithm: Algorithm = 'sha256'): CommittedChange {
  if (!/^[0-9a-f]{32}$/.test(salt)) throw new TypeError('a salt is 16 bytes as 32 lower-case hexadecimal digits')
  const { path, before, after } = value
  return { path, commitment: digest(algorithm, bytes(salt), canonical({ path, before, after })) }
}

function onlyItsFields(change: Change): Change {
  if ('commitment' in change) return { path: change.path, commitment: change.commitment }
  return { path: change.path, before: change.before, after: change.after }
}

function checkInput(input: RecordInput): void {
  const { at, changes, merkleRoot, count } = input
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at) || Number.isNaN(Date.parse(at))) {
    throw new TypeError(`at is not a time in UTC with milliseconds: ${at}`)
  }
  if (new Set(changes.map((change) => change.path)).size !== changes.length) {
    throw new TypeError('a path is named twice in changes')
  }
  if (changes.some((change) => 'commitment' in change && !hashPattern.test(change.commitment))) {
    throw new TypeError('a commitment is not a hash')
  }
  if ((merkleRoot === undefined) !== (count === undefined)) throw new TypeError('merkleRoot and count come together')
  if (
    merkleRoot !== undefined &&
    !(hashPattern.test(merkleRoot) && Number.isSafeInteger(count) && Number(count) >= 0)
  ) {
    throw new TypeError('merkleRoot is not a hash or count not a number of rows')
  }
}
