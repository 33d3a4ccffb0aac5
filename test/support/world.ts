import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { PlatformRole } from '../../contracts/common.ts'
import { type App, createApp } from '../../server/app.ts'
import { loadCityPack } from '../../server/platform/city-pack/index.ts'
import { type Config, readConfig } from '../../server/platform/config.ts'
import { tokenHash } from '../../server/platform/http/identify.ts'
import { newId } from '../../server/platform/ids.ts'
import { createLog } from '../../server/platform/log.ts'
import type { Mail, Messenger } from '../../server/platform/mail/index.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'

export type Person = { id: string; name: string; email: string; organisationId: string | null; cookie: string }

export type Answer = {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests read what they assert on
  body: any
  headers: LightMyRequestResponse['headers']
  raw: LightMyRequestResponse
}

export type Caller = {
  get(path: string, headers?: Record<string, string>): Promise<Answer>
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  patch(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  put(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>
  del(path: string, headers?: Record<string, string>): Promise<Answer>
  upload(path: string, file: { name: string; content: Buffer; type?: string }): Promise<Answer>
  /** Carries an action out on the newest version of the thing. */
  act(path: string, action: string, body?: unknown): Promise<Answer>
}

export type World = {
  app: App
  config: Config
  db: TestDatabase
  mails: Mail[]
  texts: { to: string; text: string }[]
  /** A signed-in person with these roles and, when wanted, a verified organisation of that kind. */
  person(options?: {
    roles?: PlatformRole[]
    district?: string
    organisation?: string | { kind: string; district?: string; state?: string }
    orgRole?: 'org_admin' | 'member'
    name?: string
  }): Promise<Person>
  as(person: Person | null): Caller
  organisation(options?: {
    kind?: string
    district?: string | null
    state?: string
    name?: string
    creditCode?: string | null
  }): Promise<string>
  /** Runs what waits in the queue now, once, as the worker would. */
  runJobs(): Promise<void>
  /** Runs one task of the timetable. */
  tick(task: string): Promise<void>
  shiftClock(by: string): Promise<void>
  close(): Promise<void>
}

const packs = new Map<string, Awaited<ReturnType<typeof loadCityPack>>>()

/** The application on a database of its own, with the real pack, and people of every role; answers are checked against their contracts. */
export async function createWorld(
  options: { env?: Record<string, string>; city?: string; pages?: boolean } = {},
): Promise<World> {
  const db = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'city-scenarios-world-'))
  const folder = options.city ?? fileURLToPath(new URL('../../cities/qingdao', import.meta.url))
  const loaded = packs.get(folder) ?? (await loadCityPack(folder))
  packs.set(folder, loaded)
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.faults))
  const config = readConfig({
    DATA_DIR: dataDir,
    RATE_LIMIT: '0',
    LOG_LEVEL: 'error',
    SESSION_SECRET: 'a secret of the tests, long enough for them',
    ...options.env,
  })
  const mails: Mail[] = []
  const texts: { to: string; text: string }[] = []
  const messenger: Messenger = {
    mail: async (mail) => void mails.push(mail),
    sms: async (message) => void texts.push(message),
    close() {},
  }
  const distDir = options.pages ? fileURLToPath(new URL('../../web/dist', import.meta.url)) : null
  const app = await createApp({
    config,
    database: db.database,
    pack: loaded.pack,
    log: createLog(config.logLevel),
    messenger,
    validateResponses: true,
    distDir,
  })
  await app.loadPack()
  await app.http.ready()
  let serial = 0

  async function organisation(how: Parameters<World['organisation']>[0] = {}): Promise<string> {
    const id = newId()
    serial += 1
    const district =
      how.district === undefined ? (loaded.ok ? (loaded.pack.districts[0]?.key ?? null) : null) : how.district
    await db.sql(
      `insert into organisations (id, name, kind, district, state, state_since, credit_code, created_at, updated_at) values ($1, $2, $3, $4, $5, app_now(), $6, app_now(), app_now())`,
      [
        id,
        how.name ?? `测试单位${serial}`,
        how.kind ?? 'firm',
        district,
        how.state ?? 'verified',
        how.creditCode ?? null,
      ],
    )
    return id
  }

  const as = (person: Person | null): Caller => {
    async function call(
      method: InjectOptions['method'],
      path: string,
      payload?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Answer> {
      const raw = await app.http.inject({
        method,
        url: path.startsWith('/api') || path.startsWith('//') ? path.replace(/^\/\//, '/') : `/api/v1${path}`,
        headers: { ...(person && { cookie: `sid=${person.cookie}`, 'sec-fetch-site': 'same-origin' }), ...headers },
        ...(payload !== undefined && { payload: payload as object }),
      } as InjectOptions)
      const json = /json/.test(String(raw.headers['content-type']))
      return { status: raw.statusCode, body: json ? JSON.parse(raw.body) : raw.body, headers: raw.headers, raw }
    }
    return {
      get: (path, headers) => call('GET', path, undefined, headers),
      post: (path, body = {}, headers) => call('POST', path, body, headers),
      patch: (path, body, headers) => call('PATCH', path, body, headers),
      put: (path, body, headers) => call('PUT', path, body, headers),
      del: (path, headers) => call('DELETE', path, undefined, headers),
      async upload(path, file) {
        const boundary = `----${randomBytes(8).toString('hex')}`
        const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: ${file.type ?? 'application/octet-stream'}\r\n\r\n`
        const payload = Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)])
        return call('POST', path, payload, { 'content-type': `multipart/form-data; boundary=${boundary}` })
      },
      async act(path, action, body = {}) {
        const now = await call('GET', path)
        if (now.status !== 200) return now
        return call('POST', `${path}/actions/${action}`, body, { 'if-match': `"${now.body.version}"` })
      },
    }
  }

  return {
    app,
    config,
    db,
    mails,
    texts,
    as,
    organisation,
    async person(how = {}) {
      const id = newId()
      serial += 1
      const email = `person${serial}@example.test`
      const name = how.name ?? `测试人员${serial}`
      const organisationId =
        typeof how.organisation === 'string'
          ? how.organisation
          : how.organisation
            ? await organisation(how.organisation)
            : null
      const cookie = randomBytes(32).toString('base64url')
      await db.sql(
        `insert into users (id, name, email, roles, district, organisation_id, demo, created_at, updated_at) values ($1, $2, $3, $4, $5, $6, true, app_now(), app_now())`,
        [id, name, email, how.roles ?? [], how.district ?? null, organisationId],
      )
      await db.sql('insert into credentials (user_id) values ($1)', [id])
      if (organisationId) {
        await db.sql(
          `insert into organisation_members (organisation_id, user_id, role, since) values ($1, $2, $3, app_now())`,
          [organisationId, id, how.orgRole ?? 'org_admin'],
        )
      }
      await db.sql(
        `insert into sessions (id, token_hash, user_id, created_at, seen_at, ends_at) values ($1, $2, $3, app_now(), app_now() + interval '10 years', app_now() + interval '10 years')`,
        [newId(), tokenHash(cookie), id],
      )
      return { id, name, email, organisationId, cookie }
    },
    async runJobs() {
      const { runOnce, Logger } = await import('graphile-worker')
      await runOnce({
        connectionString: db.url,
        noHandleSignals: true,
        logger: new Logger(() => () => undefined),
        taskList: Object.fromEntries(
          Object.entries(app.tasks).map(([name, task]) => [
            name,
            async (payload: unknown) => task.handle((payload ?? {}) as Record<string, unknown>),
          ]),
        ),
      })
    },
    async tick(task) {
      const found = app.tasks[task]
      if (!found) throw new Error(`there is no task ${task}`)
      await found.handle({})
    },
    shiftClock: (by) => db.shiftClock(by),
    async close() {
      await app.http.close()
      await db.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
