import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '../../server/platform/database/migrate.ts'
import { startTestPostgres } from '../../server/platform/embedded-postgres/testing.ts'

/** One PostgreSQL for the run: the server of TEST_DATABASE_URL, else a throw-away embedded one. One migrated template; each test file clones it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const embedded = given ? null : await startTestPostgres()
  const url = given ?? (embedded as { url: string }).url
  const superuserUrl = given
    ? (process.env.TEST_SUPERUSER_URL ?? null)
    : (embedded as { superuserUrl: string }).superuserUrl
  const name = `template_${process.pid}_${Date.now()}`
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name}`)
  const templateUrl = withDatabase(url, name)
  await migrate(templateUrl)
  project.provide('postgres', { url, superuserUrl, template: name })
  return async () => {
    const { rows } = await admin.query<{ datname: string }>(
      `select datname from pg_database where datname like '${name.replaceAll('_', '\\_')}%'`,
    )
    for (const { datname } of rows.reverse()) await admin.query(`drop database if exists ${datname} with (force)`)
    await admin.end()
    await embedded?.stop()
  }
}

export function withDatabase(url: string, name: string): string {
  const changed = new URL(url)
  changed.pathname = `/${name}`
  return changed.href
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: { url: string; superuserUrl: string | null; template: string }
  }
}
