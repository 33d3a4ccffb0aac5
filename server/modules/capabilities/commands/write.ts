import type { z } from 'zod'
import type { Capability, capabilityCreate, capabilityPatch } from '../../../../contracts/capabilities.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { isMember, type Viewer } from '../../../platform/viewer.ts'
import { type CapabilityDeps, lockVisible, refreshSearch, showCapability } from '../context.ts'
import { actionsOf, mayEdit } from '../policy.ts'
import { faultsOf, missingOf } from '../rules/validity.ts'
import {
  type CapabilityRecord,
  type Fields,
  filesOf,
  insertCapability,
  proofsOf,
  replaceFiles,
  replaceProofs,
  updateCapability,
} from '../store.ts'

type Create = z.output<typeof capabilityCreate>
type Patch = z.output<typeof capabilityPatch>

const columns = {
  title: 'title',
  description: 'description',
  kind: 'kind',
  readiness: 'readiness',
  readinessShown: 'readiness_shown',
  tracks: 'tracks',
  districts: 'districts',
  visibility: 'visibility',
} as const
type Column = keyof typeof columns

/** A new draft of one of the writer's organisations; a title and a kind are enough. */
export function createCapability(deps: CapabilityDeps, viewer: Viewer, wish: Create): Promise<Capability> {
  const { organisationId = viewer.organisationId, ...patch } = tidy(wish)
  return deps.database.write(viewer, async (tx) => {
    if (!organisationId || !isMember(viewer, organisationId)) return refuse('forbidden')
    checkFields(deps, patch)
    const id = deps.newId()
    await insertCapability(tx, id, organisationId, { ...fieldsOf(patch), title: wish.title, kind: wish.kind })
    await writeParts(deps, tx, id, patch)
    await refreshSearch(deps, tx, id)
    tx.record({
      action: 'capability.create',
      subject: { type: 'capability', id },
      changes: [
        { path: 'organisationId', after: organisationId },
        ...Object.entries(patch).map(([path, after]) => ({ path, after })),
      ],
      state: { from: null, to: 'draft' },
    })
    return showCapability(tx, id)
  })
}

/** Changes fields; what is published stays complete. What did not change is neither written nor recorded. */
export function changeCapability(
  deps: CapabilityDeps,
  viewer: Viewer,
  idOrCode: string,
  wish: Patch,
  version: number | null,
): Promise<Capability> {
  const patch = tidy(wish)
  return deps.database.write(viewer, async (tx) => {
    const row = await lockVisible(tx, idOrCode)
    if (!isMember(viewer, row.organisation_id)) refuse('forbidden')
    if (row.version !== version) refuse('stale', { version: row.version })
    if (!mayEdit(viewer, row)) refuse('action_not_allowed', { allowed: actionsOf(viewer, row) })
    checkFields(deps, patch)
    if (row.state !== 'draft') {
      const missing = missingOf({ ...row, ...fieldsOf(patch) } as CapabilityRecord)
      if (missing.length > 0)
        refuse(
          'incomplete',
          {},
          missing.map((path) => ({ path, code: 'required' })),
        )
    }
    const before = await partsOf(tx, row, patch)
    const changes = Object.entries(patch)
      .map(([path, after]) => ({ path, before: before[path] ?? null, after }))
      .filter((each) => JSON.stringify(comparable(each.before)) !== JSON.stringify(comparable(each.after)))
    if (changes.length > 0) {
      await writeParts(deps, tx, row.id, patch)
      await updateCapability(tx, row.id, fieldsOf(patch))
      await refreshSearch(deps, tx, row.id)
      tx.record({ action: 'capability.change', subject: { type: 'capability', id: row.id }, changes })
    }
    return showCapability(tx, row.id)
  })
}

/** Each key and each file once. */
function tidy<P extends Patch>(patch: P): P {
  const lists = (['tracks', 'districts', 'attachments'] as const).flatMap((name) =>
    patch[name] ? [[name, [...new Set(patch[name])]] as const] : [],
  )
  return { ...patch, ...Object.fromEntries(lists) }
}

function checkFields({ keys }: CapabilityDeps, patch: Patch): void {
  const faults = faultsOf(patch, keys)
  if (faults.length > 0) refuse('invalid_request', {}, faults)
}

function fieldsOf(patch: Patch): Fields {
  const given = (Object.keys(columns) as Column[]).filter((name) => patch[name] !== undefined)
  return Object.fromEntries(given.map((name) => [columns[name], patch[name]]))
}

async function writeParts(deps: CapabilityDeps, tx: Writing, id: string, patch: Patch): Promise<void> {
  if (patch.proofs) {
    const own = new Set((await proofsOf(tx, [id])).map((each) => each.id))
    await replaceProofs(
      tx,
      id,
      patch.proofs.map((each) => ({ ...each, id: each.id && own.has(each.id) ? each.id : deps.newId() })),
    )
  }
  if (patch.attachments) {
    await deps.attachable(tx, patch.attachments)
    await replaceFiles(tx, id, patch.attachments)
  }
}

async function partsOf(tx: Writing, row: CapabilityRecord, patch: Patch): Promise<Record<string, unknown>> {
  const fields = (Object.keys(columns) as Column[]).map((name) => [name, row[columns[name]]] as const)
  return {
    ...Object.fromEntries(fields),
    ...(patch.proofs && { proofs: await proofsOf(tx, [row.id]) }),
    ...(patch.attachments && { attachments: (await filesOf(tx, [row.id])).map((each) => each.id) }),
  }
}

/** Proofs are the same when they say the same. */
function comparable(value: unknown): unknown {
  if (!Array.isArray(value)) return value
  return value.map((each) =>
    typeof each === 'object' && each !== null && 'text' in each ? [each.text, each.kind, each.at] : each,
  )
}
