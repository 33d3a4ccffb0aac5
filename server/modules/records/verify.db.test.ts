import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { Checkpoint } from '../../../engines/journal/index.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { newId } from '../../platform/ids.ts'
import { anonymous, systemViewer } from '../../platform/viewer.ts'
import { verifyJournal } from './verify.ts'

let db: TestDatabase
/** What somebody with every right on the database can do to it. */
let intruder: pg.Client
const person = newId()
const tables = ['journal_records', 'journal_personal', 'journal_head']
const things = Array.from({ length: 12 }, newId)

beforeAll(async () => {
  db = await createTestDatabase()
  for (const [index, id] of things.entries()) {
    await db.database.write({ ...anonymous, userId: person, roles: ['operator'] }, async (tx) => {
      tx.record({
        action: 'organisation.change',
        subject: { type: 'organisation', id },
        reason: index % 2 ? '更正' : null,
        changes: [
          { path: 'name', before: null, after: `单位${index}` },
          { path: 'contact.mobile', before: null, after: `1380000000${index}` },
        ],
        personal: { paths: ['contact.mobile'], personId: person },
      })
    })
  }
  if (!db.superuserUrl) throw new Error('these tests need a superuser: set TEST_SUPERUSER_URL')
  intruder = new pg.Client({ connectionString: db.superuserUrl })
  await intruder.connect()
  for (const table of tables) await intruder.query(`create table sound_${table} as table ${table}`)
})
/** Undoes what the intruder did. */
afterEach(async () => {
  await intruder.query(`truncate ${tables.join(', ')}`)
  for (const table of tables) await intruder.query(`insert into ${table} table sound_${table}`)
})
afterAll(async () => {
  await intruder.end()
  await db.drop()
})

const verdict = (checkpoints: Checkpoint[] = []) =>
  db.database.read(systemViewer, (reading) => verifyJournal(reading, { checkpoints }))
const checkpointAt = async (seq: number): Promise<Checkpoint> => {
  const { rows } = await intruder.query<{ hash: string }>('select hash from journal_records where seq = $1', [seq])
  return { seq, hash: rows[0]?.hash ?? '', at: '2026-11-20T08:00:00.000Z' }
}

test('an untouched journal is sound, an empty one too', async () => {
  const head = (await checkpointAt(12)).hash
  expect(await verdict([await checkpointAt(5), await checkpointAt(12)])).toEqual({
    ok: true,
    count: 12,
    head,
    firstBad: null,
  })
  const empty = await createTestDatabase()
  try {
    expect(await empty.database.read(systemViewer, (reading) => verifyJournal(reading, { checkpoints: [] }))).toEqual({
      ok: true,
      count: 0,
      head: '0'.repeat(64),
      firstBad: null,
    })
  } finally {
    await empty.drop()
  }
})

const faults: [string, string, string][] = [
  [
    'a row altered',
    `update journal_records set record = jsonb_set(record, '{reason}', '"别的"') where seq = 4`,
    '4 altered',
  ],
  [
    'a row altered and its hash made new',
    `update journal_records set record = jsonb_set(record, '{hash}', to_jsonb(repeat('a', 64))), hash = repeat('a', 64) where seq = 4`,
    '4 altered',
  ],
  ['a column altered', `update journal_records set action = 'organisation.verify' where seq = 5`, '5 altered'],
  ['an actor exchanged in the column', `update journal_records set actor_id = null where seq = 6`, '6 altered'],
  ['a time moved in the column', `update journal_records set at = at - interval '1 second' where seq = 6`, '6 altered'],
  ['a record emptied', `update journal_records set record = 'null' where seq = 3`, '3 altered'],
  [
    'a row deleted',
    `delete from journal_personal where seq = 7; delete from journal_records where seq = 7`,
    '7 missing',
  ],
  [
    'a row moved to the end',
    `delete from journal_personal where seq = 7; update journal_records set seq = 99 where seq = 7`,
    '7 missing',
  ],
  [
    'the last row deleted',
    `delete from journal_personal where seq = 12; delete from journal_records where seq = 12`,
    '12 truncated',
  ],
  [
    'the last row deleted and the head set back',
    `delete from journal_personal where seq = 12; delete from journal_records where seq = 12;
    update journal_head set seq = 11, hash = (select hash from journal_records where seq = 11)`,
    '12 truncated',
  ],
  ['the table truncated', 'truncate journal_records cascade', '1 truncated'],
  [
    'the table truncated and the head set back',
    `truncate journal_records cascade; update journal_head set seq = 0, hash = ''`,
    '1 truncated',
  ],
  ['a personal value altered', `update journal_personal set after = '"13911112222"' where seq = 8`, '8 value_altered'],
  ['a salt altered', `update journal_personal set salt = repeat('0', 32) where seq = 8`, '8 value_altered'],
  ['a personal value deleted without a word', 'delete from journal_personal where seq = 9', '9 value_missing'],
  [
    'a personal value added',
    `insert into journal_personal (seq, path, salt, after) values (9, 'contact.name', repeat('0', 32), '"某人"')`,
    '9 value_altered',
  ],
  [
    'the head pointed back',
    `update journal_head set seq = 10, hash = (select hash from journal_records where seq = 10)`,
    '11 head_mismatch',
  ],
  ['the head pointed on', 'update journal_head set seq = 20', '13 truncated'],
  ['the hash of the head altered', `update journal_head set hash = repeat('b', 64)`, '12 head_mismatch'],
  ['the head removed', 'delete from journal_head', '1 head_mismatch'],
]
test.each(faults)('names the first bad entry: %s', async (_, statement, finding) => {
  const known = [await checkpointAt(3), await checkpointAt(12)]
  await intruder.query(statement)
  const { ok, firstBad } = await verdict(known)
  expect([ok, `${firstBad?.seq} ${firstBad?.code}`]).toEqual([false, finding])
})

test('an erasure that a later record declares is no fault', async () => {
  await db.database.write(systemViewer, async (tx) => {
    const erased = await tx.sql
      .deleteFrom('journal_personal')
      .where('person_id', '=', person)
      .returning(['seq', 'path'])
      .execute()
    expect(erased.length).toBe(12)
    tx.record({ action: 'user.erase', subject: { type: 'user', id: person }, erases: erased })
  })
  expect(await verdict([await checkpointAt(12)])).toMatchObject({ ok: true, count: 13 })
})

test('reads a long journal in pieces', async () => {
  await db.database.write(systemViewer, async (tx) => {
    for (let index = 0; index < 11_000; index++)
      tx.record({ action: 'a', subject: { type: 'organisation', id: person }, changes: [{ path: 'n', after: index }] })
  })
  db.statements()
  expect(await verdict()).toMatchObject({ ok: true, count: 11_012 })
  expect(db.statements().length).toBe(8)
  await intruder.query(
    `update journal_records set record = jsonb_set(record, '{changes,0,after}', '7') where seq = 10011`,
  )
  expect((await verdict()).firstBad).toMatchObject({ seq: 10_011, code: 'altered' })
})
