import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Algorithm,
  availableAlgorithms,
  type Checkpoint,
  commit,
  createVerifier,
  genesisHash,
  type JournalRecord,
  type PersonalValue,
  type RecordInput,
  sealRecord,
  type Verdict,
  type VerifierOptions,
} from './index.ts'
import { hashOf } from './record.ts'

const salt = 'a0'.repeat(16)

function input(over: Partial<RecordInput> = {}): RecordInput {
  return {
    at: '2026-04-01T01:02:03.004Z',
    actor: { id: 'u1', role: 'operator' },
    action: 'accept',
    subject: { type: 'scenario', id: 's1' },
    reason: '材料齐全',
    changes: [{ path: 'state', before: 'submitted', after: 'refining' }],
    ...over,
  }
}

function chain(inputs: readonly RecordInput[], algorithm?: Algorithm): JournalRecord[] {
  const records: JournalRecord[] = []
  for (const one of inputs) records.push(sealRecord(one, records.at(-1) ?? null, algorithm))
  return records
}

function verify(
  records: readonly JournalRecord[],
  options: VerifierOptions = {},
  values: Record<number, PersonalValue[]> = {},
): Verdict {
  const verifier = createVerifier(options)
  for (const record of records) verifier.feed(record, values[record?.seq])
  return verifier.finish()
}

/** The verdict without its sentence. */
function finding(verdict: Verdict): string {
  return verdict.ok ? 'ok' : `${verdict.code} ${verdict.seq}`
}

const checkpointOf = (record: JournalRecord): Checkpoint => ({ seq: record.seq, hash: record.hash, at: record.at })
const ten = chain(Array.from({ length: 10 }, (_, index) => input({ subject: { type: 'scenario', id: `s${index}` } })))
const at = (seq: number) => ten[seq - 1] as JournalRecord
const reseal = (record: JournalRecord, change: Partial<JournalRecord>): JournalRecord => {
  const body = { ...record, ...change }
  return { ...body, hash: hashOf(body, 'sha256') }
}
const replace = (changed: JournalRecord) => ten.map((record) => (record.seq === changed.seq ? changed : record))

describe('a sound journal', () => {
  test('passes, and says how many and which head', () => {
    expect(verify(ten)).toEqual({ ok: true, count: 10, head: at(10).hash })
    expect(verify(ten, { checkpoints: [checkpointOf(at(10)), checkpointOf(at(3))] })).toEqual({
      ok: true,
      count: 10,
      head: at(10).hash,
    })
    expect(verify([])).toEqual({ ok: true, count: 0, head: genesisHash })
    expect(verify([], { checkpoints: [{ seq: 0, hash: genesisHash, at: '2026-01-01T00:00:00.000Z' }] }).ok).toBe(true)
  })

  test('survives a database that keeps its parts in another order', () => {
    const reversed = ten.map(
      (record) => Object.fromEntries(Object.entries(record).reverse()) as unknown as JournalRecord,
    )
    expect(verify(JSON.parse(JSON.stringify(reversed))).ok).toBe(true)
  })

  test.each(availableAlgorithms())('with %s, and with no other', (algorithm) => {
    const records = chain([input(), input()], algorithm)
    expect(verify(records, { algorithm }).ok).toBe(true)
    for (const other of availableAlgorithms().filter((name) => name !== algorithm)) {
      expect(finding(verify(records, { algorithm: other }))).toBe('altered 1')
    }
  })
})

describe('names the first bad entry', () => {
  test('one entry altered', () => {
    expect(verify(replace({ ...at(4), reason: '改过' }))).toEqual({
      ok: false,
      seq: 4,
      code: 'altered',
      detail: 'the content of entry 4 does not give its hash',
    })
    expect(finding(verify(replace({ ...at(4), hash: at(5).hash })))).toBe('altered 4')
  })

  test('one entry altered and sealed anew', () => {
    expect(finding(verify(replace(reseal(at(4), { reason: '改过' }))))).toBe('altered 4')
    expect(finding(verify(replace(reseal(at(1), { previousHash: at(2).hash }))))).toBe('altered 1')
    expect(finding(verify(replace(reseal(at(10), { reason: '改过' }))))).toBe('ok')
    const checkpoints = [checkpointOf(at(10))]
    expect(finding(verify(replace(reseal(at(10), { reason: '改过' })), { checkpoints }))).toBe('checkpoint_mismatch 10')
  })

  test('all sealed anew from one entry on: only a checkpoint knows', () => {
    const forged = chain(ten.map((record) => (record.seq === 4 ? { ...record, reason: '改过' } : record)))
    expect(finding(verify(forged))).toBe('ok')
    const checkpoints = [3, 6, 10].map((seq) => checkpointOf(at(seq)))
    expect(finding(verify(forged, { checkpoints }))).toBe('checkpoint_mismatch 6')
  })

  test('one deleted, two exchanged, one twice', () => {
    expect(finding(verify(ten.filter((record) => record.seq !== 4)))).toBe('missing 4')
    expect(finding(verify(ten.slice(1)))).toBe('missing 1')
    const exchanged = [...ten.slice(0, 3), at(5), at(4), ...ten.slice(5)]
    expect(finding(verify(exchanged))).toBe('reordered 4')
    expect(finding(verify([...ten.slice(0, 5), at(5), ...ten.slice(5)]))).toBe('reordered 5')
    const renumbered = ten.filter((r) => r.seq !== 4).map((r) => (r.seq > 4 ? { ...r, seq: r.seq - 1 } : r))
    expect(finding(verify(renumbered))).toBe('altered 4')
  })

  test('the end cut off, or everything emptied', () => {
    const checkpoints = [checkpointOf(at(8))]
    expect(verify(ten.slice(0, 5), { checkpoints })).toEqual({
      ok: false,
      seq: 6,
      code: 'truncated',
      detail: 'a checkpoint of 2026-04-01T01:02:03.004Z saw entry 8, the journal ends at 5',
    })
    expect(finding(verify([], { checkpoints }))).toBe('truncated 1')
    expect(finding(verify(chain([input()]), { checkpoints }))).toBe('truncated 2')
  })

  test('an entry of any shape', () => {
    const odd = (change: object) => finding(verify(replace(reseal(at(4), change as Partial<JournalRecord>))))
    expect(odd({ changes: [null] })).toBe('altered 4')
    expect(odd({ changes: {} })).toBe('altered 4')
    expect(odd({ erases: [7] })).toBe('altered 4')
    expect(finding(verify(replace({ ...at(4), previousHash: 'x' })))).toBe('altered 4')
    expect(finding(verify(replace({ ...at(4), reason: '\ud800' })))).toBe('altered 4')
    expect(finding(verify([null as unknown as JournalRecord]))).toBe('altered 1')
    expect(finding(verify([{ ...at(1), seq: '1' as unknown as number }]))).toBe('altered 1')
  })
})

describe('personal values', () => {
  const phone = { path: 'contact/phone', before: null, after: '13800000000' }
  const value: PersonalValue = { ...phone, salt }
  const records = chain([input(), input({ changes: [commit(phone, salt)] }), input()])
  const erasure = (seq: number, path: string) =>
    sealRecord(input({ action: 'erase', changes: [], erases: [{ seq, path }] }), records[2] as JournalRecord)

  test('the journal holds the commitment only', () => {
    expect(JSON.stringify(records)).not.toContain('13800000000')
    expect(commit(phone, salt)).not.toEqual(commit(phone, 'a1'.repeat(16)))
    expect(() => commit(phone, 'short')).toThrow('a salt is 16 bytes as 32 lower-case hexadecimal digits')
  })

  test('are compared with it where they are kept', () => {
    expect(finding(verify(records, {}, { 2: [value] }))).toBe('ok')
    expect(finding(verify(records, {}, { 2: [{ ...value, after: '13900000000' }] }))).toBe('value_altered 2')
    expect(finding(verify(records, {}, { 2: [{ ...value, salt: 'a1'.repeat(16) }] }))).toBe('value_altered 2')
    expect(finding(verify(records, {}, { 2: [{ ...value, salt: '' }] }))).toBe('value_altered 2')
    expect(finding(verify(records, {}, { 2: [{ ...value, path: 'contact/name' }] }))).toBe('value_altered 2')
    expect(finding(verify(records, {}, { 2: [value], 3: [value] }))).toBe('value_altered 3')
  })

  test('may be gone only when a later entry declares them erased', () => {
    expect(finding(verify(records))).toBe('value_missing 2')
    expect(finding(verify([...records, erasure(2, 'contact/phone')]))).toBe('ok')
    expect(finding(verify([...records, erasure(2, 'contact/name')]))).toBe('value_missing 2')
    expect(finding(verify([...records, erasure(1, 'contact/phone')]))).toBe('value_missing 2')
    expect(finding(verify(records, { values: 'left_out' }))).toBe('ok')
    expect(finding(verify(records, { values: 'left_out' }, { 2: [{ ...value, after: 'x' }] }))).toBe('value_altered 2')
  })
})

test('a record that cannot be sealed is refused', () => {
  const refuse = (over: Partial<RecordInput>, message: string) => {
    expect(() => sealRecord(input(over), null)).toThrow(new TypeError(message))
  }
  refuse({ at: '2026-04-01T01:02:03Z' }, 'at is not a time in UTC with milliseconds: 2026-04-01T01:02:03Z')
  refuse({ at: '2026-13-01T01:02:03.000Z' }, 'at is not a time in UTC with milliseconds: 2026-13-01T01:02:03.000Z')
  const change = { path: 'state', before: 1, after: 2 }
  refuse({ changes: [change, change] }, 'a path is named twice in changes')
  refuse({ changes: [{ path: 'a', commitment: 'x' }] }, 'a commitment is not a hash')
  refuse({ merkleRoot: genesisHash }, 'merkleRoot and count come together')
  refuse({ merkleRoot: 'x', count: 1 }, 'merkleRoot is not a hash or count not a number of rows')
  refuse({ changes: [{ path: 'a', before: Number.NaN, after: 1 }] }, 'no canonical form: NaN at /changes/0/before')
  expect(() => sealRecord(input(), { seq: 0, hash: genesisHash })).toThrow(
    'the previous record has no valid seq and hash',
  )
  const sealed = sealRecord({ ...input(), extra: 1 } as RecordInput, null)
  expect(Object.keys(sealed)).toEqual([
    'seq',
    'at',
    'actor',
    'action',
    'subject',
    'reason',
    'changes',
    'previousHash',
    'hash',
  ])
})

/** Every place in a value, as keys from the top. */
function placesOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]]
  return [[], ...Object.entries(value).flatMap(([key, member]) => placesOf(member).map((place) => [key, ...place]))]
}

function changedAt(value: unknown, place: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = place
  if (key === undefined) return replacement
  const copy = structuredClone(value) as Record<string, unknown>
  copy[key] = changedAt(copy[key], rest, replacement)
  return copy
}

const anyInput: fc.Arbitrary<RecordInput> = fc.record(
  {
    at: fc
      .date({ min: new Date('2026-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
      .map((d) => d.toISOString()),
    actor: fc.record({ id: fc.option(fc.string()), role: fc.string() }, { requiredKeys: ['id'] }),
    action: fc.string(),
    subject: fc.record({ type: fc.string(), id: fc.string() }),
    reason: fc.string({ unit: 'grapheme' }),
    changes: fc.uniqueArray(fc.record({ path: fc.string(), before: json(), after: json() }), {
      selector: (c) => c.path,
      maxLength: 3,
    }),
  },
  { requiredKeys: ['at', 'actor', 'action', 'subject', 'changes'] },
)

function json() {
  // What a database cannot keep apart (-0 and 0) is left out.
  return fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)))
}

test('any change of any field of any entry is found at that entry', () => {
  const anything = fc.record({
    inputs: fc.array(anyInput, { minLength: 1, maxLength: 8 }),
    pick: fc.nat(),
    pickPlace: fc.nat(),
    replacement: fc.oneof(json(), fc.constant(undefined)),
  })
  fc.assert(
    fc.property(anything, ({ inputs, pick, pickPlace, replacement }) => {
      const records = chain(inputs)
      expect(verify(records).ok).toBe(true)
      const target = records[pick % records.length] as JournalRecord
      // Numbers are tested by themselves: changing them is an exchange, a gap or a repetition.
      const places = placesOf(target).filter((place) => place.length > 0 && place[0] !== 'seq')
      const place = places[pickPlace % places.length] as string[]
      const changed = changedAt(target, place, replacement) as JournalRecord
      fc.pre(!isDeepStrictEqual(changed, target))
      expect(finding(verify(records.map((record) => (record === target ? changed : record))))).toBe(
        `altered ${target.seq}`,
      )
    }),
    { numRuns: 1000 },
  )
})

test('any deletion, exchange and cut is found where it begins', () => {
  const anything = fc.record({ inputs: fc.array(anyInput, { minLength: 2, maxLength: 8 }), pick: fc.nat() })
  fc.assert(
    fc.property(anything, ({ inputs, pick }) => {
      const records = chain(inputs)
      const checkpoints = [checkpointOf(records.at(-1) as JournalRecord)]
      const index = pick % (records.length - 1)
      expect(finding(verify(records.toSpliced(index, 1)))).toBe(`missing ${index + 1}`)
      const [one, two] = records.slice(index, index + 2) as [JournalRecord, JournalRecord]
      expect(finding(verify(records.toSpliced(index, 2, two, one)))).toBe(`reordered ${index + 1}`)
      expect(finding(verify(records.slice(0, index + 1), { checkpoints }))).toBe(`truncated ${index + 2}`)
      expect(finding(verify(records.toSpliced(-1, 1), { checkpoints }))).toBe(`truncated ${records.length}`)
    }),
  )
})
