import { callRoutes } from '../../../contracts/calls.ts'
import { capabilityRoutes } from '../../../contracts/capabilities.ts'
import { libraryRoutes, listRoutes } from '../../../contracts/lists.ts'
import { scenarioRoutes } from '../../../contracts/scenarios.ts'
import type { PageAnswer, PageContext } from '../page.ts'

/** Pages for programs: the feed of new scenarios, the map of the site, and what robots may read. */

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Text for XML; control characters, which XML cannot hold, are dropped. */
function xml(text: string): string {
  return text.replace(/(?![\t\n\r])\p{Cc}/gu, '').replace(/[&<>"']/g, (one) => entities[one] ?? one)
}

export async function feed(context: PageContext): Promise<PageAnswer> {
  const { request, names, say, href } = context
  const [scenarios, calls] = await Promise.all([
    context.get(scenarioRoutes.list, { query: { sort: '-publishedAt', limit: '50' } }),
    context.get(callRoutes.list, { query: { state: 'open', limit: '20' } }),
  ])
  const news = [
    ...scenarios.items.map((one) => ({
      ...one,
      path: `/scenarios/${encodeURIComponent(one.code ?? one.id)}`,
      by: one.owner.name,
      text: one.summary ?? one.title,
    })),
    ...calls.items.map((one) => ({
      ...one,
      path: `/calls/${encodeURIComponent(one.code ?? one.id)}`,
      publishedAt: one.opensAt,
      by: names.programme,
      text: one.title,
    })),
  ].sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
  const self = `${request.origin}${href('/feed.atom')}`
  const updated = news.reduce((last, one) => (one.updatedAt > last ? one.updatedAt : last), '1970-01-01T00:00:00.000Z')
  const entries = news.map((one) => {
    const link = `${request.origin}${href(one.path)}`
    return `<entry><id>urn:uuid:${one.id}</id><title>${xml(one.title)}</title><link href="${xml(link)}"/>${
      one.publishedAt ? `<published>${one.publishedAt}</published>` : ''
    }<updated>${one.updatedAt}</updated><author><name>${xml(one.by)}</name></author><summary>${xml(one.text)}</summary></entry>`
  })
  return {
    type: 'application/atom+xml; charset=utf-8',
    text: `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN"><id>${xml(self)}</id><title>${xml(say('feed.title', { programme: names.programme }))}</title><link rel="self" href="${xml(self)}"/><link href="${xml(`${request.origin}${href('/')}`)}"/><updated>${updated}</updated>${entries.join('')}</feed>
`,
  }
}

/** Rows of a kind that the map of the site names at most; what is older is reached through the lists. */
const mapped = 2000

export async function sitemap(context: PageContext): Promise<PageAnswer> {
  const { request } = context
  const pages: [string, string | null][] = [
    '/',
    '/scenarios',
    '/calls',
    '/lists',
    '/capabilities',
    '/industries',
    '/find',
    '/promotions',
    '/programme',
    '/privacy',
  ].map((path) => [path, null])
  const collect = async (
    prefix: string,
    page: (
      cursor?: string,
    ) => Promise<{ items: { id: string; code: string | null; updatedAt: string }[]; nextCursor: string | null }>,
  ) => {
    let cursor: string | undefined
    for (let seen = 0; seen < mapped; ) {
      const answer = await page(cursor)
      for (const one of answer.items) pages.push([`${prefix}/${encodeURIComponent(one.code ?? one.id)}`, one.updatedAt])
      seen += answer.items.length
      if (!answer.nextCursor || answer.items.length === 0) return
      cursor = answer.nextCursor
    }
  }
  await collect('/scenarios', (cursor) =>
    context.get(scenarioRoutes.list, { query: { limit: '200', ...(cursor && { cursor }) } }),
  )
  await collect('/calls', (cursor) =>
    context.get(callRoutes.list, { query: { limit: '200', ...(cursor && { cursor }) } }),
  )
  await collect('/lists', (cursor) =>
    context.get(listRoutes.list, { query: { state: 'released', limit: '200', ...(cursor && { cursor }) } }),
  )
  await collect('/capabilities', (cursor) =>
    context.get(capabilityRoutes.list, { query: { limit: '200', ...(cursor && { cursor }) } }),
  )
  const libraries = await context.get(libraryRoutes.list, {})
  for (const library of libraries.items) pages.push([`/libraries/${library.key}`, null])
  const { origin } = request
  const urls = pages.map(([path, updated]) => {
    const english = path === '/' ? '/en' : `/en${path}`
    return `<url><loc>${xml(origin + path)}</loc>${updated ? `<lastmod>${updated}</lastmod>` : ''}<xhtml:link rel="alternate" hreflang="zh-CN" href="${xml(origin + path)}"/><xhtml:link rel="alternate" hreflang="en" href="${xml(origin + english)}"/></url>`
  })
  return {
    type: 'application/xml; charset=utf-8',
    text: `<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">${urls.join('')}</urlset>
`,
  }
}

export function robots(context: PageContext): PageAnswer {
  return {
    type: 'text/plain; charset=utf-8',
    text: `User-agent: *\nDisallow: /app\nDisallow: /api/\nDisallow: /preferences\nSitemap: ${context.request.origin}/sitemap.xml\n`,
  }
}
