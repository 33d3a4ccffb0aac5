import { constants, existsSync } from 'node:fs'
import { access, mkdir } from 'node:fs/promises'
import { isAbsolute, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { CityPack } from '../contracts/city-pack.ts'
import { type App, createApp } from './app.ts'
import { demonstration } from './demonstration.ts'
import type { DemoAccount } from './modules/accounts/index.ts'
import { describeFault, loadCityPack } from './platform/city-pack/index.ts'
import { type Config, ConfigError, readConfig } from './platform/config.ts'
import { createDatabase, type Database, migrate } from './platform/database/index.ts'
import {
  attachEmbeddedPostgres,
  EmbeddedPostgresError,
  startEmbeddedPostgres,
} from './platform/embedded-postgres/index.ts'
import { newId } from './platform/ids.ts'
import { type Jobs, startJobs } from './platform/jobs/index.ts'
import { createLog, type Log } from './platform/log.ts'
import { createMessenger } from './platform/mail/index.ts'

/** Something the person who starts the server can mend; the message says how. */
export class StartError extends Error {}

export type Ground = {
  config: Config
  log: Log
  pack: CityPack
  database: Database
  databaseUrl: string
  /** Of the embedded database only. */
  superuserUrl: string | null
  /** Settles when the embedded database is gone for good; never for one of DATABASE_URL, which may come back. */
  lost: Promise<void>
  close(): Promise<void>
}

/** Everything below the application: settings, city pack, a migrated database. The command line stands on it as well. */
export async function prepare(
  env: Record<string, string | undefined>,
  how: { attach?: boolean } = {},
): Promise<Ground> {
  const config = orStartError(() => readConfig(env))
  const log = createLog(config.logLevel)
  const pack = await readPack(config.city)
  try {
    await mkdir(config.dataDir, { recursive: true })
    await access(config.dataDir, constants.W_OK)
  } catch (error) {
    throw new StartError(
      `The data folder ${config.dataDir} cannot be used (${(error as Error).message}). Set DATA_DIR to a folder this user may write.`,
    )
  }
  const running = how.attach && !config.databaseUrl ? attachEmbeddedPostgres(config.dataDir) : null
  const embedded =
    config.databaseUrl || running
      ? null
      : await startEmbeddedPostgres({
          dataDir: config.dataDir,
          log: {
            info: (text) => log.info('postgres', { text }),
            warn: (text) => log.warn('postgres', { text }),
            error: (text) => log.error('postgres', { text }),
          },
        }).catch((error: unknown) => {
          throw error instanceof EmbeddedPostgresError ? new StartError(error.message) : error
        })
  const databaseUrl = config.databaseUrl ?? (running ?? (embedded as { url: string })).url
  const lost = new Promise<void>((settle) => {
    embedded?.onExit(({ restarting }) => {
      if (!restarting) settle()
    })
  })
  try {
    const { applied } = await migrate(databaseUrl)
    if (applied.length > 0) log.info('migrated', { count: applied.length })
  } catch (error) {
    await embedded?.stop()
    throw new StartError(describeMigrationFailure(error as Error & { code?: string }))
  }
  const database = createDatabase({
    url: databaseUrl,
    max: config.databasePool,
    newId,
    onError: (error) => log.warn('database connection lost', { message: error.message }),
  })
  return {
    config,
    log,
    pack,
    database,
    databaseUrl,
    superuserUrl: (running ?? embedded)?.superuserUrl ?? null,
    lost,
    async close() {
      await database.close()
      await embedded?.stop()
    },
  }
}

/** Which part is wrong: the way to the database, or what was done in it. Never repeats the address, which carries a password. */
function describeMigrationFailure({ message, code = '' }: Error & { code?: string }): string {
  // 28: refused at the door, 3D: no such database, 08 and E…: nobody answers.
  const unreachable = /^(28|3D|08|E[A-Z])/.test(code) || /Connection terminated/.test(message)
  // A name with several addresses fails with a code alone.
  const why = message || code
  return unreachable
    ? `The database cannot be reached: ${why}. See that it runs and that DATABASE_URL names it, its role and password.`
    : `The database could not be brought to this version: ${why}`
}

export type Running = {
  address: string
  app: App
  demo: readonly DemoAccount[]
  lost: Promise<void>
  stop(): Promise<void>
}

/** How long answers under way may go on once the server stops. */
const patienceMs = 4000

export async function start(env: Record<string, string | undefined>, how: { demo?: boolean } = {}): Promise<Running> {
  const ground = await prepare(env)
  const { config, log, pack, database } = ground
  let jobs: Jobs | undefined
  let app: App | undefined
  try {
    await refuseShiftedClock(ground)
    const messenger = createMessenger(config)
    app = await createApp({
      config,
      database,
      pack,
      log,
      messenger,
      distDir: fileURLToPath(new URL('../web/dist', import.meta.url)),
    })
    await app.loadPack().catch((error: Error) => {
      log.fault(error, { step: 'city pack' })
      throw new StartError(`The city pack "${config.city}" could not be brought into the database: ${error.message}`)
    })
    const demo = how.demo || !config.databaseUrl ? await demonstration(app.platform) : []
    jobs = await startJobs({ url: ground.databaseUrl, tasks: app.tasks, log })
    const address = await listen(app, config)
    app.warm()
    log.info('ready', { address, version: config.version, city: pack.city.key })
    const running = { app, jobs, messenger }
    return {
      address,
      app,
      demo,
      lost: ground.lost,
      async stop() {
        log.info('stopping')
        // Who downloads slowly is cut off in the end: a stop takes ten seconds at most.
        const cut = setTimeout(() => running.app.http.server.closeAllConnections(), patienceMs)
        await running.app.http.close()
        clearTimeout(cut)
        await running.jobs.stop()
        await running.app.beforeEnd()
        running.messenger.close()
        await ground.close()
      },
    }
  } catch (error) {
    await jobs?.stop()
    await app?.http.close()
    await ground.close()
    throw error
  }
}

async function readPack(city: string): Promise<CityPack> {
  const folder =
    isAbsolute(city) || city.startsWith('.') ? city : fileURLToPath(new URL(join('../cities', city), import.meta.url))
  if (!existsSync(folder))
    throw new StartError(`There is no city pack "${city}" (looked at ${folder}). Set CITY to a folder below cities/.`)
  const result = await loadCityPack(folder)
  if (!result.ok)
    throw new StartError(
      `The city pack "${city}" has faults:\n${result.faults.map((fault) => `  ${describeFault(fault)}`).join('\n')}`,
    )
  return result.pack
}

/** Drills may shift the clock; a server that serves people may not run on it. */
async function refuseShiftedClock({ config, database }: Ground): Promise<void> {
  const row = await database.open.selectFrom('app_clock').select('shift').executeTakeFirst()
  const shifted = row !== undefined && JSON.stringify(row.shift) !== '{}'
  if (shifted && config.production)
    throw new StartError('The database clock is shifted (a drill). Set app_clock.shift back to 0 before production.')
}

async function listen(app: App, config: Config): Promise<string> {
  try {
    await app.http.listen({ port: config.port, host: config.host })
  } catch (error) {
    const { code } = error as { code?: string }
    if (code === 'EADDRINUSE')
      throw new StartError(`Port ${config.port} is in use. Stop what uses it, or set PORT to another.`)
    if (code === 'EACCES')
      throw new StartError(`Port ${config.port} may not be used by this user. Set PORT to one above 1023.`)
    if (code === 'EADDRNOTAVAIL') throw new StartError(`${config.host} is not an address of this machine. Set HOST.`)
    throw error
  }
  const bound = app.http.server.address()
  const port = typeof bound === 'object' && bound ? bound.port : config.port
  const host = config.host.includes(':') ? `[${config.host}]` : config.host
  return `http://${host}:${port}`
}

function orStartError<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof ConfigError ? new StartError(error.message) : error
  }
}
