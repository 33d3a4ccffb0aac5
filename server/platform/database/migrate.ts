import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { runMigrations as migrateQueue } from 'graphile-worker'
import pg from 'pg'

const folder = new URL('../../migrations/', import.meta.url)
/** Any number, as long as it is ours: installations that start together wait for one another here. */
const lockKey = 7_202_611_20

export type Migrated = { readonly applied: string[] }

/**
 * Brings the database to this version: the queue's own schema, then our dated files in order, each in one transaction, all under one advisory lock.
 * A file that was changed after it ran stops the start: migrations are never edited.
 */
export async function migrate(url: string): Promise<Migrated> {
  const client = new pg.Client({ connectionString: url, application_name: 'city-scenarios migrate' })
  await client.connect()
  try {
    const version = Number((await client.query('show server_version_num')).rows[0].server_version_num)
    if (version < 150_000)
      throw new Error(`PostgreSQL 15 or newer is needed; this server is ${Math.floor(version / 10_000)}`)
    await client.query('select pg_advisory_lock($1)', [lockKey])
    await migrateQueue({ connectionString: url, logger: undefined })
    await client.query(
      'create table if not exists migrations (name text primary key, sha256 text not null, applied_at timestamptz not null default now())',
    )
    const done = new Map<string, string>(
      (await client.query('select name, sha256 from migrations')).rows.map((row) => [row.name, row.sha256]),
    )
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql') && name !== 'schema.sql').sort()
    const applied: string[] = []
    for (const name of names) {
      const text = await readFile(new URL(name, folder), 'utf8')
      const sha256 = createHash('sha256').update(text).digest('hex')
      const before = done.get(name)
      if (before === sha256) continue
      if (before) throw new Error(`migration ${name} was changed after it ran here; add a new file instead`)
      await client.query('begin')
      try {
        await client.query(text)
        await client.query('insert into migrations (name, sha256) values ($1, $2)', [name, sha256])
        await client.query('commit')
      } catch (error) {
        await client.query('rollback')
        throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
      }
      applied.push(name)
    }
    return { applied }
  } finally {
    await client.end()
  }
}
