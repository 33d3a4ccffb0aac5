import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { systemViewer } from '../viewer.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db.drop())

const counters = () => db.sql(`select prefix from code_counters where prefix like 'T%' order by prefix`)

test('a failed statement that a use case swallowed is no commit', async () => {
  const work = db.database.write(systemViewer, async (tx) => {
    await sql`insert into code_counters (prefix, next) values ('T1', 1)`.execute(tx.sql)
    await sql`select 1 / 0`.execute(tx.sql).catch(() => undefined)
    return 'acknowledged'
  })
  await expect(work).rejects.toThrow('rolled back')
  expect(await counters()).toEqual([])
})

test('what follows a failed use case on the same connection is not touched by it', async () => {
  await expect(
    db.database.write(systemViewer, async (tx) => {
      await sql`insert into code_counters (prefix, next) values ('T2', 1)`.execute(tx.sql)
      throw new Error('no')
    }),
  ).rejects.toThrow('no')
  await db.database.write(systemViewer, (tx) =>
    sql`insert into code_counters (prefix, next) values ('T3', 1)`.execute(tx.sql),
  )
  expect(await counters()).toEqual([{ prefix: 'T3' }])
})
