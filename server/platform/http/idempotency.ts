import { createHash } from 'node:crypto'
import { sql as statement } from 'kysely'
import type { Database } from '../database/index.ts'
import { refuse } from '../errors.ts'
import type { Tasks } from '../jobs/index.ts'
import { systemViewer, type Viewer } from '../viewer.ts'
import type { Call, Reply } from './serve.ts'

/**
 * `Idempotency-Key`: the claim, the work and the stored answer are one transaction, so an acknowledged write and its answer exist together or not at all.
 * A second request with the same key waits on the claim's unique index and then repeats the answer. A refusal stores nothing: the same key may try again.
 */
export async function idempotent(
  database: Database,
  request: { key: string; viewer: Viewer; method: string; url: string; call: Call },
  work: () => Promise<Reply>,
): Promise<Reply> {
  const { key, viewer, call } = request
  if (!/^[\x21-\x7e]{1,100}$/.test(key))
    refuse('invalid_request', {}, [{ path: 'Idempotency-Key', code: 'invalid_format' }])
  const scope = viewer.userId ?? call.meta.address
  const hash = createHash('sha256')
    .update(JSON.stringify([request.method, request.url, call.body ?? null, call.file?.sha256 ?? null]))
    .digest()
  return database.write(viewer, async () => {
    const kept = await database.write(systemViewer, async ({ sql, now }) => {
      const claimed = await sql
        .insertInto('idempotency_keys')
        .values({ scope, key, request_hash: hash, created_at: now })
        .onConflict((conflict) => conflict.columns(['scope', 'key']).doNothing())
        .executeTakeFirst()
      if (claimed.numInsertedOrUpdatedRows === 1n) return null
      return sql
        .selectFrom('idempotency_keys')
        .selectAll()
        .where('scope', '=', scope)
        .where('key', '=', key)
        .executeTakeFirstOrThrow()
    })
    if (kept) {
      if (!kept.request_hash.equals(hash)) refuse('idempotency_reused')
      if (kept.status === null) refuse('idempotency_in_progress')
      return {
        status: kept.status,
        value: kept.body === null ? null : JSON.parse(kept.body),
        headers: { ...(kept.headers as Record<string, string>), 'idempotency-replayed': 'true' },
      } as Reply
    }
    const reply = await work()
    const body = reply.value === null ? null : JSON.stringify(reply.value)
    await database.write(systemViewer, async ({ sql }) => {
      await sql
        .updateTable('idempotency_keys')
        .set({ status: reply.status, headers: JSON.stringify(reply.headers ?? {}), body })
        .where('scope', '=', scope)
        .where('key', '=', key)
        .execute()
    })
    return reply
  })
}

/** Kept for a day, as the API promises; then the key is as good as new, and what the answer held is gone. */
export function idempotencyTasks(database: Database): Tasks {
  return {
    'idempotency.forget': {
      every: '17 * * * *',
      async handle() {
        await database.write(systemViewer, ({ sql }) => sql.deleteFrom('idempotency_keys').where(expired).execute())
      },
    },
  }
}

const expired = statement<boolean>`created_at < app_now() - interval '24 hours'`
