import type { Attachment } from '../../../contracts/common.ts'
import type { Landing, Service } from '../../../contracts/services.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { LandingRow } from './landings-store.ts'
import { landingActionsOf, serviceActionsOf } from './policy.ts'
import type { ServiceRow } from './store.ts'

export function presentService(row: ServiceRow, viewer: Viewer): Service {
  return {
    id: row.id,
    kind: row.kind as Service['kind'],
    organisation: firm(row),
    date: row.served_on,
    scenario:
      row.scenario_id && row.scenario_title
        ? { id: row.scenario_id, code: row.scenario_code, title: row.scenario_title }
        : null,
    summary: row.summary,
    by: {
      organisation: named(row.by_organisation_id, row.by_organisation_name),
      person: { id: row.recorded_by, name: row.recorded_by_name ?? '' },
    },
    file: row.file_id && row.file_name ? attachmentOf(row.file_id, row) : null,
    state: row.state as Service['state'],
    stateSince: row.state_since,
    stateReason: row.state_reason,
    confirmedBy: named(row.confirmed_by, row.confirmed_by_name),
    confirmedAt: row.confirmed_at,
    holder: row.holder,
    dueAt: row.due_at,
    synthetic: row.synthetic,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    actions: serviceActionsOf(viewer, row).map((each) => each.action),
  }
}

export function presentLanding(row: LandingRow, viewer: Viewer): Landing {
  return {
    id: row.id,
    kind: row.kind as Landing['kind'],
    organisation: firm(row),
    landedOn: row.landed_on,
    evidence: row.evidence,
    file: attachmentOf(row.file_id, row),
    reportedBy: { id: row.reported_by, name: row.reported_by_name ?? '' },
    state: row.state as Landing['state'],
    stateSince: row.state_since,
    stateReason: row.state_reason,
    decidedBy: named(row.decided_by, row.decided_by_name),
    decidedAt: row.decided_at,
    holder: row.holder,
    dueAt: row.due_at,
    synthetic: row.synthetic,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
    actions: landingActionsOf(viewer, row).map((each) => each.action),
  }
}

function firm(row: {
  organisation_id: string
  organisation_name: string | null
  organisation_district: string | null
}): Service['organisation'] {
  return { id: row.organisation_id, name: row.organisation_name ?? '', district: row.organisation_district }
}
function named(id: string | null, name: string | null): { id: string; name: string } | null {
  return id === null ? null : { id, name: name ?? '' }
}
function attachmentOf(
  id: string,
  row: Pick<ServiceRow, 'file_name' | 'media_type' | 'bytes' | 'sha256' | 'uploaded_at'>,
): Attachment {
  return {
    id,
    name: row.file_name ?? '',
    mediaType: row.media_type ?? '',
    bytes: row.bytes ?? 0,
    purpose: null,
    sha256: row.sha256 ?? '',
    uploadedAt: row.uploaded_at ?? '',
  }
}
