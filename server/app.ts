import type { FastifyInstance } from 'fastify'
import type { CityPack } from '../contracts/city-pack.ts'
import { createCalendar } from '../engines/calendar/index.ts'
import { compose } from './composition.ts'
import { noticeVersion } from './modules/accounts/index.ts'
import { portalPlugin } from './modules/portal/index.ts'
import type { Config } from './platform/config.ts'
import type { Platform } from './platform/context.ts'
import type { Database } from './platform/database/index.ts'
import { createHttp, type PublicCall } from './platform/http/app.ts'
import { idempotencyTasks } from './platform/http/idempotency.ts'
import { newId } from './platform/ids.ts'
import type { Tasks } from './platform/jobs/index.ts'
import type { Log } from './platform/log.ts'
import type { Messenger } from './platform/mail/index.ts'
import { createMetrics } from './platform/metrics.ts'

export type App = {
  readonly http: FastifyInstance
  readonly tasks: Tasks
  readonly platform: Platform
  readonly invokePublic: PublicCall
  loadPack(): Promise<void>
  warm(): void
  /** After the last request and job: what must still be written down. */
  beforeEnd(): Promise<void>
}

/** The whole application on a migrated database; listens nowhere, runs no jobs. */
export async function createApp(options: {
  config: Config
  database: Database
  pack: CityPack
  log: Log
  messenger: Messenger
  validateResponses?: boolean
  /** The built pages; null serves the API alone. */
  distDir?: string | null
}): Promise<App> {
  const { config, database, pack, log, messenger } = options
  const platform: Platform = { config, database, pack, log, newId, calendar: createCalendar(pack.calendar) }
  const { served, tasks, routes, loadPack, warm, close, beforeEnd } = compose(platform, messenger)
  const { app, invokePublic } = await createHttp({
    config,
    database,
    log,
    metrics: createMetrics(config.metricsToken),
    routes,
    served,
    noticeVersion,
    title: pack.city.programme.zh,
    validateResponses: options.validateResponses ?? false,
    ready: async () => undefined,
  })
  app.addHook('onClose', close)
  if (options.distDir) {
    await app.register(portalPlugin({ distDir: options.distDir, call: invokePublic, origin: config.origin }))
  }
  return {
    http: app,
    tasks: { ...tasks, ...idempotencyTasks(database) },
    platform,
    invokePublic,
    loadPack,
    warm,
    beforeEnd,
  }
}
