import type { EvidenceKind, Promotion, PromotionPatch } from '../../../../contracts/promotions.ts'
import type { SaidFacts } from './said.tsx'

/** An application as it stands in the form: empty texts instead of null, months as they are typed. */
export interface EvidenceRow {
  readonly kind: EvidenceKind
  readonly subjectId: string
  readonly sentence: string
  readonly said: SaidFacts
}
export interface FormValue {
  statement: string
  summary: string
  validMonths: string
  evidence: EvidenceRow[]
}

export function fromPromotion(promotion: Promotion): FormValue {
  return {
    statement: promotion.statement ?? '',
    summary: promotion.summary ?? '',
    validMonths: promotion.validMonths == null ? '' : String(promotion.validMonths),
    evidence: (promotion.evidence ?? []).map(({ kind, subjectId, sentence, said }) => ({
      kind,
      subjectId,
      sentence,
      said,
    })),
  }
}

/** The patch for these fields, in the words of the contract. */
export function toPatch(changes: Partial<FormValue>): PromotionPatch {
  const { statement, summary, validMonths, evidence } = changes
  return {
    ...(statement !== undefined && { statement: statement.trim() || null }),
    ...(summary !== undefined && { summary: summary.trim() || null }),
    ...(validMonths !== undefined && {
      validMonths: validMonths.trim() === '' ? null : Number(validMonths.normalize('NFKC').trim()),
    }),
    ...(evidence && {
      evidence: evidence.map(({ kind, subjectId, sentence }) => ({ kind, subjectId, sentence: sentence.trim() })),
    }),
  }
}

/** As values are compared: what a piece said is the server's, not typed here. */
export function normalForm(value: FormValue): Record<keyof FormValue, unknown> {
  return {
    statement: value.statement.trim(),
    summary: value.summary.trim(),
    validMonths: value.validMonths.trim(),
    evidence: toPatch({ evidence: value.evidence }).evidence,
  }
}
