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

/** What is longer has its rows in the text and does not come again. */
const preparedLength = 20_000

export type NameOf = (text: string) => string | undefined

/**
 * Names for the first `limit` statements, which come again and again: under row-level security planning one costs more than running it, so each
 * is prepared once a connection and its plan kept. The odd filter combination beyond is planned each time. Reads only: a kept plan no longer knows
 * the values, and `on conflict` must match the condition of a partial index with them.
 */
export function statementNames(limit: number): NameOf {
  const names = new Map<string, string>()
  return (text) => {
    if (!/^\s*(select|with)\b/i.test(text) || text.length > preparedLength) return undefined
    if (!names.has(text) && names.size < limit) names.set(text, `s${names.size}`)
    return names.get(text)
  }
}

/** Kysely on a pool of anonymous reading. */
export function kyselyOn(pool: pg.Pool, onQuery?: (sql: string) => void): Kysely<DB> {
  const nameOf = statementNames(300)
  const prepared = {
    async connect() {
      const client = await pool.connect()
      return {
        query: (text: string, values: unknown[]) =>
          client.query({ name: nameOf(text), text, values } as pg.QueryConfig),
        release: (error?: Error) => client.release(error),
      }
    },
    end: () => pool.end(),
  }
  return new Kysely<DB>({
    dialect: new PostgresDialect({ pool: prepared as unknown as pg.Pool }),
    ...(onQuery && { log: (event) => onQuery(event.query.sql) }),
  })
}

/** Kysely bound to one connection that somebody else took and will give back: how a unit of work runs its statements. */
export function kyselyOnClient(client: pg.PoolClient, nameOf: NameOf, onQuery?: (sql: string) => void): Kysely<DB> {
  // One connection takes one statement at a time; reads that a use case starts together wait for each other here.
  let last: Promise<unknown> = Promise.resolve()
  const bound = {
    query(text: string, values: unknown[]) {
      const mine = last.then(() => client.query({ name: nameOf(text), text, values } as pg.QueryConfig))
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
