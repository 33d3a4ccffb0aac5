import type { RouteSpec } from '../../../contracts/common.ts'
import type { Database } from '../database/index.ts'
import { newId } from '../ids.ts'
import { hasRole } from '../viewer.ts'
import type { Call } from './serve.ts'

/** What is one's own or nobody's: reading it tells nothing of others. The journal logs its readers itself. */
const notBusiness = /^\/(me|auth|catalog|todos|notifications|drafts|records)(\/|$)/

/** Auditors may see almost everything; that they looked, and at what, is in the security log. */
export async function logAuditorRead(database: Database, spec: RouteSpec, call: Call): Promise<void> {
  if (spec.method !== 'GET' || !hasRole(call.viewer, 'auditor') || notBusiness.test(spec.path)) return
  const detail = { path: spec.path, params: call.params ?? {}, query: call.query ?? {} }
  await database.write(call.viewer, ({ sql, now, viewer }) =>
    sql
      .insertInto('security_events')
      .values({
        id: newId(),
        at: now,
        kind: 'auditor_read',
        user_id: viewer.userId,
        address: call.meta.address,
        detail: JSON.stringify(detail),
      })
      .execute(),
  )
}
