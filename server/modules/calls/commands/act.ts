import type { z } from 'zod'
import { type Call, type CallAction, callActionBodies } from '../../../../contracts/calls.ts'
import { can, clockOf, guardLabel, holderOf, type StateOf } from '../../../../engines/lifecycle/index.ts'
import { nextCode } from '../../../platform/codes.ts'
import { dueAt } from '../../../platform/context.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { parse } from '../../../platform/http/validation.ts'
import { systemViewer, type Viewer } from '../../../platform/viewer.ts'
import { type CallDeps, heldCall, showCall, subjectOf, wallTime } from '../context.ts'
import { actionsOf, partiesOf } from '../policy.ts'
import { missingOf } from '../rules/validity.ts'
import {
  type CallRow,
  findCall,
  insertExtension,
  lockCall,
  overdueCalls,
  ownersIn,
  refreshSearch,
  takeNearing,
  updateCall,
} from '../store.ts'

type State = StateOf<'call'>
type Extension = z.output<typeof callActionBodies.extend>
type Change = { path: string; before: unknown; after: unknown }

/** One action of the lifecycle; the call is held alone meanwhile, so that nothing is submitted into it beside. */
export function actOnCall(
  deps: CallDeps,
  viewer: Viewer,
  idOrCode: string,
  action: CallAction,
  rawBody: unknown,
  version: number,
): Promise<Call> {
  const body = parse(callActionBodies[action] as z.ZodType, rawBody ?? undefined)
  return deps.database.write(viewer, async (tx) => {
    const row = await heldCall(tx, idOrCode, version)
    const to = allowed(viewer, row, action)
    if (action === 'open') await open(deps, tx, row, to)
    else if (action === 'extend') await extend(deps, tx, row, body as Extension)
    else if (action === 'close') await close(deps, tx, row, to)
    else await move(deps, tx, row, to, { action })
    return showCall(tx, row.id)
  })
}

function allowed(viewer: Viewer, row: CallRow, action: CallAction): State {
  const missing = missingOf({
    description: row.description,
    criteria: row.criteria as unknown[],
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    contact: row.contact,
  })
  if (action === 'open' && row.state === 'draft' && missing.length > 0)
    refuse(
      'incomplete',
      {},
      missing.map((path) => ({ path, code: 'required' as const })),
    )
  const guards = { nothing_missing: true, deadline_passed: row.late }
  const verdict = can('call', action, { state: row.state as State }, { parties: partiesOf(viewer), guards })
  if (verdict.ok) return verdict.to
  if (verdict.code === 'guard_failed')
    return refuse('guard_failed', { guard: guardLabel(verdict.guard)[viewer.locale], key: verdict.guard })
  return verdict.code === 'not_in_state'
    ? refuse('action_not_allowed', { allowed: actionsOf(viewer, row) })
    : refuse('forbidden')
}

async function move(
  deps: CallDeps,
  tx: Writing,
  row: CallRow,
  to: State,
  how: { action: CallAction; set?: Record<string, unknown>; changes?: Change[]; reason?: string },
): Promise<void> {
  const moved = to !== row.state
  await updateCall(tx, row.id, {
    ...how.set,
    ...(moved && {
      state: to,
      state_since: tx.now,
      holder: holderOf('call', to),
      due_at: dueAt(deps, tx.now, clockOf('call', to)?.dueDays ?? null),
    }),
  })
  tx.record({
    action: `call.${how.action}`,
    subject: { type: 'call', id: row.id },
    reason: how.reason ?? null,
    changes: [...(moved ? [{ path: 'state', before: row.state, after: to }] : []), ...(how.changes ?? [])],
    ...(moved && { state: { from: row.state, to } }),
  })
}

/** Announced from now on; a day that passed meanwhile becomes this moment, so that the window tells when one could really submit. */
async function open(deps: CallDeps, tx: Writing, row: CallRow, to: State): Promise<void> {
  if (row.late) refuse('invalid_request', {}, [{ path: 'closesAt', code: 'in_the_past' }])
  const opensAt = (row.opens_at as string) < tx.now ? tx.now : row.opens_at
  const code = await nextCode(deps.database, tx, {
    // 征集, zhengji: C counts capabilities.
    prefix: `${deps.pack.city.codePrefix}Z`,
    digits: 2,
    timeZone: deps.pack.city.timezone,
  })
  await move(deps, tx, row, to, {
    action: 'open',
    set: { code, opens_at: opensAt },
    changes: opensAt === row.opens_at ? [] : [{ path: 'opensAt', before: row.opens_at, after: opensAt }],
  })
  await refreshSearch(tx, row.id)
  await deps.notify(tx, {
    to: { role: 'district_operator' },
    kind: 'call.open',
    subject: subjectOf(row),
    params: { until: wallTime(row.closes_at, deps) },
  })
}

/** Later than it was, and before it is over; whoever has something in the call hears of it. */
async function extend(deps: CallDeps, tx: Writing, row: CallRow, { closesAt, reason }: Extension): Promise<void> {
  const before = row.closes_at as string
  if (row.late) refuse('call_over', { closedAt: wallTime(before, deps) })
  if (closesAt <= before)
    refuse('invalid_request', {}, [{ path: 'closesAt', code: 'not_later', params: { than: wallTime(before, deps) } }])
  await insertExtension(tx, { id: deps.newId(), call_id: row.id, closed_at: before, closes_at: closesAt, reason })
  await move(deps, tx, row, 'open', {
    action: 'extend',
    reason,
    set: { closes_at: closesAt },
    changes: [{ path: 'closesAt', before, after: closesAt }],
  })
  await tellOwners(deps, tx, row, 'all', 'call.extend', { until: wallTime(closesAt, deps), reason })
}

async function close(deps: CallDeps, tx: Writing, row: CallRow, to: State): Promise<void> {
  await move(deps, tx, row, to, { action: 'close' })
  await deps.notify(tx, {
    to: { role: 'operator' },
    kind: 'call.close',
    subject: subjectOf(row),
    params: { count: row.submissions ?? 0 },
  })
  await tellOwners(deps, tx, row, 'drafts', 'call.missed', {})
}

/** Whom it concerns is not for the office to see: drafts are their owners' alone. */
async function tellOwners(
  deps: CallDeps,
  tx: Writing,
  row: CallRow,
  which: 'drafts' | 'all',
  kind: string,
  params: Record<string, unknown>,
): Promise<void> {
  const organisations = await deps.database.write(systemViewer, (inner) => ownersIn(inner, row.id, which))
  if (organisations.length > 0) await deps.notify(tx, { to: { organisations }, kind, subject: subjectOf(row), params })
}

const batch = 50

/** Owners whose drafts are still at home hear once of each deadline that comes near. */
async function remind(deps: CallDeps): Promise<void> {
  await deps.database.write(systemViewer, async (tx) => {
    for (const id of await takeNearing(tx, batch)) {
      const row = (await findCall(tx, id)) as CallRow
      tx.record({ action: 'call.remind', subject: { type: 'call', id }, changes: [] })
      await tellOwners(deps, tx, row, 'drafts', 'call.reminder', { until: wallTime(row.closes_at, deps) })
    }
  })
}

/** Reminds, and closes what is over by the clock. Running twice, or late, changes nothing: nobody gets in meanwhile. */
export async function sweepCalls(deps: CallDeps): Promise<void> {
  await remind(deps)
  for (;;) {
    const done = await deps.database.write(systemViewer, async (tx) => {
      const due = await overdueCalls(tx, batch)
      for (const id of due) {
        const row = (await lockCall(tx, id)) as CallRow
        await close(deps, tx, row, allowed(tx.viewer, row, 'close'))
      }
      return due.length
    })
    if (done < batch) return
  }
}
