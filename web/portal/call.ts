import type { z } from 'zod'
import type { Problem, RouteSpec } from '../../contracts/common.ts'

/** What a page sends with a route: path parameters and the query as it would stand in the address. */
export type CallInput<R extends RouteSpec> = (R['params'] extends z.ZodType
  ? { params: z.input<R['params']> }
  : { params?: undefined }) & { body?: R['body'] extends z.ZodType ? z.input<R['body']> : undefined } & {
  query?: R['query'] extends z.ZodType ? Partial<z.input<R['query']>> : undefined
}

type Answer<R extends RouteSpec> = R['responses'][200]
export type CallValue<R extends RouteSpec> = Answer<R> extends z.ZodType ? z.output<Answer<R>> : null

export type CallResult<R extends RouteSpec> =
  | { ok: true; value: CallValue<R> }
  | { ok: false; status: number; problem: Problem }

/** Calls a route of the API inside the process, as an anonymous visitor. The route is known by its method and path. */
export type PortalCall = <R extends RouteSpec>(route: R, input: CallInput<R>) => Promise<CallResult<R>>
