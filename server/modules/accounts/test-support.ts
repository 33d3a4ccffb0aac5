import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as argon2 from '@node-rs/argon2'
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import { authRoutes, meRoutes, userRoutes } from '../../../contracts/accounts.ts'
import { organisationRoutes } from '../../../contracts/organisations.ts'
import { createCalendar } from '../../../engines/calendar/index.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/database.ts'
import { loadCityPack } from '../../platform/city-pack/index.ts'
import { readConfig } from '../../platform/config.ts'
import type { Platform } from '../../platform/context.ts'
import { createHttp } from '../../platform/http/app.ts'
import { newId } from '../../platform/ids.ts'
import type { Tasks } from '../../platform/jobs/index.ts'
import { createLog } from '../../platform/log.ts'
import { createMessenger } from '../../platform/mail/index.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { systemViewer } from '../../platform/viewer.ts'
import { createCatalog } from '../catalog/index.ts'
import { createNotify } from '../notifications/notify.ts'
import { createOrganisations, forgetMember } from '../organisations/index.ts'
import { createRecords } from '../records/index.ts'
import { createAccounts } from './index.ts'
import { createPasswords } from './passwords.ts'
import { noticeVersion } from './privacy-register.ts'

export type Answer = { status: number; body: Record<string, never>; headers: LightMyRequestResponse['headers'] }
export type Browser = {
  send(method: string, path: string, body?: object, headers?: Record<string, string>): Promise<Answer>
  cookie(): string | undefined
}

export type AccountsWorld = {
  app: { http: FastifyInstance; platform: Platform; tasks: Tasks; loadPack(): Promise<void> }
  /** How many password hashes were computed so far. */
  verifications(): number
  test: TestDatabase
  folder: string
  /** A fresh visitor with a cookie jar. */
  browser(): Browser
  /** An account straight in the database; consent given. */
  account(
    email: string,
    more?: { roles?: string[]; district?: string; demo?: boolean; state?: string; consent?: boolean },
  ): Promise<string>
  signedIn(email: string): Promise<Browser>
  /** Runs what waits in the queue, in order. */
  work(): Promise<string[]>
  /** The newest mail to an address. */
  mailTo(address: string): Promise<string | null>
  close(): Promise<void>
}

export const goodPassword = 'Haichao-7788'

export async function createAccountsWorld(env: Record<string, string> = {}): Promise<AccountsWorld> {
  const test = await createTestDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'accounts-'))
  const pack = await loadCityPack(fileURLToPath(new URL('../../../cities/qingdao', import.meta.url)))
  if (!pack.ok) throw new Error('the pack does not load')
  const config = readConfig({ DATA_DIR: folder, RATE_LIMIT: '0', LOG_LEVEL: 'silent', ...env })
  const messenger = createMessenger(config)
  const platform: Platform = {
    config,
    database: test.database,
    pack: pack.pack,
    calendar: createCalendar(pack.pack.calendar),
    log: createLog('silent'),
    newId,
  }
  let verified = 0
  const passwords = createPasswords({
    hash: argon2.hash,
    verify(...given) {
      verified += 1
      return argon2.verify(...given)
    },
  })
  const countsFor = async () => ({ unread: 0, todo: 0 })
  const catalog = createCatalog(platform)
  const accounts = createAccounts(
    { ...platform, countsFor, passwords, words: catalog.words, leaveOrganisations: forgetMember },
    messenger,
  )
  const notify = createNotify(platform)
  const { historyOf } = createRecords(platform)
  const organisations = createOrganisations(
    { ...platform, ...catalog, notify, historyOf, renamed: async () => undefined },
    messenger,
  )
  const { app: http } = await createHttp({
    config,
    database: test.database,
    log: platform.log,
    metrics: createMetrics(null),
    routes: { auth: authRoutes, me: meRoutes, users: userRoutes, organisations: organisationRoutes },
    served: [...accounts.routes, ...organisations.routes],
    noticeVersion,
    title: 'test',
    validateResponses: true,
    ready: async () => undefined,
  })
  const app = {
    http,
    platform,
    tasks: { ...accounts.tasks, ...organisations.tasks },
    loadPack: () => test.database.write(systemViewer, (tx) => organisations.loadPack(tx)),
  }
  const passwordHash = await createPasswords().hash(goodPassword)

  function browser(): Browser {
    let cookie: string | undefined
    return {
      cookie: () => cookie,
      async send(method, path, body, headers = {}) {
        const answer = await app.http.inject({
          method: method as 'GET',
          url: path.startsWith('//') ? path.slice(1) : `/api/v1${path}`,
          headers: {
            ...(method !== 'GET' && { 'sec-fetch-site': 'same-origin' }),
            ...(cookie && { cookie: `sid=${cookie}` }),
            ...(body && { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body && { payload: JSON.stringify(body) }),
        })
        const set = answer.cookies.find((each) => each.name === 'sid')
        if (set) cookie = set.value || undefined
        const json = answer.body && /json/.test(String(answer.headers['content-type'])) ? answer.json() : {}
        return { status: answer.statusCode, body: json, headers: answer.headers }
      },
    }
  }

  return {
    app,
    test,
    folder,
    browser,
    verifications: () => verified,
    async account(email, more = {}) {
      const id = newId()
      await test.sql(
        `insert into users (id, name, email, roles, district, demo, state, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, $7, app_now(), app_now())`,
        [id, `林小海`, email, more.roles ?? [], more.district ?? null, more.demo ?? false, more.state ?? 'active'],
      )
      await test.sql('insert into credentials (user_id, password_hash) values ($1, $2)', [id, passwordHash])
      if (more.consent !== false)
        await test.sql('insert into consents (user_id, version, at) values ($1, $2, app_now())', [id, noticeVersion])
      return id
    },
    async signedIn(email) {
      const visitor = browser()
      const answer = await visitor.send('POST', '/auth/sign-in', { account: email, password: goodPassword })
      if (answer.status !== 200) throw new Error(`sign-in of ${email}: ${JSON.stringify(answer.body)}`)
      return visitor
    },
    async work() {
      const done: string[] = []
      for (;;) {
        const jobs = await queue(test)
        if (jobs.length === 0) return done
        for (const job of jobs) {
          const task = app.tasks[job.task]
          if (!task) throw new Error(`no task ${job.task}`)
          await task.handle(job.payload)
          done.push(job.task)
        }
      }
    },
    async mailTo(address) {
      const files = await readdir(join(folder, 'mail')).catch(() => [])
      const { default: PostalMime } = await import('postal-mime')
      for (const file of files.sort().reverse()) {
        const mail = await PostalMime.parse(await readFile(join(folder, 'mail', file)))
        if (mail.to?.some((each) => each.address === address)) return `${mail.subject}\n${mail.text}`
      }
      return null
    },
    async close() {
      await app.http.close()
      messenger.close()
      await test.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

type Job = { task: string; payload: Record<string, unknown> }

async function queue(test: TestDatabase): Promise<Job[]> {
  const { rows } = await test.database.ownerPool.query<Job & { id: string }>(
    `select j.id, t.identifier as task, j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`,
  )
  await test.database.ownerPool.query(`select graphile_worker.complete_jobs($1)`, [rows.map((row) => row.id)])
  return rows
}
