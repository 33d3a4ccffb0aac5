import type { Capability } from '../../../contracts/capabilities.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { filesOf, measuresOf, ProofRow } from './parts-store.ts'
import { actionsOf, answersOf, knowsCounterpart } from './policy.ts'
import type { CapabilityRow } from './store.ts'

export type Parts = {
  readonly proofs: readonly ProofRow[]
  readonly measures: Awaited<ReturnType<typeof measuresOf>>
  readonly files: Awaited<ReturnType<typeof filesOf>>
}

/** A row with those of the page's proofs, measures and files that are its own. */
export function presentCapability(row: CapabilityRow, parts: Parts, viewer: Viewer): Capability {
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    description: row.description,
    kind: row.kind as Capability['kind'],
    readiness: row.readiness,
    readinessShown: row.readiness_shown,
    tracks: row.tracks,
    districts: row.districts,
    organisation: { id: row.organisation_id, name: row.organisation_name ?? '' },
    proofs: parts.proofs.filter((each) => each.capability_id === row.id).map((each) => presentProof(row, each, viewer)),
    measures: parts.measures
      .filter((each) => each.capability_id === row.id)
      .map(({ metric, value, unit, asOf }) => ({ metric, value, unit, asOf })),
    capacity: row.capacity,
    priceFromCny: row.price_from_cny,
    priceToCny: row.price_to_cny,
    attachments: parts.files
      .filter((each) => each.capability_id === row.id)
      .map((file) => ({
        id: file.id ?? '',
        name: file.name ?? '',
        mediaType: file.media_type ?? '',
        bytes: file.bytes ?? 0,
        purpose: null,
        sha256: file.sha256 ?? '',
        uploadedAt: file.uploaded_at ?? '',
      })),
    freshUntil: row.fresh_until,
    visibility: row.visibility as Capability['visibility'],
    state: row.state as Capability['state'],
    stateSince: row.state_since,
    synthetic: row.synthetic,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    actions: actionsOf(viewer, row),
  }
}

function presentProof(row: CapabilityRow, proof: ProofRow, viewer: Viewer): Capability['proofs'][number] {
  const { id, text, at, counterpartId, counterpart_name: name } = proof
  const inside = counterpartId !== null && knowsCounterpart(viewer, row, counterpartId)
  const told = inside || (proof.confirmed_at !== null && name !== null)
  return {
    id,
    text,
    kind: proof.kind as Capability['proofs'][number]['kind'],
    at,
    counterpart: counterpartId && told ? { id: counterpartId, name: name ?? '' } : null,
    confirmedAt: proof.confirmed_at,
    declinedAt: inside ? proof.declined_at : null,
    actions: answersOf(viewer, row, proof),
  }
}
