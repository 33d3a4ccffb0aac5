import type { CityPack } from '../../../../contracts/city-pack.ts'
import {
  type EvidenceKind,
  type PromotionProspects,
  type promotionRungs,
  renewalDays,
} from '../../../../contracts/promotions.ts'
import { type Rung, rungs } from '../../../../contracts/scenarios.ts'

/** The ladder 层级: which rung comes next, what a pack asks for it, and where a scenario stands when a promotion ends. */

type PromotionRung = (typeof promotionRungs)[number]
export type Rule = { readonly evidence: readonly (readonly EvidenceKind[])[]; readonly validMonths: number | null }
/** A promotion in force; `until` null = for good. */
export type Held = { readonly rung: Rung; readonly until: string | null }

const inForce = ['published', 'landing', 'demonstrating', 'evaluating', 'concluded']

/** Only a scenario that was published and goes on, or is concluded, moves up. */
export function stateFits(state: string): boolean {
  return inForce.includes(state)
}

export function nextRung(rung: Rung): PromotionRung | null {
  return (rungs[rungs.indexOf(rung) + 1] as PromotionRung | undefined) ?? null
}

/** What a pack asks for a rung. Without a rule of its own any evidence will do, but some, and it holds for good. */
export function ruleOf(ladder: CityPack['programme']['ladder'], rung: Rung): Rule {
  const rule = ladder.find((each) => each.key === rung)?.promotion
  return {
    evidence: rule?.evidence ?? [['agreement', 'project', 'reading', 'evaluation', 'file']],
    validMonths: rule?.validMonths ?? null,
  }
}

/** The groups of a rule of which no kind is there. */
export function lackingOf(rule: Rule, kinds: readonly string[]): EvidenceKind[][] {
  return rule.evidence.filter((group) => !group.some((kind) => kinds.includes(kind))).map((group) => [...group])
}

/** The first moment at which a term that ends then may be renewed. */
export function renewableFrom(until: string): string {
  return new Date(Date.parse(until) - renewalDays * 86_400_000).toISOString()
}

/** What may be applied for: the present rung again near the end of its term, and the next one. */
export function offersOf(
  rung: Rung,
  held: readonly Held[],
  now: string,
): Pick<PromotionProspects['offers'][number], 'toRung' | 'renewal'>[] {
  const until = heldUntil(rung, held)
  const again = until !== null && renewableFrom(until) <= now
  const next = nextRung(rung)
  return [
    ...(again ? [{ toRung: rung as PromotionRung, renewal: true }] : []),
    ...(next ? [{ toRung: next, renewal: false }] : []),
  ]
}

/** The end of the term on which a rung rests; null when it rests on none that ends. */
export function heldUntil(rung: Rung, held: readonly Held[]): string | null {
  const terms = held.filter((each) => each.rung === rung)
  if (terms.length === 0 || terms.some((each) => each.until === null)) return null
  return terms.map((each) => each.until as string).reduce((a, b) => (a > b ? a : b))
}

/** Where a scenario stands after a promotion ended: the highest rung with a basis left, at least where its first promotion found it, never above where it is. */
export function rungLeft(current: Rung, first: Rung, held: readonly Held[]): Rung {
  const basis = [first, ...held.map((each) => each.rung)].map((each) => rungs.indexOf(each))
  return rungs[Math.min(rungs.indexOf(current), Math.max(...basis))] as Rung
}
