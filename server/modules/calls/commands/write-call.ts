import { isDeepStrictEqual } from 'node:util'
import type { Call, CallCreate, CallPatch } from '../../../../contracts/calls.ts'
import { holderOf } from '../../../../engines/lifecycle/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { hasRole, type Viewer } from '../../../platform/viewer.ts'
import { type CallDeps, heldCall, showCall } from '../context.ts'
import { actionsOf } from '../policy.ts'
import { faultsOf } from '../rules/validity.ts'
import { type CallRow, columnsOf, insertCall, partsOf, refreshSearch, replaceFiles, updateCall } from '../store.ts'

/** What submitters went by when they decided to write: as it was when the call was opened. The deadline moves by an extension only. */
const frozen = [
  'domains',
  'directions',
  'openers',
  'organisationKinds',
  'districts',
  'criteria',
  'opensAt',
  'closesAt',
] as const satisfies (keyof CallPatch)[]

/** A new draft; a title is enough. */
export function createCall(deps: CallDeps, viewer: Viewer, input: CallCreate): Promise<Call> {
  return deps.database.write(viewer, async (tx) => {
    if (!hasRole(viewer, 'operator')) refuse('forbidden')
    const faults = faultsOf(input, deps.keys, { domains: [], opensAt: null, closesAt: null })
    if (faults.length > 0) refuse('invalid_request', {}, faults)
    const id = deps.newId()
    await insertCall(tx, id, {
      ...columnsOf(input),
      title: input.title,
      holder: holderOf('call', 'draft'),
      due_at: input.opensAt ?? null,
    })
    await writeFiles(deps, tx, id, input)
    await refreshSearch(tx, id)
    tx.record({
      action: 'call.create',
      subject: { type: 'call', id },
      changes: Object.entries(input)
        .filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
        .map(([path, after]) => ({ path, before: null, after })),
      state: { from: null, to: 'draft' },
    })
    return showCall(tx, id)
  })
}

/** Changes fields: all of a draft, wording and material of one that is open or closed, nothing of an archived one. Only what differs is written and recorded. */
export function changeCall(
  deps: CallDeps,
  viewer: Viewer,
  idOrCode: string,
  patch: CallPatch,
  version: number,
): Promise<Call> {
  return deps.database.write(viewer, async (tx) => {
    const row = await heldCall(tx, idOrCode, version)
    if (row.state === 'archived') refuse('action_not_allowed', { allowed: actionsOf(viewer, row) })
    const before = await fieldsOf(tx, row)
    const changed = (Object.keys(patch) as (keyof CallPatch)[]).filter(
      (field) => patch[field] !== undefined && !isDeepStrictEqual(before[field], patch[field]),
    )
    const fixed = row.state === 'draft' ? [] : frozen.filter((field) => changed.includes(field))
    if (fixed.length > 0)
      refuse(
        'call_frozen',
        {},
        fixed.map((path) => ({ path, code: 'frozen' as const })),
      )
    const faults = faultsOf(patch, deps.keys, { domains: row.domains, opensAt: row.opens_at, closesAt: row.closes_at })
    if (faults.length > 0) refuse('invalid_request', {}, faults)
    if (changed.length > 0) {
      await writeFiles(deps, tx, row.id, patch)
      await updateCall(tx, row.id, {
        ...columnsOf(patch),
        ...(row.state === 'draft' && patch.opensAt !== undefined && { due_at: patch.opensAt }),
      })
      await refreshSearch(tx, row.id)
      tx.record({
        action: 'call.change',
        subject: { type: 'call', id: row.id },
        changes: changed.map((path) => ({ path, before: before[path], after: patch[path] })),
      })
    }
    return showCall(tx, row.id)
  })
}

async function writeFiles(deps: CallDeps, tx: Writing, id: string, { attachmentIds }: CallPatch): Promise<void> {
  if (!attachmentIds) return
  const again = attachmentIds.flatMap((each, index) =>
    attachmentIds.indexOf(each) === index
      ? []
      : [
          {
            path: `attachmentIds.${index}`,
            code: 'duplicate' as const,
            params: { where: attachmentIds.indexOf(each) + 1 },
          },
        ],
  )
  if (again.length > 0) refuse('invalid_request', {}, again)
  await deps.attachable(tx, attachmentIds, 'attachmentIds')
  await replaceFiles(tx, id, attachmentIds)
}

async function fieldsOf(tx: Writing, row: CallRow): Promise<Record<keyof CallPatch, unknown>> {
  const { files } = await partsOf(tx, row.id)
  return {
    title: row.title,
    description: row.description,
    domains: row.domains,
    directions: row.directions,
    openers: row.openers,
    organisationKinds: row.organisation_kinds,
    districts: row.districts,
    criteria: row.criteria,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    contact: row.contact,
    attachmentIds: files.map((each) => each.file_id),
  }
}
