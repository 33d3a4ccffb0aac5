import { type Candidate, compose, type Fairness } from '../../../../engines/matching/index.ts'
import { isSmall, type Pair } from './judge.ts'

/** Whoever has less in common with an opening than this is not offered for it. */
export const nearEnough = 0.12
/** One organisation fills no page, and small and new firms have their share of every beginning of it. */
export const fairness: Fairness = { perOrganisation: 2, share: 0.3, least: 0.8 }

/** Why a pair is not listed; null when it is. */
export function unlisted({ demand, closeness, scored }: Pair): 'must' | 'far' | 'closed' | null {
  if (scored.excludedBy.length > 0) return 'must'
  if (closeness.value < nearEnough) return 'far'
  return demand.out ? null : 'closed'
}

export function isListed(pair: Pair): boolean {
  const why = unlisted(pair)
  // Its owner sees who could answer before it is out.
  return why === null || why === 'closed'
}

/** Each capability once, with the opening it fits best; the pairs come best first. */
export function oncePerCapability(pairs: readonly Pair[]): Pair[] {
  const seen = new Set<string>()
  return pairs.filter(({ supply }) => !seen.has(supply.id) && seen.add(supply.id))
}

/** The whole list in the order of its pages, each put together fairly. */
export function inFairPages(pairs: readonly Pair[], size: number, now: string): Pair[] {
  const byKey = new Map<string, Pair>()
  let left: Candidate[] = pairs.map((pair) => {
    const key = `${pair.demand.id} ${pair.supply.id}`
    byKey.set(key, pair)
    return {
      key,
      organisation: pair.supply.organisation_id,
      score: pair.scored.score,
      small: isSmall(pair.supply, now),
    }
  })
  const order: Pair[] = []
  while (left.length > 0) {
    const page = compose(left, size, fairness)
    const taken = new Set(page.map((each) => each.key))
    order.push(...page.map((each) => byKey.get(each.key) as Pair))
    left = left.filter((each) => !taken.has(each.key))
  }
  return order
}
