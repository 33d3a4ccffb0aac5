import { renderToStaticMarkup } from 'react-dom/server'
import { catalogRoutes } from '../../contracts/catalog.ts'
import { Document } from './layout.tsx'
import { createContext, type PageContext, PageProblem, type PortalRequest, type PortalResponse } from './page.ts'
import { problemPage } from './pages/problem.tsx'
import { findRoute } from './routes.ts'

const html = { 'content-type': 'text/html; charset=utf-8' }

/**
 * Renders one public page. Answers every path: with the page, a redirect to its tidy address, or a problem page with the
 * fitting status. Throws only when the catalog, without which no page stands, cannot be had.
 */
export async function render(request: PortalRequest): Promise<PortalResponse> {
  const address = new URL(`http://portal.invalid${request.url}`)
  const path = pathOf(address.pathname, request.locale)
  const catalog = await request.call(catalogRoutes.all, {})
  if (!catalog.ok) throw new PageProblem(catalog.status, catalog.problem)
  const route = findRoute(path)
  const context = createContext(request, catalog.value, {
    path,
    query: address.searchParams,
    params: route?.params ?? [],
  })
  if (!route) return documentOf(context, problemPage(context, new PageProblem(404, null)))
  try {
    const answer = await route.handler(context)
    if ('redirect' in answer) return { status: 303, headers: { location: answer.redirect }, body: '' }
    if ('text' in answer) return { status: 200, headers: { 'content-type': answer.type }, body: answer.text }
    return documentOf(context, answer)
  } catch (fault) {
    if (fault instanceof PageProblem) return documentOf(context, problemPage(context, fault))
    throw fault
  }
}

/** The path without its language prefix, without a final slash, and never the name of another host. */
function pathOf(pathname: string, locale: PortalRequest['locale']): string {
  const bare = locale === 'en' ? pathname.replace(/^\/en(?=\/|$)/, '') : pathname
  return bare.replace(/^\/+/, '/').replace(/\/+$/, '') || '/'
}

function documentOf(context: PageContext, page: Parameters<typeof Document>[0]['page']): PortalResponse {
  const language = context.locale === 'zh' ? 'zh-CN' : 'en'
  return {
    status: page.status ?? 200,
    headers: { ...html, 'content-language': language },
    body: `<!doctype html>${renderToStaticMarkup(<Document context={context} page={page} />)}`,
  }
}
