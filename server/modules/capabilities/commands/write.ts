import type { z } from 'zod'
import type { Capability, capabilityCreate, capabilityPatch } from '../../../../contracts/capabilities.ts'
import { localDate } from '../../../../engines/calendar/index.ts'
import type { Writing } from '../../../platform/database/index.ts'
import { refuse } from '../../../platform/errors.ts'
import { isMember, type Viewer } from '../../../platform/viewer.ts'
import { type CapabilityDeps, lockVisible, refreshSearch, showCapability } from '../context.ts'
import {
  counterpartsOf,
  filesOf,
  type Measure,
  measuresOf,
  type Proof,
  proofsOf,
  replaceFiles,
  replaceMeasures,
  replaceProofs,
} from '../parts-store.ts'
import { actionsOf, mayEdit } from '../policy.ts'
import { faultsOf, missingOf } from '../rules/validity.ts'
import { type CapabilityRecord, type Fields, insertCapability, updateCapability } from '../store.ts'
import { askCounterparts } from './answer-proof.ts'

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
  capacity: 'capacity',
  priceFromCny: 'price_from_cny',
  priceToCny: 'price_to_cny',
  visibility: 'visibility',
} as const
type Column = keyof typeof columns

/** A new draft of one of the writer's organisations; a title and a kind are enough. */
export function createCapability(deps: CapabilityDeps, viewer: Viewer, wish: Create): Promise<Capability> {
  const { organisationId = viewer.organisationId, ...patch } = tidy(wish)
  return deps.database.write(viewer, async (tx) => {
    if (!organisationId || !isMember(viewer, organisationId)) return refuse('forbidden')
    checkFields(deps, tx, patch, { organisation_id: organisationId, price_from_cny: null, price_to_cny: null })
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
    checkFields(deps, tx, patch, row)
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
      .filter(
        ({ path, before, after }) =>
          JSON.stringify(comparable(path, before)) !== JSON.stringify(comparable(path, after)),
      )
    if (changes.length > 0) {
      const asked = await writeParts(deps, tx, row.id, patch)
      if (row.state !== 'draft') await askCounterparts(deps, tx, row, asked)
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

function checkFields(
  { keys, pack }: CapabilityDeps,
  { now }: Writing,
  patch: Patch,
  row: Pick<CapabilityRecord, 'organisation_id' | 'price_from_cny' | 'price_to_cny'>,
): void {
  const faults = faultsOf(patch, keys, {
    today: localDate(new Date(now), pack.city.timezone),
    organisationId: row.organisation_id,
    priceFromCny: row.price_from_cny,
    priceToCny: row.price_to_cny,
  })
  if (faults.length > 0) refuse('invalid_request', {}, faults)
}

function fieldsOf(patch: Patch): Fields {
  const given = (Object.keys(columns) as Column[]).filter((name) => patch[name] !== undefined)
  return Object.fromEntries(given.map((name) => [columns[name], patch[name]]))
}

/** Gives the proofs that are new or say something else: what was answered to them stands no longer. */
async function writeParts(deps: CapabilityDeps, tx: Writing, id: string, patch: Patch): Promise<readonly Proof[]> {
  if (patch.attachments) {
    await deps.attachable(tx, patch.attachments)
    await replaceFiles(tx, id, patch.attachments)
  }
  if (patch.measures) await replaceMeasures(tx, id, patch.measures)
  if (!patch.proofs) return []
  const before = new Map((await proofsOf(tx, [id])).map((each) => [each.id, each]))
  const proofs = patch.proofs.map(
    (each): Proof => ({ ...each, id: each.id && before.has(each.id) ? each.id : deps.newId() }),
  )
  const kept = new Set(proofs.filter((each) => sameProof(before.get(each.id), each)).map((each) => each.id))
  const changed = proofs.filter((each) => !kept.has(each.id))
  await checkCounterparts(tx, proofs, kept)
  await replaceProofs(tx, id, proofs, kept)
  return changed
}

function sameProof(before: Omit<Proof, 'id'> | undefined, after: Proof): boolean {
  return before !== undefined && JSON.stringify(saidBy(before)) === JSON.stringify(saidBy(after))
}

/** Only who is verified can be asked. */
async function checkCounterparts(tx: Writing, proofs: readonly Proof[], kept: ReadonlySet<string>): Promise<void> {
  const named = proofs.flatMap((each) => (each.counterpartId && !kept.has(each.id) ? [each.counterpartId] : []))
  const verified = new Set(
    (await counterpartsOf(tx, named)).filter((each) => each.state === 'verified').map((each) => each.id),
  )
  const faults = proofs.flatMap(({ id, counterpartId }, at) =>
    counterpartId === null || kept.has(id) || verified.has(counterpartId)
      ? []
      : [{ path: `proofs.${at}.counterpartId`, code: 'unverified' as const }],
  )
  if (faults.length > 0) refuse('invalid_request', {}, faults)
}

async function partsOf(tx: Writing, row: CapabilityRecord, patch: Patch): Promise<Record<string, unknown>> {
  const fields = (Object.keys(columns) as Column[]).map((name) => [name, row[columns[name]]] as const)
  return {
    ...Object.fromEntries(fields),
    ...(patch.proofs && { proofs: (await proofsOf(tx, [row.id])).map(saidBy) }),
    ...(patch.measures && { measures: (await measuresOf(tx, [row.id])).map(statedBy) }),
    ...(patch.attachments && { attachments: (await filesOf(tx, [row.id])).map((each) => each.id) }),
  }
}

function saidBy({ text, kind, at, counterpartId }: Omit<Proof, 'id'>) {
  return { text, kind, at, counterpartId }
}

function statedBy({ metric, value, unit, asOf }: Measure) {
  return { metric, value, unit, asOf }
}

/** Proofs and measures are the same when they say the same. */
function comparable(path: string, value: unknown): unknown {
  if (path === 'proofs') return (value as Proof[]).map(saidBy)
  return path === 'measures' ? (value as Measure[]).map(statedBy) : value
}
