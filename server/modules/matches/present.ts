import type { Match, MatchRequirement } from '../../../contracts/matches.ts'
import { isSmall, type Pair } from './rules/judge.ts'
import { unlisted } from './rules/list.ts'
import { termsMet } from './rules/terms.ts'

/** Others that meet a condition this one does not, at most. */
const partnersShown = 3

export function presentMatch(
  pair: Pair,
  more: { rank: number | null; others: readonly Pair[]; intentId: string | null; weights: number; now: string },
): Match {
  const { demand, supply, scored } = pair
  const requirements = presentRequirements(pair)
  return {
    scenario: { id: demand.scenario_id, code: demand.code, title: demand.title },
    opening: { id: demand.id, text: demand.text },
    capability: { id: supply.id, title: supply.title },
    organisation: { id: supply.organisation_id, name: supply.organisation_name, small: isSmall(supply, more.now) },
    score: scored.score,
    rank: more.rank,
    parts: scored.parts.map((part) => ({ ...part })),
    terms: termsMet(
      [demand.text, demand.title, demand.detail ?? '', demand.summary ?? '', demand.problem ?? ''],
      pair.closeness,
    ),
    requirements,
    gaps: requirements
      .filter((each) => each.verdict !== 'met')
      .map((each) => ({ requirementId: each.id, partners: partnersFor(each.id, pair, more.others) })),
    excludedBy: [...scored.excludedBy],
    notListed: unlisted(pair),
    weights: more.weights,
    intentId: more.intentId,
  }
}

function presentRequirements({ requirements, scored }: Pair): MatchRequirement[] {
  const verdicts = new Map(scored.requirements.map((each) => [each.id, each]))
  return requirements.map((row) => {
    const verdict = verdicts.get(row.id)
    return {
      id: row.id,
      text: row.text,
      kind: row.kind,
      verdict: verdict?.verdict ?? 'unknown',
      because: verdict?.verdict === 'unknown' ? verdict.because : null,
      metric: row.metric,
      comparator: row.comparator,
      threshold: row.threshold,
      unit: row.unit,
      stated: verdict && verdict.verdict !== 'unknown' ? verdict.stated : null,
      by: verdict?.verdict === 'unmet' ? verdict.by : null,
      asOf: (verdict && verdict.verdict !== 'unknown' && verdict.asOf) || null,
    }
  })
}

/** Who of the others for the same opening meets the condition, nearest first, one of an organisation. */
function partnersFor(requirementId: string, { demand, supply }: Pair, others: readonly Pair[]) {
  const partners: { capability: { id: string; name: string }; organisation: { id: string; name: string } }[] = []
  for (const other of others) {
    if (partners.length >= partnersShown) break
    if (other.demand.id !== demand.id || other.supply.organisation_id === supply.organisation_id) continue
    if (partners.some((each) => each.organisation.id === other.supply.organisation_id)) continue
    if (other.scored.requirements.some((each) => each.id === requirementId && each.verdict === 'met')) {
      partners.push({
        capability: { id: other.supply.id, name: other.supply.title },
        organisation: { id: other.supply.organisation_id, name: other.supply.organisation_name },
      })
    }
  }
  return partners
}
