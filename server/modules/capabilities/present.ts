import type { Capability } from '../../../contracts/capabilities.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { actionsOf } from './policy.ts'
import type { CapabilityRow, filesOf, proofsOf } from './store.ts'

export type Parts = {
  readonly proofs: Awaited<ReturnType<typeof proofsOf>>
  readonly files: Awaited<ReturnType<typeof filesOf>>
}

/** A row with those of the page's proofs and files that are its own. */
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
    proofs: parts.proofs
      .filter((each) => each.capability_id === row.id)
      .map(({ id, text, kind, at }) => ({ id, text, kind: kind as Capability['proofs'][number]['kind'], at })),
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
