import type { z } from 'zod'
import type { Problem, RouteSpec } from '../../../contracts/common.ts'
import { ApiProblem, networkProblem, unreadableProblem } from './problem.ts'
import { type SessionGate, sessionGate } from './session-gate.ts'

type InputOf<R, K extends string> = R extends { readonly [P in K]: infer S extends z.ZodType } ? z.input<S> : undefined
type Part<K extends string, V> = undefined extends V ? { [P in K]?: V } : { [P in K]: V }

/** What a route wants, worked out from its contract. */
export type CallInput<R extends RouteSpec> = Part<'params', InputOf<R, 'params'>> &
  Part<'query', QueryInput<InputOf<R, 'query'>>> &
  Part<'body', BodyInput<R>> & {
    /** Sent as If-Match. */
    etag?: string | null
    /** Made anew for each POST when absent; give the same one to repeat the same submission. */
    idempotencyKey?: string
    signal?: AbortSignal
  }
type BodyInput<R extends RouteSpec> = R extends { consumes: 'multipart' } ? File : InputOf<R, 'body'>
/** In the address everything is text; numbers and flags may be given as they are. */
type QueryInput<Q> = undefined extends Q
  ? undefined
  : { [K in keyof Q]: unknown extends Q[K] ? string | number | undefined : Q[K] } | undefined

/** What a route answers on success. */
export type Output<R extends RouteSpec> = R['responses'][keyof R['responses']] extends infer S
  ? S extends z.ZodType
    ? z.output<S>
    : undefined
  : never

export interface Answer<T> {
  data: T
  etag: string | null
  status: number
}

export interface ClientOptions {
  fetch?: typeof fetch
  gate?: SessionGate
  base?: string
}

/** Path with its parameters and query filled in, below the API's base. Empty values are left out of the query. */
export function hrefOf<R extends RouteSpec>(
  route: R,
  input: { params?: Record<string, unknown>; query?: Record<string, unknown> } = {},
  base = '/api/v1',
): string {
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(input.params?.[name])))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value === undefined || value === null || value === '') continue
    query.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const search = query.toString()
  const root = path.startsWith('//') ? path.slice(1) : base + path
  return search ? `${root}?${search}` : root
}

/**
 * Makes the sender. A request that finds the session gone waits at the gate and is sent again, with the same
 * idempotency key, once the person has signed in; `gate: 'pass'` lets the 401 through (for asking who is signed in).
 */
export function createSender(options: ClientOptions = {}) {
  const gate = options.gate ?? sessionGate

  return async function send<R extends RouteSpec>(
    route: R,
    input: CallInput<R>,
    how: { gate?: 'wait' | 'pass' } = {},
  ): Promise<Answer<Output<R>>> {
    const request = requestOf(route, input as LooseInput)
    const url = hrefOf(route, input as LooseInput, options.base)
    for (;;) {
      const response = await attempt(options.fetch ?? fetch, url, request)
      if (response.ok) return (await read(response, route)) as Answer<Output<R>>
      const problem = await problemOf(response)
      if (problem.code !== 'unauthenticated' || how.gate === 'pass') throw problem
      await gate.wait()
    }
  }
}

export const send = createSender()

/** Calls a route and gives what it answers; throws `ApiProblem`. */
export async function call<R extends RouteSpec>(route: R, input: CallInput<R>): Promise<Output<R>> {
  return (await send(route, input)).data
}

interface LooseInput {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
  etag?: string | null
  idempotencyKey?: string
  signal?: AbortSignal
}

function requestOf(route: RouteSpec, input: LooseInput): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' }
  // Sentences of problems come in the language of the page.
  if (typeof document !== 'undefined') headers['accept-language'] = document.documentElement.lang
  let body: BodyInit | undefined
  if (route.consumes === 'multipart') {
    const form = new FormData()
    form.set('file', input.body as File)
    body = form
  } else if (route.body && route.method !== 'GET') {
    headers['content-type'] = 'application/json'
    body = JSON.stringify(input.body ?? {})
  }
  if (input.etag) headers['if-match'] = input.etag
  if (route.method === 'POST') headers['idempotency-key'] = input.idempotencyKey ?? newKey()
  return { method: route.method, headers, body, signal: input.signal, credentials: 'same-origin' }
}

/** `crypto.randomUUID` is missing on plain-HTTP addresses of a local network. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function attempt(fetcher: typeof fetch, url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetcher(url, request)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw networkProblem(error)
  }
}

async function read(response: Response, route: RouteSpec): Promise<Answer<unknown>> {
  const etag = response.headers.get('etag')
  const status = response.status
  if (route.produces === 'binary' || route.responses[status] === null || status === 204) {
    return { data: undefined, etag, status }
  }
  try {
    return { data: await response.json(), etag, status }
  } catch (error) {
    throw networkProblem(error)
  }
}

async function problemOf(response: Response): Promise<ApiProblem> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return unreadableProblem(response.status)
  try {
    const problem = (await response.json()) as Problem
    return typeof problem?.code === 'string' ? new ApiProblem(problem) : unreadableProblem(response.status)
  } catch {
    return unreadableProblem(response.status)
  }
}
