import type { ConflictKind } from '../../../../contracts/reviews.ts'

export type Judged = { readonly id: string; readonly owner_id: string; readonly submitted_by: string | null }
export type Tie = { readonly user_id: string; readonly organisation_id: string; readonly kind: string }

/** Why an expert may not judge an item: belongs to its owner, worked there in the last three years, or handed it in himself. */
export function conflictsOf(expertId: string, item: Judged, ties: readonly Tie[]): ConflictKind[] {
  const kinds = ties
    .filter((tie) => tie.user_id === expertId && tie.organisation_id === item.owner_id)
    .map((tie): ConflictKind => (tie.kind === 'member' ? 'member' : 'employer'))
  if (item.submitted_by === expertId) kinds.push('opener')
  return [...new Set(kinds)]
}
