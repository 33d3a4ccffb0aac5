import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { DB } from './schema.ts'

/**
 * How values cross the border: instants as RFC 3339 text in UTC with milliseconds, days as text, bigint as number (all our amounts are below 2^53).
 * Everything later can compare and return them as they are.
 */
const types = new pg.TypeOverrides()
types.setTypeParser(1184, (value) => new Date(value).toISOString())
types.setTypeParser(1082, (value) => value)
types.setTypeParser(20, Number)

export type PoolOptions = {
  url: string
  max: number
  role?: string
  onError: (error: Error) => void
  onQuery?: (sql: string) => void
}

/** A pool whose connections speak our types and, when `role` is given, act as that role from the first statement. */
export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    types,
    idleTimeoutMillis: 30_000,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    lock_timeout: 15_000,
    application_name: 'city-scenarios',
    // The role is taken on as the connection opens, before any statement.
    ...(options.role && { options: `-c role=${options.role}` }),
  })
  // An idle connection that breaks (the server went away) is dropped; the next request opens another.
  pool.on('error', options.onError)
  // One that breaks while somebody holds it, between two statements, must not end the process: the next statement fails and the pool drops it.
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** Kysely on a pool. */
export function kyselyOn(pool: pg.Pool, onQuery?: (sql: string) => void): Kysely<DB> {
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool }),
    ...(onQuery && { log: (event) => onQuery(event.query.sql) }),
  })
}

/** Kysely bound to one connection that somebody else took and will give back: how a unit of work runs its statements. */
export function kyselyOnClient(client: pg.PoolClient, onQuery?: (sql: string) => void): Kysely<DB> {
  // One connection takes one statement at a time; reads that a use case starts together wait for each other here.
  let last: Promise<unknown> = Promise.resolve()
  const bound = {
    query(text: string, values: unknown[]) {
      const mine = last.then(() => client.query(text, values))
      last = mine.catch(() => undefined)
      return mine
    },
    release() {},
  } as unknown as pg.PoolClient
  const pool = { connect: async () => bound, end: async () => {} }
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool: pool as unknown as pg.Pool }),
    ...(onQuery && { log: (event) => onQuery(event.query.sql) }),
  })
}
