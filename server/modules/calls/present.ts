import type { Call, CallSummary, Criterion } from '../../../contracts/calls.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { actionsOf, isInside } from './policy.ts'
import { missingOf } from './rules/validity.ts'
import type { CallRow, partsOf } from './store.ts'

export function presentSummary(viewer: Viewer, row: CallRow): CallSummary {
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    domains: row.domains,
    directions: row.directions,
    openers: row.openers,
    organisationKinds: row.organisation_kinds as CallSummary['organisationKinds'],
    districts: row.districts,
    opensAt: row.opens_at,
    closesAt: row.closes_at,
    state: row.state as CallSummary['state'],
    stateSince: row.state_since,
    accepting: row.accepting,
    extended: row.extended ?? 0,
    holder: row.holder,
    dueAt: row.due_at,
    ...(isInside(viewer) && { submissions: row.submissions ?? 0 }),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

export function presentCall(viewer: Viewer, row: CallRow, parts: Awaited<ReturnType<typeof partsOf>>): Call {
  const criteria = row.criteria as Criterion[]
  const actions = actionsOf(viewer, row)
  return {
    ...presentSummary(viewer, row),
    description: row.description,
    criteria,
    contact: row.contact,
    attachments: parts.files.map((each) => ({
      id: each.file_id,
      name: each.name ?? '',
      mediaType: each.media_type ?? '',
      bytes: each.bytes ?? 0,
      purpose: 'material',
      sha256: each.sha256 ?? '',
      uploadedAt: each.uploaded_at ?? '',
    })),
    extensions: parts.extensions.map((each) => ({
      at: each.at,
      from: each.closed_at,
      to: each.closes_at,
      reason: each.reason,
    })),
    ...(actions.includes('open') && {
      missing: missingOf({
        description: row.description,
        criteria,
        opensAt: row.opens_at,
        closesAt: row.closes_at,
        contact: row.contact,
      }),
    }),
    actions,
  }
}
