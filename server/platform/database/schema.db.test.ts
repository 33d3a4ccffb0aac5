import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { describeFresh, schemaFile, typesFile } from './write-schema.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await createTestDatabase()
})
afterAll(() => db.drop())

test('schema.sql and the generated types are what the migrations make (else: npm run admin -- schema)', async () => {
  const { schema, types } = await describeFresh(db.url)
  expect(await readFile(typesFile, 'utf8')).toBe(types)
  // Other versions of PostgreSQL print the same schema in slightly other words; the snapshot is of the embedded one.
  const [{ version }] = (await db.sql<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )) as [{ version: string }]
  if (Number(version) >= 180_000) expect(await readFile(schemaFile, 'utf8')).toBe(schema)
  else
    expect(
      schema
        .split('\n')
        .filter((line) => line.startsWith('table '))
        .sort(),
    ).toEqual(
      (await readFile(schemaFile, 'utf8'))
        .split('\n')
        .filter((line) => line.startsWith('table '))
        .sort(),
    )
})
