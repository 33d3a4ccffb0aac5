import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import type { RouteSpec } from '../../contracts/common.ts'
import { createHttp } from '../../server/platform/http/app.ts'
import { tokenHash } from '../../server/platform/http/identify.ts'
import type { Served } from '../../server/platform/http/serve.ts'
import { newId } from '../../server/platform/ids.ts'
import { createLog } from '../../server/platform/log.ts'
import { createMetrics } from '../../server/platform/metrics.ts'
import type { TestDatabase } from './database.ts'

export type Person = { readonly id: string; readonly headers: Readonly<Record<string, string>> }
export type Answer = { status: number; headers: LightMyRequestResponse['headers']; body: unknown; raw: Buffer }

/** An organisation with a verified name, as a row only. */
export async function addOrganisation(
  db: TestDatabase,
  over: { kind?: string; district?: string } = {},
): Promise<string> {
  const id = newId()
  await db.sql(
    `insert into organisations (id, name, kind, district, state, state_since, created_at, updated_at)
     values ($1::uuid, '示例单位' || $1::text, $2, $3, 'verified', app_now(), app_now(), app_now())`,
    [id, over.kind ?? 'firm', over.district ?? null],
  )
  return id
}

/** A person with a session, as rows only: for tests of one module that need somebody signed in. */
export async function addPerson(
  db: TestDatabase,
  over: {
    name?: string
    roles?: string[]
    district?: string
    locale?: string
    email?: string | null
    organisation?: string
  } = {},
): Promise<Person> {
  const id = newId()
  const token = randomBytes(24).toString('hex')
  const email = over.email === undefined ? `${id}@example.org` : over.email
  await db.sql(
    `insert into users (id, name, email, mobile, roles, district, locale, organisation_id, demo, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, true, app_now(), app_now())`,
    [
      id,
      over.name ?? '某人',
      email,
      email ? null : `1${id.replace(/\D/g, '').slice(-10).padStart(10, '0')}`,
      over.roles ?? [],
      over.district ?? null,
      over.locale ?? 'zh',
      over.organisation ?? null,
    ],
  )
  if (over.organisation) {
    await db.sql(
      `insert into organisation_members (organisation_id, user_id, role, since) values ($1, $2, 'member', app_now())`,
      [over.organisation, id],
    )
  }
  await db.sql(
    `insert into sessions (id, token_hash, user_id, created_at, seen_at, ends_at) values ($1, $2, $3, app_now(), app_now() + interval '10 years', app_now() + interval '10 years')`,
    [newId(), tokenHash(token), id],
  )
  return { id, headers: { cookie: `sid=${token}`, 'sec-fetch-site': 'same-origin' } }
}

/** The HTTP layer over the routes of one module, answers checked against their contracts. */
export async function serveRoutes(
  db: TestDatabase,
  make: (dataDir: string) => { routes: Readonly<Record<string, RouteSpec>>; served: readonly Served[] },
) {
  const dataDir = await mkdtemp(join(tmpdir(), 'served-'))
  const { routes, served } = make(dataDir)
  const { app } = await createHttp({
    config: { rateLimit: 0, dataDir, trustProxy: false, origin: null, version: '0' },
    database: db.database,
    log: createLog('silent'),
    metrics: createMetrics(null),
    routes: { tested: routes },
    served,
    noticeVersion: 'none',
    title: 'test',
    validateResponses: true,
    ready: async () => undefined,
  })
  return {
    dataDir,
    /** One request as a person (null = nobody); `body` is sent as JSON. */
    async call(
      person: Person | null,
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      body?: unknown,
    ): Promise<Answer> {
      return answerOf(
        await app.inject({
          method,
          url: `/api/v1${path}`,
          headers: { ...person?.headers },
          ...(body !== undefined && { payload: body as object }),
        }),
      )
    },
    /** Sends one file part, as a browser does. */
    async upload(person: Person | null, path: string, name: string, content: Buffer): Promise<Answer> {
      const boundary = `----${randomBytes(12).toString('hex')}`
      const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`
      return answerOf(
        await app.inject({
          method: 'POST',
          url: `/api/v1${path}`,
          headers: { ...person?.headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
          payload: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
        }),
      )
    },
    async close() {
      await app.close()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

function answerOf(response: LightMyRequestResponse): Answer {
  const json = String(response.headers['content-type'] ?? '').includes('json')
  return {
    status: response.statusCode,
    headers: response.headers,
    body: json ? response.json() : null,
    raw: response.rawPayload,
  }
}
