import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { PublicCall } from '../../platform/http/app.ts'
import { loadAssets } from './assets.ts'
import { loadRender, type RenderRequest } from './entry.ts'
import { ownCall } from './own-call.ts'
import { changePreferences, ownPath, preferencesCookie, readPreferences } from './preferences.ts'
import { createShared } from './shared.ts'
import { serveWorkbench } from './workbench.ts'

const compress = promisify(gzip)
/** Bytes of a form: twenty thousand Chinese characters, each nine bytes as a form writes it. */
const formLimit = 256 * 1024

export type PortalDeps = {
  /** Where the web build lies: `portal/` and `workbench/` below it. */
  readonly distDir: string
  /** Reads of the API inside the process, as an anonymous visitor. */
  readonly call: PublicCall
  /** Where the site answers for the outside, `https://example.org`; null = as each request names it. */
  readonly origin: string | null
}

/**
 * The public pages at `/`, in English below `/en`, and the workbench at `/app`. Everything that no other route takes is
 * a page, so that an unknown address gets a page for people; unknown addresses below `/api` stay with the API.
 */
export function portalPlugin(deps: PortalDeps): FastifyPluginAsync {
  return async (app) => {
    const render = await loadRender(deps.distDir)
    const assets = loadAssets(deps.distDir)
    const call = ownCall(deps.call)
    const renderPage = async (asked: RenderRequest): Promise<ReadyPage> => {
      const page = await render(asked)
      const tag = `W/"${createHash('sha256').update(page.body).digest('base64url').slice(0, 22)}"`
      return { ...page, tag, gz: await compress(page.body) }
    }
    const pages = createShared<ReadyPage>({ forMs: 1000, atMost: 500 })
    const originOf = (request: FastifyRequest) => deps.origin ?? `${request.protocol}://${request.host}`

    app.get<{ Params: { file: string } }>('/assets/:file', async (request, reply) => {
      const asset = assets.files.get(request.params.file)
      if (!asset) return reply.callNotFound()
      reply.header('content-type', asset.type).header('vary', 'Accept-Encoding')
      reply.header('cache-control', asset.hashed ? 'public, max-age=31536000, immutable' : 'public, max-age=86400')
      if (!asset.gz || !takesGzip(request)) return reply.send(asset.body)
      return reply.header('content-encoding', 'gzip').send(asset.gz)
    })
    app.get('/favicon.ico', async (_request, reply) => reply.redirect(assets.icon, 301))

    app.get('/preferences', async (request, reply) => {
      const query = new URL(request.url, 'http://portal.invalid').searchParams
      const chosen = changePreferences(readPreferences(request.headers.cookie), query)
      reply.header('set-cookie', preferencesCookie(chosen, originOf(request).startsWith('https:')))
      return reply.header('cache-control', 'no-store').redirect(ownPath(query.get('to')), 303)
    })

    await serveWorkbench(app, deps.distDir)

    const askedOf = (request: FastifyRequest): RenderRequest => ({
      url: request.url,
      locale: /^\/en(\/|$|\?)/.test(request.url) ? 'en' : 'zh',
      ...readPreferences(request.headers.cookie),
      origin: originOf(request),
      assets: { style: assets.style, icon: assets.icon },
      now: new Date(),
      traceId: request.id,
      call,
    })
    app.get('/*', async (request, reply) => {
      if (/^\/api(\/|$|\?)/.test(request.url)) return reply.callNotFound()
      const asked = askedOf(request)
      const page = await pages.get(`${asked.origin} ${asked.theme} ${asked.largeType} ${request.url}`, () =>
        renderPage(asked),
      )
      return sendPage(request, reply, page)
    })

    // A description is too long for an address; nothing of it is kept, here or in a cache.
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: formLimit },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    )
    for (const path of ['/find', '/en/find'])
      app.post(path, { config: { rateLimit: { max: 20, timeWindow: '1 minute' } } }, async (request, reply) => {
        const posted = (request.body ?? {}) as Record<string, string>
        const page = await render({ ...askedOf(request), posted })
        return reply.status(page.status).headers(page.headers).header('cache-control', 'no-store').send(page.body)
      })
  }
}

/** A rendered page, ready to be sent to anybody who asks for the same. */
type ReadyPage = { status: number; headers: Record<string, string>; body: string; gz: Buffer; tag: string }

function sendPage(request: FastifyRequest, reply: FastifyReply, page: ReadyPage): FastifyReply {
  reply.status(page.status).headers(page.headers).header('vary', 'Cookie, Accept-Encoding')
  if (page.status !== 200) return reply.header('cache-control', 'no-store').send(page.body)
  reply.header('etag', page.tag).header('cache-control', 'public, max-age=5')
  if (request.headers['if-none-match']?.split(/,\s*/).includes(page.tag)) return reply.status(304).send()
  if (!takesGzip(request)) return reply.send(page.body)
  return reply.header('content-encoding', 'gzip').send(page.gz)
}

function takesGzip(request: FastifyRequest): boolean {
  return /\bgzip\b(?!;\s*q=0(?:\.0*)?(?:,|$))/.test(request.headers['accept-encoding']?.toString() ?? '')
}
