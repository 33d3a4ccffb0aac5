import type { ReactNode } from 'react'
import type { Catalog } from '../../contracts/catalog.ts'
import type { Locale, Problem, RouteSpec } from '../../contracts/common.ts'
import type { MessageParams } from '../ui/messages/index.ts'
import type { CallInput, CallResult, CallValue, PortalCall } from './call.ts'
import { type PortalMessageKey, say } from './messages/index.ts'
import { createNames, type Names } from './names.ts'

/** What the server hands over for one page. `url` is path and query as requested, with its language prefix. */
export type PortalRequest = {
  readonly url: string
  readonly locale: Locale
  readonly theme?: 'light' | 'dark' | null
  readonly largeType: boolean
  /** Where the site answers, `https://example.org`, without a final slash. */
  readonly origin: string
  /** Addresses of the built style sheet and icon. */
  readonly assets: { readonly style: string; readonly icon: string }
  readonly now: Date
  /** Number of the request, told to the visitor when a page fails. */
  readonly traceId: string
  readonly call: PortalCall
  /** What a form on the page sent. */
  readonly posted?: Readonly<Record<string, string>>
}

export type PortalResponse = { status: number; headers: Record<string, string>; body: string }

/** What a page works with. Paths are without the language prefix; `href` adds it. */
export type PageContext = {
  readonly request: PortalRequest
  readonly locale: Locale
  readonly path: string
  readonly query: URLSearchParams
  readonly params: readonly string[]
  readonly catalog: Catalog
  readonly names: Names
  readonly say: (key: PortalMessageKey, params?: MessageParams) => string
  readonly href: (path: string) => string
  /** Calls a public route; what cannot be answered ends the page with the fitting problem page. */
  readonly get: <R extends RouteSpec>(route: R, input: CallInput<R>) => Promise<CallValue<R>>
}

export type NavKey =
  | 'home'
  | 'calls'
  | 'scenarios'
  | 'lists'
  | 'capabilities'
  | 'industries'
  | 'promotions'
  | 'programme'

export type Page = {
  readonly status?: number
  readonly title: string
  readonly description?: string
  readonly nav?: NavKey
  readonly body: ReactNode
  /** schema.org data; made safe for its script element by the layout. */
  readonly data?: object
  /** Not for search engines: filtered lists, problem pages. */
  readonly hidden?: boolean
}
export type PageAnswer = Page | { readonly redirect: string } | { readonly type: string; readonly text: string }
export type PageHandler = (context: PageContext) => Promise<PageAnswer> | PageAnswer

/** Ends a page: the API refused what the page needs. */
export class PageProblem extends Error {
  readonly status: number
  readonly problem: Problem | null
  constructor(status: number, problem: Problem | null) {
    super(problem?.code ?? `status ${status}`)
    this.status = status
    this.problem = problem
  }
}

function orProblem<R extends RouteSpec>(result: CallResult<R>): CallValue<R> {
  if (result.ok) return result.value
  throw new PageProblem(result.status, result.problem)
}

export function createContext(
  request: PortalRequest,
  catalog: Catalog,
  at: { path: string; query: URLSearchParams; params: readonly string[] },
): PageContext {
  const { locale } = request
  return {
    ...at,
    request,
    locale,
    catalog,
    names: createNames(catalog, locale),
    say: (key, params) => say(locale, key, params),
    href: (path) => (locale === 'en' ? `/en${path === '/' ? '' : path}` : path),
    get: async (route, input) => orProblem(await request.call(route, input)),
  }
}
