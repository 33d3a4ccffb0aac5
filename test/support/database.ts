import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { createDatabase, type Database } from '../../server/platform/database/index.ts'
import { newId } from '../../server/platform/ids.ts'
import { withDatabase } from './global-setup.ts'

export type TestDatabase = {
  url: string
  superuserUrl: string | null
  database: Database
  /** Every statement since the last call, for counting queries. */
  statements(): string[]
  /** Statements as the owner of the tables, in the server's own name (roles: system). */
  sql<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>
  /** A connection of the tables' owner, outside row-level security's roles: for planting faults. The caller ends it. */
  asOwner(): Promise<pg.Client>
  /** Moves the one clock forward (or back): `'3 days'`. */
  shiftClock(by: string): Promise<void>
  drop(): Promise<void>
}

/** A database of one test file's own, cloned from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { url, superuserUrl, template } = inject('postgres')
  const name = `${template}_${randomBytes(6).toString('hex')}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name} template ${template}`)
  const own = withDatabase(url, name)
  let seen: string[] = []
  const database = createDatabase({ url: own, max: 8, newId, onError() {}, onQuery: (text) => void seen.push(text) })
  const owner = new pg.Pool({ connectionString: own, max: 2, options: '-c role=scenario_app -c app.roles=system' })
  owner.on('error', () => undefined)
  const plain = new pg.Pool({ connectionString: own, max: 1 })
  plain.on('error', () => undefined)
  return {
    url: own,
    superuserUrl: superuserUrl && withDatabase(superuserUrl, name),
    database,
    statements() {
      const all = seen
      seen = []
      return all
    },
    async sql<T extends pg.QueryResultRow>(text: string, values: unknown[] = []) {
      return (await owner.query<T>(text, values)).rows
    },
    async asOwner() {
      const client = new pg.Client({ connectionString: own })
      await client.connect()
      return client
    },
    async shiftClock(by) {
      await plain.query('update app_clock set shift = shift + $1::interval', [by])
    },
    async drop() {
      await Promise.all([database.close(), owner.end(), plain.end()])
      // Without force it is the server that ends an autovacuum at work there, which this role may not; with it, a connection somebody forgot.
      await admin
        .query(`drop database if exists ${name}`)
        .catch(() => admin.query(`drop database if exists ${name} with (force)`))
      await admin.end()
    },
  }
}
