import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { sql } from 'kysely'
import type { RouteSpec } from '../../../contracts/common.ts'
import { fileLimitBytes } from '../../../contracts/files.ts'
import type { Config } from '../config.ts'
import type { Database } from '../database/index.ts'
import { AppError, type Locale, refuse } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import { anonymous, isAnonymous, type Viewer } from '../viewer.ts'
import { checkAccess } from './access.ts'
import { logAuditorRead } from './audit.ts'
import { docsPage } from './docs-page.ts'
import { idempotent } from './idempotency.ts'
import { identify, sessionCookie } from './identify.ts'
import { openApiOf } from './openapi.ts'
import { asAppError, problemOf } from './problem.ts'
import { receiveFile } from './receive.ts'
import type { Call, Reply, Served } from './serve.ts'
import { parse } from './validation.ts'

export type PublicCall = (
  spec: RouteSpec,
  input: { params?: unknown; query?: unknown; body?: unknown },
) => Promise<{ ok: true; value: unknown } | { ok: false; status: number; problem: ReturnType<typeof problemOf> }>

export type HttpOptions = {
  config: Pick<Config, 'rateLimit' | 'dataDir' | 'trustProxy' | 'origin' | 'version'>
  database: Database
  log: Log
  metrics: Metrics
  routes: Readonly<Record<string, Readonly<Record<string, RouteSpec>>>>
  served: readonly Served[]
  noticeVersion: string
  title: string
  /** Tests check every answer against its contract: wrong or additional fields are a fault. */
  validateResponses: boolean
  ready: () => Promise<void>
}

/** Strips a body that a GET, HEAD or DELETE must not have; JSON only otherwise. */
function localeOf(request: FastifyRequest, viewer: Viewer): Locale {
  const wanted = request.headers['accept-language']
  if (wanted) return /^\s*en\b/i.test(wanted) ? 'en' : 'zh'
  return viewer.userId ? viewer.locale : 'zh'
}

function ifMatchOf(request: FastifyRequest): number | null {
  const header = request.headers['if-match']
  if (header === undefined) return null
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(header)?.[1]
  return version ? Number(version) : refuse('invalid_request', {}, [{ path: 'If-Match', code: 'invalid_format' }])
}

/** A write that rides on a cookie must come from our own pages: a same-origin `Origin`, or the browser's word for it. */
function checkOrigin(request: FastifyRequest, origin: string | null): void {
  const from = request.headers.origin
  const site = request.headers['sec-fetch-site']
  const own = origin ?? `${request.protocol}://${request.host}`
  if (from !== undefined ? from === own : site === 'same-origin') return
  refuse('cross_origin')
}

export async function createHttp(options: HttpOptions): Promise<{ app: FastifyInstance; invokePublic: PublicCall }> {
  const { config, database, log, metrics, served, noticeVersion } = options
  const handlers = new Map(served.map((each) => [each.spec, each.handle]))
  const all = Object.entries(options.routes).flatMap(([group, specs]) =>
    Object.entries(specs).map(([name, spec]) => ({ group, name, spec })),
  )
  for (const { group, name, spec } of all) {
    if (!spec.access) throw new Error(`route ${group}.${name} declares no access`)
    if (!handlers.has(spec)) throw new Error(`route ${group}.${name} has no handler`)
  }
  if (handlers.size !== served.length) throw new Error('a route is served twice')
  if (all.length !== served.length) throw new Error('something serves a route that is not in the contracts')

  const spool = join(config.dataDir, 'tmp')
  await mkdir(spool, { recursive: true })
  const app = fastify({
    loggerInstance: log.http,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: config.trustProxy,
    bodyLimit: 1024 * 1024,
    // The contracts bound each parameter, and their refusal is a problem like any other; Node takes no longer address than this.
    routerOptions: { maxParamLength: 16_384 },
    genReqId: () => log.newTraceId(),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
  })
  // JSON only: a body that a form of another site could send as plain text is none.
  app.removeContentTypeParser('text/plain')
  closeWhatIsAnswered(app)
  await app.register(cookie)
  await app.register(multipart, { limits: { files: 1, fileSize: fileLimitBytes } })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: config.origin?.startsWith('https:') ? { maxAge: 15_552_000 } : false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  })
  if (config.rateLimit > 0) {
    await app.register(rateLimit, {
      global: true,
      max: config.rateLimit,
      timeWindow: '1 minute',
      // A page of the workbench brings dozens of hashed files, and a whole office may come from one address.
      allowList: ({ url }) => url === '/healthz' || url === '/readyz' || /^(?:\/app)?\/assets\//.test(url),
      errorResponseBuilder: (_request, context) =>
        new AppError('rate_limited', { seconds: Math.max(1, Math.ceil(context.ttl / 1000)) }),
    })
  }
  metrics.watch(app)

  app.setErrorHandler((thrown: unknown, request, reply) => {
    const framework = thrown as { code?: string; statusCode?: number; validation?: unknown }
    let known: unknown = thrown
    if (framework.code === 'FST_ERR_CTP_BODY_TOO_LARGE') known = new AppError('body_too_large', { limit: '1 MB' })
    else if (framework.code === 'FST_REQ_FILE_TOO_LARGE')
      known = new AppError('file_too_large', { limit: `${fileLimitBytes / 1024 / 1024} MB` })
    else if (framework.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') known = new AppError('unsupported_media_type')
    else if (/^FST_ERR_CTP_(?:EMPTY|INVALID)_JSON_BODY$/.test(framework.code ?? ''))
      known = new AppError('malformed_json')
    else if (
      framework.statusCode &&
      framework.statusCode >= 400 &&
      framework.statusCode < 500 &&
      !(thrown instanceof AppError)
    )
      known = new AppError('invalid_request')
    answerProblem(request, reply, known)
  })
  app.setNotFoundHandler((request, reply) => answerProblem(request, reply, new AppError('not_found')))

  function answerProblem(request: FastifyRequest, reply: FastifyReply, thrown: unknown): void {
    const { error, fault } = asAppError(thrown)
    if (fault)
      log.fault(thrown, { traceId: request.id, method: request.method, route: request.routeOptions.url ?? null })
    const body = problemOf(error, request.id, localeOf(request, request.viewer ?? anonymous))
    // Whoever is asked to wait is told how long.
    if (error.params.seconds !== undefined) reply.header('retry-after', String(error.params.seconds))
    if (error.code === 'unavailable') reply.header('retry-after', '2')
    reply
      .status(body.status)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .header('cache-control', 'no-store')
      .send(JSON.stringify(body))
  }

  app.decorateRequest('viewer', null as unknown as Viewer)

  function checkAnswer(spec: RouteSpec, reply: Reply): void {
    const schema = spec.responses[reply.status]
    if (schema === undefined)
      throw new Error(`${spec.method} ${spec.path} answered ${reply.status}, which its contract does not name`)
    if (schema === null || spec.produces) return
    const sent = JSON.parse(JSON.stringify(reply.value))
    const result = schema.safeParse(sent)
    if (!result.success)
      throw new Error(`${spec.method} ${spec.path} answered outside its contract: ${result.error.message}`)
    if (!isDeepStrictEqual(JSON.parse(JSON.stringify(result.data)), sent)) {
      throw new Error(
        `${spec.method} ${spec.path} answered fields its contract does not name: ${JSON.stringify(sent).slice(0, 600)}`,
      )
    }
  }

  for (const { spec } of all) {
    const handle = handlers.get(spec) as Served['handle']
    app.route({
      method: spec.method,
      url: `/api/v1${spec.path.replace(/\{(\w+)\}/g, ':$1')}`,
      ...(spec.limit && config.rateLimit > 0 && { config: { rateLimit: { max: spec.limit, timeWindow: '1 minute' } } }),
      handler: async (request, reply) => {
        const viewer = await identify(database, request, noticeVersion)
        request.viewer = viewer
        const writing = spec.method !== 'GET'
        const sessionToken = request.cookies[sessionCookie] ?? null
        if (writing && !request.headers.authorization && sessionToken) checkOrigin(request, config.origin)
        checkAccess(spec, viewer)
        const call: Call = {
          viewer,
          params: (spec.params ? parse(spec.params, request.params) : undefined) as undefined,
          query: (spec.query ? parse(spec.query, request.query) : parseNothing(request.query)) as undefined,
          body: (spec.body ? parse(spec.body, request.body ?? undefined) : undefined) as undefined,
          ifMatch: ifMatchOf(request),
          file: spec.consumes ? await receiveFile(request, spool, fileLimitBytes) : null,
          locale: localeOf(request, viewer),
          meta: {
            address: request.ip,
            userAgent: request.headers['user-agent']?.slice(0, 300) ?? null,
            traceId: request.id,
            url: request.url,
            sessionToken,
          },
        }
        if (spec.ifMatch && call.ifMatch === null) refuse('if_match_required')
        try {
          const key = spec.method === 'POST' ? request.headers['idempotency-key'] : undefined
          const result =
            typeof key === 'string' && !ownAccount.test(spec.path)
              ? await idempotent(database, { key, viewer, method: spec.method, url: request.url, call }, () =>
                  handle(call),
                )
              : await handle(call)
          if (options.validateResponses) checkAnswer(spec, result)
          await logAuditorRead(database, spec, call)
          return send(reply, spec, viewer, result)
        } finally {
          if (call.file) await rm(call.file.path, { force: true })
        }
      },
    })
  }

  function send(reply: FastifyReply, spec: RouteSpec, viewer: Viewer, result: Reply): FastifyReply {
    reply.status(result.status)
    for (const [name, value] of Object.entries(result.headers ?? {})) reply.header(name, value)
    if (result.session) setSession(reply, result.session)
    if (!reply.hasHeader('cache-control')) {
      reply.header(
        'cache-control',
        isAnonymous(viewer) && spec.method === 'GET' && spec.access.kind === 'public'
          ? 'public, max-age=5'
          : 'private, no-store',
      )
      reply.header('vary', 'Cookie, Authorization, Accept-Language')
    }
    if (spec.produces) return reply.send(result.value)
    if (result.value === null) return reply.send()
    return reply.header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(result.value))
  }

  function setSession(reply: FastifyReply, session: NonNullable<Reply['session']>): void {
    const secure = config.origin?.startsWith('https:') ?? reply.request.protocol === 'https'
    const how = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
    if ('token' in session) reply.setCookie(sessionCookie, session.token, how)
    else reply.clearCookie(sessionCookie, how)
  }

  const openApi = openApiOf(all, options.title, config.version)
  const document = JSON.stringify(openApi)
  const docs = docsPage(openApi)
  app.get('/api/docs', (_request, reply) => reply.header('content-type', 'text/html; charset=utf-8').send(docs))
  app.get('/api/openapi.json', (_request, reply) =>
    reply.header('content-type', 'application/json; charset=utf-8').send(document),
  )
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/readyz', async (_request, reply) => {
    try {
      await options.ready()
      await sql`select app_now()`.execute(database.open)
      return { status: 'ready' }
    } catch {
      return reply.status(503).send({ status: 'unavailable' })
    }
  })

  const invokePublic: PublicCall = async (spec, input) => {
    const handle = handlers.get(spec)
    // What is public and not a read only asks (its text is too long for an address); nothing that writes is open to everybody.
    if (!handle || (spec.method !== 'GET' && spec.access.kind !== 'public'))
      throw new Error(`${spec.method} ${spec.path} cannot be asked from inside`)
    try {
      checkAccess(spec, anonymous)
      const call: Call = {
        viewer: anonymous,
        params: (spec.params ? parse(spec.params, input.params) : undefined) as undefined,
        query: (spec.query ? parse(spec.query, input.query ?? {}) : undefined) as undefined,
        body: (spec.body ? parse(spec.body, input.body) : undefined) as undefined,
        ifMatch: null,
        file: null,
        locale: 'zh',
        meta: { address: '', userAgent: null, traceId: '', url: '', sessionToken: null },
      }
      const result = await handle(call)
      if (options.validateResponses) checkAnswer(spec, result)
      return { ok: true, value: result.value }
    } catch (thrown) {
      const { error, fault } = asAppError(thrown)
      if (fault) log.fault(thrown, { traceId: '', method: spec.method, route: spec.path })
      const body = problemOf(error, '', 'zh')
      return { ok: false, status: body.status, problem: body }
    }
  }
  return { app, invokePublic }
}

/** Answers that carry secrets are not kept, and failures that are counted must stay counted: one's own account takes no key. */
const ownAccount = /^\/(auth|me)(\/|$)/

const answerWithinMs = 6000

/**
 * When the server closes, requests under way get their answer; the connection they came on would then be kept alive by its client for a minute, so it
 * is closed as soon as it is idle, and after a few seconds whatever it is doing.
 */
function closeWhatIsAnswered(app: FastifyInstance): void {
  app.addHook('preClose', (done) => {
    const until = Date.now() + answerWithinMs
    const sweep = setInterval(() => {
      if (Date.now() < until) app.server.closeIdleConnections()
      else app.server.closeAllConnections()
    }, 50)
    app.server.once('close', () => clearInterval(sweep))
    sweep.unref()
    done()
  })
}

/** A route without query parameters takes none: an unknown one is a mistake, never ignored. */
function parseNothing(query: unknown): undefined {
  const names = Object.keys((query ?? {}) as object)
  if (names.length > 0)
    refuse(
      'invalid_request',
      {},
      names.slice(0, 20).map((path) => ({ path, code: 'unrecognized' as const })),
    )
}

declare module 'fastify' {
  interface FastifyRequest {
    viewer: Viewer
  }
}
