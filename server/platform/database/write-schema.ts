import { writeFile } from 'node:fs/promises'
import pg from 'pg'
import { startTestPostgres } from '../embedded-postgres/testing.ts'
import { describeSchema, describeTypes } from './describe.ts'
import { migrate } from './migrate.ts'

/** Where the generated files lie, and what a freshly migrated database says they should hold. */
export const schemaFile = new URL('../../migrations/schema.sql', import.meta.url)
export const typesFile = new URL('./schema.ts', import.meta.url)

export async function describeFresh(url: string): Promise<{ schema: string; types: string }> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return { schema: await describeSchema(client), types: await describeTypes(client) }
  } finally {
    await client.end()
  }
}

/** Makes both files anew from a throw-away database. */
export async function writeSchema(): Promise<void> {
  const postgres = await startTestPostgres()
  try {
    await migrate(postgres.url)
    const { schema, types } = await describeFresh(postgres.url)
    await writeFile(schemaFile, schema)
    await writeFile(typesFile, types)
  } finally {
    await postgres.stop()
  }
}
