import type { z } from 'zod'
import type { RouteSpec } from '../../../contracts/common.ts'
import type { Viewer } from '../viewer.ts'

/** A file part that was received whole, hashed and put aside; the handler moves it to where it belongs. */
export type ReceivedFile = {
  readonly path: string
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

type Out<S> = S extends z.ZodType ? z.output<S> : undefined

export type Call<R extends RouteSpec = RouteSpec> = {
  readonly viewer: Viewer
  readonly params: Out<R['params']>
  readonly query: Out<R['query']>
  readonly body: Out<R['body']>
  /** The version the client last saw; always a number where the contract asks for `If-Match`. */
  readonly ifMatch: number | null
  readonly file: ReceivedFile | null
  readonly locale: 'zh' | 'en'
  readonly meta: {
    readonly address: string
    readonly userAgent: string | null
    readonly traceId: string
    readonly url: string
    /** The raw session cookie, for signing out. */
    readonly sessionToken: string | null
  }
}

type Body<S> = S extends z.ZodType ? z.output<S> : null
type Statuses<R extends RouteSpec> = keyof R['responses'] & number

/** What a handler gives back: one of the contract's success answers. */
export type Reply<R extends RouteSpec = RouteSpec> = {
  [S in Statuses<R>]: {
    readonly status: S
    readonly value: R['produces'] extends 'binary' ? NodeJS.ReadableStream | Buffer : Body<R['responses'][S]>
    readonly headers?: Readonly<Record<string, string>>
    /** Sets or ends the session cookie. */
    readonly session?: { token: string } | { end: true }
  }
}[Statuses<R>]

export type Handler<R extends RouteSpec> = (call: Call<R>) => Promise<Reply<R>>

/** A route with who answers it. */
export type Served = { readonly spec: RouteSpec; readonly handle: (call: Call) => Promise<Reply> }

/** Joins a contract to its handler. */
export function serve<R extends RouteSpec>(spec: R, handle: Handler<R>): Served {
  return { spec, handle: handle as unknown as Served['handle'] }
}

/** Headers of a thing that carries a version. */
export function etag(thing: { version: number }): { etag: string } {
  return { etag: `"${thing.version}"` }
}

/** 201 with where the new thing is. */
export function created<T extends { id: string }>(path: string, value: T) {
  return {
    status: 201 as const,
    value,
    headers: {
      location: `/api/v1${path}/${value.id}`,
      ...('version' in value && etag(value as T & { version: number })),
    },
  }
}

/** 200 with its ETag when it has a version. */
export function ok<T>(value: T) {
  const versioned =
    typeof value === 'object' && value !== null && 'version' in value && typeof value.version === 'number'
  return { status: 200 as const, value, ...(versioned && { headers: etag(value as T & { version: number }) }) }
}

export const noContent = { status: 204, value: null } as const
