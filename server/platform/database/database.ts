import { AsyncLocalStorage } from 'node:async_hooks'
import type { Kysely } from 'kysely'
import pg from 'pg'
import { isAnonymous, isVerifiedMember, type Viewer } from '../viewer.ts'
import { createPool, kyselyOn, kyselyOnClient, statementNames } from './connection.ts'
import { appendRecords } from './journal-append.ts'
import type { Recorded } from './recorded.ts'
import type { DB } from './schema.ts'

/** What a store needs to read: statements run as the viewer, under row-level security. */
/** `now` is the database's clock; only nobody's reads, which decide nothing by it, go without. */
export type Reading = { readonly sql: Kysely<DB>; readonly viewer: Viewer; readonly now?: string }

/** One transaction. `now` is the database's clock, read once; records reach the journal and jobs the queue when it commits, or not at all. */
export type Writing = Reading & {
  readonly now: string
  record(entry: Recorded): void
  enqueue(task: string, payload: object, options?: { runAt?: string; key?: string }): Promise<void>
}

export type Database = {
  /** Reads as the viewer. Nobody's reads run on a role of their own and need no transaction; inside a `write` they join it. */
  read<T>(viewer: Viewer, work: (reading: Reading) => Promise<T>): Promise<T>
  /** One use case, one transaction: all of it or nothing. Inside another `write` it joins it. */
  write<T>(viewer: Viewer, work: (writing: Writing) => Promise<T>): Promise<T>
  /** Plain statements as nobody: the session look-up, the readiness check. */
  readonly open: Kysely<DB>
  readonly ownerPool: pg.Pool
  close(): Promise<void>
}

type Unit = Writing & { readonly client: pg.PoolClient; current: Viewer }

const literal = pg.escapeLiteral

function contextOf(viewer: Viewer): string {
  const roles = [
    ...viewer.roles,
    ...(viewer.system ? ['system'] : []),
    ...(isVerifiedMember(viewer) ? ['verified_member'] : []),
  ]
  return [
    'set local role scenario_app',
    `select set_config('app.user', ${literal(viewer.userId ?? '')}, true), set_config('app.roles', ${literal(roles.join(','))}, true),
      set_config('app.orgs', ${literal(`{${viewer.organisations.map((each) => each.id).join(',')}}`)}, true),
      set_config('app.admin_orgs', ${literal(`{${viewer.organisations.flatMap((each) => (each.role === 'org_admin' ? [each.id] : [])).join(',')}}`)}, true),
      set_config('app.district', ${literal(viewer.district ?? '')}, true)`,
  ].join('; ')
}

/** A plan with all its walls takes some hundred kilobytes on every connection. */
const signedStatements = 150

/**
 * The database as use cases see it. Two pools: one whose transactions take on the viewer (SET LOCAL), one that is nobody for good.
 * The journal's head is locked last, just before commit, and held for one insert.
 */
export function createDatabase(options: {
  url: string
  max?: number
  newId: () => string
  onError: (error: Error) => void
  /** Sees each statement; tests count them. */
  onQuery?: (sql: string) => void
}): Database {
  const { url, onError, onQuery, max = 20 } = options
  const ownerPool = createPool({ url, max, onError })
  const openPool = createPool({ url, max: Math.max(4, Math.floor(max / 2)), role: 'scenario_public', onError })
  const open = kyselyOn(openPool, onQuery)
  const nameOf = statementNames(signedStatements)
  const current = new AsyncLocalStorage<Unit>()

  async function inUnit<T>(viewer: Viewer, mode: 'read' | 'write', work: (unit: Writing) => Promise<T>): Promise<T> {
    const joined = current.getStore()
    if (joined) return as(joined, viewer, work)
    const client = await ownerPool.connect()
    let broken: Error | undefined
    // Without a listener a connection that dies while taken would end the process; the statement under way fails anyhow.
    const onClientError = (error: Error) => {
      broken = error
    }
    client.on('error', onClientError)
    try {
      const begun = (await client.query(
        `begin${mode === 'read' ? ' read only' : ''}; ${contextOf(viewer)}; select app_now() as now`,
      )) as unknown as pg.QueryResult<{ now: string }>[]
      const now = begun.at(-1)?.rows[0]?.now
      if (!now) throw new Error('the database did not tell the time')
      const recorded: Recorded[] = []
      const sql = kyselyOnClient(client, nameOf, onQuery)
      const unit: Unit = {
        sql,
        viewer,
        now,
        client,
        current: viewer,
        record: (entry) => void recorded.push(entry),
        async enqueue(task, payload, how = {}) {
          await client.query('select app_enqueue($1, $2, $3, $4)', [
            task,
            JSON.stringify(payload),
            how.runAt ?? null,
            how.key ?? null,
          ])
        },
      }
      const result = await current.run(unit, () => work(unit))
      if (recorded.length > 0) await appendRecords(client, { entries: recorded, viewer, now, newId: options.newId })
      // A use case that swallowed a failed statement leaves a transaction that can only be rolled back; `commit` then does so without a word.
      const ended = await client.query('commit')
      if (ended.command !== 'COMMIT') throw new Error('the transaction had failed before its end and was rolled back')
      return result
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => {
        broken = failure
      })
      throw error
    } finally {
      client.off('error', onClientError)
      client.release(broken)
    }
  }

  /** The same transaction in another's name for a while: signing up, telling others. */
  async function as<T>(unit: Unit, viewer: Viewer, work: (unit: Writing) => Promise<T>): Promise<T> {
    if (viewer === unit.current) return work(unit)
    const before = unit.current
    await unit.client.query(contextOf(viewer))
    unit.current = viewer
    const inner: Unit = { ...unit, viewer, current: viewer }
    try {
      return await current.run(inner, () => work(inner))
    } finally {
      unit.current = before
      // In a failed transaction this fails as well; the rollback that follows ends the role.
      await unit.client.query(contextOf(before)).catch(() => undefined)
    }
  }

  return {
    read(viewer, work) {
      if (isAnonymous(viewer) && !current.getStore()) return work({ sql: open, viewer })
      return inUnit(viewer, 'read', work)
    },
    write: (viewer, work) => inUnit(viewer, 'write', work),
    open,
    ownerPool,
    async close() {
      await Promise.all([ownerPool.end(), openPool.end()])
    },
  }
}
