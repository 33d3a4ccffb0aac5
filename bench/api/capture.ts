import { Kysely, PostgresDialect } from 'kysely'
import { type App, createApp } from '../../server/app.ts'
import { createPool } from '../../server/platform/database/connection.ts'
import type { DB } from '../../server/platform/database/schema.ts'
import { createMessenger } from '../../server/platform/mail/index.ts'
import type { Ground } from '../../server/start.ts'

export type Captured = { readonly text: string; readonly values: readonly unknown[] }
export type Capture = {
  /** Answers one address inside this process; gives the answer and the statements it took. */
  of(path: string): Promise<{ body: string; statements: Captured[] }>
  close(): Promise<void>
}

/** The application itself on its city pack, with an ear on what it says to the database as nobody. */
export async function listen(ground: Ground, distDir: string): Promise<Capture> {
  let heard: Captured[] = []
  const pool = createPool({ url: ground.databaseUrl, max: 4, role: 'scenario_public', onError: () => undefined })
  const sql = new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query }) => void heard.push({ text: query.sql, values: query.parameters }),
  })
  const app: App = await createApp({
    ...ground,
    config: { ...ground.config, rateLimit: 0 },
    database: { ...ground.database, read: (viewer, work) => work({ sql, viewer }) },
    messenger: createMessenger(ground.config),
    distDir,
  })
  await app.loadPack()
  return {
    async of(path) {
      heard = []
      const response = await app.http.inject(path)
      if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode} ${response.body}`)
      return { body: response.body, statements: heard }
    },
    async close() {
      await app.http.close()
      await pool.end()
    },
  }
}
