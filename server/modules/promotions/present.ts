import type { Evidence, EvidenceKind, Promotion, PromotionSummary } from '../../../contracts/promotions.ts'
import type { DecisionRow } from './decision-store.ts'
import type { EvidenceRow } from './evidence-store.ts'
import type { PromotionRow } from './store.ts'

export function presentSummary(row: PromotionRow): PromotionSummary {
  return {
    id: row.id,
    code: row.code,
    scenario: { id: row.scenario_id, code: row.scenario_code, title: row.scenario_title ?? '' },
    owner: { id: row.owner_id, name: row.owner_name ?? '' },
    fromRung: row.from_rung as PromotionSummary['fromRung'],
    toRung: row.to_rung as PromotionSummary['toRung'],
    renewal: row.from_rung === row.to_rung,
    summary: row.summary,
    state: row.state as PromotionSummary['state'],
    stateSince: row.state_since,
    holder: row.holder,
    dueAt: row.due_at,
    appliedAt: row.applied_at,
    publicisedAt: row.publicised_at,
    publicityEndsAt: row.publicity_ends_at,
    grantedAt: row.granted_at,
    validUntil: row.valid_until,
    endedAt: row.ended_at,
    synthetic: row.synthetic,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}

export function presentEvidence(row: EvidenceRow): Evidence {
  return {
    id: row.id,
    kind: row.kind as EvidenceKind,
    subjectId: row.subject_id,
    sentence: row.sentence,
    said: row.said as Evidence['said'],
    hash: row.hash,
    frozenAt: row.frozen_at,
    file: row.file_id
      ? {
          id: row.file_id,
          name: row.name ?? '',
          mediaType: row.media_type ?? '',
          bytes: row.bytes ?? 0,
          purpose: null,
          sha256: row.sha256 ?? '',
          uploadedAt: row.uploaded_at ?? row.frozen_at,
        }
      : null,
  }
}

export function presentDecision(
  row: DecisionRow,
  names: ReadonlyMap<string, string>,
): NonNullable<Promotion['decisions']>[number] {
  const person = (id: string) => ({ id, name: names.get(id) ?? '' })
  return {
    id: row.id,
    outcome: row.outcome as 'publicise',
    reason: row.reason,
    proposedBy: person(row.proposed_by),
    proposedAt: row.proposed_at,
    settledBy: row.settled_by ? person(row.settled_by) : null,
    settledAt: row.settled_at,
    state: row.state as 'proposed',
    note: row.note,
  }
}
