/** One candidate of a page, best first in the list. `small`: belongs to those a fair share of exposure is kept for (small and new firms). */
export type Candidate = {
  readonly key: string
  readonly organisation: string
  readonly score: number
  readonly small: boolean
}
export type Fairness = {
  /** At most so many of one organisation in a page. */
  readonly perOrganisation: number
  /** Share of every beginning of the page kept for small and new firms, 0..1, as far as there are candidates. */
  readonly share: number
  /** None is lifted that scores less than this part of whom it overtakes, 0..1. */
  readonly least: number
}

/**
 * Puts a page together from candidates in falling score: no organisation fills it, and in every beginning of it small and new firms have their
 * share (the prefix condition of Zehlike et al. 2017, FA*IR), unless the next of them is too far behind. Order within each group stays.
 */
export function compose(candidates: readonly Candidate[], size: number, fairness: Fairness): Candidate[] {
  const counted = new Map<string, number>()
  const page: Candidate[] = []
  const left = [...candidates]
  let small = 0
  const free = (each: Candidate) => (counted.get(each.organisation) ?? 0) < fairness.perOrganisation
  while (page.length < size) {
    const best = left.findIndex(free)
    if (best < 0) break
    let chosen = best
    if (small < Math.floor((page.length + 1) * fairness.share) && !(left[best] as Candidate).small) {
      const next = left.findIndex((each) => each.small && free(each))
      if (next >= 0 && (left[next] as Candidate).score >= (left[best] as Candidate).score * fairness.least)
        chosen = next
    }
    const [taken] = left.splice(chosen, 1) as [Candidate]
    counted.set(taken.organisation, (counted.get(taken.organisation) ?? 0) + 1)
    if (taken.small) small += 1
    page.push(taken)
  }
  return page
}

/** Exposure of small and new firms in pages: each place counts 1 / log2(place + 1), as attention falls (discounted as in DCG). 0..1; null without places. */
export function exposure(pages: readonly (readonly { readonly small: boolean }[])[]): number | null {
  let small = 0
  let all = 0
  for (const page of pages)
    page.forEach((each, at) => {
      const worth = 1 / Math.log2(at + 2)
      all += worth
      if (each.small) small += worth
    })
  return all === 0 ? null : small / all
}
